"""The page of one document: where it stands, what falls due, what it hangs together with, how it came to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from avtale.facts.agenda import Due
from avtale.facts.amendments import amended_entry
from avtale.facts.history import revisions
from avtale.format.model import Amendment
from avtale.locales import labels
from avtale.portal.bodies import Body
from avtale.portal.card import Card
from avtale.portal.documents import files_of
from avtale.portal.lines import Line
from avtale.portal.sheets import FEW, LINES, LISTS, BodyLine, Sheets
from avtale.publish.words import clean, document_kind
from avtale.publish.year import year_rows, year_svg
from avtale.render.revisions import revision_row
from avtale.wording import told_in


def document_pages(sheets: Sheets, place: int) -> Iterator[tuple[str, bytes]]:
    """The page of a document; what is based on it has a list of its own where that is long."""
    speech, edition = sheets.speech, sheets.edition
    card, concerned = edition.cards[place], edition.concerned[place]
    document, base = card.document, f"document/{card.stem}"
    agenda = edition.found.agenda(place)
    missed = edition.found.missed.of(place)[::-1]
    coming: dict[str, Due] = {}
    for due in agenda:
        if due.status == "due":
            coming.setdefault(due.id, due)
    below = [edition.cards[one] for one in edition.below.get(card.entry.name, ())]
    if len(below) > FEW:
        yield from sheets.list(
            f"{base}.below",
            f"{speech.t('portal.below')}: {speech.title(document).striptags()}",
            "",
            below,
            sheets.line,
        )
    files = files_of(card, edition.repository, pdf=edition.pdf)
    title = speech.title(document)
    yield sheets.page(
        base,
        "document",
        title.striptags(),
        heading=title,
        full=speech.said(document.title, document) if document.title else "",
        line=speech.line(card, "../"),
        facts=_facts(sheets, card),
        files=[
            (speech.t(f"portal.read.{form}", language=_called(lang, sheets.lang)), f"../../{path}", lang)
            for form, made in (("html", files.pages), ("pdf", files.pdfs))
            for lang, path in made
        ],
        calendar=f"../../{files.calendar}" if files.calendar else "",
        suspects=[sheets.suspect((card, one), "../") for one in card.suspects],
        missed=sheets.some(missed, sheets.due, "", "../"),
        coming=[speech.due(due, card, "../") for due in list(coming.values())[:LINES]],
        year=_year(sheets, agenda),
        chain=[(speech.t(f"portal.{name}"), lines) for name, lines in _chain(sheets, card) if lines],
        below=sheets.some(below, sheets.line, f"{card.stem}.below.html", "../"),
        concerned=_concerned(sheets, concerned),
        history=_history(sheets, card),
    )


def _history(sheets: Sheets, card: Card) -> list[tuple[str, str, str, str, str]]:
    """The versions, the newest first: number, first day, what changed, who approved it, signatures."""
    rows = [
        revision_row(one, sheets.lang) for one in reversed(revisions(card.entry, sheets.edition.repository))
    ]
    return [
        (
            row.version,
            sheets.speech.day(row.date),
            clean("; ".join(row.what)),
            clean(row.approver or ""),
            row.signed,
        )
        for row in rows
    ]


def _year(sheets: Sheets, agenda: Sequence[Due]) -> dict[str, Any] | None:
    """The year as a picture, without today in it: else every page would be another every day."""
    year, told = sheets.edition.on.year, told_in(sheets.lang)
    found = [one for one in agenda if one.due.year == year]
    if not found:
        return None
    svg = year_svg(found, year, on=dt.date(year + 1, 1, 1), lang=told)
    return {"number": year, "lang": told, "svg": Markup(svg), "rows": year_rows(found, year, told)}


def _concerned(sheets: Sheets, concerned: Sequence[Body]) -> list[tuple[str, list[BodyLine]]]:
    named = {kind: [sheets.body(one, "../") for one in concerned if one.kind == kind] for kind in LISTS}
    return [(sheets.speech.t(f"portal.{LISTS[kind]}"), some) for kind, some in named.items() if some]


def _facts(sheets: Sheets, card: Card) -> list[tuple[str, str]]:
    t, document = sheets.speech.t, card.document
    header = document.control_header
    facts = [
        (t("portal.kind"), document_kind(document.kind or "", sheets.lang)),
        (t("header.id"), card.entry.id),
        (t("header.version"), card.entry.version),
        (t("portal.valid"), sheets.speech.valid(card)),
        (t("portal.signed"), sheets.speech.signed(card)),
        (t("header.owner"), header.owner if header else None),
        (t("header.shielding"), header.shielding if header else None),
    ]
    return [(label, clean(said)) for label, said in facts if said]


def _chain(sheets: Sheets, card: Card) -> Iterator[tuple[str, list[Line]]]:
    edition = sheets.edition
    yield "above", [line for name in card.above if (line := _named(sheets, name))]
    if isinstance(card.document, Amendment):
        amended = amended_entry(card.entry, edition.repository)
        yield "amends", [line for line in [_named(sheets, amended.name if amended else "")] if line]
    other = card.state.superseded_by
    if other is not None and other.key != card.entry.key:
        yield "replaced_by", [line for line in [_named(sheets, other.name)] if line]
    amending = edition.repository.amendments.get(card.entry.key or "", ())
    yield "amended_by", [line for one in amending if (line := _named(sheets, one.name))][:FEW]
    versions = edition.repository.versions.get(card.entry.key or "", ())
    yield (
        "versions",
        [line for one in reversed(versions) if one is not card.entry and (line := _named(sheets, one.name))][
            :FEW
        ],
    )


def _named(sheets: Sheets, name: str) -> Line | None:
    place = sheets.edition.places.get(name)
    return None if place is None else sheets.speech.line(sheets.edition.cards[place], "../")


def _called(lang: str, told_in: str) -> str:
    """What a language is called in another; by itself where that is not known."""
    name = labels(lang)
    return name(f"language.{told_in}") if f"language.{told_in}" in name else name("language")
