"""A visitor who comes from outside, as in a server."""

from flask.testing import FlaskClient

from eventhub.db import db


class Visitor(FlaskClient):
    """Sends each request in a context of its own, so that nothing is left over from the one before or from the test.

    What the test has made is committed first: another process could not see it before. Objects that the test
    holds are read again afterwards.
    """

    def open(self, *arguments, **keywords):
        db.session.commit()
        with self.application.app_context():
            return super().open(*arguments, **keywords)
