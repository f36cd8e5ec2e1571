"""What a release says on other occasions than the announcement, a module for each language."""
