"""What keeps a file from a standard."""

from __future__ import annotations

from msgspec import Struct


class Complaint(Struct, frozen=True, order=True):
    """One breach: the clause, as `UA 7.2-14` or `A 6.2.8-3`, and what is wrong in bokmål and English."""

    clause: str
    nb: str
    en: str

    def __str__(self) -> str:
        return f"{self.en} ({self.clause})"


class Unjudged(Exception):
    """The file is too large or too deep to be judged within bounds; nothing is said about its conformance."""
