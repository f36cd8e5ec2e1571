"""The paper of an office: versions that are written once and never changed, so that sent letters keep theirs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields

from sqlalchemy import select

from eventhub.audit.actions import record
from eventhub.db import Translated, db
from eventhub.organizations.models import Letterhead, LetterheadPicture, Office

PICTURES = ("emblem", "signature", "stamp")


@dataclass(frozen=True, kw_only=True)
class LetterheadDetails:
    """What a person enters of it. Names and meanings as in ``models.Letterhead``."""

    name: Translated = field(default_factory=Translated)
    address: Translated = field(default_factory=Translated)
    phone: str = ""
    email: str = ""
    website: str = ""
    footer: Translated = field(default_factory=Translated)
    signatory_name: str = ""
    signatory_title: Translated = field(default_factory=Translated)

    @classmethod
    def of(cls, letterhead: Letterhead) -> "LetterheadDetails":
        return cls(**{each.name: getattr(letterhead, each.name) for each in fields(cls)})


def find_letterhead(office: Office) -> Letterhead | None:
    """The version that counts for new letters."""
    return db.session.scalar(
        select(Letterhead)
        .where(Letterhead.office_id == office.id)
        .order_by(Letterhead.version.desc())
        .limit(1)
    )


def draft_of(
    office: Office,
    details: LetterheadDetails,
    *,
    pictures: Mapping[str, bytes],
    removed: Collection[str] = (),
) -> Letterhead:
    """The next version as it would be, kept nowhere yet.

    ``pictures`` are new ones (PNG) by the names in ``PICTURES``; the others stay, unless they are ``removed``.
    """
    before = find_letterhead(office)
    draft = Letterhead(office_id=office.id, version=before.version + 1 if before else 1)
    for each in fields(details):
        setattr(draft, each.name, getattr(details, each.name))
    for name in PICTURES:
        kept = getattr(before, name) if before and name not in removed else None
        new = pictures.get(name)
        setattr(draft, name, LetterheadPicture(content=new) if new else kept)
    return draft


def publish_letterhead(
    office: Office,
    details: LetterheadDetails,
    *,
    pictures: Mapping[str, bytes] | None = None,
    removed: Collection[str] = (),
) -> bool:
    """Let other paper count from now on; whether it is other. Two at once are settled by the constraint."""
    before, pictures = find_letterhead(office), pictures or {}
    gone = [name for name in removed if before and getattr(before, name) is not None]
    if (
        not pictures
        and not gone
        and details == (LetterheadDetails.of(before) if before else LetterheadDetails())
    ):
        return False
    draft = draft_of(office, details, pictures=pictures, removed=removed)
    db.session.add(draft)
    db.session.flush()
    record(
        "office:letterhead:publish",
        office,
        changes={"version": [before and before.version, draft.version]},
    )
    return True
