"""The desk: the day of an organiser, across areas."""
