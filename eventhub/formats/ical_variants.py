"""Other forms of a stored block, made by replacing or adding lines: options cost a feed hardly anything.

They rest on what ``ical.event_block`` writes: the lines replaced here are shorter than 75 octets and thus never folded.
"""

import re
from datetime import timedelta

from eventhub.formats.ical import Block, alarm_lines

_TIMES = re.compile(r"^(?:DTSTART|DTEND|TRANSP)[;:][^\r\n]*\r\n", re.MULTILINE)
_END = "END:VEVENT\r\n"
DAY_BEFORE = timedelta(hours=15)
"""Before the midnight with which an entry of whole days begins: at nine in the morning of the day before."""


def is_all_day(block: Block) -> bool:
    return "\r\nDTSTART;VALUE=DATE:" in block.text


def with_times(block: Block, times: Block) -> Block:
    """``block`` at the times that ``times_of`` wrote for the same entry in its other form."""
    rest = _TIMES.sub("", block.text).removesuffix(_END)
    return Block(rest + times.text + _END, times.tzids)


def with_alarm(block: Block, before: timedelta, words: str) -> Block:
    """``block`` with a reminder ``before`` it starts; a cancelled one is left alone.

    An entry of whole days has no hour to count from: its reminder comes at nine in the morning of the day before.
    """
    if "\r\nSTATUS:CANCELLED\r\n" in block.text:
        return block
    lines = alarm_lines(DAY_BEFORE if is_all_day(block) else before, words)
    return Block(block.text.removesuffix(_END) + lines + _END, block.tzids)
