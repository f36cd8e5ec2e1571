"""Programmes, and who funds them on what terms."""
