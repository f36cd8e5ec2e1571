"""What may stand under what, and the codes that kinds suggest."""

from types import SimpleNamespace

import pytest

from eventhub.organizations.labels import IATI_LABELS
from eventhub.organizations.models import OrganizationKind
from eventhub.organizations.rules import IATI_TYPE_OF_KIND, would_circle


def under(parent):
    return SimpleNamespace(parent=parent)


def test_nothing_stands_under_itself():
    top = under(None)
    middle = under(top)
    bottom = under(middle)
    assert [would_circle(top, each) for each in (top, middle, bottom)] == [True, True, True]


def test_a_place_elsewhere_in_the_tree_is_free():
    top, other = under(None), under(None)
    middle = under(top)
    assert [would_circle(middle, each) for each in (None, top, other)] == [False, False, False]


def test_a_circle_that_is_there_already_does_not_hang_the_search():
    first = under(None)
    first.parent = under(first)
    assert would_circle(under(None), first) is False


@pytest.mark.parametrize("kind", list(OrganizationKind))
def test_every_kind_suggests_a_code_of_the_list(kind):
    assert IATI_TYPE_OF_KIND[kind] in IATI_LABELS
