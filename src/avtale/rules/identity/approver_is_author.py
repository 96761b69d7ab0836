"""Whoever wrote the document has approved it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.persons import among
from avtale.rules.rule import RuleContext, problem

_WIDELY = dt.date(2026, 11, 27)
"""Since when a title, a place of work or the order of the words hides nobody."""


def check(context: RuleContext) -> Iterator[Problem]:
    """Compare the names of the header, and that of the register, as a reader sees them."""
    header = context.document.control_header
    if header is None or not header.written_by:
        return
    event = context.repository.register.approval(context.entry.key, context.entry.version)
    approver = header.approved_by or (event.approved_by if event else None)
    names = [name for name in (approver, event.approved_by if event else None) if name]
    approver = next((name for name in names if among(name, header.written_by)), None)
    if approver is None:
        return
    narrow = among(approver, header.written_by, widely=False)
    yield problem(
        "/control_header/approved_by" if header.approved_by else "/control_header/written_by",
        f"«Godkjent av» (approved_by): {approver} har selv skrevet dokumentet. La en annen godkjenne det.",
        f"“Approved by” (approved_by): {approver} also wrote the document. Let someone else approve it.",
        since=None if narrow else _WIDELY,
    )
