"""Entry point of WSGI servers."""

from eventhub.app import create_app

app = create_app()
