"""The directory of organizations as its editors use it."""

import re

import pytest

from eventhub.accounts.models import Role
from eventhub.audit.queries import history_of
from eventhub.db import Translated, db
from eventhub.organizations import actions
from eventhub.organizations.models import Office, Organization, OrganizationKind
from eventhub.organizations.signals import organization_changed
from tests.organizations.cast import make_office, make_organization
from tests.people import ALICE, make_user, sign_in

LIST, NEW = "/desk/organizations/", "/desk/organizations/new"
FORM = {
    "kind": "government",
    "name-en": "Ministry of Public Security",
    "name-fr": "Ministère de la Sécurité publique",
    "name-zh": "公安部",
    "article-en": "the",
    "article-fr": "le",
    "article-es": "?",
    "acronym-en": "MPS",
    "country": "CN",
    "iati_type": "",
    "website": "https://www.mps.gov.cn/",
    "parent": "",
}


def only() -> Organization:
    return db.session.query(Organization).one()


def test_an_organization_is_added_with_all_that_was_entered(alice):
    answer = alice.post(NEW, data=FORM)
    found = only()
    assert (answer.status_code, answer.location) == (303, "/desk/organizations/ministry-of-public-security/")
    assert found.name == Translated(
        en="Ministry of Public Security", fr="Ministère de la Sécurité publique", zh="公安部"
    )
    assert found.article == {"en": "the", "fr": "le"}
    assert (found.kind, found.country, found.website) == (OrganizationKind.GOVERNMENT, "CN", FORM["website"])
    assert [each.action for each in history_of(found)] == ["organization:details:create"]


def test_the_page_reads_the_name_aloud_as_sentences_will_have_it(alice):
    page = alice.get(alice.post(NEW, data=FORM).location).text
    assert "… with the support of the Ministry of Public Security …" in page
    assert "… avec le soutien du Ministère de la Sécurité publique …" in page


@pytest.mark.parametrize(("kind", "given", "kept"), [("embassy", "", 10), ("ngo", "", 21), ("ngo", "22", 22)])
def test_the_iati_type_follows_the_kind_unless_it_is_given(alice, kind, given, kept):
    alice.post(NEW, data=FORM | {"kind": kind, "iati_type": given})
    assert only().iati_type == kept


def test_an_open_group_has_no_article(alice):
    alice.post(NEW, data=FORM | {"name-fr": "plusieurs ambassades", "is_group": "y"})
    assert only().article == {}


def test_an_empty_article_says_that_there_is_none(alice):
    alice.post(NEW, data=FORM | {"article-en": ""})
    assert only().article == {"en": "", "fr": "le"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name-en": " ", "name-fr": "", "name-zh": ""}, "Fill in at least one language."),
        ({"website": "javascript:alert(1)"}, "Write the whole address"),
        ({"website": "ftp://example.org"}, "Write the whole address"),
        ({"website": "www.example.org"}, "Write the whole address"),
        ({"website": "https://"}, "Write the whole address"),
        ({"kind": "empire"}, "Invalid Choice"),
        ({"country": "XX"}, "Not a valid choice"),
        ({"iati_type": "5"}, "Not a valid choice"),
        ({"iati_type": "x"}, "Invalid Choice"),
        ({"article-fr": "der"}, "Not a valid choice"),
        ({"parent": "Nobody at all"}, "Nothing of this name is known."),
        ({"name-en": "x" * 301}, "Field cannot be longer than 300 characters."),
    ],
)
def test_a_wrong_form_is_given_back_as_typed_and_adds_nothing(alice, wrong, message):
    answer = alice.post(NEW, data=FORM | wrong)
    assert answer.status_code == 422
    assert message in answer.text
    assert "公安部" in answer.text or "name-zh" in wrong
    assert db.session.query(Organization).count() == 0


def test_the_same_name_in_the_same_country_asks_first(alice):
    made = make_organization("Ministry of Public  security", "CN")
    answer = alice.post(NEW, data=FORM)
    assert answer.status_code == 422
    assert f'href="/desk/organizations/{made.slug}/"' in answer.text
    assert alice.post(NEW, data=FORM | {"same_name_is_meant": "y"}).status_code == 303
    assert db.session.query(Organization.slug).order_by(Organization.id).all() == [
        ("ministry-of-public-security",),
        ("ministry-of-public-security-2",),
    ]


def test_the_same_name_in_another_country_does_not(alice):
    make_organization("Ministry of Public Security", "VN")
    assert alice.post(NEW, data=FORM).status_code == 303


def test_an_edit_keeps_the_address_and_leaves_a_trace(alice):
    alice.post(NEW, data=FORM)
    told = []
    with organization_changed.connected_to(lambda sender: told.append(sender.id)):
        answer = alice.post(
            "/desk/organizations/ministry-of-public-security/", data=FORM | {"name-en": "Ministry of Police"}
        )
    found = only()
    assert (answer.status_code, found.slug) == (303, "ministry-of-public-security")
    assert found.search_text.startswith("ministry of police")
    entry = history_of(found)[0]
    assert (entry.action, list(entry.changes)) == ("organization:details:edit", ["name"])
    assert told == [found.id]


def test_saving_without_a_change_leaves_no_trace(alice):
    alice.post(NEW, data=FORM)
    alice.post("/desk/organizations/ministry-of-public-security/", data=FORM)
    assert len(history_of(only())) == 1


