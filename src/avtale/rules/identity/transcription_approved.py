"""A transcription was approved or signed."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A transcription needs no register entry and gets none (docs/architecture.md, "The documents"); a withdrawal mends it."""
    key, version, register = context.entry.key, context.entry.version, context.repository.register
    if not context.transcribed or register.of(key, version, "withdrawal"):
        return
    if register.of(key, version, "approval") or register.of(key, version, "signature"):
        yield problem(
            "/transcribed_from",
            f"«Avskrift av» (transcribed_from): registeret har en godkjenning eller underskrift av {context.entry}. "
            "Lag en egen versjon som kan vedtas, og trekk denne tilbake.",
            f"“Transcribed from” (transcribed_from): the register holds an approval or signature of {context.entry}. "
            "Make a version of its own that can be decided on, and withdraw this one.",
        )
