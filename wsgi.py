"""Entry point of WSGI servers."""

from eventhub.app import create_app
from eventhub.db import schema

app = create_app()
# `flask --app wsgi db …` asks for it.
schema.init_app(app)
