"""The annex is a document that no longer holds."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.repository import DocumentFile
from avtale.facts.state import OVER, state
from avtale.findings import Problem
from avtale.format.model import Annex
from avtale.rules.rule import RuleContext, problem

_SAID = {
    "withdrawn": (
        "Vedlegget {own} er trukket tilbake. Ta det ut, eller legg ved et dokument som gjelder.",
        "The annex {own} was withdrawn. Take it out, or annex a document that holds.",
    ),
    "closed": (
        "Vedlegget {own} er avsluttet. Ta det ut, eller legg ved et dokument som gjelder.",
        "The annex {own} was closed. Take it out, or annex a document that holds.",
    ),
    "expired": (
        "Vedlegget {own} gikk ut {end}. Forny det, eller legg ved et dokument som gjelder.",
        "The annex {own} ended {end}. Renew it, or annex a document that holds.",
    ),
}


def check(context: RuleContext) -> Iterator[Problem]:
    """Of an agreement that holds or is to; what is over itself has the annexes it had (docs/architecture.md, "What is kept, and where")."""
    if not context.document.annexes or context.state.name in OVER or context.transcribed:
        return
    for annex in context.document.annexes:
        entry = _of(annex, context)
        if entry is None:
            continue
        now = state(entry, context.repository, context.on)
        if now.superseded_by is not None:
            yield problem(
                f"{annex.pointer}/{'version' if annex.version else 'key'}",
                "Vedlegget {own} er erstattet av {new}. Bli enige om hvilken versjon som skal gjelde, og skriv den.",
                "The annex {own} was replaced by {new}. Agree on the version that is to hold, and write it.",
                own=str(entry),
                new=str(now.superseded_by),
            )
        elif now.name in _SAID:
            yield problem(f"{annex.pointer}/key", *_SAID[now.name], own=str(entry), end=now.span.end or "")


def _of(annex: Annex, context: RuleContext) -> DocumentFile | None:
    """The version that is annexed, else the newest that is no draft; annex-missing tells where there is none."""
    known = [
        each for each in context.repository.versions.get(annex.key or "", ()) if each is not context.entry
    ]
    if annex.version is not None:
        return next((each for each in known if each.named_by(annex.key, annex.version)), None)
    begun = [each for each in known if state(each, context.repository, context.on).name != "draft"]
    return begun[-1] if begun else None
