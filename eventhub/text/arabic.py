"""Gender and counting of Arabic nouns, as far as a verb or a number in a sentence needs them."""

_FEMININE = frozenset({"الأمم", "دول", "الدول", "جهات", "اليونيسف", "اليونسكو", "الفاو", "أمانة", "دار"})
_MASCULINE_IN_TA = frozenset({"خليفة"})
_NUMERALS = ("ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
"""Three to ten before a masculine noun."""


def is_feminine(name: str) -> bool:
    """Whether a verb agrees in the feminine with a name: by the ending of its first word, its head."""
    head = name.strip().split(" ")[0].strip("«»“”()") if name.strip() else ""
    if head in _MASCULINE_IN_TA:
        return False
    return head in _FEMININE or (head.endswith(("ة", "ات", "اء")) and head not in ("أبناء", "خبراء"))


def counted(number: int, one: str, two: str, few: str, many: str, *, genitive_two: str = "") -> str:
    """A masculine noun with its number: ممثل واحد، ممثلان، ثلاثة ممثلين، 31 ممثلاً، 100 ممثل.

    ``few`` is the plural in the genitive, ``many`` the singular in the accusative, ``one`` the plain singular;
    ``genitive_two`` replaces the dual where a preposition governs it.
    """
    if number == 1:
        return f"{one} واحد"
    if number == 2:
        return genitive_two or two
    last_two = number % 100
    if 3 <= last_two <= 10:
        return f"{_NUMERALS[number - 3] if number <= 10 else number} {few}"
    return f"{number} {many if last_two > 10 else one}"
