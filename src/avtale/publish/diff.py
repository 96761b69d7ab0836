"""What changed between two documents, as data and as text, by the paragraph as its reader knows it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from avtale.national_number import masked_data
from avtale.publish.changes import Comparison, Side, ToldChange, compare, is_numbered
from avtale.publish.lines import wrapped
from avtale.publish.words import clean

__all__ = ["compare", "diff_data", "diff_text", "headline", "summary"]

HOW = {
    "added": ("Nytt", "New"),
    "removed": ("Tatt bort", "Removed"),
    "changed": ("Endret", "Changed"),
    "moved": ("Flyttet", "Moved"),
    "renamed": ("Ny id", "New id"),
}
_NEW_NUMBER = ("Nytt nummer", "New number")
_COLOURS = {"old": "\x1b[31m", "new": "\x1b[32m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
MARKS = {"old": ("[-", "-]"), "new": ("{+", "+}")}
"""What went and what came, marked so that it can be told without colour (as git's word diff has it)."""


def said_how(told: ToldChange, *, en: bool) -> str:
    """What became of a part; a clause is known by its number."""
    numbered = told.how == "renamed" and told.change is not None and is_numbered(told.change.shape)
    return (_NEW_NUMBER if numbered else HOW[told.how])[en]


def diff_data(comparison: Comparison) -> dict[str, Any]:
    """The two documents, each change, and how many of them need a new approval.

    A change has its place by ids (`at`, `was`) and by numbers (`old_pointer`, `new_pointer`), the section, the
    number and the field as a reader has them, both values, and why it is editorial (`editorial`, else null).
    """
    told = comparison.told
    return {
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "changes": [_change(each) for each in told],
        "needs_approval": comparison.needs_approval,
        "editorial": len(told) - comparison.needs_approval,
    }


def _side(side: Side) -> dict[str, Any]:
    entry = side.entry
    return {"file": entry.name, "key": entry.key, "version": entry.version, "fingerprint": entry.fingerprint}


def _change(told: ToldChange) -> dict[str, Any]:
    change = told.change
    return {
        "how": told.how,
        "at": change.at if change else None,
        "was": change.was if change else None,
        "old_pointer": change.old_pointer if change else None,
        "new_pointer": change.new_pointer if change else None,
        "section": told.section,
        "number": told.number or None,
        "part": told.part or None,
        "where": told.where or None,
        "old": masked_data(change.old) if change else [one.text for one in told.pieces if one.kind == "old"],
        "new": masked_data(change.new) if change else [one.text for one in told.pieces if one.kind == "new"],
        "note": told.note or None,
        "editorial": told.reason.code if told.reason else None,
    }


def diff_text(comparison: Comparison, *, colour: bool = False) -> str:
    """The same for a person: a heading for each section, a line for each change, at the end what it comes to."""
    lines = [headline(comparison), ""]
    for section, changes in groupby(comparison.told, key=lambda each: each.section):
        lines.append(_bold(section, colour))
        for (number, part), within in groupby(changes, key=lambda each: (each.number, each.part)):
            lines += _part(
                " ".join(word for word in (number, part) if word), list(within), comparison.lang, colour
            )
        lines.append("")
    return "\n".join([*lines, summary(comparison)]) + "\n"


def headline(comparison: Comparison) -> str:
    """From which document to which."""
    old, new = comparison.old.entry, comparison.new.entry
    if str(old) != str(new):
        return f"{old} → {new}"
    return f"{old}: {old.name} → {new.name}"


def summary(comparison: Comparison) -> str:
    """How many changes there are, and whether a new approval is needed."""
    count, needing, en = len(comparison.told), comparison.needs_approval, comparison.lang == "en"
    if not count:
        return "No difference." if en else "Ingen forskjell."
    if en:
        changes = f"{count} change{'s' if count != 1 else ''}"
        if not needing:
            return f"{changes}, editorial only: the approval still holds."
        return f"{changes}; {needing} need{'s' if needing == 1 else ''} a new version and a new approval."
    changes = f"{count} {'endring' if count == 1 else 'endringer'}"
    if not needing:
        return f"{changes}, bare redaksjonelle: godkjenningen står ved lag."
    return f"{changes}; {needing} krever ny versjon og ny godkjenning."


def _part(called: str, changes: list[ToldChange], lang: str, colour: bool) -> Iterator[str]:
    """What became of one part: a line with its number and name, and below it each of its fields."""
    en, indent = lang == "en", "    " if called else "  "
    whole = [each for each in changes if not each.where]
    states = ", ".join(f"{said_how(each, en=en).lower()}{_noted(each, en)}" for each in whole)
    if called:
        yield from _hanging(f"{called}: {states}" if states else called, "  ")
    for each in changes:
        yield from _field(each, en, indent, colour)


def _field(told: ToldChange, en: bool, indent: str, colour: bool) -> Iterator[str]:
    note, where = _noted(told, en) if told.where else "", told.where
    further = f"{indent}  "
    if where and (told.rows or told.how in ("moved", "renamed")):
        yield from _hanging(f"{where}: {said_how(told, en=en).lower()}{note}", indent)
    if told.rows:
        kind, deeper = ("new" if told.how == "added" else "old"), further if where else indent
        for label, words in told.rows:
            yield from _hanging(f"{label}: {_mark(kind, clean(words), colour)}", deeper)
        return
    if not told.pieces:
        if where and told.how == "changed":
            yield from _hanging(f"{where}{note}", indent)
        return
    if told.change is None:
        yield from _hanging(f"{where}{note}:", indent)
        for piece in told.pieces:
            yield from _hanging(_mark(piece.kind, clean(piece.text), colour), further)
        return
    arrow = [piece.kind for piece in told.pieces] == ["old", "new"]
    text = "".join(
        f"{' → ' if arrow and number else ''}{_mark(piece.kind, _shown(piece.text), colour)}"
        for number, piece in enumerate(told.pieces)
    )
    first, *others = f"{where}: {text}{note}".split("\n") if where else f"{text}{note}".split("\n")
    yield from _hanging(first, indent)
    for paragraph in others:
        yield from wrapped(paragraph, further)


def _noted(told: ToldChange, en: bool) -> str:
    note = f" ({told.note})" if told.note else ""
    if told.reason:
        note += f" ({'editorial: ' if en else 'redaksjonelt: '}{told.reason.en if en else told.reason.nb})"
    return note


def _shown(text: str) -> str:
    """The text with its paragraphs, and without what a terminal would take for a command."""
    return "\n".join(clean(f"x{line}x")[1:-1] for line in text.split("\n"))


def _mark(kind: str, text: str, colour: bool) -> str:
    if kind == "same":
        return text
    before, after = MARKS[kind]
    said = f"{before}{text}{after}"
    return f"{_COLOURS[kind]}{said}{_PLAIN}" if colour else said


def _bold(text: str, colour: bool) -> str:
    return f"{_BOLD}{text}{_PLAIN}" if colour else text


def _hanging(text: str, first: str) -> list[str]:
    return wrapped(text, first, f"{first}  ")
