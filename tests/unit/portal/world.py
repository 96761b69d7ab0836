"""An invented county with something in it for every page of the portal, and words that must not be read where all can read."""

from __future__ import annotations

import textwrap
from pathlib import Path

from avtale.source.dump import dump
from tests.unit.publish.world import World

SECRET = "Hemmeligord"
"""Stands in every exempt place; the small letters of it where a key or a file name must have them."""

AGREEMENT = """
subject: {nb: Oppfølgingstjenesten i Nordlia, se: Čuovvolanbálvalus Nordlias}
validity: {from: 2026-01-01, to: 2029-12-31}
evaluation: {every: 1 year, month: 5, convened_by: county}
meetings:
  - id: contact
    title: Kontaktmøte om tiltaksoversikten
    every: 1 month
    convened_by: nav
    strength: shall
signatories:
  - {party: county, title: Direktør}
  - {party: nav, title: Leder}
"""

ROUTINE = """
format: 1
kind: routine
key: {key}
language: nb
control_header: {{title: Rutine i Eksempelvik, version: '1.00', written_by: Ola Oppdiktet}}
title: Lokal rutine for NAV Eksempelvik
based_on: [{{key: {parent}, version: '1.00'}}]
office: {{name: NAV Eksempelvik, municipality: Eksempelvik, school: Sørdal videregående skole}}
validity: {{from: 2026-02-01, to: 2028-12-31}}
"""

EXEMPT = f"""
subject: {SECRET} i emnet
validity: {{from: 2026-01-01, to: 2029-12-31}}
responsibilities:
  - {{id: tell, owner: county, strength: shall, does: {SECRET} melder fra, deadline: {{date: 2026-06-01}}}}
meetings:
  - {{id: meet, title: {SECRET}møte, every: 1 month, convened_by: nav, strength: shall}}
"""
LAW = "Offl. § 24 tredje ledd"


def county(root: Path) -> World:
    """Agreements, routines and an amendment; two of them suspect or overdue on the fixed day, none exempt."""
    world = World(root)
    world.document(
        body=AGREEMENT, header="id: '4.2.2'\n  owner: Seksjon for oppfølging\n  written_by: Ola Oppdiktet"
    )
    world.document(
        version="2.00",
        body=AGREEMENT.replace("2026-01-01", "2027-01-01"),
        header="effective_from: 2027-01-01",
    )
    routine(world, "eksempelvik", "nordlia-nav")
    return world


def routine(world: World, key: str, parent: str) -> Path:
    path = world.agreements / f"{key}-1.00.yaml"
    path.write_text(ROUTINE.format(key=key, parent=parent), encoding="utf-8")
    fingerprint = world.fingerprint(path)
    world.event(key, "1.00", "approval", approved_by="Bo Eksempel", fingerprint=fingerprint)
    return path


def with_secrets(root: Path) -> World:
    """The same with what is exempt: an agreement, one above a public routine, an amendment, an older version, and plans."""
    world = county(root)
    world.agreements.joinpath("avtale.yaml").write_text(
        world.agreements.joinpath("avtale.yaml").read_text("utf-8") + "rendering: {keep_comments: true}\n",
        "utf-8",
    )
    # Its own, with a marker also in its key, which replaces a public one.
    exempt(world, "hemmeligord-sak", extra="supersedes: [{key: eldre, version: '1.00'}]\n")
    world.document("eldre", body="validity: {from: 2025-01-01, until_replaced: true}\n")
    # One above a public routine, whose words the routine inherits.
    exempt(world, "over", header="public_title: Avtale om en sak")
    routine(world, "under", "over")
    # An amendment of a public agreement.
    amendment = world.agreements / "endring-1.00.yaml"
    amendment.write_text(
        textwrap.dedent(f"""
        format: 1
        kind: amendment
        key: endring
        language: nb
        control_header: {{title: {SECRET} endring, version: '1.00', shielding: {LAW}, written_by: {SECRET} Hansen}}
        title: {SECRET} endring
        amends: {{key: nordlia-nav, version: '1.00'}}
        changes:
          - {{id: subject, action: replaces, at: /subject, value: {SECRET} nytt emne}}
          - {{id: longer, action: prolongs, to: 2031-12-31}}
        validity: {{from: 2026-03-01, to: 2029-12-31}}
        """).lstrip(),
        encoding="utf-8",
    )
    world.event(
        "endring", "1.00", "approval", approved_by=f"{SECRET} Olsen", fingerprint=world.fingerprint(amendment)
    )
    # An older version that is exempt, of an agreement that no longer is.
    exempt(world, "lettet")
    world.document("lettet", "2.00", f"# {SECRET} notat\nvalidity: {{from: 2026-05-01, to: 2029-12-31}}\n")
    # A youth's plan, where it belongs and where it does not.
    for folder in ("plans", "."):
        plan = world.agreements / folder / "plan-1.00.yaml"
        plan.parent.mkdir(exist_ok=True)
        plan.write_text(
            f"format: 1\nkind: follow_up_plan\nkey: plan\nlanguage: nb\ntitle: Plan for {SECRET}\n"
            f"control_header: {{title: Plan, version: '1.00'}}\nyouth: {{name: {SECRET} Ungdom}}\n",
            encoding="utf-8",
        )
    return world


def exempt(world: World, key: str, *, header: str = "", extra: str = "") -> Path:
    """An agreement that is exempt, with the marker in every place that has words."""
    folder = world.agreements / SECRET.lower()
    folder.mkdir(exist_ok=True)
    path = folder / f"{key}-1.00.yaml"
    head = "".join(f"  {line}\n" for line in (f"shielding: {LAW}", header) if line)
    path.write_text(
        f"# {SECRET} i en kommentar\nformat: 1\nkind: agreement\nkey: {key}\nlanguage: nb\n"
        f"title: {{nb: {SECRET} avtale, se: {SECRET} šiehtadus}}\n"
        f"control_header:\n  title: {SECRET} kort\n  version: '1.00'\n  id: {SECRET}-1\n  owner: {SECRET} seksjon\n"
        f"  written_by: {SECRET} Hansen\n{head}{extra}"
        f"parties:\n  - id: county\n    names: [{{name: {SECRET} fylkeskommune}}]\n  - id: nav\n    names: [{{name: NAV {SECRET}}}]\n"
        + EXEMPT,
        encoding="utf-8",
    )
    world.event(key, "1.00", "approval", approved_by=f"{SECRET} Olsen", fingerprint=world.fingerprint(path))
    log = world.agreements / f"log/{key}/2026-02-01-meet.yaml"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_bytes(
        dump(
            {
                "format": 1, "key": key, "duty": "meet", "occurrence": "2026-02-01", "done_on": "2026-02-01",
                "by": SECRET, "note": SECRET,
            }
        )
    )  # fmt: skip
    return path
