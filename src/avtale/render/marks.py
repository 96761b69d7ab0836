"""The marks of a document: what every reader has to know of its state before reading on."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from avtale.locales import labels
from avtale.render.words import Words

Tone = Literal["warning", "info"]


class Mark(Struct, frozen=True):
    """One such thing, such as “Utkast – ikke godkjent”; shown on the first page and at the foot of each."""

    text: str
    tone: Tone = "warning"


def marks_for(
    state: str,
    *,
    lang: str,
    begins: dt.date | None = None,
    ends: dt.date | None = None,
    ended: bool = False,
    replaced_by: str | None = None,
    invented: bool = False,
) -> tuple[Mark, ...]:
    """The marks of a document in `state` (the states of docs/architecture.md, "The contract"), in `lang`.

    `ends` is the last day it holds, and `ended` whether that day has passed: what was replaced may also have
    expired, and then says both. `replaced_by` is the version, or the key and version, that follows it.
    """
    words = Words(labels(lang))
    say = words.labels
    told = []
    if ended and ends is not None:
        told.append(say("mark.expired", date=words.date(ends)))
    if state == "superseded" and replaced_by:
        told.append(say("mark.replaced", version=replaced_by))
    if state in ("draft", "withdrawn", "closed"):
        told.insert(0, say(f"mark.{state}"))
    if state == "approved" and begins is not None:
        told.append(say("mark.not_begun", date=words.date(begins)))
    if state == "expires_soon" and ends is not None:
        told.append(say("mark.expires_soon", date=words.date(ends)))
    calm = state in ("approved", "expires_soon")
    marks = [Mark(", ".join(told), "info" if calm else "warning")] if told else []
    if invented:
        marks.append(Mark(say("mark.invented")))
    return tuple(marks)
