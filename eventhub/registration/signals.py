"""What registrations announce, within the transaction in which it happens."""

from blinker import Signal

personal_data_wanted = Signal()
"""Sender: a Registration whose person asks for their data. A listener returns a name and what its area knows of them,
in values that JSON has, or None."""

person_erased = Signal()
"""Sender: a Registration that is being made anonymous. It still has its name and address, and loses them after."""
