"""The approval in the header does not fit the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.rule import RuleContext, called, problem

FIELDS = (("approved_by", "Godkjent av", "Approved by"), ("approved_on", "Godkjent dato", "Approved on"))


def check(context: RuleContext) -> Iterator[Problem]:
    """A transcription repeats what its source's header says, and a loose file has no register beside it."""
    header = context.document.control_header
    if header is None or context.transcribed or context.repository.root is None:
        return
    event = context.repository.register.approval(context.entry.key, context.entry.version)
    recorded = (None, None) if event is None else (event.approved_by, event.on)
    for (key, nb, en), said, right in zip(
        FIELDS, (header.approved_by, header.approved_on), recorded, strict=True
    ):
        if said == right:
            continue
        pointer = f"/control_header/{key}" if said else "/control_header"
        if event is None:
            yield problem(
                pointer,
                f"«{nb}» ({key}) er {_describe(said)}, men registeret har ingen godkjenning av {called(context.entry.version)}. "
                "Slett feltet og kjør «avtale approve».",
                f"“{en}” ({key}) is {called(said)}, but the register holds no approval of {called(context.entry.version)}. "
                "Delete the field and run “avtale approve”.",
            )
        else:
            yield problem(
                pointer,
                f"«{nb}» ({key}) er {_describe(said)}, men registeret sier {_describe(right)}. Skriv {called(right)}.",
                f"“{en}” ({key}) is {said or 'missing'}, but the register says {right}. Write {right}.",
            )


def _describe(value: str | dt.date | None) -> str:
    if isinstance(value, dt.date):
        return short(value)
    return value or "tom"
