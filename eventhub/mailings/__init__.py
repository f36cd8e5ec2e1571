"""Mailings: what organisers write to the people of an event, at once or when the time comes."""
