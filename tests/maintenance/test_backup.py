"""Backup and restore: what is lost comes back row by row, and nothing half."""

import json
import stat
import zipfile

import pytest
from sqlalchemy import text

from eventhub.accounts.models import Role, User
from eventhub.app import create_app
from eventhub.db import Translated, db, schema, transaction
from eventhub.db.copying import count_rows, read_rows, tables_of
from eventhub.db.export import TransferError, lines_of_export, read_export, rows_here, take_in
from eventhub.demo.load import load_demo
from eventhub.maintenance.backup import back_up, read_backup, restore
from tests.databases import KINDS, config_for
from tests.people import ALICE, BOB, make_user
from tests.registration.cast import make_workshop


def all_rows() -> dict[str, list]:
    with db.engine.connect() as connection:
        return {table.name: list(read_rows(connection, table)) for table in tables_of(connection)}


def all_but_tickets() -> dict[str, list]:
    """Without what each migration draws anew: an older version had no tickets."""
    rows = all_rows()
    for each in rows["registrations"]:
        del each["ticket"]
    return rows


@pytest.fixture(scope="module")
def demo(sqlite_databases, tmp_path_factory) -> str:
    """The demo data as an export."""
    with sqlite_databases.fresh() as url:
        app = create_app(config_for(url, tmp_path_factory.mktemp("demo")))
        with app.app_context():
            with transaction():
                load_demo()
            document = "".join(lines_of_export())
            db.session.remove()
            db.engine.dispose()
    return document


@pytest.fixture(params=KINDS)
def filled(request, instance, demo):
    """An application of its own with the demo data."""
    with request.getfixturevalue(f"{request.param}_databases").fresh() as url:
        app = create_app(config_for(url, instance))
        with app.app_context():
            take_in(read_export(demo))
            yield app
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def small(app_on_each_database):
    """An application with one event and who looks after it: enough where it is not the rows that matter."""
    make_user(BOB)
    make_workshop(title=Translated(en="Workshop in Beijing"))
    db.session.commit()
    db.session.remove()
    return app_on_each_database


@pytest.fixture
def copy(request, tmp_path):
    """A copy of the instance that the test stands on."""
    request.getfixturevalue("filled" if "filled" in request.fixturenames else "small")
    path = tmp_path / "copy.zip"
    back_up(path)
    return path


def test_what_was_damaged_comes_back_row_by_row(filled, copy, tmp_path):
    before = all_rows()
    with transaction():
        db.session.execute(text("DELETE FROM releases"))
        db.session.execute(text("UPDATE events SET slug = 'damaged-' || id"))
        make_user(ALICE, Role.ORGANISER)
    db.session.remove()
    assert all_rows() != before
    restore(copy, may_replace=True, keep_in=tmp_path)
    assert all_rows() == before


def test_new_rows_get_new_numbers_after_a_restore(filled, copy, tmp_path):
    restore(copy, may_replace=True, keep_in=tmp_path)
    largest = db.session.query(db.func.max(User.id)).scalar()
    assert make_user(ALICE, Role.ORGANISER).id > largest


def test_what_stood_here_is_kept_before_it_is_replaced(filled, copy, tmp_path):
    with transaction():
        make_user(ALICE, Role.ORGANISER)
    db.session.remove()
    before = all_rows()
    done = restore(copy, may_replace=True, keep_in=tmp_path)
    assert read_backup(done.kept).tables == before


def test_nothing_is_replaced_unless_it_is_asked_for(small, copy, tmp_path):
    before = all_rows()
    with pytest.raises(TransferError, match="--replace"):
        restore(copy, may_replace=False, keep_in=tmp_path)
    assert all_rows() == before


def test_a_copy_is_for_its_owner_alone(small, copy):
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert not list(copy.parent.glob("*.part"))


def rewritten(copy, change) -> None:
    """The same archive with other data."""
    with zipfile.ZipFile(copy) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["data.json"] = change(members["data.json"])
    with zipfile.ZipFile(copy, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    "damage",
    [
        lambda copy: copy.write_bytes(copy.read_bytes()[:2000]),
        lambda copy: copy.write_bytes(b"not an archive"),
        lambda copy: copy.unlink(),
        lambda copy: rewritten(copy, lambda data: data.replace(b"Beijing", b"Nanjing")),
    ],
    ids=["cut short", "something else", "gone", "one word changed"],
)
def test_a_damaged_copy_changes_nothing(small, copy, tmp_path, damage):
    before = all_rows()
    damage(copy)
    with pytest.raises(TransferError):
        restore(copy, may_replace=True, keep_in=tmp_path)
    assert all_rows() == before


def test_rows_that_the_database_refuses_leave_all_as_it_was(small):
    before = all_rows()
    export = read_export("".join(lines_of_export()))
    export.tables["events"][0]["office_id"] = 999_999
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        take_in(export)
    assert all_rows() == before


def test_a_copy_of_an_older_version_is_brought_up_to_date(filled, tmp_path):
    db.session.remove()
    schema.downgrade("0003")
    old = tmp_path / "old.zip"
    back_up(old)
    schema.upgrade()
    before = all_but_tickets()
    restore(old, may_replace=True, keep_in=tmp_path)
    assert all_but_tickets() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [({"revision": "9999"}, "later version"), ({"version": 2}, "form"), ({"tables": None}, "complete")],
)
def test_an_export_of_the_future_is_refused_in_words(small, change, told):
    data = {**json.loads("".join(lines_of_export())), **change}
    if data["tables"] is None:
        del data["tables"]
    with pytest.raises(TransferError, match=told):
        read_export(json.dumps(data))


@pytest.mark.parametrize("kind", KINDS)
def test_an_instance_moves_to_another_database(request, filled, instance, kind):
    document = "".join(lines_of_export())
    before = all_rows()
    with request.getfixturevalue(f"{kind}_databases").fresh() as url:
        app = create_app(config_for(url, instance))
        with app.app_context():
            assert rows_here() == 0
            take_in(read_export(document))
            assert all_rows() == before
            with db.engine.connect() as connection:
                assert sum(count_rows(connection).values()) == sum(map(len, before.values()))
            db.engine.dispose()
