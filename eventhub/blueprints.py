"""Which areas answer under which prefix."""

from flask import Flask

from eventhub.accounts.views import session as accounts_session
from eventhub.website.views import events, home, operations, organizations, programmes, topics

PUBLIC_PREFIX = "/<lang:language>"
DESK_PREFIX = "/desk"


def register(app: Flask) -> None:
    """Mount every area."""
    for each in (home.entrance, operations.blueprint):
        app.register_blueprint(each)
    for area in (home, events, organizations, programmes, topics):
        app.register_blueprint(area.blueprint, url_prefix=PUBLIC_PREFIX)
    app.register_blueprint(accounts_session.blueprint, url_prefix=DESK_PREFIX)
