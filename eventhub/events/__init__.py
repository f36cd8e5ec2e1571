"""Events: dates, zone, place, state, organizations taking part, staff."""
