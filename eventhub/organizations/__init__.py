"""Organizations and offices: names per language, members."""
