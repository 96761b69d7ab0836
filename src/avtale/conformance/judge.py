"""The judge: all checks over one file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from avtale.conformance.annotations import annotation_complaints, form_complaints
from avtale.conformance.catalog import catalog_complaints, file_complaints, intent_complaints
from avtale.conformance.complaint import Complaint, Unjudged
from avtale.conformance.content import content_complaints
from avtale.conformance.metadata import Claim, claim_of, metadata_complaints
from avtale.conformance.structure import structure_complaints

__all__ = ["Claim", "Complaint", "Unjudged", "claim", "complaints"]

_PAGES = 3_000

MOST = 100_000_000
"""How much drawing is read at most, unpacked, in bytes: far above what the largest of our documents has."""


def claim(data: bytes) -> Claim:
    """What the file says that it keeps. Raises `Unjudged` where it cannot be read."""
    with _opened(data) as pdf:
        return claim_of(pdf)


def complaints(data: bytes, *, part: int | None = None, most: int = MOST) -> tuple[Complaint, ...]:
    """What keeps the file from PDF/A-`part`a and PDF/UA-1, each thing once; none of a file that keeps both.

    `part` is 2 or 3, or None for the part that the file itself claims (3 where it claims none). Unsigned and signed
    files alike. At most `most` bytes of drawing are read: a megabyte takes about a second. Raises `Unjudged` for a file that is no PDF, is encrypted, or passes the bounds set here.
    """
    with _opened(data) as pdf:
        return tuple(dict.fromkeys(_all(pdf, part or claim_of(pdf).part or 3, most)))


def _all(pdf: Any, part: int, most: int) -> Iterator[Complaint]:
    if len(pdf.pages) > _PAGES:
        raise Unjudged
    yield from catalog_complaints(pdf)
    yield from metadata_complaints(pdf, part)
    yield from intent_complaints(pdf)
    yield from file_complaints(pdf, part)
    yield from annotation_complaints(pdf)
    yield from form_complaints(pdf)
    yield from structure_complaints(pdf)
    yield from content_complaints(pdf, most)


class _opened:
    """The file opened with pikepdf; whatever a damaged one makes it stumble over becomes `Unjudged`."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __enter__(self) -> Any:
        import pikepdf

        try:
            self._pdf = pikepdf.open(io.BytesIO(self._data))
        except Exception as error:  # encrypted, damaged, or no PDF
            raise Unjudged from error
        return self._pdf

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        self._pdf.close()
        if isinstance(error, Exception) and not isinstance(error, Unjudged):
            raise Unjudged from error
