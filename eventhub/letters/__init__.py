"""Letters: the paper of the office that they stand on, their words as they were sent, and their numbers."""
