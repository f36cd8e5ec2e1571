"""Pure decisions about funding."""

import enum

from babel.core import get_global
from babel.numbers import get_territory_currencies

CURRENCIES = sorted(
    {code for territory in get_global("territory_currencies") for code in get_territory_currencies(territory)}
)
"""ISO 4217 codes of the currencies that are tender somewhere today."""

EMBLEMS = ("eu",)
"""Emblems that ship with EventHub, by the name of their file in ``static/img/emblems``."""


class EuStatement(enum.StrEnum):
    """The two funding statements of the European Union (Communicating and raising EU visibility, 2022, section 2.2)."""

    FUNDED = "funded"
    CO_FUNDED = "co_funded"


EU_STATEMENTS: dict[EuStatement, dict[str, str]] = {
    EuStatement.FUNDED: {
        "en": "Funded by the European Union",
        "fr": "Financé par l’Union européenne",
        "es": "Financiado por la Unión Europea",
        "ar": "بتمويل من الاتحاد الأوروبي",
        "zh": "由欧盟资助",
        "ru": "Финансируется Европейским союзом",
    },
    EuStatement.CO_FUNDED: {
        "en": "Co-funded by the European Union",
        "fr": "Cofinancé par l’Union européenne",
        "es": "Cofinanciado por la Unión Europea",
        "ru": "Софинансируется Европейским союзом",
    },
}
"""The Union's own wording. It fixes none for “co-funded” in Arabic and Chinese that we could read."""
