"""Outbox: mails that are owed, and their delivery. Knows addresses and text, no area of the domain."""
