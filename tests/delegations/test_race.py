"""The same list sent several times at once, on each database."""

from concurrent.futures import ThreadPoolExecutor

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.delegations import actions
from eventhub.delegations.queries import get_delegation_by_token
from tests.delegations.cast import CHEN_EMAIL, ask, make_asked_workshop, nominate, taken
from tests.registration.cast import mails_to, statuses


def test_a_list_that_is_sent_six_times_at_once_is_sent_once(app_on_each_database):
    app = app_on_each_database
    event = make_asked_workshop()
    delegation = ask(event)
    nominate(delegation, 0, 1)
    token = delegation.token
    db.session.commit()

    def send(_number: int) -> list[str]:
        with app.app_context():
            with transaction():
                elsewhere = actions.send_list(get_delegation_by_token(token), now=now())
                names = [each.name for each in elsewhere]
            db.session.remove()
        return names

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(send, range(6))) == [[]] * 6
    db.session.expire_all()
    assert statuses(event) == {"Amal 0": "confirmed", "Boris 1": "confirmed"}
    assert mails_to("amal.0@example.org") == ["delegate_nominated"]
    assert mails_to(CHEN_EMAIL) == ["delegation_asked", "delegation_received"]
    assert taken(event) == 2
