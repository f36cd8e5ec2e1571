"""The paper of an office: on all its letters, on several pages, and kept by letters that were sent."""

import io

import pytest
from docx import Document
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from eventhub.accounts.models import Role
from eventhub.audit.queries import history_of
from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.delegations import actions, letter
from eventhub.delegations.models import Delegation
from eventhub.letters import files
from eventhub.letters.files import FORMATS
from eventhub.letters.paper import Pictures
from eventhub.letters.sample import sample_letter
from eventhub.organizations.letterheads import LetterheadDetails, find_letterhead
from eventhub.organizations.models import Letterhead, LetterheadPicture, Office
from eventhub.text.languages import CODES
from tests.delegations.cast import HANA_EMAIL, ask, make_asked_workshop
from tests.desk.cast import give
from tests.letters.cast import (
    count_pictures,
    drawn,
    give_paper,
    pages_of,
    words_of_file,
    words_of_word,
)
from tests.organizations.cast import make_office
from tests.people import ALICE, make_user, sign_in
from tests.registration.cast import mails_to

MINISTRY, NETWORK = 0, 1


@pytest.fixture
def event(app):
    with app.test_request_context("/en/"):
        yield make_asked_workshop()


def written(delegation, suffix: str) -> str:
    return words_of_file(letter.write(delegation, suffix), suffix)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("language", CODES)
def test_a_letter_stands_on_the_paper_of_the_office_in_every_language(event, language, suffix):
    give_paper(event.office, emblem=drawn(), signature=drawn("red"))
    delegation = ask(event, NETWORK, language=language)
    words = written(delegation, suffix)
    for said in ("100600", "mission@example.org", "Rossi", "1951"):
        assert said in words
    assert ("Fondée en 1951" in words) == (language == "fr")
    assert ("Cheffe de mission" in words) == (language == "fr")
    assert count_pictures(letter.write(delegation, suffix), suffix) >= 2


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_note_verbale_bears_the_stamp_and_neither_name_nor_signature(event, suffix):
    give_paper(event.office, stamp=drawn())
    stamped = count_pictures(letter.write(ask(event, MINISTRY), suffix), suffix)
    give_paper(event.office, signature=drawn("red"))
    signed = ask(event, NETWORK)
    assert count_pictures(letter.write(signed, suffix), suffix) == stamped + 1
    with transaction():
        actions.write_anew(db.session.query(Delegation).order_by(Delegation.id).first(), now=now())
    note = db.session.query(Delegation).order_by(Delegation.id).first()
    assert count_pictures(letter.write(note, suffix), suffix) == stamped
    assert "Rossi" not in written(note, suffix)
    assert "Rossi" in written(signed, suffix)


def test_a_note_verbale_ends_with_place_and_date_and_names_its_addressee_at_the_foot_of_the_first_page(event):
    event.office.city = Translated(en="Nairobi")
    db.session.commit()
    delegation = ask(event, MINISTRY)
    [page] = pages_of(letter.write(delegation, "pdf"))
    assert page.index("highest consideration") < page.index("Nairobi, ") < page.index("For the attention of")
    made = Document(io.BytesIO(letter.write(delegation, "docx")))
    assert "Ministry of Public Security" in made.sections[0].first_page_footer.paragraphs[0].text
    assert "Ministry of Public Security" not in "".join(
        each.text for each in made.sections[0].footer.paragraphs
    )


@pytest.mark.parametrize("language", CODES)
def test_the_first_page_has_the_whole_head_and_the_others_a_line_with_the_number(event, language):
    give_paper(event.office)
    long = sample_letter(event.office, find_letterhead(event.office), language, is_long=True)
    first, second, *others = pages_of(files.write(long, Pictures(), "pdf", modified=now()))
    assert others == []
    assert "mission@example.org" in first
    assert "mission@example.org" not in second
    assert long.reference.strip("\u2066\u2069")[-6:].strip("\u2069") in second
    assert "1 / 2" in first
    assert "2 / 2" in second
    assert "1951" in first
    assert "1951" in second


def test_word_knows_a_first_page_and_counts_the_pages_itself(event):
    give_paper(event.office)
    made = Document(io.BytesIO(letter.write(ask(event, NETWORK), "docx")))
    page = made.sections[0]
    assert page.different_first_page_header_footer
    assert "100600" in words_of_word(letter.write(db.session.query(Delegation).one(), "docx"))
    assert "100600" not in page.header.paragraphs[0].text
    for foot in (page.footer, page.first_page_footer):
        assert foot._element.xml.count("w:fldSimple w:instr=") == 2


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_letter_that_was_sent_does_not_change_afterwards(event, suffix):
    give_paper(event.office, emblem=drawn(), signature=drawn("red"))
    delegation = ask(event, NETWORK)
    before = letter.write(delegation, suffix)
    assert not letter.differs_from_facts(delegation)
    give_paper(event.office, LetterheadDetails(name=Translated(en="Another name")), emblem=drawn("green"))
    event.title, event.venue = Translated(en="Another title"), Translated(en="Elsewhere")
    event.office.name = Translated(en="Renamed office")
    event.contact_name = "Somebody Else"
    db.session.commit()
    assert letter.write(delegation, suffix) == before
    assert letter.differs_from_facts(delegation)


