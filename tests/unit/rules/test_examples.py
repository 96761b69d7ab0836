"""Every code has an example that shows it, and one that is free of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from avtale.catalogue.codes import codes
from avtale.catalogue.report import Report
from avtale.rules.rule import finders
from tests.golden import Golden
from tests.support import discovered
from tests.unit.rules.examples import Example, checked, made, stored

EXAMPLES = discovered([*stored(), *made()], at_least=150)
BAD = discovered([example for example in EXAMPLES if example.is_bad], at_least=80)
GOOD = discovered([example for example in EXAMPLES if not example.is_bad], at_least=60)


#: What is seen only while a document is rendered or generated is shown by the tests of that stage.
RENDERING = {
    code
    for code, rule in codes().items()
    if rule.theme in ("rendering", "generate") and code not in finders()
}
CHECKED = discovered((code for code in codes() if code not in RENDERING), at_least=60)


def test_every_code_has_a_bad_and_a_good_example_and_none_is_of_a_code_that_is_gone() -> None:
    assert {example.code for example in BAD} == {example.code for example in GOOD} == set(CHECKED)


@pytest.mark.parametrize("example", GOOD, ids=str)
def test_a_good_example_has_no_finding(example: Example, tmp_path: Path) -> None:
    assert example.report(tmp_path).findings == ()


@pytest.mark.parametrize("code", CHECKED)
def test_a_bad_example_shows_its_code_and_no_other_as_it_was_read_and_found_right(
    code: str, tmp_path: Path, golden: Callable[[str], Golden]
) -> None:
    """Code, severity, place and both messages of each bad example; `make golden` writes them anew."""
    told = []
    for example in BAD:
        if example.code == code:
            made_in = tmp_path / example.name
            made_in.mkdir()
            path = example.make(made_in)
            report = example.about(checked(path))
            assert {finding.code for finding in report.findings} == {code}, example.name
            told.append(f"{example.name}\n" + _describe(report, example.about(checked(path, "en")), made_in))
    golden(f"../catalogue/expected/{code}.txt").check("\n".join(told))


def _describe(report: Report, english: Report, folder: Path) -> str:
    told = []
    for finding, other in zip(report.findings, english.findings, strict=True):
        assert (finding.code, finding.line, finding.column) == (other.code, other.line, other.column)
        lines = report.sources[finding.file].text.split("\n")
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= max(1, len(lines[finding.line - 1]) + 1) or not lines[0]
        for message in (finding.message, other.message):
            assert message.endswith((".", "?", "yaml", ")", "»", "›")) or "git checkout" in message
            assert not re.search(r"\bNone\b|\{[a-z_.]+\}", message)
        place = f"{Path(finding.file).name}:{finding.line}:{finding.column}"
        told.append(f"  {place} {finding.severity} {finding.code} {finding.pointer}")
        told += [f"    {message.replace(str(folder), '…')}" for message in (finding.message, other.message)]
    return "".join(f"{line}\n" for line in told)
