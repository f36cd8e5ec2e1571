"""Releases: written from facts, edited by people."""
