"""The JSON API, version 1: what the site shows and the desk does, for programs. One module for each area."""
