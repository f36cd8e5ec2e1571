"""Views of organizations and offices."""
