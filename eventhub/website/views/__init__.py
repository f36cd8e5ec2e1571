"""Views of the public site, one module for each kind of page."""
