"""The media list: joining by one's own yes, getting releases as they come out, leaving with one click."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
import time_machine

from eventhub.accounts.models import Role
from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.events.models import Visibility
from eventhub.medialist.actions import send_next_release
from eventhub.medialist.models import MediaContact
from eventhub.medialist.queries import find_contact
from eventhub.medialist.rules import OLD_NEWS, TIME_TO_CONFIRM
from eventhub.outbox.models import OutboxMessage
from eventhub.releases import actions as releases
from eventhub.releases.wording import Wording
from eventhub.text.languages import CODES
from tests.people import DINA
from tests.releases import newsroom

FORM = {
    "email": DINA.email,
    "name": DINA.name,
    "medium": "Al Khabar",
    "languages": ["ar", "fr"],
    "consents": "y",
}


def mails(kind: str | None = None, to: str | None = None) -> list[EmailMessage]:
    """The mails that are owed, the oldest first, as mail programs read them."""
    found = db.session.query(OutboxMessage).order_by(OutboxMessage.id)
    if kind:
        found = found.filter_by(kind=kind)
    if to:
        found = found.filter_by(recipient=to)
    return [message_from_bytes(each.content, policy=default) for each in found]


def subscribe(email: str, *languages: str, office=None) -> MediaContact:
    contact = MediaContact(
        email=email, name=email.split("@")[0], languages=list(languages), language="en", office=office
    )
    contact.confirmed_at = now()
    db.session.add(contact)
    db.session.commit()
    return contact


def send() -> None:
    """What the worker does: one step after the other until nothing is left."""
    more = True
    while more:
        with transaction():
            more = send_next_release()


@pytest.mark.parametrize("code", CODES)
def test_who_asks_is_on_the_list_once_they_have_confirmed_by_mail(client, code):
    assert client.post(f"/{code}/media/", data=FORM).headers["Location"] == f"/{code}/media/asked/"
    contact = find_contact(DINA.email)
    [mail] = mails("media_confirm", DINA.email)
    link = f"http://localhost/{code}/media/{contact.token}/"
    assert link in mail.get_body(("plain",)).get_content()
    assert contact.confirmed_at is None
    assert client.get(f"/{code}/media/{contact.token}/").status_code == 200
    assert contact.confirmed_at is None
    client.post(f"/{code}/media/{contact.token}/confirm/")
    assert contact.confirmed_at is not None
    assert (contact.name, contact.medium, sorted(contact.languages)) == (DINA.name, "Al Khabar", ["ar", "fr"])


def test_language_of_the_page_comes_first(client):
    client.post("/fr/media/", data=FORM)
    assert find_contact(DINA.email).languages == ["fr", "ar"]


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("consents", "Without your consent"),
        ("languages", "Choose at least one language"),
        ("name", "Write your name"),
        ("email", "Write your e-mail address"),
    ],
)
def test_form_with_a_gap_says_so_and_writes_to_nobody(client, missing, message):
    answer = client.post("/en/media/", data={key: value for key, value in FORM.items() if key != missing})
    assert answer.status_code == 422
    assert message in answer.text
    assert mails() == []
    assert find_contact(DINA.email) is None


def test_consent_is_not_given_beforehand(client):
    assert 'name="consents" required type="checkbox" value="y"' in client.get("/en/media/").text.replace(
        'id="consents" ', ""
    )


def test_nobody_learns_who_is_on_the_list_nor_changes_what_they_read(client):
    contact = subscribe(DINA.email, "ar")
    unknown = client.post("/en/media/", data=FORM | {"email": "new@example.org"})
    known = client.post("/en/media/", data=FORM | {"name": "Somebody Else"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert (contact.name, contact.languages) == ("dina", ["ar"])
    assert len(mails("media_link", DINA.email)) == 1


def test_asking_again_and_again_sends_one_mail(client):
    for _time in range(3):
        client.post("/en/media/", data=FORM)
    assert len(mails(to=DINA.email)) == 1


def test_address_that_nobody_confirms_is_forgotten(client):
    client.post("/en/media/", data=FORM)
    with time_machine.travel(now() + TIME_TO_CONFIRM + timedelta(minutes=1)):
        client.post("/en/media/", data=FORM | {"email": "other@example.org"})
    assert find_contact(DINA.email) is None


def test_each_gets_a_release_once_in_the_first_language_that_they_read(app):
    subscribe("a@example.org", "fr", "en")
    subscribe("b@example.org", "zh", "es")
    subscribe("c@example.org", "zh")
    release = newsroom.make_release()
    send()
    send()
    [french] = mails("release", "a@example.org")
    assert french["Subject"] == next(each.headline for each in release.texts if each.language == "fr")
    assert len(mails("release", "b@example.org")) == 1
    assert mails("release", "c@example.org") == []


def test_who_follows_one_office_gets_nothing_of_another(app):
    release = newsroom.make_release(is_published=False)
    niger = newsroom.make_office("niger")
    subscribe("niger@example.org", "en", office=niger)
    subscribe("china@example.org", "en", office=release.event.office)
    releases.publish(release)
    db.session.commit()
    send()
    assert [each["To"].split("<")[1] for each in mails("release")] == ["china@example.org>"]


def test_release_under_embargo_is_sent_when_the_embargo_ends(app):
    subscribe("a@example.org", "en")
    end = now() + timedelta(hours=3)
    newsroom.make_release(embargo_until=end)
    send()
    assert mails("release") == []
    with time_machine.travel(end + timedelta(seconds=1)):
        send()
    assert len(mails("release")) == 1


def test_release_that_is_withdrawn_before_its_embargo_ends_is_never_sent(app):
    subscribe("a@example.org", "en")
    end = now() + timedelta(hours=3)
    release = newsroom.make_release(embargo_until=end)
    releases.withdraw(release)
    db.session.commit()
    with time_machine.travel(end + timedelta(hours=1)):
        send()
    assert mails("release") == []


@pytest.mark.parametrize("visibility", [Visibility.UNLISTED, Visibility.PRIVATE])
def test_release_of_an_event_that_is_not_public_is_not_sent(app, visibility):
    subscribe("a@example.org", "en")
    newsroom.make_release(newsroom.make_workshop(visibility=visibility))
    send()
    assert mails("release") == []


def test_old_news_are_not_sent(app):
    subscribe("a@example.org", "en")
    newsroom.make_release()
    with time_machine.travel(now() + OLD_NEWS + timedelta(days=1)):
        send()
    assert mails("release") == []


def test_correction_goes_to_the_list_and_says_what_was_wrong(app):
    subscribe("a@example.org", "en")
    release = newsroom.make_release()
    send()
    newsroom.rewrite(release, "en", Wording("The right headline", "The right words."))
    send()
    first, second = mails("release")
    assert second["Subject"] == "Correction: The right headline"
    assert "The wording was wrong." in second.get_body(("plain",)).get_content()
    assert first["Message-ID"] != second["Message-ID"]


def test_mail_holds_the_release_with_its_acknowledgement_and_the_way_out(app):
    contact = subscribe("a@example.org", "fr")
    release = newsroom.make_release()
    send()
    [mail] = mails("release")
    text = mail.get_body(("plain",)).get_content()
    body = next(each.body for each in release.texts if each.language == "fr")
    assert body.split("\n\n")[1] in text.replace("\r\n", "\n")
    assert "Financé par l’Union européenne" in text
    assert f"http://localhost/fr/releases/{release.slug}/" in text
    assert f"http://localhost/fr/media/{contact.token}/" in text
    assert mail["List-Unsubscribe"] == f"<http://localhost/fr/media/{contact.token}/leave/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("code", CODES)
def test_mail_is_written_in_the_language_and_direction_of_the_release(app, code):
    subscribe("a@example.org", code)
    release = newsroom.make_release(is_published=False)
    newsroom.rewrite(release, code, Wording("<b>Head</b>", "A & B"))
    releases.publish(release)
    db.session.commit()
    send()
    html = mails("release")[0].get_body(("html",)).get_content()
    assert f'lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}"' in html
    assert "&lt;b&gt;Head&lt;/b&gt;" in html
    assert "A &amp; B" in html


def test_mail_program_ends_the_subscription_with_one_click(client):
    contact = subscribe(DINA.email, "ar")
    address = f"/ar/media/{contact.token}/leave/"
    assert client.get(address).status_code == 200
    assert find_contact(DINA.email) is not None
    assert client.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 303
    assert find_contact(DINA.email) is None
    assert client.post(address).status_code == 404


def test_who_is_on_the_list_chooses_what_comes(client):
    contact = subscribe(DINA.email, "ar")
    address = f"/en/media/{contact.token}/"
    client.post(address, data={"name": DINA.name, "languages": ["en", "zh"]})
    assert contact.languages == ["en", "zh"]
    answer = client.post(address, data={"name": "", "languages": ["en"]})
    assert answer.status_code == 422


@pytest.mark.parametrize("page", ["", "confirm/", "leave/"])
def test_pages_of_a_contact_are_kept_from_caches_and_from_who_guesses(client, page):
    contact = subscribe(DINA.email, "ar")
    answer = client.get(f"/en/media/{contact.token}/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.open(f"/en/media/guess/{page}", method="POST" if page else "GET").status_code == 404


def test_press_officer_sees_the_list_invites_and_forgets(client):
    release = newsroom.make_release(is_published=False)
    contact = subscribe(DINA.email, "en")
    bob = newsroom.press_officer(client, release.event)
    assert DINA.email in bob.get("/desk/media/").text
    assert "1 person on the media list gets it" in bob.get(f"/desk/releases/{release.id}/").text
    bob.post("/desk/media/invite", data={"email": "new@example.org", "name": "New", "languages": ["fr"]})
    assert find_contact("new@example.org").confirmed_at is None
    assert len(mails("media_confirm", "new@example.org")) == 1
    bob.post(f"/desk/media/{contact.id}/remove")
    assert find_contact(DINA.email) is None


def test_who_only_looks_sees_no_addresses(client):
    event = newsroom.make_workshop()
    viewer = newsroom.press_officer(client, event, Role.VIEWER)
    assert viewer.get("/desk/media/").status_code == 403
    assert "/desk/media/" not in viewer.get("/desk/").text


def test_reach_counts_those_who_read_a_language_of_the_release(client):
    release = newsroom.make_release(is_published=False)
    release.event.office.name = Translated(en="Office")
    subscribe("a@example.org", "zh")
    bob = newsroom.press_officer(client, release.event)
    assert "on the media list" not in bob.get(f"/desk/releases/{release.id}/").text
