"""What has changed above and nobody has looked at, as data and as text (docs/architecture.md, "The chain")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from avtale.facts.repository import DocumentFile, Repository
from avtale.format.dates import short
from avtale.format.describe import describe
from avtale.format.shape import shape_at
from avtale.inheritance.chain import resolve
from avtale.inheritance.suspects import Suspect, Touch, suspects
from avtale.locales import labels, require_language
from avtale.publish.lines import wrapped
from avtale.publish.words import clean
from avtale.terminal import one_line
from avtale.wording import told_in


def suspects_data(
    repository: Repository, on: dt.date, only: Collection[DocumentFile] | None = None
) -> list[dict[str, Any]]:
    """Each suspect on the day `on`, or those among the entries given, with the differences that touch it.

    A difference has its place by ids (`at`), the `old` and `new` value above, what the document itself says there
    (`local`), and whether its bound would no longer hold (`breaks`).
    """
    return [_data(one, repository, on) for one in suspects(repository, on, only)]


def _data(one: Suspect, repository: Repository, on: dt.date) -> dict[str, Any]:
    approval = repository.frozen_by(one.changed)
    return {
        "key": one.entry.key,
        "version": one.entry.version,
        "file": one.entry.name,
        "parent": one.parent.key,
        "parent_version": one.parent.version,
        "changed": one.changed.key,
        "changed_version": one.changed.version,
        "approved_on": approval.on.isoformat() if approval and approval.on else None,
        "via": [str(each) for each in one.via],
        "differences": [
            {
                "at": touch.difference.at,
                "old": touch.difference.old,
                "new": touch.difference.new,
                "local": touch.local,
                "breaks": touch.breaks is not None,
            }
            for touch in one.touches(repository, on)
        ],
    }


def suspects_text(
    repository: Repository, on: dt.date, lang: str = "nb", only: Collection[DocumentFile] | None = None
) -> str:
    """The same for a person, in lines of at most 80 characters where words allow."""
    require_language(lang)
    lang = told_in(lang)
    found = suspects(repository, on, only)
    if not found:
        return f"{labels(lang)('portal.suspects.none')}\n"
    blocks = ["\n".join(_lines(one, repository, on, lang)) for one in found]
    count = len({one.entry.name for one in found})
    total = (
        f"{count} {'dokument' if count == 1 else 'dokumenter'} må sees på."
        if lang == "nb"
        else f"{count} {'document' if count == 1 else 'documents'} must be looked at."
    )
    return "\n\n".join([*blocks, total]) + "\n"


def _lines(one: Suspect, repository: Repository, on: dt.date, lang: str) -> Iterator[str]:
    nb = lang == "nb"
    approval = repository.frozen_by(one.changed)
    day = approval.on if approval and approval.on else on
    yield f"{one.entry} ({one_line(one.entry.name)})"
    through = (
        f" {'gjennom' if nb else 'through'} {', '.join(str(each) for each in one.via)}" if one.via else ""
    )
    yield from wrapped(
        f"bygger på {one.parent}{through}; {one.changed} ble godkjent {short(day)}."
        if nb
        else f"is based on {one.parent}{through}; {one.changed} was approved {day}.",
        "  ",
    )
    touches = one.touches(repository, on)
    names = {**resolve(one.parent, repository, on).names, **resolve(one.entry, repository, on).names}
    for touch in touches:
        yield from wrapped(f"- {_describe(touch, names, lang)}", "  ", "    ")
    if not touches:
        yield "  Ingenting som arves, er endret." if nb else "  Nothing that is inherited has changed."
    if one.entry.document is None or one.entry.document.kind != "follow_up_plan":
        yield f"  avtale review {one.entry} --parent {one.changed} --by … --decision kept|changes"


def _describe(touch: Touch, names: dict[str, str], lang: str) -> str:
    nb, difference = lang == "nb", touch.difference
    where = _place(difference.at, lang)
    old = describe(difference.shape, difference.old, lang, names)
    new = describe(difference.shape, difference.new, lang, names)
    if difference.old is None:
        said = f"{where}: nytt: {new}" if nb else f"{where}: new: {new}"
    elif difference.new is None:
        said = f"{where}: tatt bort: {old}" if nb else f"{where}: removed: {old}"
    else:
        said = f"{where}: {old} → {new}"
    if touch.local is not None:
        local = describe(difference.shape, touch.local, lang, names)
        said += f". Her: {local}" if nb else f". Here: {local}"
    if touch.breaks is not None:
        said += ", som da er i strid med det over" if nb else ", which is then against what is above"
    return clean(said) + "."


def _place(at: str, lang: str) -> str:
    """A place in words: the section, the parts by id, the field."""
    words = []
    for part, shape in shape_at(at):
        words.append((shape.title(lang) if shape is not None else "") or part)
    return " › ".join(words)
