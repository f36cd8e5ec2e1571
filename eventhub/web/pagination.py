"""Long lists by the page."""

import math

from eventhub.text.numbers import whole_number

PAGE_SIZE = 20


def page_asked(text: str | None) -> int:
    """The page that an address asks for, whether or not there are so many."""
    return max(whole_number(text) or 1, 1) if text and text.isascii() and len(text) < 9 else 1


def page_number(text: str | None, total: int) -> tuple[int, int]:
    """The page that an address asks for, kept within those that there are; and how many these are, at least one."""
    pages = max(1, math.ceil(total / PAGE_SIZE))
    return min(page_asked(text), pages), pages
