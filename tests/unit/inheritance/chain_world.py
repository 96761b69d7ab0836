"""An invented chain in a folder: a programme, an agreement, routines and amendments, each a few lines of YAML."""

from __future__ import annotations

import datetime as dt
import textwrap
from pathlib import Path
from typing import Any

from avtale.facts.repository import DocumentFile, Repository, read_entry
from avtale.findings import Finding
from avtale.inheritance.chain import resolve
from avtale.inheritance.effective import EffectiveDocument
from avtale.inheritance.tree import at, locate
from avtale.rules.check import check
from avtale.source.read import parse
from tests.support import ON

SETTINGS = "format: 1\nowner:\n  names:\n    - name: Nordlia fylkeskommune\n"
PARTIES = """
parties:
  - {id: county, names: [{name: Nordlia fylkeskommune}]}
  - {id: nav, names: [{name: NAV Nordlia}]}
"""
OWN_PARTS = {
    "agreement": PARTIES,
    "amendment": PARTIES,
    "routine": "office: {name: NAV Nordvik}\n",
    "programme": "",
    "follow_up_plan": "invented: true\nyouth: {name: Ola Oppdiktet}\n",
}

PROGRAMME = """
roles:
  - {id: adviser, title: NAV-veileder}
presence:
  - {id: school, who: adviser, place: skolen, place_id: school, days_per_week: {min: 3, max: 4}, source: '[1]'}
responsibilities:
  - {id: serve, owner: adviser, strength: may, does: gir tjenester, source: '[1] Organisering'}
"""
AGREEMENT = """
roles:
  - {id: nav_office, title: NAV-kontoret, party: nav}
responsibilities:
  - {id: serve, strength: should}
target_groups:
  - {id: out, title: Unge utenfor, age: {from: 16, to: 21, to_bound: inclusive}, source: §3}
meetings:
  - {id: local, title: Lokalt møte, between: [county, nav], every: 3 months, month: 2, convened_by: county}
routine_steps:
  - letter: C
    title: Avbrudd
    actions:
      - {id: tell, owner: nav, strength: shall, does: melder fra, informs: [county], deadline: {within: 5 days, of: avbruddet}}
      - {id: invite, owner: county, strength: may, does: inviterer}
validity: {from: 2026-08-01, to: 2029-07-31, notice: 3 months}
"""
ROUTINE = """
responsibilities:
  - {id: tell, deadline: {within: 3 days}}
routine_steps:
  - letter: C
    actions:
      - {id: call, owner: nav_office, strength: may, does: ringer skolen}
  - letter: F
    title: Lokalt trinn
    actions:
      - {id: coffee, owner: nav_office, strength: may, does: koker kaffe}
left_out:
  - {id: invite, reason: Kontoret er lite.}
"""
PLAN = """
duties:
  - {id: tell, deadline: {within: 2 days}}
"""


class ChainWorld:
    """Documents are written with `add`; `body` is YAML at the top level."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.agreements = root / "agreements"
        self.agreements.mkdir(parents=True)
        (self.agreements / "avtale.yaml").write_text(SETTINGS, encoding="utf-8")

    def add(
        self,
        kind: str,
        key: str,
        body: str = "",
        *,
        version: str = "1.00",
        on: tuple[str, ...] = (),
        effective: str | None = None,
        approved: str | None = None,
    ) -> Path:
        """One document based on `on` ("key@version" each), approved on a day or a draft."""
        header = f"control_header:\n  title: {key}\n  version: '{version}'\n  written_by: Ane Eksempel\n"
        header += f"  effective_from: {effective}\n" if effective else ""
        header += f"  approved_by: Bo Eksempel\n  approved_on: {approved}\n" if approved else ""
        lines = [each.partition("@") for each in on]
        based = "".join(f"  - key: {k}\n" + (f"    version: '{v}'\n" if v else "") for k, _, v in lines)
        text = f"format: 1\nkind: {kind}\nkey: {key}\nlanguage: nb\n{header}title: {key}\n{OWN_PARTS[kind]}"
        text += f"based_on:\n{based}" if based else ""
        path = self.agreements / f"{key}-{version}.yaml"
        path.write_text(text + textwrap.dedent(body), encoding="utf-8")
        if approved:
            event = f"approved_by: Bo Eksempel\nfingerprint: {read_entry(path, None).fingerprint}\n"
            self.event(key, version, "approval", approved, event)
        return path

    def event(self, key: str, version: str, event: str, on: str, more: str, name: str | None = None) -> None:
        path = self.agreements / "register" / key / version / f"{name or event}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f"format: 1\nevent: {event}\nkey: {key}\nversion: '{version}'\non: {on}\n"
        path.write_text(head + more, encoding="utf-8")

    def amend(
        self,
        key: str,
        of: str,
        changes: str,
        *,
        approved: str | None = "2026-08-15",
        start: str = "2026-09-01",
    ) -> Path:
        target, _, version = of.partition("@")
        body = f"amends: {{key: {target}, version: '{version}'}}\nvalidity: {{from: {start}, to: 2035-12-31}}\nchanges:\n"
        return self.add(
            "amendment", key, body + textwrap.indent(textwrap.dedent(changes), "  "), approved=approved
        )

    def open(self) -> Repository:
        return Repository.open(self.agreements)

    def entry(self, name: str, repository: Repository | None = None) -> DocumentFile:
        return entry_of(repository or self.open(), name)

    def resolved(self, name: str, on: dt.date = ON) -> EffectiveDocument:
        repository = self.open()
        return resolve(entry_of(repository, name), repository, on)

    def findings(self, on: dt.date = ON, lang: str = "nb") -> list[Finding]:
        return list(check(self.open(), on=on, lang=lang).findings)

    def codes(self, name: str, on: dt.date = ON) -> list[str]:
        """The codes of what is found of the chain in one document, in order."""
        return [f.code for f in self.findings(on) if f.file.endswith(f"{name}.yaml") and f.code in CHAIN]


CHAIN = frozenset(
    {
        "amendment-unmatched", "based-on-circle", "bound-loosened", "cover-narrowed", "left-out-unknown",
        "parent-expired", "parent-missing", "parent-newer-than-child", "parent-not-in-force-throughout",
        "parent-replaced", "required-step-dropped", "strength-lowered", "suspect", "version-backwards",
    }
)  # fmt: skip


def entry_of(repository: Repository, name: str) -> DocumentFile:
    """The entry called "key@version"; without a version, 1.00."""
    wanted = name if "@" in name else f"{name}@1.00"
    return next(entry for entry in repository.entries if str(entry) == wanted)


def yaml_data(text: str) -> dict[str, Any]:
    data = parse(text, "x.yaml").data
    assert isinstance(data, dict)
    return data


def part(data: Any, place: str) -> Any:
    found = locate(data, place)
    assert found is not None, place
    return at(data, found)
