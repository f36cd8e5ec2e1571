"""Gaps in texts that people write, such as {name}: a closed list, filled with values that are nothing but text.

This is no template language on purpose: whoever may write a mail must not be able to ask the program for anything.
"""

import re
from collections.abc import Collection, Mapping

from eventhub.formats.characters import one_line
from eventhub.formats.markdown import escape

LINK = "link"
"""The one gap whose value is an address of the web; in any other, an address stays words, whoever typed it."""
_GAP = re.compile(r"\{([^{}\n]*)\}")
_LINK_AS_ADDRESS = "]({link})"


def unknown_in(text: str, known: Collection[str]) -> list[str]:
    """What stands in braces and is no gap, in the order of the text, each once."""
    return [name for name in dict.fromkeys(_GAP.findall(text)) if name not in known]


def fill(text: str, values: Mapping[str, str]) -> str:
    """One line of plain text, such as a subject: no value and no typing can break it."""
    return one_line(_GAP.sub(lambda gap: values.get(gap[1], gap[0]), text))


def fill_markdown(text: str, values: Mapping[str, str]) -> str:
    """Markdown in which each value is read letter for letter, and the link can be followed: alone or under words."""

    def inline(gap: re.Match[str]) -> str:
        if gap[1] not in values:
            return gap[0]
        value = one_line(values[gap[1]])
        return f"<{value}>" if gap[1] == LINK else escape(value)

    if LINK in values:
        text = text.replace(_LINK_AS_ADDRESS, f"](<{values[LINK]}>)")
    return _GAP.sub(inline, text)
