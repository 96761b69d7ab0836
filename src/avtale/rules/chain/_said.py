"""What the rules of the chain share: which bounds a document states, and how to say one in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from avtale.facts.repository import DocumentFile
from avtale.findings import Problem, Severity
from avtale.format.describe import describe
from avtale.format.model import Amendment
from avtale.format.shape import known_by
from avtale.inheritance.bounds import missing_from
from avtale.inheritance.effective import EffectiveDocument, Origin
from avtale.inheritance.joined import Move
from avtale.inheritance.links import Link
from avtale.inheritance.suspects import gone
from avtale.inheritance.tree import at
from avtale.rules.rule import RuleContext, problem
from avtale.source.pointer import parent as above_pointer

_TERM = "/validity/to"  # parent-not-in-force-throughout tells of the whole span


def moves(context: RuleContext) -> Iterator[Move]:
    """Every bound the document sets against one from above, an amendment those it sets in what it amends.

    Nothing where nobody works by the document any more.
    """
    amends = isinstance(context.document, Amendment)
    if (not amends and context.effective is None) or gone(context.entry, context.repository, context.on):
        return
    if amends:
        yield from context.chain.amendment_moves(context.entry)
    elif context.effective is not None:
        yield from (move for move in context.effective.moves if move.pointer != _TERM)


def links(context: RuleContext) -> tuple[Link, ...]:
    """The lines of `based_on` that name documents of the repository; none where nobody works by the document any more."""
    found = context.chain.links(context.entry)
    return () if not found or gone(context.entry, context.repository, context.on) else found


def line(link: Link) -> str:
    """The pointer of the version a line names, or of its key where it names none."""
    return f"{link.reference.pointer}/{'version' if link.reference.version else 'key'}"


class Words(Struct, frozen=True):
    """One bound in words: what it is called here, both values, the one missing from a list, and what says it above."""

    label: str
    below: str
    above: str
    missing: str
    document: str


def words(move: Move, context: RuleContext, lang: str) -> Words:
    """A bound in "nb" or "en"."""
    parent: EffectiveDocument = move.parent
    names = {**parent.names, **context.names}
    gone = ""
    if isinstance(move.above, list) and isinstance(move.below, list):
        parties = {**parent.parties, **(context.effective.parties if context.effective else {})}
        gone = describe(move.shape, missing_from(move.above, move.below, parties), lang, names)
    label = move.shape.title(lang) or move.field
    part = _part(move, context)
    mark = "«{}»" if lang == "nb" else "“{}”"
    label = f"{mark.format(label)} ({move.field})" + (
        f" {'for' if lang == 'nb' else 'of'} {mark.format(part)}" if part else ""
    )
    return Words(
        label,
        describe(move.shape, move.below, lang, names),
        describe(move.shape, move.above, lang, names),
        gone,
        where(parent.origin(move.above_pointer), lang),
    )


def where(origin: Origin, lang: str) -> str:
    """A document, its version and the paragraph: "troms-nav-ot 2.00 (§6 C)"."""
    named = name(origin.entry)
    paragraph = origin.paragraph
    if paragraph is not None and len(paragraph) <= 2 and paragraph.isalpha():
        paragraph = f"{'trinn' if lang == 'nb' else 'step'} {paragraph}"
    return f"{named} ({paragraph})" if paragraph else named


def name(entry: DocumentFile) -> str:
    """A document as a sentence names it: its key and version."""
    return f"{entry.key} {entry.version}" if entry.key and entry.version else str(entry)


def _part(move: Move, context: RuleContext) -> str | None:
    """The nearest part with an id that a bound stands in."""
    pointer = move.pointer
    while pointer:
        pointer = above_pointer(pointer)
        part: Any = at(context.entry.source.data, pointer)
        if pointer and isinstance(part, dict) and (known := known_by(part)) is not None:
            return known
    return None


def loosened(move: Move, context: RuleContext) -> Problem:
    """The problem of a bound that goes against its direction, or cannot be compared with the one above."""
    nb, en = words(move, context, "nb"), words(move, context, "en")
    if move.relation == "unclear":
        severity: Severity = "warning"
        return problem(
            move.pointer,
            f"{nb.label} er {nb.below} her og {nb.above} i {nb.document}. Hva som er strengest, kan ikke avgjøres. "
            "Skriv det på samme måte, eller slett linjen så det arves.",
            f"{en.label} is {en.below} here and {en.above} in {en.document}. Which is stricter cannot be told. "
            "Write it in the same way, or delete the line so that it is inherited.",
            severity=severity,
        )
    if move.direction == "within":
        return problem(
            move.pointer,
            f"{nb.label} er {nb.below} her, men {nb.document} sier {nb.above}. Et dokument under kan stramme inn, "
            "ikke løse opp. Rett verdien, eller slett linjen så det arves.",
            f"{en.label} is {en.below} here, but {en.document} says {en.above}. A document below may tighten, not "
            "loosen. Mend the value, or delete the line so that it is inherited.",
        )
    if nb.missing:
        return problem(
            move.pointer,
            f"{nb.label} mangler {nb.missing}, som {nb.document} har med. Et dokument under kan ta med flere, "
            "ikke færre. Legg til det som mangler.",
            f"{en.label} lacks {en.missing}, which {en.document} has. A document below may include more, not fewer. "
            "Add what is missing.",
        )
    return problem(
        move.pointer,
        f"{nb.label} er {nb.below} her, men {nb.document} sier {nb.above}. Et dokument under kan utvide, ikke "
        "snevre inn. Rett verdien, eller slett linjen så det arves.",
        f"{en.label} is {en.below} here, but {en.document} says {en.above}. A document below may widen, not narrow. "
        "Mend the value, or delete the line so that it is inherited.",
    )
