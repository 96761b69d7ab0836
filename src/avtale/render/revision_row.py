"""One row of the revision table, in the words of the page."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct


class RevisionRow(Struct, frozen=True):
    """`what` says what changed; `approved` is the day `approver` approved it; `signed` is "2 av 2", "" where none is."""

    version: str
    date: dt.date | None
    what: tuple[str, ...]
    author: str | None
    approver: str | None
    approved: dt.date | None
    signed: str
