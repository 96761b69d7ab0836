"""Text of the command line in bokmål and English, chosen when it is shown."""

from __future__ import annotations

from typing import NamedTuple


class Phrase(NamedTuple):
    """The same sentence in both languages."""

    nb: str
    en: str

    def text(self, lang: str) -> str:
        """English for "en", bokmål for every other language."""
        return self.en if lang == "en" else self.nb
