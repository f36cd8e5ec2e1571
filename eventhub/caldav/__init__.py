"""A read-only CalDAV server (RFC 4791) over the feeds: phones get what has changed, not whole calendars."""
