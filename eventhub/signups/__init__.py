"""Signing up for items of an agenda that have places of their own: working groups, visits."""
