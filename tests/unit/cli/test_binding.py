"""Whether a key that nothing binds to a party is the party's: asked of the person at the terminal, and kept."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from avtale.cli.asker import asker
from avtale.cli.binding import confirmed_by_person
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.sign.asker import Asker
from avtale.sign.embedded import EmbeddedSource, describe
from avtale.sign.identity.credentials import Credential
from tests.support import refused
from tests.unit.cli.conftest import Terminal
from tests.unit.sign.authority import Authority
from tests.unit.sign.world import source_text

STRANGER = source_text().replace(b"Eksempel fylkeskommune", b"Et annet fylke")
"""The county under another name, so that nothing says that its key is its own."""


@pytest.fixture(scope="module")
def key() -> Credential:
    return Authority().credentials["county"]


def read(data: bytes) -> EmbeddedSource:
    return describe("avtale.yaml", data, "avtale.pdf")


@pytest.fixture
def asked(app: Invocation) -> Asker:
    return asker(app)


def test_nobody_to_ask_is_a_no(app: Invocation, key: Credential, asked: Asker) -> None:
    assert not confirmed_by_person(app, key, "county", read(STRANGER), asked, keep=True)


@pytest.mark.parametrize(
    ("data", "party"),
    [
        (source_text(), "county"),  # the certificate says it
        (source_text(), "nav"),  # the certificate says that it is another's
        (STRANGER, "unknown"),
    ],
)
def test_what_is_known_is_not_asked(
    data: bytes, party: str, app: Invocation, key: Credential, asked: Asker, terminal: Terminal
) -> None:
    questions = terminal()
    assert not confirmed_by_person(app, key, party, read(data), asked, keep=False)
    assert not questions


def test_a_no_ends_it(app: Invocation, key: Credential, asked: Asker, terminal: Terminal) -> None:
    terminal("n")
    with pytest.raises(click.Abort):
        confirmed_by_person(app, key, "county", read(STRANGER), asked, keep=False)


def test_a_yes_is_kept_and_is_not_asked_again(
    app: Invocation,
    key: Credential,
    asked: Asker,
    terminal: Terminal,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    questions = terminal("j")
    with refused(UsageError, "AVTALE_CONFIG"):
        confirmed_by_person(app, key, "county", read(STRANGER), asked, keep=True)
    monkeypatch.setenv("AVTALE_CONFIG", str(here / "mine"))
    terminal("j")
    assert confirmed_by_person(app, key, "county", read(STRANGER), asked, keep=True)
    assert "Et annet fylke" in questions[0]
    assert [said.party for said in asker(app).vouched] == ["Et annet fylke"]
    terminal()
    assert not confirmed_by_person(app, key, "county", read(STRANGER), asker(app), keep=True)
