"""What is overdue and what falls due soon, and who owes it: as data, and as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection, Iterable
from typing import Any

from msgspec import Struct

from avtale.errors import UsageError
from avtale.facts.agenda import agenda
from avtale.facts.decided import lineage
from avtale.facts.due import Due
from avtale.facts.holders import RoleHolder, holders
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.labels import nearest
from avtale.format.owners import COLLECTIVE
from avtale.message import Message
from avtale.publish.words import actors, clean, due_headline, evidence_said, owners_called, status_name

_COLUMNS = {
    "due": Message("frist", "due"),
    "status": Message("status", "status"),
    "days": Message("dager", "days"),
    "what": Message("hva", "what"),
    "owner": Message("ansvarlig", "owner"),
    "name": Message("navn", "name"),
    "email": Message("e-post", "e-mail"),
    "document": Message("dokument", "document"),
    "version": Message("versjon", "version"),
    "duty": Message("plikt", "duty"),
    "date": Message("dagen avtalen gir", "day the agreement gives"),
    "evidence": Message("dokumentasjon", "evidence"),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_LISTED = 12


class DueRow(Struct, frozen=True):
    """One item with those who owe it on the day, and what each of their roles is called."""

    due: Due
    on: dt.date
    holders: tuple[RoleHolder, ...]
    titles: tuple[str, ...]

    @property
    def days(self) -> int:
        """How many days are left; below zero where it is overdue."""
        return (self.due.due - self.on).days

    def what(self, lang: str) -> str:
        """One line that says what it is."""
        return due_headline(self.due, lang)

    def evidence(self, lang: str) -> str | None:
        """What shows that it was done, where the document says."""
        return evidence_said(self.due, lang) or None

    def as_json(self, lang: str = "nb") -> dict[str, Any]:
        """The contract's object (docs/architecture.md, "The contract"); dates are ISO or None."""
        one = self.due
        return {
            "key": one.key,
            "version": one.entry.version,
            "duty": one.id,
            "kind": one.kind,
            "what": self.what(lang),
            "date": one.date.isoformat(),
            "due": one.due.isoformat(),
            "status": one.status,
            "days": self.days,
            "warn_from": one.warn_from.isoformat(),
            "opens": one.opens.isoformat() if one.opens else None,
            "evidence": self.evidence(lang),
            "owners": [
                {"role": each.role, "party": each.party, "name": each.name, "email": each.email}
                for each in self.holders
            ],
            "source": one.source,
            "file": one.entry.name,
            "pointer": one.pointer,
        }


def due(
    repository: Repository,
    on: dt.date,
    *,
    until: dt.date | None = None,
    only: Collection[DocumentFile] | None = None,
    owner: str | None = None,
    party: str | None = None,
    plans: bool = False,
) -> list[DueRow]:
    """What is overdue on the day `on`, and what falls due from then and until the day `until`; the overdue first.

    Of all documents or `only` some; `owner` and `party` as `owed_by`. Plans are there only with `plans`.
    """
    found = agenda(repository, on, entries=only, last=until, plans=plans)
    open_ones = (one for one in found if one.status in ("missed", "due"))
    rows = [_row(one, repository, on) for one in owed_by(open_ones, repository, on, owner=owner, party=party)]
    return sorted(rows, key=lambda row: not row.due.overdue)


def owed_by(
    found: Iterable[Due],
    repository: Repository,
    on: dt.date,
    *,
    owner: str | None = None,
    party: str | None = None,
) -> list[Due]:
    """What of it the role, party or body `owner` owes, and what falls to `party` and its roles; all where neither is asked for.

    Each by id, or as its document calls it. Raises `UsageError` where no document knows one that is called so.
    """
    known: dict[str, dict[str, str]] = {}

    def ids(wanted: str | None, entry: DocumentFile) -> set[str]:
        called = known.get(entry.name)
        if called is None:
            above = (one.document for one in lineage(entry, repository) if one.document)
            called = known[entry.name] = actors(*above)
        asked = (wanted or "").casefold()
        return {each for each, name in called.items() if asked in (each.casefold(), name.casefold())}

    chosen = [
        one
        for one in found
        if (owner is None or not ids(owner, one.entry).isdisjoint(one.owners))
        and (
            party is None
            or any(
                not ids(party, one.entry).isdisjoint((each.role, each.party))
                for each in holders(one, repository, on)
            )
        )
    ]
    for option, wanted in (("--owner", owner), ("--party", party)):
        if not chosen and wanted and not any(ids(wanted, entry) for entry in repository.entries):
            raise _unknown(
                option, wanted, {each for called in known.values() for each in called} - {*COLLECTIVE}
            )
    return chosen


def _unknown(option: str, wanted: str, known: set[str]) -> UsageError:
    near = nearest(wanted, sorted(known))
    listed = ", ".join(sorted(known)[:_LISTED])
    return UsageError(
        nb=f"{option}: ingen i samlingen heter «{wanted}». "
        + (f"Mener du «{near}»?" if near else f"Prøv {listed}."),
        en=f"{option}: nobody in the repository is called “{wanted}”. "
        + (f"Do you mean “{near}”?" if near else f"Try {listed}."),
    )


def _row(one: Due, repository: Repository, on: dt.date) -> DueRow:
    return DueRow(one, on, holders(one, repository, on), owners_called(one))


def as_csv(rows: Iterable[DueRow], lang: str) -> str:
    """A line for each person who owes each item, as spreadsheets read it (RFC 4180); no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([each.text(lang) for each in _COLUMNS.values()])
    for row in rows:
        one, titles = row.due, dict(zip(row.due.owners, row.titles, strict=True))
        for each in row.holders or (None,):
            who = (titles[each.role], each.name or "", each.email or "") if each else ("", "", "")
            writer.writerow(
                _cell(cell)
                for cell in (
                    *(one.due.isoformat(), status_name(one.status, lang), row.days, row.what(lang), *who),
                    *(
                        one.key,
                        one.entry.version or "",
                        one.id,
                        one.date.isoformat(),
                        row.evidence(lang) or "",
                    ),
                )
            )
    return out.getvalue()


def _cell(value: object) -> object:
    """A number as it is; a text that a spreadsheet would take for a formula with an apostrophe before it (OWASP, CSV Injection)."""
    if isinstance(value, int):
        return value
    text = clean(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