def test_another_letter_has_a_number_of_its_own_and_the_focal_point_is_told(event, alice):
    give(event, ALICE)
    delegation = ask(event, NETWORK)
    first, page = delegation.reference, f"/desk/events/workshop/delegations/{delegation.id}/"
    assert "no longer says what is so" not in alice.get(page).text
    event.title = Translated(en="Another title")
    db.session.commit()
    assert "no longer says what is so" in alice.get(page).text
    alice.post(f"{page}write")
    db.session.expire_all()
    delegation = db.session.query(Delegation).one()
    assert delegation.reference != first
    assert "Another title" in written(delegation, "pdf")
    assert mails_to(HANA_EMAIL) == ["delegation_asked", "delegation_letter"]


# At the desk.

FORM = {
    "name-en": "Mission in China",
    "address-en": "9 Tayuan Road\r\nBeijing 100600",
    "phone": "+86 10 0000 0000",
    "email": "mission@example.org",
    "website": "https://mission.example.org",
    "footer-en": "Established 1951",
    "signatory_name": "Amina Rossi",
    "signatory_title-en": "Chief of Mission",
    "language": "en",
}


@pytest.fixture
def administrator(client):
    make_user(ALICE, Role.ADMINISTRATOR)
    return sign_in(client, ALICE)


@pytest.fixture
def page(administrator):
    return f"/desk/offices/{make_office().slug}/letterhead"


def with_files(**files: bytes) -> dict:
    return FORM | {name: (io.BytesIO(content), f"{name}.png") for name, content in files.items()}


def saved() -> Letterhead | None:
    db.session.rollback()
    return find_letterhead(db.session.query(Office).one())


def test_an_administrator_sets_up_the_paper_and_each_change_is_a_version(administrator, page):
    assert administrator.post(page, data=with_files(emblem=drawn())).location == page
    first = saved()
    assert (first.version, first.signatory_name, first.address["en"].splitlines()[1]) == (
        1,
        "Amina Rossi",
        "Beijing 100600",
    )
    administrator.post(page, data=FORM)
    assert saved().version == 1
    administrator.post(page, data=FORM | {"phone": "+86 10 1111 1111"})
    assert (saved().version, saved().emblem_id) == (2, first.emblem_id)
    administrator.post(page, data=FORM | {"without_emblem": "y"})
    assert (saved().version, saved().emblem_id) == (3, None)
    actions_noted = [each.action for each in history_of(db.session.query(Office).one())]
    assert actions_noted.count("office:letterhead:publish") == 3


def test_pictures_are_written_anew_and_encrypted(administrator, page):
    secret = drawn()[:-12] + b"hidden words" + drawn()[-12:]
    administrator.post(page, data=with_files(signature=secret))
    kept = saved().signature.content
    assert kept.startswith(b"\x89PNG")
    assert b"hidden words" not in kept
    raw = db.session.execute(db.text("SELECT content FROM letterhead_pictures")).scalar_one()
    assert b"PNG" not in bytes(raw)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "mission"}, "Invalid email address"),
        ({"website": "javascript:alert(1)"}, "Write the whole address"),
        ({"emblem": (b"%PDF-1.7", "emblem.png")}, "Send a picture as PNG or JPEG."),
    ],
)
def test_a_wrong_form_keeps_what_was_typed_and_publishes_nothing(administrator, page, wrong, said):
    # A file is read once, and there are two databases.
    files = {name: (io.BytesIO(each[0]), each[1]) for name, each in wrong.items() if isinstance(each, tuple)}
    answer = administrator.post(page, data=FORM | wrong | files)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Amina Rossi" in answer.text
    assert saved() is None


def test_a_picture_that_is_too_large_is_named_so(administrator, page):
    large = FileStorage(io.BytesIO(bytes(5 * 2**20 + 1)), "emblem.png")
    # Encoded here, since the client leaves a file of its own open when it encodes much.
    boundary, body = encode_multipart(FORM | {"emblem": large})
    answer = administrator.post(page, data=body, content_type=f'multipart/form-data; boundary="{boundary}"')
    assert (answer.status_code, "larger than 5 MB" in answer.text) == (422, True)


def test_the_preview_shows_what_was_typed_and_keeps_nothing(administrator, page):
    picture = administrator.post(f"{page}/preview.png", data=with_files(emblem=drawn()))
    assert (picture.status_code, picture.data[:4]) == (200, b"\x89PNG")
    printed = administrator.post(f"{page}/preview.pdf", data=FORM)
    assert "Mission in China" in pages_of(printed.data)[0]
    assert administrator.post(f"{page}/preview.png", data=FORM | {"email": "mission"}).status_code == 422
    assert saved() is None
    assert db.session.query(LetterheadPicture).count() == 0
    assert administrator.get(f"{page}/now.png").data[:4] == b"\x89PNG"


def test_the_paper_is_for_administrators(eve, page):
    for answer in (eve.get(page), eve.post(page, data=FORM), eve.get(f"{page}/now.png")):
        assert answer.status_code in (302, 303, 403)
