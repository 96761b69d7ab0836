"""Errors that leave the public API.

Every error carries its text in bokmål and English, because the command line
chooses the reader's language after the error was raised (DESIGN.md, "The contract").
"""

from __future__ import annotations

from typing import ClassVar

from avtale.national_number import masked


class AvtaleError(Exception):
    """Base of every error this library raises on purpose.

    `nb` and `en` are whole sentences that say what is wrong and what to do.
    `exit_code` is what the command line ends with.
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, *, nb: str, en: str) -> None:
        self.nb, self.en = masked(nb), masked(en)  # they quote names and values
        super().__init__(self.en)

    def text(self, lang: str = "nb") -> str:
        """The sentence in `lang`: English for "en", bokmål for every other language."""
        return self.en if lang == "en" else self.nb


class Unfit(AvtaleError):
    """The document, signature or state does not allow what was asked: exit 1."""

    exit_code = 1


class Misuse(AvtaleError):
    """A wrong option, no such file, a wrong password, a file of the wrong kind: exit 2."""

    exit_code = 2


class Surroundings(AvtaleError):
    """The disk, a missing system library or we ourselves failed: exit 3."""

    exit_code = 3
