"""The form of a topic."""

from flask_babel import lazy_gettext as _l

from eventhub.web.forms import Form, TranslatedField


class TopicForm(Form):
    name = TranslatedField(
        _l("Name"), required=True, max_length=120, description=_l("A few words that people would search for.")
    )
