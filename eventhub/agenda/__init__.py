"""Agenda: the items of an event by day, with speakers and materials."""
