"""What a person wrote and what the facts say now, brought together sentence by sentence (a three-way merge).

Where only one of the two changed a sentence, that change stands; where both did, word by word if their changes do not
touch, and otherwise a person decides. The method is that of diff3 (Khanna, Kunal, Pierce: A Formal Investigation of
Diff3, 2007). No well-kept library does it under a licence that goes with this one; see the decision record.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_SENTENCE = re.compile(r"\n+|[^\n]+?(?:[.!?؟…][»”’\")]*(?=\s)|[。！？…][”’）]*|(?=\n|$))[^\S\n]*")
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]|[^\u3400-\u9fff]+")


@dataclass(frozen=True)
class Piece:
    """A part of the merged text. ``was`` is what stood there in the person's text when the facts have replaced it."""

    text: str
    was: str | None = None


@dataclass(frozen=True)
class Conflict:
    """Both changed the same words: what they were, what the person made of them, what the facts say now."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merged:
    """The whole text in order."""

    parts: tuple[Piece | Conflict, ...]

    @property
    def conflicts(self) -> list[Conflict]:
        return [part for part in self.parts if isinstance(part, Conflict)]

    def resolved(self, decisions: Mapping[int, str]) -> str:
        """The text with the decision for each conflict, by its number from 0. KeyError: one is missing."""
        texts, number = [], 0
        for part in self.parts:
            if isinstance(part, Conflict):
                texts.append(decisions[number])
                number += 1
            else:
                texts.append(part.text)
        return "".join(texts)


def sentences_of(text: str) -> list[str]:
    """A text cut after each sentence and at each line break; joined again, the pieces give the text."""
    return _SENTENCE.findall(text)


def merge(base: str, mine: str, theirs: str) -> Merged:
    """``mine`` and ``theirs``, which both came from ``base``, in one."""
    parts: list[Piece | Conflict] = []
    for stable, ours, other, before in _regions(*map(sentences_of, (base, mine, theirs))):
        mine_now, theirs_now, base_was = "".join(ours), "".join(other), "".join(before)
        if stable or theirs_now in (base_was, mine_now):
            parts.append(Piece(mine_now))
        elif mine_now == base_was:
            parts.append(Piece(theirs_now, was=mine_now))
        else:
            parts += _by_words(base_was, mine_now, theirs_now)
    return Merged(tuple(part for part in parts if part != Piece("")))


def _by_words(base: str, mine: str, theirs: str) -> list[Piece | Conflict]:
    """A sentence that both changed, merged by its words if their changes stand apart."""
    texts = []
    for stable, ours, other, before in _regions(*map(_words, (base, mine, theirs))):
        mine_now, theirs_now, base_was = "".join(ours), "".join(other), "".join(before)
        if stable or theirs_now in (base_was, mine_now):
            texts.append(mine_now)
        elif mine_now == base_was:
            texts.append(theirs_now)
        else:
            return [Conflict(base, mine, theirs)]
    return [Piece("".join(texts), was=mine)]


def _words(text: str) -> list[str]:
    return [part for word in _WORD.findall(text) for part in _IDEOGRAPH.findall(word)]


_Region = tuple[bool, Sequence[str], Sequence[str], Sequence[str]]


def _regions(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[_Region]:
    """Stretches that all three share, and between them what differs: whether stable, mine, theirs, base."""
    a = b = c = 0
    for start, in_mine, in_theirs, length in _shared(base, mine, theirs):
        if (start, in_mine, in_theirs) != (a, b, c):
            yield False, mine[b:in_mine], theirs[c:in_theirs], base[a:start]
        same = base[start : start + length]
        if same:
            yield True, same, same, same
        a, b, c = start + length, in_mine + length, in_theirs + length


def _shared(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where in each of the three the same stretch stands, and how long it is; the ends of all come last."""
    left = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    right = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i].a, right[j].a)
        end = min(left[i].a + left[i].size, right[j].a + right[j].size)
        if start < end:
            offsets = (left[i].b - left[i].a, right[j].b - right[j].a)
            yield start, start + offsets[0], start + offsets[1], end - start
        if left[i].a + left[i].size < right[j].a + right[j].size:
            i += 1
        else:
            j += 1
    yield len(base), len(mine), len(theirs), 0
