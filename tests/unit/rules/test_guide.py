"""The whole agreement of each guide: what a reader copies from it has nothing to mend."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.rules.check import check
from tests.support import ROOT

DOCS = ROOT / "docs"


@pytest.mark.parametrize(("lang", "key"), [("nb", "samarbeid"), ("en", "cooperation")])
def test_the_agreement_of_the_guide_has_no_finding(lang: str, key: str, tmp_path: Path) -> None:
    guide = (DOCS / lang / "guide.md").read_text(encoding="utf-8")
    (whole,) = re.findall(r"```yaml\n(format: 1\n.*?)```", guide, re.DOTALL)
    (clauses,) = re.findall(r"```yaml\n(sections:\n.*?)```", guide, re.DOTALL)
    for text in (whole, f"{whole}\nscope: Avtalen gjelder kontoret.\n{clauses}"):
        path = tmp_path / f"{key}-1.00.yaml"
        path.write_text(text, encoding="utf-8")
        report = check(Repository.loose([path]), on=dt.date(2027, 1, 1))
        assert report.findings == ()
        assert report.checked == 1
