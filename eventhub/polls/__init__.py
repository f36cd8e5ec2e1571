"""Polls for a date: organisations say which of several dates suit them, and organisers pick one."""
