"""Whether the signing service takes the files that a document is sent with: known first when the PDF is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.signing_service import MEGABYTE, Limits, signing_limits, to_be_signed
from avtale.facts.state import state
from avtale.findings import Problem
from avtale.format.bind import parts
from avtale.format.model import Annex

CODE = "signing-file-too-large"


def too_large(entry: DocumentFile, repository: Repository, on: dt.date, pdf: int) -> Iterator[Problem]:
    """A problem for the PDF of `pdf` bytes, and for each annex, that is larger than the service takes."""
    limits = signing_limits(repository.settings)
    if limits is None or limits.bytes is None or entry.document is None:
        return
    if not to_be_signed(entry, repository, state(entry, repository, on).name):
        return
    if pdf > limits.bytes:
        yield _problem("", "PDF-en", "The PDF", pdf, limits)
    folder = entry.path.resolve().parent
    for annex in parts(entry.document, Annex):
        size = _size(folder / annex.file, repository) if annex.file else 0
        if size > limits.bytes:
            nb, en = f"Vedlegget «{annex.title or annex.file}»", f"The annex “{annex.title or annex.file}”"
            yield _problem(f"{annex.pointer}/file", nb, en, size, limits)


def _size(path: Path, repository: Repository) -> int:
    """The size of an annex in the repository; 0 for what is no file there, which annex-missing tells of."""
    try:
        found = path.resolve()
        inside = found.is_relative_to(repository.root or path.parent)
        return found.stat().st_size if inside else 0
    except (OSError, ValueError):
        return 0


def _problem(pointer: str, nb: str, en: str, size: int, limits: Limits) -> Problem:
    most = (limits.bytes or 0) // MEGABYTE
    said = f"{size / MEGABYTE:.1f}"
    return Problem(
        CODE,
        pointer,
        f"{nb} er på {said.replace('.', ',')} MB, og {limits.said('nb')} tar høyst {most} MB. Gjør bildene mindre, eller del den.",
        f"{en} has {said} MB, and {limits.said('en')} takes at most {most} MB. Make the pictures smaller, or divide it.",
    )
