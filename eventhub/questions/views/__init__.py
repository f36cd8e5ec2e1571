"""What organisers see of the form of an event."""
