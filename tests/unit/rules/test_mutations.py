"""Files damaged at random: the check never raises, always points into the file, and never takes long."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from avtale.catalogue.report import Report
from avtale.facts.repository import Repository
from avtale.findings import SEVERITIES
from avtale.rules.check import check
from tests.support import ON, ROOT, discovered
from tests.unit.rules.examples import FOLDER

TEXTS = discovered(
    [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*/good-*.yaml"))]
    + [path.read_text(encoding="utf-8") for path in sorted((ROOT / "agreements").glob("*/*.yaml"))],
    at_least=40,
)
VALUES = (
    *(
        "",
        "null",
        "~",
        "true",
        "ja",
        "0",
        "-1",
        "99999999999999999999",
        "1.10",
        "0301",
        "2026-08-01",
        "2026-02-30",
    ),
    *(
        "9999-12-31",
        "0001-01-01",
        "01.08.2026",
        "[]",
        "{}",
        "[[]]",
        "{a: {b: c}}",
        "'x'",
        '"\\x00"',
        "!x y",
        "*x",
        "&x y",
    ),
    *(
        "99999999999 years",
        "1 day",
        "shall",
        "county",
        "each_party",
        "{{ 7*7 }}",
        "<b>",
        "![x](y)",
        "[x](file:///)",
    ),
    *(
        "\t",
        "- a",
        "a: b",
        "|",
        ">-",
        "'",
        '"',
        "#",
        "%",
        "@",
        "æ",
        "𝒳",
        "\u2028",
        "\ufeff",
        "\x85",
        "a" * 2000,
        "xx.xx.2026",
    ),
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A good file with up to four lines or values changed, moved, doubled or cut."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(("value", "key", "drop", "double", "swap", "indent", "cut", "letter")))
        line = lines[place]
        key, colon, _ = line.partition(":")
        if how == "value" and colon:
            lines[place] = f"{key}: {draw(st.sampled_from(VALUES))}"
        elif how == "key" and colon:
            lines[place] = f"{key}{draw(st.sampled_from('xæ -?'))}:{line[len(key) + 1 :]}"
        elif how == "drop" and len(lines) > 1:
            del lines[place]
        elif how == "double":
            lines.insert(place, line)
        elif how == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[place], lines[other] = lines[other], line
        elif how == "indent":
            lines[place] = draw(st.sampled_from(("  ", " ", "\t", "- "))) + line
        elif how == "cut":
            lines[place] = line[: draw(st.integers(0, len(line)))]
        elif how == "letter":
            at = draw(st.integers(0, len(line)))
            lines[place] = line[:at] + draw(st.characters(exclude_categories=("Cs",))) + line[at:]
    return "\n".join(lines)


def judged(data: bytes, folder: Path) -> Report:
    """The report of a loose file with these bytes; each message and place is looked at."""
    path = folder / "document.yaml"
    path.write_bytes(data)
    begin = time.process_time()
    report = check(Repository.loose([path]), on=ON)
    assert time.process_time() - begin < 1
    lines = re.split("\r\n|\n|\r", data.decode("utf-8-sig", "replace"))
    for finding in report.findings:
        assert finding.severity in SEVERITIES
        assert finding.message.strip()
        assert 1 <= finding.line <= max(1, len(lines))
        assert finding.column >= 1
    return report


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@given(text=damaged())
@hypothesis_settings(max_examples=250)
def test_a_damaged_file_gets_findings_that_point_into_it(folder: Path, text: str) -> None:
    judged(text.encode("utf-8", "surrogatepass"), folder)


@given(text=st.sampled_from(TEXTS), at=st.integers(0, 5000), piece=st.binary(max_size=8))
@hypothesis_settings(max_examples=150)
def test_damaged_bytes_are_no_accident(folder: Path, text: str, at: int, piece: bytes) -> None:
    data = text.encode("utf-8")
    judged(data[:at] + piece + data[at + len(piece) :], folder)


@given(data=st.binary(max_size=200))
@hypothesis_settings(max_examples=150)
def test_any_bytes_get_a_finding(folder: Path, data: bytes) -> None:
    assert judged(data, folder).findings


@given(text=damaged())
@hypothesis_settings(max_examples=60)
def test_a_damaged_file_in_a_repository_is_no_accident(folder: Path, text: str) -> None:
    root = folder / "agreements"
    (root / "register/eksempel-nav/1.00").mkdir(parents=True, exist_ok=True)
    source = FOLDER / "approval-differs/good-same/agreements"
    (root / "avtale.yaml").write_bytes((source / "avtale.yaml").read_bytes())
    (root / "eksempel-nav-1.00.yaml").write_bytes((source / "eksempel-nav-1.00.yaml").read_bytes())
    for path in (root / "other-1.00.yaml", root / "register/eksempel-nav/1.00/approval.yaml"):
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
    report = check(Repository.open(root), on=ON)
    assert {finding.file.split("/")[0] for finding in report.findings} <= {"agreements"}
