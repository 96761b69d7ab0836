"""The check as a whole: what is silenced, what is seen across files, in which language, and how often."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from avtale.catalogue.codes import codes
from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Finding
from avtale.message import Message
from avtale.rules.check import check
from avtale.rules.rule import finders
from tests.support import ON
from tests.unit.rules.examples import FOLDER, PLAIN

Check = Callable[..., tuple[Finding, ...]]
UNUSED_ROLE = (
    "  - id: librarian\n    title: Bibliotekar\n    description: Holder møterommet.\nresponsibilities:"
)


@pytest.fixture
def told(tmp_path: Path) -> Check:
    """`told(text)`: the findings of a loose document."""

    def run(text: str, *, on: dt.date = ON, lang: str = "nb") -> tuple[Finding, ...]:
        path = tmp_path / "document.yaml"
        path.write_text(text, encoding="utf-8")
        return check(Repository.loose([path]), on=on, lang=lang).findings

    return run


def silenced(silence: str) -> str:
    return PLAIN.replace("responsibilities:", UNUSED_ROLE) + f"silences:\n  - code: role-unused\n{silence}"


@pytest.mark.parametrize(
    ("silence", "codes"),
    [
        ("    reason: Ment slik.\n", []),
        ("    reason: Ment slik.\n    at: /roles/1\n", []),
        ("    reason: Ment slik.\n    at: /roles\n", []),
        ("    reason: Ment slik.\n    at: /roles/0\n", ["role-unused", "silence-unused"]),
        ("    reason: Ment slik.\n    at: /roles/10\n", ["role-unused", "silence-unused"]),
        ("    reason: Ment slik.\n    until: 2026-11-21\n", []),
        ("    reason: Ment slik.\n    until: 2026-11-20\n", ["role-unused", "silence-unused"]),
        ("    reason: Ment slik.\n    at: /roles/librarian\n", []),
        ("    reason: Ment slik.\n    at: /roles/lib\n", ["role-unused", "silence-unused"]),
        ("    at: /roles/1\n", ["role-unused", "schema-missing"]),
    ],
)
def test_a_silence_needs_a_reason_its_place_and_its_day(told: Check, silence: str, codes: list[str]) -> None:
    assert sorted(finding.code for finding in told(silenced(silence))) == codes


def test_what_the_schema_finds_cannot_be_silenced(told: Check) -> None:
    text = PLAIN + "subject:\nsilences:\n  - code: schema-empty\n    reason: Kommer.\n"
    assert [finding.code for finding in told(text)] == ["schema-empty", "silence-unused"]


def test_every_fault_is_told_in_one_pass(told: Check) -> None:
    text = (
        PLAIN.replace("strength: shall", "strength: må")
        .replace("to: 2029-07-31", "to: 2025-07-31")
        .replace("issuer: county", "issuer: fylket")
        .replace("kind: agreement", "kind: agreement\nlagnuage: nb")
    )
    assert [(finding.code, finding.line) for finding in told(text)] == [
        ("schema-unknown-key", 3),
        ("unknown-actor", 7),
        ("schema-value", 28),
        ("end-before-start", 42),
    ]


def test_a_field_that_cannot_be_read_is_not_told_as_missing_too(told: Check) -> None:
    text = PLAIN + "evaluation:\n  every: 1 year\n  month: april\n  record: Arkivet.\n"
    assert [finding.code for finding in told(text)] == ["schema-type"]


@pytest.mark.parametrize(
    ("wrong", "right", "codes"),
    [
        ("within: 3 working days", "within: snarest", ["schema-pattern"]),
        (
            "deadline:\n      within: 3 working days\n      of: avbruddet",
            "deadline: snarest",
            ["schema-type"],
        ),
        ("strength: shall", "styrke: shall", ["schema-unknown-key"]),
        ("- nav\n    deadline", "- NAV Eksempelvik\n    deadline", ["unknown-actor"]),
        ("validity:", "based_on:\n  - {title: Planen, issuer: KS, date: 23}\nvalidity:", ["schema-date"]),
    ],
)
def test_one_fault_is_told_once(told: Check, wrong: str, right: str, codes: list[str]) -> None:
    assert PLAIN.count(wrong) == 1
    assert sorted({finding.code for finding in told(PLAIN.replace(wrong, right))}) == codes


@pytest.mark.parametrize("date", ["2023", "2023-04", "2023-04-01"])
def test_a_source_may_be_dated_by_its_month_or_year_alone(told: Check, date: str) -> None:
    source = f"based_on:\n  - {{title: Planen, issuer: KS, date: {date}}}\nvalidity:"
    assert told(PLAIN.replace("validity:", source)) == ()


def test_a_field_without_its_comment_sign_is_filled_in_though_the_mark_is_left(told: Check) -> None:
    marked = "  # Dok.type\n  # FYLL INN: Slaget.\n  {}type: Rutine\n  version"
    left = told(PLAIN.replace("  version", marked.format("# ")))
    assert [finding.code for finding in left] == ["left-to-fill-in"]
    assert told(PLAIN.replace("  version", marked.format(""))) == ()


def test_a_role_may_wait_for_the_duties_to_be_written(told: Check) -> None:
    unused = PLAIN.replace("responsibilities:", UNUSED_ROLE)
    assert [finding.code for finding in told(unused)] == ["role-unused"]
    unwritten = unused.replace("    does: melde fra om avbrudd\n", "")
    assert [finding.code for finding in told(unwritten)] == ["duty-without-content"]


def test_a_law_is_not_the_old_one_on_the_day_the_new_one_was_made(told: Check) -> None:
    law = "based_on:\n  - title: Opplæringsloven\n    issuer: Stortinget\n    date: {}\nvalidity:"
    assert told(PLAIN.replace("validity:", law.format("2023-06-09"))) == ()
    assert [f.code for f in told(PLAIN.replace("validity:", law.format("1998-07-17")))] == ["source-ended"]


def test_the_first_of_two_with_one_id_is_named_by_its_line(told: Check) -> None:
    (twice,) = told(
        PLAIN.replace("  - id: nav\n", "  - id: county\n")
        .replace("- nav", "- county")
        .replace("party: nav", "party: county")
    )
    assert twice.code == "duplicate-id"
    assert f"på linje {PLAIN.split(chr(10)).index('  - id: county') + 1}." in twice.message


def test_messages_are_in_the_language_asked_for(told: Check) -> None:
    text = PLAIN.replace("to: 2029-07-31", "to: 2025-07-31")
    (nb,), (en,) = told(text), told(text, lang="en")
    assert nb.message.startswith("«Gjelder til» (to) er 31.07.2025")
    assert en.message.startswith("“Valid to” (to) is 2025-07-31")
    assert told(text, lang="nn") == (nb,)


def test_the_day_decides(told: Check) -> None:
    assert told(PLAIN, on=dt.date(2029, 7, 31)) == ()
    (finding,) = told(PLAIN, on=dt.date(2029, 8, 1))
    assert (finding.code, finding.severity, finding.pointer) == ("expired", "error", "/validity/to")


def test_a_replaced_version_is_a_notice_that_names_the_new() -> None:
    found = check(Repository.open(FOLDER / "expired/bad-replaced/agreements"), on=ON).findings
    (finding,) = (each for each in found if each.code == "expired")
    assert finding.severity == "notice"
    assert "erstattet av 2.00" in finding.message


def test_a_loose_file_is_not_blamed_for_what_only_a_repository_knows(told: Check) -> None:
    text = PLAIN + "based_on:\n  - key: eksempel-ramme\n"
    assert told(text.replace("  effective", "  approved_by: Kari Eksempel\n  effective")) == ()


def test_a_period_beyond_the_calendar_is_no_accident(told: Check) -> None:
    for duration in ("99999999999 years", "999999999999999999999 working days", "4000 years"):
        (finding,) = told(PLAIN + f"  duration: {duration}\n")
        assert finding.code == "duration-differs"
        assert told(PLAIN.replace("to: 2029-07-31", f"duration: {duration}")) == ()


def test_only_what_is_named_is_told_but_all_is_seen() -> None:
    repository = Repository.open(FOLDER / "dok-id-twice/bad-same/agreements")
    report = check(repository, on=ON, only=[repository.entries[1]])
    assert report.checked == 1
    assert [finding.code for finding in report.findings] == ["dok-id-twice"]
    assert "eksempel-nav" in report.findings[0].message


def test_a_register_that_cannot_be_compared_is_told_loudly() -> None:
    repository = Repository.open(FOLDER / "approval-differs/good-same/agreements")
    history = History(trouble=Message("git er ikke installert", "git is not installed"))
    report = check(repository, on=ON, history=history)
    (finding,) = (each for each in report.findings if each.code != "owner-unreachable")
    assert report.not_compared == ("git er ikke installert",)
    assert (finding.code, finding.severity, finding.file) == (
        "register-changed",
        "warning",
        "agreements/avtale.yaml",
    )


def test_the_same_input_and_day_give_the_same_report() -> None:
    repository = Repository.open(FOLDER / "expired/bad-replaced/agreements")
    first = check(repository, on=ON)
    again = check(Repository.open(FOLDER / "expired/bad-replaced/agreements"), on=ON)
    assert first.findings == again.findings


def test_a_rule_is_found_by_its_file_and_has_its_code_by_its_name() -> None:
    rule = codes()["header-after-end"]
    assert (rule.theme, rule.severity) == ("dates", "error")
    assert finders()[rule.code].check is not None
    assert rule.nb.title == "Dokumenthodet tar til å gjelde etter at avtalen er slutt"
    assert rule.page("nn") == rule.nb


@pytest.mark.parametrize("nines", [30, 5000])
def test_a_number_beyond_what_python_counts_is_no_accident(nines: int, told: Check) -> None:
    number = "9" * nines
    text = PLAIN.replace("version: '1.00'", f"version: '1.{number}'") + f"  notice: {number} years\n"
    assert {finding.severity for finding in told(text)} <= {"warning", "notice"}


def test_a_part_without_a_name_is_not_called_none(told: Check) -> None:
    text = PLAIN + "meetings:\n  - convened_by: county\n"
    texts = [finding.message for finding in told(text)]
    assert any("mangler for «?»" in message for message in texts)
    assert not any("None" in message for message in texts)
