"""Registration: places, the waiting list, and what a participant does by secret link."""
