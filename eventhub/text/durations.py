"""How long an event lasts, in words (domain grammar, section 7)."""

import re

_WORDS = {
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "fr": ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    "es": ("un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
    "zh": ("一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"),
}
_ARABIC_DAYS = (
    "ليوم واحد", "لمدة يومين", "لمدة ثلاثة أيام", "لمدة أربعة أيام", "لمدة خمسة أيام", "لمدة ستة أيام",
    "لمدة سبعة أيام", "لمدة ثمانية أيام", "لمدة تسعة أيام", "لمدة عشرة أيام", "لمدة أحد عشر يومًا",
    "لمدة اثني عشر يومًا",
)  # fmt: skip
_RUSSIAN_STEMS = (
    "одно", "двух", "трёх", "четырёх", "пяти", "шести", "семи", "восьми", "девяти", "десяти", "одиннадцати",
    "двенадцати",
)  # fmt: skip
_RUSSIAN_ENDINGS = {"m": "дневный", "f": "дневная", "n": "дневное", "p": "дневные"}

_AN_BY_SOUND = re.compile(r"8|11(?!\d)|18(?!\d)|(?i:honou?r|honest|heir|hour)")
_A_BY_SOUND = re.compile(r"(?i:uni(?!n)|use|usu|eu|one\b|once)|U[A-Z]")
_INITIALISM = re.compile(r"[A-Z]{2,5}s?\b")
_READ_AS_WORDS = frozenset({"NATO", "NASA", "SADC", "FIFA", "SIDA", "START", "MIDWA", "SMART"})


def number_word(number: int, language: str) -> str:
    """A small number as prose writes it: English in words below ten (UN Editorial Manual), figures above."""
    words = _WORDS.get(language, ())
    return words[number - 1] if 1 <= number <= len(words) else str(number)


def lasting(noun: str, days: int, language: str, *, gender: str = "m") -> str:
    """A kind of event with its duration, without article: two-day workshop, atelier de deux jours, 为期两天的研讨会.

    ``gender`` (m, f, n; p for a plural) is that of the noun; Russian needs it for its adjective.
    """
    match language:
        case "en":
            return f"{number_word(days, 'en')}-day {noun}"
        case "fr":
            return f"{noun} d’une journée" if days == 1 else f"{noun} de {number_word(days, 'fr')} jours"
        case "es":
            return f"{noun} de un día" if days == 1 else f"{noun} de {number_word(days, 'es')} días"
        case "zh":
            return f"为期{number_word(days, 'zh')}天的{noun}"
        case "ar":
            return f"{noun} {arabic_days(days)}"
        case _:
            stem = _RUSSIAN_STEMS[days - 1] if days <= len(_RUSSIAN_STEMS) else f"{days}-"
            return f"{stem}{_RUSSIAN_ENDINGS[gender]} {noun}"


def arabic_days(days: int) -> str:
    """For so many days: dual for two, the plural from three to ten, the singular accusative from eleven."""
    if days <= len(_ARABIC_DAYS):
        return _ARABIC_DAYS[days - 1]
    last_two = days % 100
    return f"لمدة {days} " + ("أيام" if 3 <= last_two <= 10 else "يوم" if last_two < 3 else "يومًا")


def a_or_an(words: str) -> str:
    """The English indefinite article before these words, by sound: an eight-day, an 11-day, a UN, an IOM workshop."""
    first = words.lstrip("“‘\"'(")
    initialism = _INITIALISM.match(first)
    if _A_BY_SOUND.match(first):
        return "a"
    if initialism and initialism[0] not in _READ_AS_WORDS:
        return "an" if first[0] in "AEFHILMNORSX" else "a"
    return "an" if first[:1].lower() in "aeiou" or _AN_BY_SOUND.match(first) else "a"
