"""What is asked of fields in several areas."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError
from wtforms.validators import Regexp

from eventhub.formats.addresses import ascii_address
from eventhub.formats.characters import one_line
from eventhub.formats.errors import InvalidAddressError, InvalidLinkError
from eventhub.formats.links import absolute_link

telephone = Regexp(r"^[\d+()./\s-]*$", message=_l("Use digits, spaces and + only, such as +86 10 5979 9695."))
"""A number as people write it, with its country code or without."""
_LINK = re.compile(r"://|www\.", re.IGNORECASE)


def web_address(_form: Any, field: Any) -> None:
    """Nothing, or an absolute address of http or https: others could run script in whoever follows the link."""
    if not field.data:
        return
    try:
        absolute_link(field.data)
    except InvalidLinkError as error:
        raise ValidationError(_l("Write the whole address, such as https://www.example.org.")) from error


def single_line(text: str | None) -> str:
    """A filter: what is typed into a field of one line, whatever was pasted."""
    return one_line(text or "")


def no_link(_form: Any, field: Any) -> None:
    """Names stand in mails, through which nobody shall send links to strangers."""
    if _LINK.search(field.data or ""):
        raise ValidationError(_l("Write a name, without the address of a website."))


def mail_address(_form: Any, field: Any) -> None:
    """An address that mail servers can carry, kept in the form in which they do."""
    try:
        field.data = ascii_address(field.data or "")
    except InvalidAddressError as error:
        raise ValidationError(_l("Write an e-mail address, such as name@example.org.")) from error
    if "." not in field.data.rpartition("@")[2]:
        raise ValidationError(_l("Write the whole address, with the part after the @."))
