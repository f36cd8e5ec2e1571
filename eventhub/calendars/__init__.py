"""Calendars: feeds to subscribe to, made of stored blocks."""
