"""What the rules must find, item by item: faults that one rule sees in several places, and those that the format stops."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.catalogue.codes import codes as known
from avtale.facts.repository import Repository
from avtale.format.draft import Answers, draft, kinds_with_draft
from avtale.rules.check import check
from tests.support import ON, discovered
from tests.unit.rules.examples import FOLDER, PLAIN

PLAN = (FOLDER / "consent-missing/good-written.yaml").read_text(encoding="utf-8")
STEP = "routine_steps:\n  - letter: A\n    title: {}\n    actions: []\n"


def codes(text: str, folder: Path) -> set[str]:
    path = folder / "document.yaml"
    path.write_text(text, encoding="utf-8")
    return {finding.code for finding in check(Repository.loose([path]), on=ON).findings}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("scope: Avtalen gjelder fra xx.xx.2022.\n", "unfinished-text"),
        ("scope: Ansvarlig er [navn].\n", "unfinished-text"),
        ("scope: TODO\n", "unfinished-text"),
        ("scope: ____________\n", "unfinished-text"),
        ("scope: ''\n", "schema-empty"),
        ("purposes:\n  heading: ''\n  items:\n    - {id: a, text: Flere fullfører.}\n", "schema-empty"),
        ("purposes:\n  heading: Formål\n  items: []\n", "empty-list"),
        ("contacts:\n  heading: 'Kontaktpersoner er:'\n  items: []\n", "empty-list"),
        ("sections:\n  - {id: a, title: Kontakt, text: 'Kontaktpersoner er:'}\n", "text-breaks-off"),
        (STEP.format("''"), "schema-empty"),
    ],
)
def test_what_is_not_finished(more: str, code: str, tmp_path: Path) -> None:
    assert codes(PLAIN, tmp_path) == set()
    assert code in codes(PLAIN + more, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    does: melde fra om avbrudd\n", "    does:\n", "schema-empty"),
        ("    title: Leder for NAV-kontoret\n", "    title: ''\n", "schema-empty"),
        ("  written_by: Ola Oppdiktet\n", "  written_by: ''\n", "schema-empty"),
        ("    does: melde fra om avbrudd\n", "", "duty-without-content"),
        ("    title: Leder for NAV-kontoret\n", "", "signatory-without-title"),
        ("  to: 2029-07-31\n", "  to: 2029-07-31\n  until_replaced: true\n", "validity-disagrees"),
        ("  to: 2029-07-31\n", "  to: 2029-07-31\n  duration: 2 years\n", "duration-differs"),
    ],
)
def test_what_is_empty_or_disagrees(old: str, new: str, code: str, tmp_path: Path) -> None:
    assert old in PLAIN
    assert codes(PLAIN.replace(old, new), tmp_path) == {code}


def test_what_a_text_points_at_may_be_damaged(tmp_path: Path) -> None:
    assert codes(PLAIN + "scope: Se trinn F.\nroutine_steps: 3\n", tmp_path) == {"schema-type"}
    assert codes(PLAIN + "scope: Satsene står i vedlegg 2.\nannexes: 3\n", tmp_path) >= {"schema-type"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    kept_at: ", "    # kept_at: ", "schema-missing"),
        ("legal_bases:\n", "legal_bases:\n  - {title: Samtykke fra ungdommen, section: artikkel 6 nr. 1 bokstav a, in_force_from: 2018-07-20}\n", "processing-basis-is-consent"),
        ("education_goal:\n  id: trade-certificate\n  text: Fagbrev som bilmekaniker\n", "", "plan-without-goal"),
        ("    supports: trade-certificate\n", "", "training-without-goal"),
        ("means_tried:\n", "mapping:\n  items: [{id: a, text: Vil ha lærlingplass.}]\nmeans_tried: []\nx_old:\n", "nav-before-education"),
    ],
)  # fmt: skip
def test_what_a_plan_lacks(old: str, new: str, code: str, tmp_path: Path) -> None:
    assert codes(PLAN, tmp_path) == set()
    assert old in PLAN
    assert code in codes(PLAN.replace(old, new, 1), tmp_path)


def test_what_needs_more_than_one_file_has_its_example() -> None:
    wanted = {
        "consent-missing": "bad-none.yaml",
        "consent-ended": "bad-withdrawn.yaml",
        "consent-not-covering": "bad-school.yaml",
        "plan-outside-age": "bad-too-old",
        "plan-ends-before-right": "",
        "event-not-told": "bad-nobody",
        "cover-narrowed": "bad-from-seventeen",
        "bound-loosened": "bad-amended",
        "version-backwards": "",
    }
    for code, name in wanted.items():
        assert code in known()
        assert (FOLDER / code / name).exists()


def test_another_owner_below_under_the_same_id_is_told_by_the_chain(tmp_path: Path) -> None:
    good = FOLDER / "bound-loosened/good-tighter/agreements"
    for path in good.rglob("*.yaml"):
        target = tmp_path / "agreements" / path.relative_to(good)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        if path.name.startswith("eksempel-rutine"):
            assert "  - id: tell-nav\n" in text
            text = text.replace("  - id: tell-nav\n", "  - id: tell-nav\n    owner: nav\n")
        target.write_text(text, encoding="utf-8")
    found = check(Repository.open(tmp_path / "agreements"), on=ON).findings
    assert {finding.code for finding in found} == {"bound-loosened", "owner-unreachable"}


@pytest.mark.parametrize("name", ["approved_by: Kari Eksempel\n", "fingerprint: "])
def test_an_approval_in_the_register_without_a_name_is_no_approval(name: str, tmp_path: Path) -> None:
    good = FOLDER / "approval-differs/good-same/agreements"
    for path in good.rglob("*.yaml"):
        target = tmp_path / "agreements" / path.relative_to(good)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        if path.name == "approval.yaml":
            assert name in text
            text = text.replace(name, "# " + name)
        target.write_text(text, encoding="utf-8")
    found = {finding.code for finding in check(Repository.open(tmp_path / "agreements"), on=ON).findings}
    assert {"schema-missing", "approval-differs"} <= found


@pytest.mark.parametrize("kind", discovered(kinds_with_draft(), at_least=6))
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_fresh_draft_lists_what_is_left_each_thing_once(kind: str, lang: str, tmp_path: Path) -> None:
    answers = Answers("Samarbeid", ("Eksempel fylkeskommune", "NAV Eksempel"), dt.date(2027, 1, 1))
    path = tmp_path / "draft.yaml"
    path.write_text(draft(kind, answers, lang=lang), encoding="utf-8")
    report = check(Repository.loose([path]), on=ON, lang=lang)
    (left,) = [finding for finding in report.findings if finding.code == "left-to-fill-in"]
    lines = path.read_text(encoding="utf-8").split("\n")
    mark = "# FILL IN:" if lang == "en" else "# FYLL INN:"
    assert lines[left.line - 1].strip().startswith(mark)
    told = {finding.code for finding in report.findings}
    for code, field in (("duty-without-content", "does"), ("duty-without-strength", "strength")):
        gaps = [number for number, line in enumerate(lines) if line.strip() == f"# {field}:"]
        assert bool(gaps) == (code in told)
        assert not [number for number in gaps if f"({number})" in left.message]
