"""What the tests of everything begin with."""

import pytest
from flask import Flask

from eventhub.db import db, transaction
from eventhub.demo.load import load_demo


@pytest.fixture
def demo(app) -> Flask:
    if db.engine.name != "sqlite":
        pytest.skip("once is enough: what is looked for does not rest on the database")
    with transaction():
        load_demo()
    return app
