"""Pages of the media list."""
