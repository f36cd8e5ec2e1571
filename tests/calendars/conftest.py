"""Clients that come from outside."""

import pytest
from flask import Flask
from flask.testing import FlaskClient


class OutsideClient(FlaskClient):
    """Each request in a context of its own, as in a server: nothing is left over from the one before or the test."""

    def open(self, *arguments, **keywords):
        with self.application.app_context():
            return super().open(*arguments, **keywords)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = OutsideClient
    return app.test_client()
