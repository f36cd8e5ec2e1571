"""Views of releases: the newsroom for everybody, the editor for the desk."""
