"""Approved, but by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Where no register can tell: a transcription, a loose file. Else identity/approval_differs does."""
    header = context.document.control_header
    if header is None or header.approved_on is None or not context.absent(header, "approved_by"):
        return
    if context.repository.root is not None and not context.transcribed:
        return
    yield problem(
        "/control_header/approved_on",
        f"«Godkjent av» (approved_by) mangler, men dokumentet er godkjent {short(header.approved_on)}. Skriv hvem som godkjente.",
        f"“Approved by” (approved_by) is missing, but the document was approved on {header.approved_on}. Write who approved.",
    )
