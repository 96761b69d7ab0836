"""The revision table of a document, as data and as text: the same rows that stand in the rendered document."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from avtale.facts.history import Revision, revisions
from avtale.facts.repository import DocumentFile, Repository
from avtale.locales import labels
from avtale.publish.words import clean
from avtale.render.revisions import revision_row
from avtale.terminal import one_line
from avtale.wording import told_in, written

_WIDTH = 80


def history_data(entry: DocumentFile, repository: Repository) -> list[dict[str, Any]]:
    """Every version of the document's key, oldest first, with the places its content changed from the one before."""
    return [
        {
            "key": one.entry.key,
            "version": one.version,
            "date": one.date.isoformat() if one.date else None,
            "changes": [{"how": change.how, "at": change.at} for change in one.changes],
            "author": one.author,
            "approver": one.approver,
            "approved_on": one.approved.isoformat() if one.approved else None,
            "signed": one.signed.as_data(),
            "withdrawn_on": one.withdrawn.isoformat() if one.withdrawn else None,
            "amendments": [
                {"key": each.key, "version": each.version, "approved_on": day.isoformat() if day else None}
                for each, day in one.amendments
            ],
            "file": one.entry.name,
        }
        for one in revisions(entry, repository)
    ]


def history_text(entry: DocumentFile, repository: Repository, lang: str = "nb") -> str:
    """The same for a person, the newest first, in lines of at most 80 characters where words allow."""
    blocks = ["\n".join(_lines(one, lang)) for one in reversed(revisions(entry, repository))]
    return "\n\n".join(blocks) + "\n"


def _lines(one: Revision, lang: str) -> Iterator[str]:
    words = labels(lang)
    row = revision_row(one, words.lang)
    day = f"  {words('header.effective_from').lower()} {written(row.date, lang)}" if row.date else ""
    yield f"{one.entry}{day}  ({one_line(one.entry.name)})"
    approved = clean(row.approver) if row.approver else words("header.not_approved")
    if row.approved:
        approved += f", {written(row.approved, lang)}"
    facts = [
        (words("header.written_by"), clean(row.author) if row.author else words("header.none")),
        (words("header.approved_by"), approved),
        (words("section.signatories"), row.signed),
        *((_amended(lang), f"{each}{f', {written(on, lang)}' if on else ''}") for each, on in one.amendments),
    ]
    width = max(len(label) for label, _ in facts)
    yield from (f"  {label:{width}}  {said}" for label, said in facts if said)
    for said in row.what:
        yield from textwrap.wrap(
            clean(said), _WIDTH, initial_indent="  - ", subsequent_indent="    ", break_long_words=False
        )


def _amended(lang: str) -> str:
    return "Amended by" if told_in(lang) == "en" else "Endret ved"
