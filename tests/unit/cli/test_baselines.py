"""What `check` says and does about a baseline; what a baseline is stands in tests/unit/report/."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.catalogue.report import Report
from avtale.cli.baselines import against, first
from avtale.cli.cached_check import Answered
from avtale.cli.invocation import Invocation
from avtale.findings import Finding
from avtale.report.baseline import read_baseline
from avtale.source.read import parse

SOURCE = parse("a: 1\nb: 2\nc: 3\n", "f.yaml")
OTHER = parse("a: 1\n", "g.yaml")


def found(*keys: str, file: str = "f.yaml") -> Report:
    """A report of one finding for each key."""
    findings = [Finding(file, 1, 1, "expired", "error", "m", f"/{key}", "docs") for key in keys]
    return Report(2, tuple(findings), {"f.yaml": SOURCE, "g.yaml": OTHER})


def answered(report: Report, *documents: str, whole: bool = True) -> Answered:
    return Answered(report, None, whole, lambda: documents or ("f.yaml", "g.yaml"))


def keys(path: Path) -> list[str]:
    return [each.pointer for each in read_baseline(path)]


@pytest.fixture
def path(here: Path) -> Path:
    return here / "baseline.json"


def test_the_first_one_accepts_what_there_is(
    path: Path, app: Invocation, capsys: pytest.CaptureFixture[str]
) -> None:
    compared = first(found("a", "b"), path, app, force=False, whole=True)
    assert (compared.findings, len(compared.accepted)) == ((), 2)
    assert keys(path) == ["/a", "/b"]
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "", f"Skrev {path}: 2 funn er godtatt slik de står. Bruk den med --baseline {path}.\n"
    )  # fmt: skip


def test_one_that_takes_an_older_ones_place_tells_how_much_it_grew(
    path: Path, app: Invocation, capsys: pytest.CaptureFixture[str]
) -> None:
    first(found("a"), path, app, force=False, whole=True)
    capsys.readouterr()
    first(found("a", "b", "c"), path, app, force=True, whole=True)
    assert "3 funn er godtatt slik de står. 2 av dem var ikke godtatt før. " in capsys.readouterr().err


@pytest.mark.parametrize(("whole", "kept"), [(True, ["/c"]), (False, ["/c", "/a"])])
def test_of_files_that_were_not_checked_it_keeps_what_it_had(
    whole: bool, kept: list[str], path: Path, app: Invocation
) -> None:
    first(found("a", file="g.yaml"), path, app, force=False, whole=True)
    some = found("c")
    some = Report(1, some.findings, {"f.yaml": SOURCE})
    first(some, path, app, force=True, whole=whole)
    assert keys(path) == kept


def test_what_is_gone_is_told_and_taken_out_when_asked(
    path: Path, app: Invocation, capsys: pytest.CaptureFixture[str]
) -> None:
    first(found("a", "b"), path, app, force=False, whole=True)
    capsys.readouterr()
    for update, left, told in (
        (
            False,
            ["/a", "/b"],
            "I grunnlinjen, men borte nå:\n  expired  f.yaml  /b\nTa dem ut med --update-baseline.\n",
        ),
        (True, ["/a"], f"Borte, og tatt ut av grunnlinjen {path}:\n  expired  f.yaml  /b\n"),
    ):
        compared = against(answered(found("a", "c")), path, app, update=update)
        assert [finding.pointer for finding in compared.findings] == ["/c"]
        assert keys(path) == left  # and what is new is never put in
        assert capsys.readouterr() == ("", told)


def test_of_much_that_is_gone_the_beginning_is_told(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = Invocation(chosen_lang="en")
    first(found(*"a" * 23), path, app, force=False, whole=True)
    capsys.readouterr()
    against(answered(found()), path, app, update=False)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "In the baseline, but gone now:"
    assert lines[-2:] == ["  and 3 more", "Take them out with --update-baseline."]
    assert len(lines) == 23


def test_a_file_that_moved_is_the_same_file(
    path: Path, app: Invocation, capsys: pytest.CaptureFixture[str]
) -> None:
    first(found("a"), path, app, force=False, whole=True)
    capsys.readouterr()
    moved = Report(1, found("a", file="ny/f.yaml").findings, {"ny/f.yaml": SOURCE})
    for update, file, told in (
        (False, "f.yaml", f"1 fil i grunnlinjen {path} er flyttet. Rett stedet med --update-baseline.\n"),
        (True, "ny/f.yaml", f"1 fil i grunnlinjen {path} er flyttet, og stedet er rettet.\n"),
    ):
        assert against(answered(moved, "ny/f.yaml"), path, app, update=update).findings == ()
        assert capsys.readouterr() == ("", told)
        assert [each.file for each in read_baseline(path)] == [file]
