"""Forms of agenda items: one by one, and many by a line each."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
    URLField,
)
from wtforms import Form as PlainForm
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from eventhub.agenda.actions import InterpretationDetails, MaterialDetails, SessionDetails, SpeakerDetails
from eventhub.agenda.labels import KIND_LABELS, REACH_LABELS, ROLE_LABELS
from eventhub.agenda.models import UNKNOWN_LANGUAGE, Session, SessionKind, SpeakerRole
from eventhub.agenda.timing import Period, Reach
from eventhub.db import Translated
from eventhub.events.models import Event
from eventhub.events.rules import days_of
from eventhub.organizations.fields import OrganizationField
from eventhub.text import calendar
from eventhub.text.languages import LANGUAGES
from eventhub.tokens import digest
from eventhub.web.forms import SHORT, Form, TranslatedField, choices, tidy
from eventhub.web.language import current_language
from eventhub.web.moments import moment_at, moment_of, within_reach
from eventhub.web.stamps import StampedForm
from eventhub.web.validators import web_address

MINUTE_STEPS = (5, 10, 15, 30, 60)
MOST_PLACES = 100_000
LANGUAGE_CHOICES = [(each.code, each.name) for each in LANGUAGES]


class SpeakerForm(PlainForm):
    """Somebody who speaks; a row without name and function is an empty row."""

    name = StringField(_l("Name"), [Length(max=200)])
    title = TranslatedField(
        _l("Function"), max_length=200, description=_l("It stands alone as long as nobody is named.")
    )
    organization = OrganizationField(_l("Organisation"))
    role = SelectField(
        _l("Role"),
        choices=choices((each.value, ROLE_LABELS[each]) for each in SpeakerRole),
        coerce=SpeakerRole,
        default=SpeakerRole.SPEAKER,
    )
    email = EmailField(
        _l("E-mail address"),
        [Optional(), Email(message=_l("This is not an e-mail address.")), Length(max=254)],
        description=_l(
            "Shown to nobody. Changes of this item can be told to it with a revision of the agenda."
        ),
    )


_ADDRESS = [Length(max=500), web_address]
_AddressesForm = type(
    "AddressesForm",
    (PlainForm,),
    {
        code: URLField(name, _ADDRESS, filters=[tidy], render_kw={"dir": "ltr"})
        for code, name in (*LANGUAGE_CHOICES, (UNKNOWN_LANGUAGE, _l("Another language")))
    },
)


class AddressesField(TranslatedField):
    """The address of each language version; its data is a Translated."""

    def __init__(self, label: Any = None, **keywords: Any) -> None:
        FormField.__init__(self, _AddressesForm, label, **keywords)
        self.required = self.multiline = False


class MaterialForm(PlainForm):
    """A paper; a row without title and address is an empty row."""

    title = TranslatedField(_l("Title"))
    urls = AddressesField(_l("Address"))

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if self.title.data and not self.urls.data:
            first = next(iter(self.urls))
            first.errors = [*first.errors, _l("Write the address of the paper.")]
            return False
        return True


class SessionForm(StampedForm):
    kind = SelectField(
        _l("Kind"),
        choices=choices((each.value, KIND_LABELS[each]) for each in SessionKind),
        coerce=SessionKind,
        default=SessionKind.SESSION,
    )
    day = DateField(_l("Day"), [InputRequired(_l("Choose a day.")), within_reach])
    start_time = TimeField(_l("From"), [InputRequired(_l("Write a time, such as 09:00."))])
    end_time = TimeField(_l("To"), [InputRequired(_l("Write a time, such as 10:30."))])
    room = StringField(_l("Room"), [Length(max=120)])
    track = StringField(
        _l("Track"), [Length(max=120)], description=_l("For items that go on at the same time.")
    )
    title = TranslatedField(_l("Title"), description=_l("Without one, the kind stands in its place."))
    abstract = TranslatedField(_l("Description"), multiline=True, max_length=5000)
    floor_language = SelectField(
        _l("Spoken language"), choices=choices([("", "—"), *LANGUAGE_CHOICES]), default=""
    )
    takes_sign_ups = BooleanField(
        _l("Participants sign up for this item"),
        description=_l("For working groups and visits: registered participants choose by their own link."),
    )
    capacity = IntegerField(
        _l("Places"),
        [Optional(), NumberRange(1, MOST_PLACES)],
        description=_l("For those who sign up. Leave empty for no limit."),
    )
    makes_room = BooleanField(
        _l("Move what follows on this day later"),
        description=_l("By as much as this item lasts: everything that begins at its start or after."),
    )
    speakers = FieldList(FormField(SpeakerForm, _l("Speaker")), _l("Speakers"))
    materials = FieldList(FormField(MaterialForm, _l("Paper")), _l("Papers"))

    def __init__(self, *arguments: Any, time_zone: str, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._time_zone = time_zone

    @classmethod
    def values_of(cls, session: Session) -> dict[str, Any]:
        """What the fields show of an item."""
        zone = session.event.zone
        start, end = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
        return {
            "kind": session.kind,
            "day": start.date(),
            "start_time": start.time(),
            "end_time": end.time(),
            "room": session.room,
            "track": session.track,
            "title": session.title,
            "abstract": session.abstract,
            "speakers": [
                {
                    "name": each.name,
                    "title": each.title,
                    "organization": each.organization,
                    "role": each.role,
                    "email": each.email,
                }
                for each in session.speakers
            ],
            "materials": [{"title": each.title, "urls": each.urls} for each in session.materials],
            "floor_language": session.floor_language,
            "takes_sign_ups": session.takes_sign_ups,
            "capacity": session.capacity,
        }

    def validate(self, extra_validators: Any = None) -> bool:
        fields_are_valid = super().validate(extra_validators)
        return times_are_in_order(self, self._time_zone) and fields_are_valid

    def details(self, interpretations: tuple[InterpretationDetails, ...] = ()) -> SessionDetails:
        """What was entered; empty rows do not count. Interpretation is entered for all items at once, elsewhere."""
        day: Any = self.day.data
        return SessionDetails(
            kind=self.kind.data,
            starts_at=moment_at(day, self.start_time.data, self._time_zone),  # pyright: ignore - required
            ends_at=moment_at(day, self.end_time.data, self._time_zone),  # pyright: ignore - required
            room=self.room.data or "",
            track=self.track.data or "",
            title=self.title.data,
            abstract=self.abstract.data,
            speakers=tuple(
                SpeakerDetails(
                    role=row["role"],
                    name=row["name"] or "",
                    title=row["title"],
                    organization=row["organization"],
                    email=row["email"] or "",
                )
                for row in self.speakers.data
                if row["name"] or row["title"] or row["organization"]
            ),
            materials=tuple(
                MaterialDetails(title=row["title"] or _named_by_address(row["urls"]), urls=row["urls"])
                for row in self.materials.data
                if row["urls"]
            ),
            floor_language=self.floor_language.data,
            takes_sign_ups=self.takes_sign_ups.data,
            capacity=self.capacity.data,
            interpretations=interpretations,
        )


def _named_by_address(urls: Translated) -> Translated:
    """A paper without title is called by the end of its address."""
    return Translated({code: url.rstrip("/").rsplit("/", 1)[-1][:SHORT] for code, url in urls.items()})


class PasteForm(Form):
    """Many items, a line each. They are shown first: ``stage`` holds the digest of what the person has looked at."""

    language = SelectField(_l("Language"), choices=choices(LANGUAGE_CHOICES))
    day = SelectField(_l("Day"))
    text = TextAreaField(
        _l("Agenda"),
        [InputRequired(_l("Write at least one line.")), Length(max=100_000)],
        description=_l(
            "One line for each item: 09:00–09:30 Opening remarks. A line “Day 2” begins the second day; a line "
            "“Track: Policy” begins a track. A room may follow the title: 09:00–09:30 Opening remarks | Hall A. Rows "
            "of a spreadsheet can be pasted as they are."
        ),
    )
    stage = HiddenField()

    def __init__(self, *arguments: Any, event: Event, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.days = days_of(event)
        self.day.choices = [
            (day.isoformat(), calendar.full_date(day, current_language())) for day in self.days
        ]

    def digest(self) -> str:
        """Of all that decides what is read."""
        return digest("\n".join([self.language.data, self.day.data, self.text.data or ""]))

    def first_day(self) -> Any:
        """The day of the lines before any heading."""
        return next(day for day in self.days if day.isoformat() == self.day.data)


class RetimeForm(PlainForm):
    """By how much an item moves, and what moves with it; which way is said by the button."""

    step = SelectField(
        _l("By how many minutes"),
        choices=choices((each, str(each)) for each in MINUTE_STEPS),
        coerce=int,
        default=15,
    )
    reach = SelectField(
        _l("Together with"),
        choices=choices((each.value, REACH_LABELS[each]) for each in Reach),
        coerce=Reach,
        default=Reach.ONE,
    )


class PlaceForm(Form):
    """Another time and place for an item; a field that is not sent stays as it is."""

    day = DateField(_l("Day"), [InputRequired(_l("Choose a day.")), within_reach])
    start_time = TimeField(_l("From"), [InputRequired(_l("Write a time, such as 09:00."))])
    end_time = TimeField(_l("To"), [InputRequired(_l("Write a time, such as 10:30."))])
    room = StringField(_l("Room"), [Length(max=120)])
    track = StringField(_l("Track"), [Length(max=120)])

    def __init__(self, session: Session) -> None:
        values = SessionForm.values_of(session)
        super().__init__(
            **{name: values[name] for name in ("day", "start_time", "end_time", "room", "track")}
        )
        self._time_zone = session.event.time_zone

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and times_are_in_order(self, self._time_zone)

    def period(self) -> Period:
        """What a valid form says."""
        return Period(
            moment_at(self.day.data, self.start_time.data, self._time_zone),  # pyright: ignore - required
            moment_at(self.day.data, self.end_time.data, self._time_zone),  # pyright: ignore - required
        )


def times_are_in_order(form: Any, time_zone: str) -> bool:
    """Whether a form with a day and two times holds a period; messages stand by the fields."""
    start = moment_of(form.day, form.start_time, time_zone)
    end = moment_of(form.day, form.end_time, time_zone)
    if start is None or end is None:
        return False
    if end <= start:
        form.end_time.errors = [*form.end_time.errors, _l("The end comes before the start.")]
        return False
    return True


def following_hour(session: Session) -> dict[str, Any]:
    """Where an item that comes after another one usually stands: it begins where that one ends."""
    end = session.ends_at.astimezone(session.event.zone)
    later = end + timedelta(hours=1)
    return {
        "day": end.date(),
        "start_time": end.time(),
        "end_time": later.time() if later.date() == end.date() else None,
        "room": session.room if session.kind.value not in ("lunch", "break", "social") else "",
    }
