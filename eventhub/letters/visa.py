"""The letter of invitation with which somebody asks for a visa, in its words."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from eventhub.events.acknowledgements import acknowledgements_of
from eventhub.events.models import Event
from eventhub.events.rules import funding_of
from eventhub.letters.letter import Check, Letter
from eventhub.letters.models import Costs, VisaLetter
from eventhub.letters.names import at_the_head
from eventhub.letters.paper import from_the_left, head_of, placed, signature_of
from eventhub.organizations.models import Letterhead
from eventhub.registration.models import Registration
from eventhub.registration.presentation import facts_of, organization_of
from eventhub.text import dates
from eventhub.text.countries import country_name
from eventhub.text.languages import in_language
from eventhub.text.lists import enumerated
from eventhub.web.filters import local_date
from eventhub.web.language import absolute_url
from eventhub.web.language import in_language as speaking


@dataclass(frozen=True, kw_only=True)
class VisaDetails:
    """What an embassy wants to read: the person as in the passport, and the journey."""

    surname: str
    given_names: str
    number: str
    nationality: str
    """ISO 3166-1 code of the country that issued the passport."""
    born_on: date
    expires_on: date
    embassy: str
    embassy_city: str
    arrives_on: date
    leaves_on: date

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.surname}"

    def kept(self) -> dict[str, str]:
        """As JSON has it."""
        return {
            name: each.isoformat() if isinstance(each, date) else each for name, each in asdict(self).items()
        }

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "VisaDetails":
        days = {each.name for each in fields(cls) if each.type is date}
        given: dict[str, Any] = {
            name: date.fromisoformat(each) if name in days else each for name, each in kept.items()
        }
        return cls(**given)


def slug_of(reference: str) -> str:
    """A number as it stands in addresses, where a slash would part it."""
    return reference.replace("/", "-")


def reference_of(slug: str) -> str:
    """The number again."""
    return slug.replace("-", "/", 1)


def letter_for_visa(
    letter: VisaLetter, letterhead: Letterhead | None, *, costs: Costs, dated: datetime
) -> Letter:
    """The words of ``letter``, whose details are not forgotten; without a number yet, it is a draft."""
    registration, code = letter.registration, letter.language
    event, details = registration.event, VisaDetails.of(letter.details or {})
    with speaking(code):
        office = at_the_head(event.office.name, event.office.article, code)
        reference = letter.reference
        number = _("No. %(number)s", number=from_the_left(reference, code)) if reference else _("Draft")
        return Letter(
            language=code,
            head=head_of(event.office, letterhead, code),
            kind=_("Letter of invitation"),
            reference=number,
            dated=placed(
                in_language(event.office.city, code)[0], local_date(dated, event.office.time_zone, code)
            ),
            subject=_("Visa for %(name)s", name=details.name),
            addressee=[details.embassy, details.embassy_city],
            salutation=_("Dear Sir or Madam,"),
            opening=_(
                "%(office)s has the honour to confirm that the person named below is invited to take part in the "
                "event below, and would be grateful if the visa could be issued in good time.",
                office=office,
            ),
            facts=[list(pair) for pair in _facts(registration, details, code) if pair[1]],
            paragraphs=[_costs(event, costs, office, code)],
            closing=_("Yours faithfully,"),
            signature=signature_of(
                letterhead, code, instead=event.contact_name, office=in_language(event.office.name, code)[0]
            ),
            check=_check(letter) if reference else None,
            acknowledgements=acknowledgements_of(event, code),
        )


def _facts(registration: Registration, details: VisaDetails, code: str) -> list[tuple[str, str]]:
    facts = facts_of(registration.event)
    return [
        (_("Name, as in the passport"), details.name),
        (_("Nationality"), country_name(details.nationality, code)),
        (_("Date of birth"), dates.date_range([details.born_on], code)),
        (_("Number of the passport"), from_the_left(details.number, code)),
        (_("Passport valid until"), dates.date_range([details.expires_on], code)),
        (_("Organisation"), organization_of(registration)),
        (_("Position"), registration.position),
        (_("Event"), facts.title),
        (_("When"), facts.when),
        (_("Where"), facts.where),
        (_("Arrival"), dates.date_range([details.arrives_on], code)),
        (_("Departure"), dates.date_range([details.leaves_on], code)),
    ]


def _costs(event: Event, costs: Costs, office: str, code: str) -> str:
    funders = enumerated(
        dict.fromkeys(in_language(source.organization.name, code)[0] for source, _role in funding_of(event)),
        code,
    )
    funded = _("The event is funded by: %(funders)s.", funders=funders) if funders else ""
    said = {
        Costs.ORGANISERS: _(
            "%(office)s bears the costs of travel, accommodation and meals for the days named above.",
            office=office,
        ),
        Costs.SHARED: _(
            "%(office)s bears the costs of accommodation and meals during the event; the costs of travel are borne by "
            "the person invited or their organisation.",
            office=office,
        ),
        Costs.OWN: _(
            "The costs of travel, accommodation and meals are borne by the person invited or their organisation."
        ),
    }[costs]
    # Chinese sentences follow one another without a blank.
    return ("" if code == "zh" else " ").join(filter(None, (said, funded)))


def _check(letter: VisaLetter) -> Check:
    number = slug_of(letter.reference or "")
    page = absolute_url("letters.show", number=number, language=letter.language)
    return Check(
        hint=_("Whether it is genuine can be seen at:"),
        address=page,
        code=_("Check code: %(code)s", code=letter.check_code),
        qr_text=absolute_url("letters.show", number=number, code=letter.check_code, language=letter.language),
        qr_alt=_("QR code that leads to the page where the letter is confirmed"),
    )
