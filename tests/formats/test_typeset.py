"""Texts of people on paper, whatever they hold."""

from eventhub.formats.typeset import png


def test_line_breaks_of_every_kind_stay_within_their_text():
    text = "first\u2028second\u0085third\nfourth"
    assert png("icon", {"size": 10, "anything": text}).startswith(b"\x89PNG")
