"""Whole numbers in what people and programs send."""

LARGEST = 2**31 - 1
"""The largest number that a row can have."""
_MOST_DIGITS = len(str(LARGEST))


def whole_number(text: str | None) -> int | None:
    """The number that a text of nothing but digits, of any script, stands for; None for all else.

    Also None for one that is larger than ``LARGEST``: nothing is counted so far, and Python refuses to read a number of
    thousands of digits.
    """
    if not text or len(text) > _MOST_DIGITS or not text.isdecimal():
        return None
    number = int(text)
    return number if number <= LARGEST else None
