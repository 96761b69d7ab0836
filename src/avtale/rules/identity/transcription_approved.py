"""A transcription was approved or signed, or something else was taken over."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A transcription is taken over and never approved, all else the other way round; a withdrawal mends it."""
    key, version, register = context.entry.key, context.entry.version, context.repository.register
    if register.withdrawal(key, version) is not None:
        return
    if not context.transcribed:
        if register.of(key, version, "takeover"):
            yield problem(
                "/key",
                f"Registeret sier at {context.entry} er tatt over, men dokumentet er ingen avskrift: en overtakelse er ingen "
                "godkjenning. Sett «Avskrift av» (transcribed_from) tilbake, eller hent den gamle filen fra git.",
                f"The register says that {context.entry} was taken over, but the document is no transcription: a takeover is no "
                "approval. Put “Transcribed from” (transcribed_from) back, or restore the old file from git.",
            )
        return
    if register.of(key, version, "approval") or register.of(key, version, "signature"):
        yield problem(
            "/transcribed_from",
            f"«Avskrift av» (transcribed_from): registeret har en godkjenning eller underskrift av {context.entry}. "
            "Lag en egen versjon som kan vedtas, og trekk denne tilbake.",
            f"“Transcribed from” (transcribed_from): the register holds an approval or signature of {context.entry}. "
            "Make a version of its own that can be decided on, and withdraw this one.",
        )
