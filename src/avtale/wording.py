"""Days, months, lists and numbers as the readers of a language write them.

Messages have dates of their own (`written`). Documents take theirs from CLDR through Babel, which knows every
language there is and is loaded when a page first asks (docs/decisions/0024-one-message.md). What CLDR lacks, or says
otherwise than the house, stands in the language's own file (`avtale.locales`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from avtale.partial_date import PartialDate

if TYPE_CHECKING:
    from babel import Locale

_OF = {"en": "en_GB"}  # the day before the month, and no comma before “and”


def told_in(lang: str) -> str:
    """The language of messages for a reader of `lang`: English for "en", bokmål for every other."""
    return "en" if lang == "en" else "nb"


def written(day: dt.date | PartialDate, lang: str) -> str:
    """A day in a message: 31.05.2020, and in English as files and options have it, 2020-05-31; as much as is known of it."""
    if isinstance(day, PartialDate):
        if not day.exact:
            if lang == "en" or day.whole_year:
                return str(day)
            return f"{day.last:%m.%Y}" if day.whole_month else f"{day.first:%d.%m.%Y}–{day.last:%d.%m.%Y}"
        day = day.last
    return f"{day:%Y-%m-%d}" if lang == "en" else f"{day:%d.%m.%Y}"


def date(day: dt.date, lang: str, pattern: str) -> str:
    """A day by a pattern of CLDR, such as `d MMMM yyyy`."""
    from babel.dates import format_date

    return format_date(day, pattern, _locale(lang))


def month(number: int, lang: str) -> str:
    """The name of a month, 1 to 12."""
    return str(_locale(lang).months["format"]["wide"][number])


def weekday(day: dt.date, lang: str) -> str:
    """The name of a day's weekday."""
    return str(_locale(lang).days["format"]["wide"][day.weekday()])


def number(value: int | Decimal, lang: str, *, cents: bool = False) -> str:
    """Thousands set apart; with `cents` always two decimals, else those there are."""
    from babel.numbers import format_decimal

    return format_decimal(value, "#,##0.00" if cents else "#,##0.####", locale=_locale(lang))


def currency(code: str, lang: str) -> str:
    """What stands beside an amount: the currency's name in the plural, in English its code, as also where CLDR has no name."""
    if lang == "en":
        return code
    from babel.numbers import get_currency_name

    return get_currency_name(code, count=2, locale=_locale(lang))


def joined(items: Sequence[str], lang: str) -> str:
    """a, b og c."""
    if len(items) < 2:
        return "".join(items)
    from babel.lists import format_list

    return format_list(items, locale=_locale(lang))


def language(code: str, lang: str) -> str:
    """What a language is called in another; its code where CLDR has no name."""
    return str(_locale(lang).languages.get(code, code))


@cache
def _locale(lang: str) -> Locale:
    from babel import Locale

    return Locale.parse(_OF.get(lang, lang))
