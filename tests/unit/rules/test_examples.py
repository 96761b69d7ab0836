"""Every code has an example that shows it, and one that is free of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avtale.rules.rule import rules
from tests.support import discovered
from tests.unit.rules.examples import FOLDER, Example, made, stored

EXAMPLES = discovered([*stored(), *made()], at_least=150)
BAD = discovered([example for example in EXAMPLES if example.is_bad], at_least=80)
GOOD = discovered([example for example in EXAMPLES if not example.is_bad], at_least=60)


#: What is seen only while a document is rendered or generated is shown by the tests of that stage.
RENDERING = {code for code, rule in rules().items() if rule.theme in ("rendering", "generate")}
CHECKED = discovered((code for code in rules() if code not in RENDERING), at_least=60)


@pytest.mark.parametrize("code", CHECKED)
def test_every_code_has_a_bad_and_a_good_example(code: str) -> None:
    assert [example for example in BAD if example.code == code]
    assert [example for example in GOOD if example.code == code]


def test_no_example_of_a_code_that_is_gone() -> None:
    assert {path.name for path in FOLDER.iterdir()} | {each.code for each in made()} == set(CHECKED)


@pytest.mark.parametrize("example", BAD, ids=str)
def test_a_bad_example_shows_its_code_and_no_other(example: Example, tmp_path: Path) -> None:
    report = example.report(tmp_path)
    assert {finding.code for finding in report.findings} == {example.code}


@pytest.mark.parametrize("example", GOOD, ids=str)
def test_a_good_example_has_no_finding(example: Example, tmp_path: Path) -> None:
    assert example.report(tmp_path).findings == ()


@pytest.mark.parametrize("example", BAD, ids=str)
def test_a_finding_points_into_its_file_and_speaks_both_languages(example: Example, tmp_path: Path) -> None:
    report = example.report(tmp_path)
    for finding in report.findings:
        lines = report.sources[finding.file].text.split("\n")
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= max(1, len(lines[finding.line - 1]) + 1) or not lines[0]
        assert (
            finding.message.endswith((".", "?", "yaml", ")", "»", "›")) or "git checkout" in finding.message
        )
        assert not re.search(r"\bNone\b|\{[a-z_.]+\}", finding.message)
