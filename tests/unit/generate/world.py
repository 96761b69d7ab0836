"""An invented county with one agreement, and lists of offices to make routines from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from avtale.facts.find import find
from avtale.facts.repository import Repository
from avtale.generate.plan import Plan, plan, write
from avtale.generate.table import read_table

ON = dt.date(2026, 11, 21)
AGREEMENT = """format: 1
kind: agreement
key: nordlia-nav
language: nb
control_header: {title: Nordlia-avtalen, version: '1.00', effective_from: 2026-08-01}
title: Samarbeidsavtale mellom Nordlia fylkeskommune og NAV Nordlia
parties:
  - {id: county, names: [{name: Nordlia fylkeskommune}]}
  - {id: nav, names: [{name: NAV Nordlia}]}
roles:
  - {id: nav_contact, title: Kontaktperson i NAV, party: nav}
  - {id: adviser, title: Veileder, party: county}
responsibilities:
  - {id: tell, owner: nav_contact, strength: shall, does: melde fra, informs: [adviser], deadline: {within: 3 working days, of: avbruddet}}
  - {id: call, owner: adviser, strength: should, does: ringe tilbake, deadline: {within: 5 working days, of: meldingen}}
validity: {from: 2026-08-01, to: 2029-07-31}
"""
HEAD = "Kontor;Adresse;Dager;Kontaktperson;Telefon;E-post"
ROWS = (
    "NAV Eksempelvik;Storgata 1;mandag og onsdag;Kari Eksempel;00 00 00 01;kari@nav.example",
    "NAV Liksomfjord;Tenkt vei 2;tirsdag;Per Liksom;00 00 00 02;per@nav.example",
)


class World:
    def __init__(self, folder: Path, settings: str = "") -> None:
        self.folder, self.root = folder, folder / "agreements"
        self.write(
            "agreements/avtale.yaml",
            f"format: 1\nowner: {{names: [{{name: Nordlia fylkeskommune}}]}}\n{settings}",
        )
        self.write("agreements/nordlia-nav-1.00.yaml", AGREEMENT)

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def offices(
        self, *rows: str, head: str = HEAD, name: str = "offices.csv", encoding: str = "utf-8"
    ) -> Path:
        return self.write(name, "\n".join([head, *(rows or ROWS), ""]).encode(encoding))

    def plan(self, path: Path, *, on: dt.date = ON, mine: bool = False, by: str | None = None) -> Plan:
        repository = Repository.open(self.root)
        return plan(
            repository,
            find(repository, "nordlia-nav", on),
            read_table(path, path.name),
            on=on,
            mine=mine,
            by=by,
        )

    def run(self, path: Path, *, on: dt.date = ON, mine: bool = False, by: str | None = None) -> Plan:
        repository = Repository.open(self.root)
        made = plan(
            repository,
            find(repository, "nordlia-nav", on),
            read_table(path, path.name),
            on=on,
            mine=mine,
            by=by,
        )
        write(made, repository)
        return made

    def routine(self, office: str = "nav-eksempelvik", version: str = "1.00") -> Path:
        return self.root / "rutiner" / f"nordlia-nav-{office}-{version}.yaml"

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, text
        path.write_bytes(text.replace(old, new).encode())

    def approve(self, key: str, version: str) -> None:
        from avtale.facts.repository import Repository

        entry = next(e for e in Repository.open(self.root).entries if (e.key, e.version) == (key, version))
        self.write(
            f"agreements/register/{key}/{version}/approval.yaml",
            f"format: 1\nevent: approval\nkey: {key}\nversion: '{version}'\non: 2026-11-21\napproved_by: Liv Liksom\nfingerprint: {entry.fingerprint}\n",
        )

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes() for path in self.root.rglob("*.yaml")
        }


def states(plan: Plan) -> dict[str, str]:
    return {item.office: item.state for item in plan.items}


def told(plan: Plan) -> list[tuple[str, tuple[int, int] | None, str]]:
    return [(problem.code, problem.place, problem.nb) for _, problem in plan.problems]


def excel(path: Path, rows: Sequence[Sequence[Any]], change: Any = None) -> Path:
    """A real Excel file; `change` may do to the sheet what people do."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    book.save(path)
    return path
