"""Pages of polls: for organisers, and for focal points."""
