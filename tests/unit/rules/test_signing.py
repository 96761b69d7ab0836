"""The limits of signing services: whose they are, for which documents, and the size of what is sent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from avtale.facts.access import names_youth, shielded
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.signing_service import MEGABYTE, NONE, services, signing_limits
from avtale.format.bind import load
from avtale.render.document import render
from avtale.render.sending import too_large
from avtale.rules.check import check
from avtale.source.read import parse
from tests.support import ON, ROOT
from tests.unit.rules.examples import FOLDER, PLAIN

SETTINGS = "format: 1\nowner:\n  names:\n    - name: Eksempel fylkeskommune\n"
PLAN = (FOLDER / "plan-without-goal/good-goal.yaml").read_text(encoding="utf-8")
LONG = PLAIN.replace("title: Samarbeid NAV og OT", f"title: {'Samarbeid ' * 9}", 1)


def opened(folder: Path, signing: str, text: str = PLAIN) -> Repository:
    root = folder / "agreements"
    root.mkdir(exist_ok=True)
    (root / "avtale.yaml").write_text(f"{SETTINGS}signing: {signing}\n", encoding="utf-8")
    (root / "eksempel-nav-1.00.yaml").write_text(text, encoding="utf-8")
    return Repository.open(root)


def codes(repository: Repository) -> list[str]:
    return [finding.code for finding in check(repository, on=ON).findings]


def test_the_settings_choose_among_the_services_we_have_data_on() -> None:
    schema = json.loads((ROOT / "schemas/common.json").read_text(encoding="utf-8"))
    assert schema["$defs"]["signing"]["properties"]["service"]["enum"] == [NONE, *services()]
    for known in services().values():
        assert {"name", "signers", "title", "megabytes", "source", "read"} <= known.keys()


@pytest.mark.parametrize(
    ("signing", "wanted"),
    [
        ("{}", None),
        ("{service: none}", None),
        ("{service: posten}", ("Posten signering", 10, 80, 10 * MEGABYTE)),
        ("{service: posten, limits: {title: 60}}", ("Posten signering", 10, 60, 10 * MEGABYTE)),
        ("{limits: {signers: 4}}", ("", 4, None, None)),
        ("{service: none, limits: {megabytes: 3}}", ("", None, None, 3 * MEGABYTE)),
    ],
)
def test_own_limits_go_before_the_services(tmp_path: Path, signing: str, wanted: object) -> None:
    found = signing_limits(opened(tmp_path, signing).settings)
    assert (None if found is None else (found.name, found.signers, found.title, found.bytes)) == wanted


def test_a_title_of_just_the_limit_is_right(tmp_path: Path) -> None:
    for length, found in ((80, []), (81, ["title-too-long"])):
        text = PLAIN.replace("title: Samarbeid NAV og OT", f"title: {'å' * length}", 1)
        assert codes(opened(tmp_path, "{service: posten}", text)) == found


def test_what_is_no_longer_to_be_signed_has_no_limit(tmp_path: Path) -> None:
    register = tmp_path / "agreements/register/eksempel-nav/1.00"
    assert codes(opened(tmp_path, "{service: posten}", LONG)) == ["title-too-long"]
    register.mkdir(parents=True)
    event = "format: 1\nevent: withdrawal\nkey: eksempel-nav\nversion: '1.00'\non: 2026-10-01\nwithdrawn_by: Kari\nreason: Slutt\n"
    (register / "withdrawal.yaml").write_text(event, encoding="utf-8")
    assert "title-too-long" not in codes(opened(tmp_path, "{service: posten}", LONG))


def test_a_file_that_is_too_large_is_told_when_the_pdf_is_made(tmp_path: Path) -> None:
    text = (
        PLAIN
        + "annexes:\n  - {title: Kart, file: kart.bin}\n  - {title: Liste, file: liste.bin}\n  - {title: Ute, file: ../ute.bin}\n"
    )
    repository = opened(tmp_path, "{service: posten, limits: {megabytes: 1}}", text)
    (tmp_path / "agreements/kart.bin").write_bytes(b"x" * (MEGABYTE + 100_000))
    (tmp_path / "agreements/liste.bin").write_bytes(b"x" * MEGABYTE)
    (tmp_path / "ute.bin").write_bytes(b"x" * (MEGABYTE + 1))
    (entry,) = repository.entries
    pdf, annex = too_large(entry, repository, ON, 2 * MEGABYTE)
    assert (pdf.pointer, annex.pointer) == ("", "/annexes/0/file")
    assert "2,0 MB, og Posten signering tar høyst 1 MB" in pdf.nb
    assert "“Kart” has 1.1 MB" in annex.en
    assert [each.pointer for each in too_large(entry, repository, ON, MEGABYTE)] == ["/annexes/0/file"]
    told = render(entry, repository, on=ON, formats=("pdf",)).findings
    assert [(each.code, each.severity, each.line) for each in told] == [
        ("signing-file-too-large", "error", 43)
    ]
    free = opened(tmp_path, "{}", text)
    assert list(too_large(free.entries[0], free, ON, 100 * MEGABYTE)) == []


def test_a_plan_is_always_shielded_and_its_youth_is_known_by_any_name() -> None:
    plan = load(parse(PLAN.replace("youth:\n", "youth:\n  name: Liv-Kari Per Liksom\n")))
    agreement = load(parse(PLAIN))
    assert plan is not None
    assert agreement is not None
    assert shielded(DocumentFile(Path("plan"), "plan", parse(PLAN), plan))
    for title in ("Plan for Liv", "LIKSOM: Liksom", "Sak 2026/000", "Kari sin plan"):
        assert names_youth(title, plan)
        assert not names_youth(title, agreement)
    for title in ("Oppfølgingsplan per 1. juni", "Plan for Livet", "Sak 2026/001"):
        assert not names_youth(title, plan)
