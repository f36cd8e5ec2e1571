"""Which areas answer under which prefix."""

from flask import Flask

from eventhub.accounts.views import session as accounts_session

PUBLIC_PREFIX = "/<lang:language>"
DESK_PREFIX = "/desk"


def register(app: Flask) -> None:
    """Mount every area."""
    app.register_blueprint(accounts_session.blueprint, url_prefix=DESK_PREFIX)
