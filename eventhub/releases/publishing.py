"""Putting a release out: what was found in it is mended first, or overruled by name."""

from datetime import datetime

from flask_babel import gettext as _

from eventhub.releases.actions import publish
from eventhub.releases.checks import Finding, findings
from eventhub.releases.errors import FindingsError
from eventhub.releases.models import Release
from eventhub.releases.queries import quotes_of
from eventhub.releases.wording import facts_say

NOTE_LENGTH = 1000
"""Characters that a step of a release keeps with it."""


def findings_of(release: Release) -> list[Finding]:
    """What is worth a look before the release goes out."""
    said = facts_say(release, [text.language for text in release.texts])
    return findings(release, quotes_of(release.event), said)


def publish_checked(release: Release, *, embargo_until: datetime | None, despite_findings: bool) -> None:
    """``actions.publish``, unless something serious was found that nobody has overruled.

    Raises:
        FindingsError: and whatever ``actions.publish`` raises.
    """
    serious = [str(each.text) for each in findings_of(release) if each.is_serious]
    if serious and not despite_findings:
        raise FindingsError
    publish(release, embargo_until=embargo_until, note=_overruled(serious))


def _overruled(serious: list[str]) -> str:
    """What the way of the release says of findings with which it went out."""
    return "\n".join([_("Published all the same:"), *serious])[:NOTE_LENGTH] if serious else ""
