"""The names that forms offer are worked out once, and never older than the directory."""

from sqlalchemy import select

from eventhub.db import Translated, db, transaction
from eventhub.db.state import tables_read
from eventhub.organizations import search
from eventhub.organizations.models import Organization
from eventhub.organizations.search import suggested_names
from tests.website.cast import make_organization


def test_names_are_asked_for_once_in_each_language(app, count_queries):
    make_organization("mps", en="Ministry of Public Security", zh="公安部")
    assert suggested_names("en") == ["Ministry of Public Security (China)"]
    assert suggested_names("zh") == ["公安部 (中国)"]
    db.session.commit()
    suggested_names("en")
    with count_queries() as sent:
        suggested_names("en")
    assert sent == []


def test_another_name_and_another_organization_are_offered_at_once(app):
    with transaction():
        make_organization("mps", en="Ministry of Public Security")
    assert suggested_names("en") == ["Ministry of Public Security (China)"]
    with transaction():
        db.session.scalars(select(Organization)).one().name = Translated(en="Ministry of Security")
        make_organization("dg", en="Agency")
        assert suggested_names("en") == ["Agency (China)", "Ministry of Security (China)"]
    assert suggested_names("en") == ["Agency (China)", "Ministry of Security (China)"]


def test_no_table_is_read_of_which_no_change_is_noticed(app):
    with tables_read() as tables:
        suggested_names("en")
    assert tables == search.REMEMBERED.tables
