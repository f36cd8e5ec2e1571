"""Files in an S3-compatible store: the same for whoever reads and writes them, and never lost or left behind."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from sqlalchemy import text

from eventhub.app import create_app
from eventhub.clock import now
from eventhub.config import Config, ConfigError
from eventhub.db import db, files, transaction
from eventhub.db.copying import empty
from eventhub.db.encryption import UnreadableError, encrypt_anew
from eventhub.db.export import lines_of_export, read_export, take_in
from eventhub.db.files import GRACE, FileStore, FileStoreError, forget_unreferenced, move_into_store
from eventhub.maintenance.doctor import Verdict, examine
from eventhub.questions.models import QuestionKind
from eventhub.registration.models import AnswerFile, Registration
from tests.questions.cast import question, section
from tests.registration.cast import make_workshop
from tests.registration.test_public_pages import FILLED, PAGE
from tests.servers import free_port
from tests.stores import FileServer, keeping_files

PDF = b"%PDF-1.7\n1 0 obj"


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[FileServer]:
    with keeping_files(tmp_path_factory.mktemp("store")) as running:
        yield running


@pytest.fixture
def store(server: FileServer) -> Iterator[FileServer]:
    yield server
    for each in server.objects:
        each.unlink()


def keep_files_in(app, **settings: str) -> None:
    app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], **settings)
    files.init_app(app, app.config["EVENTHUB"])


@pytest.fixture
def asked(app, store: FileServer) -> int:
    """The question for a file, of an instance that keeps files in the store."""
    keep_files_in(app, **store.settings)
    return question(section(make_workshop()), "Your CV", QuestionKind.FILE).id


def send(client, asked: int, content: bytes = PDF):
    data = FILLED | {f"q{asked}": (BytesIO(content), "cv.pdf")}
    return client.post(PAGE, data=data, content_type="multipart/form-data")


def row() -> bytes:
    return bytes(db.session.execute(text("SELECT content FROM answer_files")).scalar_one())


def content() -> bytes:
    db.session.expire_all()
    return db.session.query(AnswerFile).one().content


def forget_people() -> None:
    with transaction():
        db.session.delete(db.session.query(Registration).one())


def test_a_file_goes_to_the_store_unreadable_for_it_and_comes_from_it_by_the_same_page(client, asked, store):
    own = send(client, asked).location
    [stored] = store.objects
    assert PDF not in stored.read_bytes()
    assert (row().startswith(files.MARK), len(row()) <= files.LONGEST_REFERENCE) == (True, True)
    given = client.get(f"{own}files/{asked}")
    assert (given.data, given.mimetype) == (PDF, "application/pdf")


def test_whoever_may_not_see_a_file_gets_no_address_of_the_store_either(client, asked, store):
    own = send(client, asked).location
    assert store.url not in client.get(own).text
    assert client.get(f"/en/registrations/unknown/files/{asked}").status_code == 404
    assert "Location" not in client.get(f"{own}files/{asked}").headers


def test_without_the_store_a_file_is_refused_for_now_and_everything_else_goes_on(app, client, asked):
    own = send(client, asked).location
    keep_files_in(app, files_endpoint=f"http://127.0.0.1:{free_port()}")
    refused = client.get(f"{own}files/{asked}")
    assert refused.status_code == 503
    other = FILLED | {"email": "other@example.org", "form_key": "another form's"}
    sent = {f"q{asked}": (BytesIO(PDF), "cv.pdf")}
    refused = client.post(PAGE, data=other | sent, content_type="multipart/form-data")
    assert (refused.status_code, "Try again in a few minutes" in refused.text) == (503, True)
    assert db.session.query(Registration).count() == 1
    assert client.post(PAGE, data=other).status_code == 303


def test_what_no_row_refers_to_goes_after_a_while_and_what_one_does_stays(app, client, asked, store):
    send(client, asked)
    [kept] = store.objects
    app.extensions["file_store"].put(b"of a transaction that never committed")
    neighbour = FileStore(app.config["EVENTHUB"], lambda: "another-database")
    neighbour.put(b"of another instance in the same bucket")
    forget_unreferenced()
    assert len(store.objects) == 3
    with time_machine.travel(now() + GRACE + timedelta(minutes=1)):
        forget_unreferenced()
    assert (len(store.objects), kept in store.objects) == (2, True)
    forget_people()
    with time_machine.travel(now() + GRACE + timedelta(minutes=1)):
        forget_unreferenced()
    assert [each.read_bytes() for each in store.objects] == [b"of another instance in the same bucket"]


def test_files_move_from_the_database_into_the_store_and_once(app, client, asked, store):
    keep_files_in(app, files_url="")
    send(client, asked)
    assert (row().startswith(files.MARK), store.objects) == (False, [])
    keep_files_in(app, **store.settings)
    assert [move_into_store(), move_into_store()] == [1, 0]
    assert row().startswith(files.MARK)
    assert (len(store.objects), content()) == (1, PDF)


def test_an_export_holds_the_files_so_that_it_can_be_taken_in_without_the_store(app, client, asked, store):
    send(client, asked)
    export = read_export("".join(lines_of_export()))
    with transaction():
        empty(db.session.connection())
    for each in store.objects:
        each.unlink()
    keep_files_in(app, files_url="")
    take_in(export)
    assert content() == PDF


def test_no_export_is_made_without_a_file_that_belongs_in_it(client, asked, store):
    send(client, asked)
    store.objects[0].unlink()
    with pytest.raises(FileStoreError):
        list(lines_of_export())


def test_files_in_the_store_get_a_new_key_with_everything_else(app, client, asked):
    send(client, asked)
    before = row()
    with transaction():
        assert encrypt_anew(db.session.connection(), AnswerFile.__table__) == 1
    assert (row() != before, content()) == (True, PDF)


def test_a_file_that_somebody_changed_in_the_store_is_refused(client, asked, store):
    send(client, asked)
    store.objects[0].write_bytes(b"gAAAAABsomething else")
    with pytest.raises(UnreadableError):
        content()


def about_files(app) -> tuple[Verdict, str]:
    return next((verdict, words) for verdict, about, words in examine(app) if about == "files")


def test_the_doctor_tries_the_store_and_misses_what_is_lost(app, client, asked, store):
    send(client, asked)
    assert about_files(app)[0] == Verdict.GOOD
    assert len(store.objects) == 1
    store.objects[0].unlink()
    assert about_files(app) == (
        Verdict.WRONG,
        "1 are missing in the store. Bring them back from a copy of it.",
    )
    keep_files_in(app, files_url="s3://no-such-bucket")
    assert "cannot be used" in about_files(app)[1]
    keep_files_in(app, files_url="")
    assert about_files(app)[0] == Verdict.WRONG


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"FILES_URL": "https://bucket.example.org"}, "s3://bucket"),
        ({"FILES_URL": "s3://bucket", "FILES_KEY_ID": "key"}, "go together"),
        ({"FILES_URL": "s3://bucket", "FILES_ENDPOINT": "store.example.org"}, "must begin with https"),
    ],
)
def test_a_store_that_could_not_work_is_refused_at_start(tmp_path, given, word):
    settings = {f"EVENTHUB_{name}": value for name, value in given.items()}
    with pytest.raises(ConfigError, match=word):
        Config.from_environment(
            {"EVENTHUB_SECRET_KEY": "x" * 32, "EVENTHUB_INSTANCE_PATH": str(tmp_path), **settings}
        )


def test_what_is_not_asked_for_is_not_loaded(app):
    assert create_app(app.config["EVENTHUB"]).extensions["file_store"] is None
