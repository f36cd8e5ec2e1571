"""Pages of delegations: for organisers, and for focal points."""
