"""Specification of the media list."""