def test_the_parent_is_found_by_name_acronym_or_name_with_country(alice):
    parent = make_organization("State Council", "CN", acronym=Translated(en="SC"))
    for number, typed in enumerate(("state council", "SC", "State Council (China)", "State Council (Chine)")):
        alice.post(
            NEW, data=FORM | {"name-en": f"Office {number}", "name-fr": "", "name-zh": "", "parent": typed}
        )
    parents = db.session.query(Organization.parent_id).filter(Organization.id != parent.id).all()
    assert parents == [(parent.id,)] * 4


def test_a_name_that_fits_several_asks_for_more(alice):
    make_organization(country="NE")
    make_organization(country="ML")
    answer = alice.post(NEW, data=FORM | {"parent": "ministry of the interior"})
    assert answer.status_code == 422
    assert "Ministry of the Interior (Mali); Ministry of the Interior (Niger)" in answer.text
    assert 'value="ministry of the interior"' in answer.text


def test_nothing_is_placed_under_itself(alice):
    top = make_organization("Government", "CN")
    below = make_organization("State Council", "CN", parent=top)
    for parent in ("Government", "State Council"):
        answer = alice.post(
            f"/desk/organizations/{top.slug}/",
            data={"kind": "government", "name-en": "Government", "country": "CN", "parent": parent},
        )
        assert (answer.status_code, "under itself" in answer.text) == (422, True)
    assert (top.parent_id, below.parent_id) == (None, top.id)


def test_what_nothing_uses_is_deleted(alice):
    slug = make_organization().slug
    assert alice.post(f"/desk/organizations/{slug}/delete").location == LIST
    assert db.session.query(Organization).count() == 0


def test_what_is_in_use_stays_and_says_by_what(alice):
    organization = make_organization()
    make_office(organization=organization)
    make_organization("Directorate of Migration", "NE", parent=organization)
    answer = alice.post(f"/desk/organizations/{organization.slug}/delete", follow_redirects=True)
    assert "This cannot be deleted, since it is used by 1 organisation and 1 office." in answer.text
    assert db.session.query(Office.organization_id).scalar() == organization.id


def test_who_saves_the_same_at_the_same_moment_is_told_so(alice, monkeypatch):
    monkeypatch.setattr(actions, "unique_slug", lambda *_given, **_named: "taken")
    assert alice.post(NEW, data=FORM).status_code == 303
    answer = alice.post(NEW, data=FORM | {"same_name_is_meant": "y"})
    assert (answer.status_code, "Somebody else saved the same" in answer.text) == (409, True)
    assert only().slug == "taken"


def test_an_unknown_organization_is_not_found(alice):
    assert alice.get("/desk/organizations/nowhere/").status_code == 404
    assert alice.post("/desk/organizations/nowhere/delete").status_code == 404


def test_a_viewer_reads_the_list_and_changes_nothing(app):
    make_user(ALICE, Role.VIEWER)
    viewer = sign_in(app.test_client(), ALICE)
    slug = make_organization().slug
    assert f'href="/en/organizations/{slug}/"' in viewer.get(LIST).text
    for path in (NEW, f"{LIST}{slug}/", f"{LIST}{slug}/delete"):
        assert viewer.post(path, data=FORM).status_code == 403


def listed(browser, **query) -> list[str]:
    """Slugs of the organizations in the list."""
    return re.findall(r'href="/desk/organizations/([a-z0-9-]+)/"', browser.get(LIST, query_string=query).text)


def test_the_list_finds_names_in_any_language_kinds_and_countries(alice):
    alice.post(NEW, data=FORM)
    make_organization("Ministry of the Interior", "NE")
    mps, interior = "ministry-of-public-security", "ministry-of-the-interior"
    assert listed(alice) == [mps, interior]
    assert listed(alice, q="securite publique") == [mps]
    assert listed(alice, q="公安") == [mps]
    assert listed(alice, q="mps") == [mps]
    assert listed(alice, q="ministry niger") == [interior]
    assert listed(alice, country="CN") == [mps]
    assert listed(alice, kind="embassy") == []
    assert listed(alice, kind="empire", country="XX", page="-1") == [mps, interior]
    assert "field-error" not in alice.get(LIST).text


def test_the_list_goes_on_by_pages_and_costs_the_same(alice, count_queries):
    def queries():
        with count_queries() as sent:
            alice.get(LIST)
        return len(sent)

    make_organization("Organisation 0", None)
    one = queries()
    for number in range(1, 22):
        make_organization(f"Organisation {number}", None)
    assert queries() == one
    assert (len(listed(alice)), len(listed(alice, page="2"))) == (20, 2)
    assert "?page=2" in alice.get(LIST).text


def test_names_are_shown_as_text_whatever_they_hold(alice):
    make_organization("<script>alert(1)</script>", "CN")
    assert "<script>alert(1)" not in alice.get(LIST).text


def test_a_name_of_a_megabyte_is_told_to_be_too_long(alice):
    make_organization("Ministry of Labour", FORM["country"])
    answer = alice.post(NEW, data={**FORM, "name-en": "x" * 900_000})
    assert answer.status_code == 422
    assert "Field cannot be longer than 300 characters." in answer.text
