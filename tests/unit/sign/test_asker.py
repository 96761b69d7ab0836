"""Whom the one who asks trusts: what his settings say of it is read strictly, since what is left out would limit nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.errors import UsageError
from avtale.facts.configuration import OwnConfiguration
from avtale.facts.repository import Repository
from avtale.sign.asker import asker

HEAD = "format: 1\nowner: {names: [{name: Eksempel fylkeskommune}]}\n"


def asked(folder: Path, settings: str) -> object:
    (folder / "avtale.yaml").write_text(HEAD + settings, encoding="utf-8")
    return asker(OwnConfiguration(Path()), Repository.open(folder))


@pytest.mark.parametrize(
    "settings",
    [
        "signing: {signers: [{party: NAV, issuer: [a.pem]}]}\n",
        "signing: {signers: [{party: NAV, issuers: a.pem}]}\n",
        "signing: {signers: {party: NAV, issuers: [a.pem]}}\n",
        "signing: [trust]\n",
        "signing: {trust: [a.pem}\n",
    ],
)
def test_what_cannot_be_read_is_not_left_out(settings: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"avtale\.yaml"):
        asked(tmp_path, settings)


@pytest.mark.parametrize("settings", ["", "lead_times: {expiry: lenge}\n", "signing: {trust: []}\n"])
def test_a_fault_elsewhere_is_no_hindrance(settings: str, tmp_path: Path) -> None:
    assert asked(tmp_path, settings)
