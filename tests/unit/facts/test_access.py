"""What is exempt from public access: also where the file says so in a way that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.facts.access import shielded
from avtale.facts.withheld import Withheld, open_to_all
from tests.unit.facts.world import document, repository

LAW = "Offl. § 13"


@pytest.mark.parametrize(
    ("header", "below", "exempt"),
    [
        (f"shielding: {LAW}", "", True),
        ("shielding: true", "", True),
        (f"shielding: [{LAW}]", "", True),
        (f"shielding: {{nb: {LAW}}}", "", True),
        ("shielding: null", "", True),
        (f"sheilding: {LAW}", "", True),
        (f"unntatt_offentlighet: {LAW}", "", True),
        ("offentlig: nei", "", True),
        ("", f"shielding: {LAW}\n", True),
        ("", "", False),
        ("next_review: 01.02.2027", "", False),
        ("", "sheilding: x\n", False),
    ],
)
def test_who_meant_it_to_be_exempt_is_not_published(
    header: str, below: str, exempt: bool, tmp_path: Path
) -> None:
    text = document(more=below, to="2030-01-01")
    text = text.replace("written_by: Per}", "written_by: Per" + (f", {header}}}" if header else "}"))
    made = repository(tmp_path, text)
    assert made.entries[0].document is not None
    assert shielded(made.entries[0]) is exempt
    [shown] = open_to_all(made).entries
    assert isinstance(shown, Withheld) is exempt
    assert ("Avtale a" in str(shown.source.data)) is not exempt
