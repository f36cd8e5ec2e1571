"""Pages of the desk on which organisers write to people."""
