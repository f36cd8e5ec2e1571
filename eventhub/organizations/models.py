"""Organizations that send people or money, and the offices that organise."""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.clock import now
from eventhub.db import Base, Translated
from eventhub.db.files import EncryptedFile


class OrganizationKind(enum.StrEnum):
    """Categories of organization, in the order of precedence of a nominal roll."""

    GOVERNMENT = "government"
    EU_INSTITUTION = "eu_institution"
    EMBASSY = "embassy"
    UN_AGENCY = "un_agency"
    IGO = "igo"
    NGO = "ngo"
    TRADE_UNION = "trade_union"
    ACADEMIA = "academia"
    PRIVATE = "private"
    MEDIA = "media"
    OTHER = "other"


class Organization(Base):
    """Anyone who sends people or money."""

    __tablename__ = "organizations"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[OrganizationKind]
    iati_type: Mapped[int | None]
    """IATI codelist OrganisationType."""
    country: Mapped[str | None] = mapped_column(String(2), index=True)
    """ISO 3166-1 alpha-2."""
    name: Mapped[Translated]
    article: Mapped[dict[str, str]] = mapped_column(default=dict)
    """The definite article of the name per language that has one: le, la, les, l’, el, los, the, or empty."""
    genitive: Mapped[dict[str, str]] = mapped_column(default=dict)
    instrumental: Mapped[dict[str, str]] = mapped_column(default=dict)
    """The name declined, per language that declines names (Russian); one that is missing is never guessed."""
    acronym: Mapped[Translated]
    is_group: Mapped[bool] = mapped_column(default=False)
    """An open group (several embassies), whose name carries its own determiner and takes no article."""
    website: Mapped[str] = mapped_column(String(500), default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id", ondelete="SET NULL"))
    search_text: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    parent: Mapped["Organization | None"] = relationship(remote_side="Organization.id")


class Office(Base):
    """The unit that organises: IOM Liaison Office in China. Offices form a tree."""

    __tablename__ = "offices"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[Translated]
    article: Mapped[dict[str, str]] = mapped_column(default=dict)
    genitive: Mapped[dict[str, str]] = mapped_column(default=dict)
    instrumental: Mapped[dict[str, str]] = mapped_column(default=dict)
    boilerplate: Mapped[Translated] = mapped_column(default=Translated)
    """What the last paragraph of a release says of the office itself."""
    country: Mapped[str | None] = mapped_column(String(2))
    city: Mapped[Translated]
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    languages: Mapped[list[str]] = mapped_column(default=list)
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id", ondelete="SET NULL"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    parent: Mapped["Office | None"] = relationship(remote_side="Office.id")
    organization: Mapped[Organization | None] = relationship()
    members: Mapped[list["OfficeMember"]] = relationship(
        back_populates="office", cascade="all, delete-orphan"
    )
    press_contacts: Mapped[list["PressContact"]] = relationship(
        back_populates="office", cascade="all, delete-orphan", order_by="PressContact.position"
    )


class OfficeMember(Base):
    """A user who works in an office, and so sees and edits its events."""

    __tablename__ = "office_members"
    __table_args__ = (UniqueConstraint("office_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)

    office: Mapped[Office] = relationship(back_populates="members")
    user: Mapped[User] = relationship()


class PressContact(Base):
    """Whom the press may ask about the work of an office; printed, never written to by the system."""

    __tablename__ = "press_contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    languages: Mapped[list[str]] = mapped_column(default=list)
    """Codes of the languages in which to ask; empty: in any."""
    position: Mapped[int] = mapped_column(default=0)

    office: Mapped[Office] = relationship(back_populates="press_contacts")


class PrivacyNotice(Base):
    """What an office adds in its own words to the facts of how it handles data. Versions stay; the last counts."""

    __tablename__ = "privacy_notices"
    __table_args__ = (UniqueConstraint("office_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"))
    version: Mapped[int]
    text: Mapped[Translated]
    """Empty in a version by which the office took its words back."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class LetterheadPicture(Base):
    """A picture on the paper of an office, as PNG. Rows are never changed: letters that were sent show them.

    Encrypted, since a scanned signature is worth stealing; none is served to anybody but the desk.
    """

    __tablename__ = "letterhead_pictures"

    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(EncryptedFile, deferred=True)


class Letterhead(Base):
    """What stands on the paper of an office. Versions stay, since letters that were sent keep theirs; the last counts
    for new ones."""

    __tablename__ = "letterheads"
    __table_args__ = (UniqueConstraint("office_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"))
    version: Mapped[int]
    name: Mapped[Translated] = mapped_column(default=Translated)
    """In place of the name of the office, where letters have another."""
    address: Mapped[Translated] = mapped_column(default=Translated)
    """The postal address, line by line."""
    phone: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    website: Mapped[str] = mapped_column(String(500), default="")
    footer: Mapped[Translated] = mapped_column(default=Translated)
    signatory_name: Mapped[str] = mapped_column(String(200), default="")
    signatory_title: Mapped[Translated] = mapped_column(default=Translated)
    emblem_id: Mapped[int | None] = mapped_column(ForeignKey("letterhead_pictures.id"))
    signature_id: Mapped[int | None] = mapped_column(ForeignKey("letterhead_pictures.id"))
    """A scanned signature; it stands on letters that are issued, and is shown nowhere else."""
    stamp_id: Mapped[int | None] = mapped_column(ForeignKey("letterhead_pictures.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    emblem: Mapped[LetterheadPicture | None] = relationship(foreign_keys=emblem_id)
    signature: Mapped[LetterheadPicture | None] = relationship(foreign_keys=signature_id)
    stamp: Mapped[LetterheadPicture | None] = relationship(foreign_keys=stamp_id)
