"""The baseline: what it accepts, what it never does, and that it only shrinks."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.errors import Misuse
from avtale.findings import Finding
from avtale.report.baseline import NEVER, acceptable, compare, read_baseline, shrunk, write_baseline
from avtale.report.identity import Identity, identities
from avtale.rules.check import Report
from avtale.rules.rule import rules
from avtale.source.read import parse

SOURCE = parse("a: 1\nb: 2\nc: 3\n", "f.yaml")
OTHER = parse("a: 1\n", "g.yaml")
FINDINGS = st.lists(
    st.builds(
        lambda file, code, key: Finding(file, 1, 1, code, "error", "m", f"/{key}", "docs"),
        st.sampled_from(["f.yaml", "g.yaml"]),
        st.sampled_from(["expired", "unsigned", "changed-after-approval"]),
        st.sampled_from("abc"),
    ),
    max_size=12,
)


def report(findings: list[Finding]) -> Report:
    return Report(2, tuple(sorted(findings)), {"f.yaml": SOURCE, "g.yaml": OTHER})


@given(before=FINDINGS, now=FINDINGS)
def test_what_is_new_accepted_and_gone_adds_up(before: list[Finding], now: list[Finding]) -> None:
    baseline = acceptable(report(before))
    compared = compare(report(now), baseline)
    accepted = Counter(identities(report(list(compared.accepted))))
    assert sorted([*compared.findings, *compared.accepted]) == sorted(now)
    assert accepted + Counter(compared.gone) == Counter(baseline)
    assert all(finding.code not in NEVER for finding in compared.accepted)
    # Nothing is new that the baseline still has room for.
    new = {known for known in identities(report(list(compared.findings))) if known.code not in NEVER}
    assert not new & set(compared.gone)


@given(before=FINDINGS, now=FINDINGS)
def test_it_only_shrinks(before: list[Finding], now: list[Finding]) -> None:
    baseline = acceptable(report(before))
    smaller = shrunk(baseline, compare(report(now), baseline).gone)
    assert Counter(smaller) <= Counter(baseline)
    again = compare(report(now), smaller)
    assert again.gone == ()
    assert again.findings == compare(report(now), baseline).findings


@given(before=FINDINGS)
def test_what_is_written_is_read_back(
    before: list[Finding], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("b") / "baseline.json"
    known = acceptable(report(before))
    write_baseline(path, known)
    assert read_baseline(path) == known


def test_what_hides_a_change_of_something_decided_is_never_accepted() -> None:
    assert rules().keys() >= NEVER
    found = [Finding("f.yaml", 1, 1, code, "error", "m", "", "docs") for code in sorted(NEVER)]
    assert acceptable(report(found)) == []
    forged = identities(report(found))
    assert compare(report(found), forged).findings == tuple(found)


def test_files_that_were_not_looked_at_are_not_gone() -> None:
    known = [Identity("f.yaml", "/a", "expired", ""), Identity("h.yaml", "/a", "expired", "")]
    assert compare(report([]), known, whole=False).gone == (known[0],)
    assert compare(report([]), known).gone == tuple(known)


def test_one_finding_stands_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    found = [Finding("f.yaml", 1, 1, code, "error", "m", "/a", "docs") for code in ("expired", "unsigned")]
    write_baseline(path, acceptable(report(found)))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith('    {"code": ') for line in lines) == 2
    assert json.loads("".join(lines))["format"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", "1", '{"format": 1}', '{"format": 2, "baseline": []}', '{"format": 1, "baseline": {}}',
        '{"format": 1, "baseline": [1]}', '{"format": 1, "baseline": [{"code": "x"}]}', "[" * 200_000, "\x00",
        '{"format": 1, "baseline": [{"code": "x", "file": "f", "pointer": 1, "content": ""}]}',
    ],
)  # fmt: skip
def test_what_is_no_baseline_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Misuse, match=r"baseline\.json"):
        read_baseline(path)


def test_bytes_that_are_no_text_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    with pytest.raises(Misuse, match="--write-baseline"):
        read_baseline(path)
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(Misuse):
        read_baseline(path)
    with pytest.raises(Misuse):
        read_baseline(tmp_path)
