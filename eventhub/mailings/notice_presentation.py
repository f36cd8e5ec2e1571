"""Notices as the desk shows them."""

from dataclasses import dataclass

from flask_babel import gettext as _

from eventhub.agenda.changes_in_words import changes_in_words
from eventhub.agenda.differences import changes_between
from eventhub.agenda.published import find_publication, items_of
from eventhub.events.models import Event
from eventhub.mailings.differences import differences
from eventhub.mailings.known_facts import as_known, from_json
from eventhub.mailings.models import Notice, NoticeKind


@dataclass(frozen=True)
class Said:
    """Something that a notice says is different; ``before`` is empty where it need not be repeated."""

    label: str
    before: str
    after: str


def said_by(notice: Notice, event: Event) -> list[Said]:
    """What the notice says is different, in the language in force: what its last mails said, or will say."""
    if notice.kind == NoticeKind.CHANGE:
        before = as_known(event, from_json(notice.known_facts))
        after = as_known(event, from_json(notice.said_facts)) if notice.said_facts else event
        found = differences(before, after, with_link=True)
        return [Said(each.label, each.before, each.after) for each in found]
    if notice.kind == NoticeKind.REVISION:
        return _said_of_agenda(notice, event)
    return [Said(_("Event"), "", _("Does not take place"))]


def _said_of_agenda(notice: Notice, event: Event) -> list[Said]:
    publication = find_publication(event)
    revision = notice.said_revision or (publication.revision if publication else None)
    before = items_of(notice.known_revision) if notice.known_revision else []
    changes = changes_between(before, items_of(revision) if revision else [])
    return [Said(each.plain_title, "", _words(each.label, each.text)) for each in changes_in_words(changes)]


def _words(label: str, text: str) -> str:
    return _("%(label)s: %(value)s", label=label, value=text) if text else label
