"""What is told: one sentence in bokmål and English, with what it names as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from avtale.national_number import masked
from avtale.partial_date import PartialDate
from avtale.wording import joined, written

__all__ = ["Message"]


class Message:
    """The same sentence in both languages.

    With `values`, the two are templates (`str.format`) and each value is worded for the reader: a day, a list of
    names, another message. Without, they are the sentences themselves, whatever braces stand in them.
    A national identity number never comes out of a message.
    """

    def __init__(self, nb: str, en: str, **values: object) -> None:
        self._nb, self._en, self.values = nb, en, values

    def text(self, lang: str = "nb", **values: object) -> str:
        """The sentence in `lang`: English for "en", bokmål for every other language. `values` are more of them."""
        said = self._en if lang == "en" else self._nb
        if values := {**self.values, **values}:
            said = said.format(**{name: _worded(value, lang) for name, value in values.items()})
        return masked(said)

    @property
    def nb(self) -> str:
        """The sentence in bokmål."""
        return self.text("nb")

    @property
    def en(self) -> str:
        """The sentence in English."""
        return self.text("en")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self._nb, self._en))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.en!r})"


def _worded(value: object, lang: str) -> str:
    if isinstance(value, Message):
        return value.text(lang)
    if isinstance(value, (dt.date, PartialDate)):
        return written(value, lang)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return joined([_worded(each, lang) for each in value], lang)
    return str(value)
