"""Releases in words: facts in, text out, by the rules of each language."""
