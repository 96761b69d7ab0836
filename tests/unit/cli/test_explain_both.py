"""`avtale explain` of a word that is both a code and a field."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from avtale.catalogue import codes
from avtale.cli.main import main


def test_a_code_and_a_field_of_one_name_are_both_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = codes.codes()["expired"]
    monkeypatch.setattr(codes, "codes", lambda: {"expired": rule, "economy": rule})
    said = CliRunner().invoke(main, ["explain", "economy"])
    assert said.exit_code == 0
    assert said.output.index("expired (feil)") < said.output.index("Økonomi (economy)")
    told = json.loads(CliRunner().invoke(main, ["explain", "economy", "--format", "json"]).output)
    assert (told["code"], told["field"]["field"]) == ("expired", "economy")
