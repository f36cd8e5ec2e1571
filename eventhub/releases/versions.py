"""What a version of a text changed, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """A stretch of two texts: what went out of the one and what came into the other; ``same`` where they agree."""

    same: str = ""
    gone: str = ""
    come: str = ""


def changes(before: str, after: str) -> list[Change]:
    """The way from one text to the other: what is the same and what is gone make up the first, in order."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        found.append(Change(same=gone) if kind == "equal" else Change(gone=gone, come=come))
    return found
