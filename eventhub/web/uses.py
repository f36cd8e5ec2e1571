"""What stands in the way of a deletion, in words."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from eventhub.text.lists import join
from eventhub.web.language import current_language

EVENTS = ("events", "participations", "event_fundings", "event_topics")
PROGRAMMES = ("programmes", "programme_fundings", "programme_implementers")


def uses_in_words(uses: Mapping[str, int]) -> str:
    """A count per table as people say it: 3 events and 1 programme; empty when there is nothing."""
    left = dict(uses)
    events = sum(left.pop(name, 0) for name in EVENTS)
    programmes = sum(left.pop(name, 0) for name in PROGRAMMES)
    funding = left.pop("funding_sources", 0)
    organizations = left.pop("organizations", 0)
    offices = left.pop("offices", 0)
    registrations = left.pop("registrations", 0)
    others = sum(left.values())
    said = [
        (events, ngettext("%(num)s event", "%(num)s events", events)),
        (programmes, ngettext("%(num)s programme", "%(num)s programmes", programmes)),
        (funding, ngettext("%(num)s funding source", "%(num)s funding sources", funding)),
        (organizations, ngettext("%(num)s organisation", "%(num)s organisations", organizations)),
        (offices, ngettext("%(num)s office", "%(num)s offices", offices)),
        (registrations, ngettext("%(num)s registration", "%(num)s registrations", registrations)),
        (others, ngettext("%(num)s other record", "%(num)s other records", others)),
    ]
    return join([words for count, words in said if count], current_language())


def refusal(uses: Mapping[str, int]) -> str:
    """Why something cannot be deleted."""
    used_by = uses_in_words(uses)
    return (
        _("This cannot be deleted, since it is used by %(uses)s.", uses=used_by)
        if used_by
        else _("This has just come into use and cannot be deleted.")
    )
