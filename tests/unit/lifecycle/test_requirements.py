"""What is recorded is never changed, so no step records a national identity number, by whatever words it comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from avtale.errors import StateError
from avtale.facts.repository import DocumentFile, Repository
from avtale.lifecycle.approve import approve
from avtale.lifecycle.close import close
from avtale.lifecycle.comment import send_for_approval
from avtale.lifecycle.record import happened, sent
from avtale.lifecycle.review import review
from avtale.lifecycle.withdraw import withdraw
from tests.invented_numbers import synthetic_numbers
from tests.unit.facts.world import document, event, repository

DAY = dt.date(2027, 1, 1)
SIGNED = "signatories: [{party: p, title: Leder}]\n"
NUMBER = next(synthetic_numbers())
SAID = f"Gjelder {NUMBER}"
Step = Callable[[DocumentFile, Repository], object]


@pytest.mark.parametrize(
    ("approved", "step"),
    [
        (False, lambda e, r: approve(e, r, by=SAID, on=DAY, findings=())),
        (False, lambda e, r: send_for_approval(e, r, by="Ola Prøve", on=DAY, findings=(), text=SAID)),
        (True, lambda e, r: withdraw(e, r, by="Ola Prøve", reason=SAID, on=DAY)),
        (True, lambda e, r: close(e, r, because="history", by="Ola Prøve", reason=SAID, on=DAY)),
        (True, lambda e, r: happened(e, r, what="ends", on=DAY, reason=SAID)),
        (True, lambda e, r: sent(e, r, on=DAY, reason=SAID)),
        (True, lambda e, r: review(e, r, by="Ola Prøve", decision="kept", on=DAY, reason=SAID)),
    ],
)
def test_no_national_number_is_recorded(approved: bool, step: Step, tmp_path: Path) -> None:
    repo = repository(
        tmp_path, document("prove", more=SIGNED, from_="2026-01-01", ends_when="{event: Noe hender}")
    )
    if approved:
        repo = event(repo, repo.entries[0])
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StateError, match="national identity number"):
        step(repo.entries[0], repo)
    assert sorted(tmp_path.rglob("*")) == before
