"""The day itself: tickets, and who is there."""
