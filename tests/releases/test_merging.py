"""What a person wrote and what the facts say now, in one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.releases.merging import Conflict, Piece, merge, sentences_of

BASE = (
    "IOM organizes a workshop on 3 and 4 November in Beijing. The Union funds it.\n\nPeople move. It matters."
)
MOVED = BASE.replace("3 and 4 November", "8 and 9 December")
SENTENCES = st.lists(
    st.sampled_from(
        ["One is here.", "Two came!", "三天。", "Четыре?", "خمسة.", "Six", "Seven goes on 3 May."]
    ),
    max_size=6,
).map(" ".join)
LINE_BREAKS = st.sampled_from(["\n\n", "\n"])
TEXTS = st.tuples(LINE_BREAKS, st.lists(SENTENCES.filter(bool), max_size=4)).map(
    lambda parts: parts[0].join(parts[1])
)


@given(TEXTS)
def test_a_text_is_the_sum_of_its_sentences(text):
    assert "".join(sentences_of(text)) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A. B! C? D", 4),
        ("第一。第二！", 2),
        ("أول. ثانٍ؟ ثالث", 3),
        ("Il dit : « Oui. » Puis rien.", 2),
        ("on 3.5 km", 1),
    ],
)
def test_sentences_end_where_the_script_ends_them(text, count):
    assert len(sentences_of(text)) == count


@given(TEXTS, TEXTS)
def test_what_only_one_side_changed_stands(base, changed):
    assert merge(base, base, changed).resolved({}) == changed
    assert merge(base, changed, base).resolved({}) == changed
    assert merge(base, changed, changed).resolved({}) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_no_sentence_of_either_side_is_lost(base, mine, theirs):
    merged = merge(base, mine, theirs)
    kept = "".join(part.text if isinstance(part, Piece) else part.mine + part.theirs for part in merged.parts)
    for text in (mine, theirs):
        for sentence in sentences_of(text):
            words = sentence.strip()
            if words and words not in base and sentence not in sentences_of(base):
                assert words in kept


def test_an_edit_and_new_dates_stand_side_by_side():
    mine = BASE.replace("It matters.", "It matters to all of us.")
    assert merge(BASE, mine, MOVED).resolved({}) == MOVED.replace("It matters.", "It matters to all of us.")


def test_within_one_sentence_changes_that_stand_apart_are_both_taken():
    mine = BASE.replace("a workshop", "a practical workshop")
    merged = merge(BASE, mine, MOVED)
    assert merged.conflicts == []
    assert "a practical workshop on 8 and 9 December" in merged.resolved({})


def test_changes_of_the_same_words_are_put_to_a_person():
    mine = BASE.replace("3 and 4 November", "early in November")
    merged = merge(BASE, mine, MOVED)
    [conflict] = merged.conflicts
    assert "early in November" in conflict.mine
    assert "8 and 9 December" in conflict.theirs
    assert merged.resolved({0: conflict.theirs}) == MOVED
    assert merged.resolved({0: conflict.mine}) == mine
    with pytest.raises(KeyError):
        merged.resolved({})


def test_what_the_facts_replace_is_shown_beside_what_stood_there():
    [changed] = [
        part for part in merge(BASE, BASE, MOVED).parts if isinstance(part, Piece) and part.was is not None
    ]
    assert "3 and 4 November" in str(changed.was)
    assert "8 and 9 December" in changed.text


def test_a_sentence_that_a_person_took_out_stays_out():
    mine = BASE.replace(" The Union funds it.", "")
    assert "Union" not in merge(BASE, mine, MOVED).resolved({})


def test_a_chinese_date_changes_inside_an_edited_sentence():
    base = "国际移民组织于11月3日至4日在北京举办研讨会。"
    merged = merge(base, base.replace("研讨会", "务实研讨会"), base.replace("11月3日至4日", "12月8日至9日"))
    assert merged.resolved({}) == "国际移民组织于12月8日至9日在北京举办务实研讨会。"


def test_a_conflict_is_never_decided_by_itself():
    assert any(isinstance(part, Conflict) for part in merge("A. B.", "A. C.", "A. D.").parts)
