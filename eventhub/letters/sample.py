"""A letter about nothing, to see the paper by."""

from flask_babel import gettext as _

from eventhub.clock import now
from eventhub.letters.letter import Letter
from eventhub.letters.paper import from_the_left, head_of, signature_of
from eventhub.organizations.models import Letterhead, Office
from eventhub.text.languages import in_language
from eventhub.web.filters import local_date
from eventhub.web.language import in_language as speaking

PARAGRAPHS_OF_TWO_PAGES = 30


def sample_letter(
    office: Office, letterhead: Letterhead | None, code: str, *, is_long: bool = False
) -> Letter:
    """In language ``code``; a long one has a second page."""
    with speaking(code):
        filling = _(
            "This is how a letter of your office looks. Its text is written from the facts of an event."
        )
        return Letter(
            language=code,
            head=head_of(office, letterhead, code),
            kind=_("Preview"),
            reference=_("No. %(number)s", number=from_the_left(f"{now():%Y}/1-01", code)),
            dated=local_date(now(), office.time_zone, code),
            subject=_("What the letter is about"),
            addressee=[_("Whom it is addressed to")],
            salutation=_("Dear colleagues,"),
            paragraphs=[filling] * (PARAGRAPHS_OF_TWO_PAGES if is_long else 2),
            closing=_("Yours faithfully,"),
            signature=signature_of(
                letterhead,
                code,
                instead=_("Contact person of the event"),
                office=in_language(office.name, code)[0],
            ),
        )
