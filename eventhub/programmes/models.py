"""Programmes and funding sources."""

import enum
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Column, ForeignKey, Numeric, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.clock import now
from eventhub.db import Base, Translated
from eventhub.organizations.models import Organization


class ProgrammeType(enum.StrEnum):
    """What a programme is called in a sentence."""

    PROJECT = "project"
    PROGRAMME = "programme"
    INITIATIVE = "initiative"
    DIALOGUE = "dialogue"


class FundingRole(enum.StrEnum):
    """A funder's part among the funders."""

    SOLE = "sole"
    LEAD = "lead"
    CO_FUNDER = "co_funder"
    IN_KIND = "in_kind"


class FundingSource(Base):
    """A funder's money and the acknowledgement that comes with it."""

    __tablename__ = "funding_sources"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(
        ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    instrument: Mapped[Translated]
    """The fund or instrument (the Partnership Instrument); the organization is its owner."""
    instrument_article: Mapped[dict[str, str]] = mapped_column(default=dict)
    agreement_reference: Mapped[str] = mapped_column(String(120), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    currency: Mapped[str] = mapped_column(String(3), default="")
    """ISO 4217."""
    statement: Mapped[Translated]
    """The fixed acknowledgement that the funder demands; stands beside the emblem, never apart from it."""
    disclaimer: Mapped[Translated]
    emblem: Mapped[str] = mapped_column(String(40), default="")
    """Name of an emblem that ships with EventHub (``static/img/emblems``), or empty."""
    needs_sign_off: Mapped[bool] = mapped_column(default=False)
    """Whether the funder wants to see a release before it goes out."""
    code: Mapped[str | None] = mapped_column(String(60), unique=True)
    """The name that imports know this source by."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    organization: Mapped[Organization] = relationship()


programme_implementers = Table(
    "programme_implementers",
    Base.metadata,
    Column("programme_id", ForeignKey("programmes.id", ondelete="CASCADE"), primary_key=True),
    Column("organization_id", ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True),
)


class Programme(Base):
    """What events happen under."""

    __tablename__ = "programmes"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    type: Mapped[ProgrammeType] = mapped_column(default=ProgrammeType.PROJECT)
    name: Mapped[Translated]
    aim: Mapped[Translated]
    """A phrase that follows “aims to”, in the infinitive."""
    iati_identifier: Mapped[str] = mapped_column(String(120), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    search_text: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    implementers: Mapped[list[Organization]] = relationship(
        secondary=programme_implementers, order_by=Organization.id
    )
    fundings: Mapped[list["ProgrammeFunding"]] = relationship(
        back_populates="programme", cascade="all, delete-orphan", order_by="ProgrammeFunding.position"
    )


class ProgrammeFunding(Base):
    """A funding source attached to a programme; its events inherit it."""

    __tablename__ = "programme_fundings"
    __table_args__ = (UniqueConstraint("programme_id", "funding_source_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"))
    funding_source_id: Mapped[int] = mapped_column(
        ForeignKey("funding_sources.id", ondelete="RESTRICT"), index=True
    )
    role: Mapped[FundingRole] = mapped_column(default=FundingRole.SOLE)
    position: Mapped[int] = mapped_column(default=0)

    programme: Mapped[Programme] = relationship(back_populates="fundings")
    source: Mapped[FundingSource] = relationship()
