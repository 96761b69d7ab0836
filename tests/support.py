"""What tests share when they are collected: `from tests.support import ...`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from avtale.errors import AvtaleError

Item = TypeVar("Item")

#: The top of the checkout.
ROOT = Path(__file__).resolve().parents[1]
#: The one day on which the agreements in this repository are judged, so that no test changes with the clock.
ON = date(2026, 11, 21)
#: Seconds after which what another program does is taken to hang, however busy the machine: a bound on speed is one on
#: processor time (`time.process_time`, `children_seconds`).
PATIENCE = 600


def discovered(items: Iterable[Item], *, at_least: int = 1) -> list[Item]:
    """The items, in order, when there are at least so many: a test over an empty set proves nothing."""
    found = list(items)
    assert len(found) >= at_least, f"found {len(found)}, expected at least {at_least}"
    return found


def write(path: Path, text: str) -> None:
    """The text in a file, in a folder that is made where it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def children_seconds() -> float:
    """The processor time of all processes that this one started and that have ended."""
    return os.times().children_user + os.times().children_system


@contextmanager
def refused(kind: type[AvtaleError], words: str) -> Iterator[None]:
    """The error is raised, and its sentence in bokmål holds the words."""
    with pytest.raises(kind) as caught:
        yield
    assert words in caught.value.nb


AGREEMENT = """# Oppdiktet avtale til prøver.
format: 1
kind: agreement
key: prove
language: nb
control_header:
  issuer: county
  id: 1.2.3
  title: Prøveavtale  # kort
  version: '1.00'
  written_by: Per Forfatter
  effective_from: 2026-08-01
title: Prøveavtale mellom Eksempel fylkeskommune og NAV Eksempel
parties:
  - id: county
    names: [{name: Eksempel fylkeskommune, language: nb}]
  - id: nav
    names: [{name: NAV Eksempel, language: nb}]
responsibilities:
  - id: tell
    owner: county
    strength: shall
    does: melde fra om avbrudd
    informs: [nav]
    deadline: {within: 5 working days}
evaluation:
  every: 1 year
  month: 4
  convened_by: county
  record: Referatet arkiveres.
validity:
  from: 2026-08-01
  to: 2029-07-31
signatories:
  - {party: county, title: Fylkesdirektør}
  - {party: nav, title: Avdelingsdirektør}
"""


#: The least that is a youth's plan; invented.
PLAN = """format: 1
kind: follow_up_plan
key: plan-1
language: nb
title: Plan
control_header: {title: Plan, version: '1.00'}
roles: [{id: ot, title: OT}]
youth: {reference: A1}
right: {}
responsible_now: ot
delete_by: 2027-06-30
"""
