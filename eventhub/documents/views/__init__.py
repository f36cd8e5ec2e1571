"""Documents at the organisers' desk, and what the public sees of certificates."""
