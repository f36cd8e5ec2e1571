"""A form with every kind of field, for the style guide alone."""

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, NumberRange

from eventhub.web.forms import CheckboxesField, Form, TimeZoneField, TranslatedField, choices

REFUSED = MultiDict({"faulty-kind": "workshop", "faulty-topic": "", "faulty-capacity": "-3"})


class SampleForm(Form):
    """Made-up questions: the words are not translated, since only developers see them."""

    title = TranslatedField("Title", required=True, description="As it stands on the invitation.")
    aim = TranslatedField("Aim", multiline=True)
    kind = SelectField("Kind", choices=choices([("workshop", "Workshop"), ("training", "Training")]))
    capacity = IntegerField(
        "Places",
        [InputRequired("Write a number."), NumberRange(min=1, message="At least one place is needed.")],
    )
    day = DateField("Day")
    time = TimeField("Time")
    time_zone = TimeZoneField("Time zone", description="Start typing a city.")
    visibility = RadioField(
        "Who may see it",
        [InputRequired("Choose one.")],
        choices=choices(
            [
                ("public", "Everybody"),
                ("unlisted", "Whoever has the address"),
                ("private", "The desk only"),
            ]
        ),
    )
    languages = CheckboxesField(
        "Working languages", choices=choices([("en", "English"), ("zh", "中文"), ("ar", "العربية")])
    )
    consent = BooleanField(
        "I agree that my name appears in the list of participants",
        [InputRequired("We need your consent to go on.")],
        description="You can withdraw this at any time.",
    )
    text = StringField("Search")
    topic = SelectField("Topic", choices=choices([("", "All"), ("return", "Return and readmission")]))


def sample_forms() -> dict[str, SampleForm]:
    """An empty form, and one that was sent with mistakes: what the template expects."""
    faulty = SampleForm(REFUSED, prefix="faulty-")
    faulty.validate()
    return {"form": SampleForm(None), "faulty_form": faulty}
