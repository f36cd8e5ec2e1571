"""Every public page is valid HTML, in every language, with its translations linked."""

from datetime import datetime
from itertools import pairwise

import pytest

from eventhub.db import Translated
from eventhub.text.languages import CODES
from tests.website.cast import (
    BEIJING,
    FAR,
    add_session,
    make_event,
    make_organization,
    make_programme,
    make_topic,
)
from tests.website.pages import elements, tree_of

PATHS = (
    "",
    "events/",
    "events/?q=nothing-of-this-name&kind=party",
    "events/?view=month&month=2090-11",
    "events/beijing-workshop/",
    "events/beijing-workshop/agenda/",
    "programmes/mmsp/",
    "organizations/mps/",
    "offices/beijing/",
    "topics/return/",
)


@pytest.fixture
def site(client):
    """A site with one of everything."""
    event = make_event(
        programme=make_programme(),
        topics=(make_topic(),),
        participants=(make_organization(),),
        context=Translated(en="Why & how.\n\nMore."),
        aim=Translated(en="to agree\n\nto act"),
        sdg_targets=["10.7"],
        contact_name="Press office",
        contact_email="press@example.org",
        contact_phone="+86 10 1234",
    )
    add_session(event, datetime(FAR, 11, 3, 9, tzinfo=BEIJING), datetime(FAR, 11, 3, 10, tzinfo=BEIJING))
    return client


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", CODES)
def test_a_page_is_valid_html(site, language, path):
    response = site.get(f"/{language}/{path}")
    assert response.status_code == 200
    tree_of(response.text)


@pytest.mark.parametrize("path", PATHS)
def test_ids_are_unique_and_headings_leave_out_no_level(site, path):
    html = site.get(f"/en/{path}").text
    ids = [each.get("id") for each in tree_of(html).iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    levels = [
        int(each.tag[-1]) for each in tree_of(html).iter() if each.tag[-2:] in ("h1", "h2", "h3", "h4", "h5")
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", [path for path in PATHS if "?" not in path])
def test_a_page_names_its_translations_and_itself(site, path):
    links = elements(site.get(f"/fr/{path}").text, "link")
    translations = {each.get("hreflang"): each.get("href") for each in links if each.get("hreflang")}
    assert translations == {code: f"http://localhost/{code}/{path}" for code in CODES}
    assert [each.get("href") for each in links if each.get("rel") == "canonical"] == [
        f"http://localhost/fr/{path}"
    ]
