"""What is asked of fields in several areas."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from eventhub.formats.errors import InvalidLinkError
from eventhub.formats.links import absolute_link


def web_address(_form: Any, field: Any) -> None:
    """Nothing, or an absolute address of http or https: others could run script in whoever follows the link."""
    if not field.data:
        return
    try:
        absolute_link(field.data)
    except InvalidLinkError as error:
        raise ValidationError(_l("Write the whole address, such as https://www.example.org.")) from error
