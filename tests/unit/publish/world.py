"""An invented county's repository, built from YAML text, with what the follow-up needs."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from avtale.facts.repository import Repository, read_entry
from avtale.source.dump import dump

SETTINGS = """
format: 1
owner:
  names:
    - name: Nordlia fylkeskommune
"""
PARTS = """
parties:
  - id: county
    names: [{name: Nordlia fylkeskommune}]
  - id: nav
    names: [{name: NAV Nordlia}]
"""


class World:
    """Files under `root`/agreements; every method adds one and says where."""

    def __init__(self, root: Path, settings: str = SETTINGS) -> None:
        self.agreements = root / "agreements"
        self.agreements.mkdir(parents=True)
        (self.agreements / "avtale.yaml").write_text(settings, encoding="utf-8")

    def document(
        self,
        key: str = "nordlia-nav",
        version: str = "1.00",
        body: str = "",
        *,
        approved: bool = True,
        header: str = "",
    ) -> Path:
        """An agreement with two parties; `body` is YAML at the top level, beginning with its validity.

        `header` is one line more of the control header.
        """
        path = self.agreements / f"{key}-{version}.yaml"
        head = f"format: 1\nkind: agreement\nkey: {key}\nlanguage: nb\ntitle: Avtale i Nordlia\n"
        header = f"control_header:\n  title: Nordlia-avtalen\n  version: '{version}'\n" + (
            f"  {header}\n" if header else ""
        )
        path.write_text(head + header + PARTS + textwrap.dedent(body), encoding="utf-8")
        if approved:
            self.event(
                key, version, "approval", approved_by="Bo Eksempel", fingerprint=self.fingerprint(path)
            )
        return path

    def fingerprint(self, path: Path) -> str:
        fingerprint = read_entry(path, None).fingerprint
        assert fingerprint is not None
        return fingerprint

    def event(
        self,
        key: str,
        version: str,
        event: str,
        *,
        name: str | None = None,
        on: str = "2026-01-05",
        **more: Any,
    ) -> Path:
        record = {"format": 1, "event": event, "key": key, "version": version, "on": on, **more}
        return self._write(f"register/{key}/{version}/{name or event}.yaml", record)

    def signature(self, path: Path, party: str, *, demonstration: bool = False, number: int = 1) -> Path:
        key, _, version = path.stem.rpartition("-")
        return self.event(
            key, version, "signature",
            name=f"signature-{party}-{number:08d}",
            party=party, signer="Ane Eksempel", fingerprint=self.fingerprint(path),
            pdf_sha256="0" * 64, certificate_sha256="1" * 64, demonstration=demonstration,
        )  # fmt: skip

    def done(
        self, duty: str, occurrence: str, done_on: str, *, key: str = "nordlia-nav", name: str | None = None
    ) -> Path:
        record = {
            "format": 1, "key": key, "duty": duty, "occurrence": occurrence, "done_on": done_on,
            "by": "Fylkeskontoret",
        }  # fmt: skip
        return self._write(f"log/{key}/{name or f'{occurrence}-{duty}'}.yaml", record)

    def open(self) -> Repository:
        return Repository.open(self.agreements)

    def _write(self, relative: str, record: dict[str, Any]) -> Path:
        path = self.agreements / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dump(record))
        return path
