"""Views of programmes and funding sources."""
