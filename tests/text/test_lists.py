"""Things one after the other, with the marks of their language. For sentences see the vectors of ``test_grammar``."""

import pytest

from eventhub.text.lists import commas, enumerated


@pytest.mark.parametrize(
    ("language", "parts", "kinds"),
    [("en", "A, B", "A, B"), ("ar", "A، B", "A، B"), ("zh", "A，B", "A、B"), ("ru", "A, B", "A, B")],
)
def test_what_stands_side_by_side_is_parted_by_the_marks_of_its_language(language, parts, kinds):
    assert commas(["A", "", "B"], language) == parts
    assert enumerated(["A", "", "B"], language) == kinds
