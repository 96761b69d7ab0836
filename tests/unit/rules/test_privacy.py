"""What is somebody's own, and what only looks like it; a number hidden in any part of any file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from avtale.catalogue.finding import finding
from avtale.facts.repository import Repository
from avtale.findings import Finding, Problem
from avtale.report.formats import NAMES, write
from avtale.rules.check import check
from avtale.source.read import Source
from tests.invented_numbers import synthetic_numbers
from tests.support import ON, discovered
from tests.unit.rules.examples import FOLDER, PLAIN

PLAN = (FOLDER / "plan-without-goal/good-goal.yaml").read_text(encoding="utf-8")


def found(folder: Path, text: str, code: str, base: str = PLAIN) -> list[Finding]:
    """The findings of one code in a document with `text` as its scope."""
    quoted = text.replace("'", "''")
    path = folder / "document.yaml"
    path.write_text(f"{base}scope: '{quoted}'\n", encoding="utf-8")
    return [each for each in check(Repository.loose([path]), on=ON).findings if each.code == code]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Skriv til ola@gmail.com.", "warning"),
        ("Skriv til <Ola.Oppdiktet+ot@Hotmail.no>", "warning"),
        ("ola@post.online.no", "warning"),
        ("Privat telefon: 22 00 00 01", "warning"),
        ("Kari (privat 400 00 001)", "warning"),
        ("400 00 001 (privat)", "warning"),
        ("Hjemmetelefon er 22000001", "warning"),
        ("heimenummer 22 00 00 01", "warning"),
        ("her home phone 22 00 00 01", "warning"),
        ("Privatadresse: Liksomveien 1, 9999 Oppdiktet", "warning"),
        ("Ungdommen bor i Liksomveien 1, 9999 Oppdiktet.", "warning"),
        ("bustadadressa er Liksomvegen 1, 9999 Oppdiktet", "warning"),
        ("Ring 400 00 001", "notice"),
        ("mob.: 40000001", "notice"),
        ("tlf 40 00 00 01", "notice"),
        ("+47 400 00 001", "notice"),
        ("004740000001 er nummeret", "notice"),
    ],
)
def test_what_is_somebodys_own_is_told_once(tmp_path: Path, text: str, severity: str) -> None:
    (only,) = found(tmp_path, text, "private-contact")
    assert (only.severity, only.pointer) == (severity, "/scope")


@pytest.mark.parametrize(
    "text",
    [
        "Skriv til post@nav-eksempelvik.example eller ola@nav.example.",
        "ola@gmail.com.example, @gmail.com",
        "Telefon 22 00 00 01 og 55 55 33 33",
        "Private skoler, tlf. 22 00 00 01",
        "Det er satt av 40 000 000 kroner, 45000000 kr og 41 250 000.",
        "Organisasjonsnummer 974 760 673 og 974760673",
        "Sak 2026/40000001, dokument 40000001-2, punkt 4.40000001",
        "Elevene bor i fylket. Kontoret ligger i Liksomgata 1, 9999 Eksempelvik.",
        "I 2026 Skal alle bo i 9999 Oppdiktet og omegn",
        "Fra 40 00 00 01 til 2026-08-01",
        "40 50 60 70 prosent",
        "privat sektor",
    ],
)
def test_what_is_not_stays_silent(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text, "private-contact") == []


def test_a_youths_plan_is_shared_with_nobody(tmp_path: Path) -> None:
    assert found(tmp_path, "Ring 400 00 001 eller ola@gmail.com.", "private-contact", PLAN) == []
    assert found(tmp_path, "Ring 400 00 001 eller ola@gmail.com.", "private-contact")


TEXTS = discovered(
    [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*/good-*.yaml"))], at_least=60
)
NUMBERS = discovered([number for number, _ in zip(synthetic_numbers(), range(40), strict=False)], at_least=40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("numbers")


@given(text=st.sampled_from(TEXTS), number=st.sampled_from(NUMBERS), seed=st.integers(0, 2**32))
@hypothesis_settings(max_examples=80)
def test_wherever_a_number_is_put_no_report_shows_it(folder: Path, text: str, number: str, seed: int) -> None:
    """In a value, a key, a comment, a line of its own: found or not readable, and never shown."""
    chance = random.Random(seed)
    lines = text.split("\n")
    shape = chance.choice(("{0}{1}", "{0} {1}", "{0}-{1}", "{0}.{1}")).format(number[:6], number[6:])
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        line = lines[at]
        key, colon, value = line.partition(": ")
        lines[at] = chance.choice(
            (
                f"{line} # {shape}",
                f"{key}{colon}{shape}",
                f"{key}{colon}{value} {shape}",
                f"{key}{shape}{colon}{value}",
                f"{shape}{line}",
                f"{line}\n{shape}",
            )
        )
    path = folder / "document.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    repository = Repository.loose([path])
    report = check(repository, on=ON)
    assert "national-number" in {each.code for each in report.findings}
    for name in NAMES:
        told = write(report, name)
        assert number not in told, name
        assert shape not in told, name
    for pointer in (each.pointer for each in report.findings):
        assert shape not in pointer


@pytest.mark.parametrize("between", ["\u2069", "\x1b", "\u202a\u202c"])
def test_what_a_terminal_would_obey_brings_no_number_to_light(between: str) -> None:
    """Such a character becomes a blank in a message, and before that no number is to be seen."""
    digits = next(synthetic_numbers())
    said = f"«{digits[:6]}{between}{digits[6:]}»"
    told = finding(Problem("schema-value", "", said, said), Source("a.yaml"), "nb")
    assert digits[6:] not in told.message
