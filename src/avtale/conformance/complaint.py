"""What keeps a file from a standard."""

from __future__ import annotations

from avtale.message import Message


class Complaint(Message):
    """One breach: the clause, as `UA 7.2-14` or `A 6.2.8-3`, and what is wrong."""

    def __init__(self, clause: str, nb: str, en: str) -> None:
        super().__init__(nb, en)
        self.clause = clause

    def __str__(self) -> str:
        return f"{self.en} ({self.clause})"


class Unjudged(Exception):
    """The file is too large or too deep to be judged within bounds; nothing is said about its conformance."""
