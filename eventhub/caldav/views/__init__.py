"""CalDAV over HTTP."""
