"""The baseline: what it accepts, what it never does, and that it only shrinks."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.catalogue.codes import codes
from avtale.catalogue.report import Report
from avtale.errors import UsageError
from avtale.findings import NEVER_ACCEPTED, Finding
from avtale.report.baseline import acceptable, compare, read_baseline, shrunk, write_baseline
from avtale.report.identity import Identity, identities
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
    assert all(finding.code not in NEVER_ACCEPTED for finding in compared.accepted)
    # Nothing is new that the baseline still has room for.
    new = {known for known in identities(report(list(compared.findings))) if known.code not in NEVER_ACCEPTED}
    assert not new & set(compared.gone)


@given(before=FINDINGS, now=FINDINGS)
def test_it_only_shrinks(before: list[Finding], now: list[Finding]) -> None:
    baseline = acceptable(report(before))
    smaller = shrunk(baseline, compare(report(now), baseline))
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
    assert codes().keys() >= NEVER_ACCEPTED
    found = [Finding("f.yaml", 1, 1, code, "error", "m", "", "docs") for code in sorted(NEVER_ACCEPTED)]
    assert acceptable(report(found)) == []
    forged = identities(report(found))
    assert compare(report(found), forged).findings == tuple(found)


def test_files_that_were_not_looked_at_are_not_gone() -> None:
    known = [Identity("f.yaml", "/a", "expired", ""), Identity("h.yaml", "/a", "expired", "")]
    assert compare(report([]), known, whole=False).gone == (known[0],)
    assert compare(report([]), known).gone == tuple(known)


def known(file: str, pointer: str = "/a") -> Identity:
    return Identity(file, pointer, "expired", "")


def found(*files: str) -> Report:
    return Report(len(files), tuple(Finding(f, 1, 1, "expired", "error", "m", "/a", "docs") for f in files))


def test_a_document_that_was_moved_is_known_again_and_the_baseline_follows() -> None:
    compared = compare(found("arkiv/f.yaml"), [known("f.yaml")], documents={"arkiv/f.yaml"})
    assert (compared.findings, compared.gone) == ((), ())
    assert compared.moved == (("f.yaml", "arkiv/f.yaml"),)
    assert shrunk([known("f.yaml")], compared) == [known("arkiv/f.yaml")]
    # A check of another document alone takes nothing out, and still knows where it went.
    other = compare(found(), [known("f.yaml")], whole=False, documents={"arkiv/f.yaml", "g.yaml"})
    assert (other.gone, shrunk([known("f.yaml")], other)) == ((), [known("arkiv/f.yaml")])


@pytest.mark.parametrize(
    ("before", "now", "documents"),
    [
        (["f.yaml"], ["b/f.yaml"], {"f.yaml", "b/f.yaml"}),  # a copy: the first still stands
        (["f.yaml"], ["b/f.yaml", "c/f.yaml"], {"b/f.yaml", "c/f.yaml"}),  # which of them?
        (["f.yaml", "a/f.yaml"], ["b/f.yaml"], {"b/f.yaml"}),
        (["f.yaml"], ["b/g.yaml"], {"b/g.yaml"}),
        (["f.yaml"], ["b/f.yaml"], set()),  # no document: files of the register share their names
        # The settings and the register are no documents that went away; a document may bear such a name.
        (["a/avtale.yaml"], ["a/ot/avtale.yaml"], {"a/ot/avtale.yaml"}),
        (["a/register/ot/1.00/f.yaml"], ["a/f.yaml"], {"a/f.yaml"}),
        (["f.yaml", "b/f.yaml"], ["b/f.yaml", "b/f.yaml"], {"b/f.yaml"}),  # known by its own place already
    ],
)
def test_what_may_be_another_document_is_new(before: list[str], now: list[str], documents: set[str]) -> None:
    compared = compare(found(*now), [known(file) for file in before], documents=documents)
    assert compared.moved == ()
    assert compared.findings


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('{\n<<<<<<< HEAD\n{"a": 1}\n=======\n>>>>>>> main\n', "fletting"),
        ('{"format": 2, "baseline": []}', "nyere"),
        ('{"format": 2}', "ingen grunnlinje"),
        ('{"format": "1", "baseline": []}', "ingen grunnlinje"),
    ],
)
def test_why_it_cannot_be_read_is_told(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        read_baseline(path)
    assert word in told.value.nb


def test_lines_taken_out_by_hand_leave_a_baseline(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    all_of_them = [known("f.yaml", f"/{letter}") for letter in "abcd"]
    write_baseline(path, all_of_them)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    head, listed, tail = lines[:3], lines[3:7], lines[7:]
    for kept in ([0, 1], [3, 2], [1], [3, 0], [0, 1, 2], [3, 3]):
        path.write_text("".join([*head, *(listed[i] for i in kept), *tail]), encoding="utf-8")
        assert read_baseline(path) == [all_of_them[i] for i in kept]


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
    with pytest.raises(UsageError, match=r"baseline\.json"):
        read_baseline(path)


def test_bytes_that_are_no_text_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    with pytest.raises(UsageError, match="--write-baseline"):
        read_baseline(path)
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(UsageError):
        read_baseline(path)
    with pytest.raises(UsageError):
        read_baseline(tmp_path)
