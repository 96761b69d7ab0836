"""The whole agreement of the guide: what a reader copies from it has nothing to mend."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from avtale.facts.repository import Repository
from avtale.rules.check import check

GUIDE = Path(__file__).resolve().parents[3] / "docs/brukerveiledning.md"


def test_the_agreement_of_the_guide_has_no_finding(tmp_path: Path) -> None:
    (whole,) = re.findall(r"```yaml\n(format: 1\n.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "samarbeid-1.00.yaml"
    path.write_text(whole, encoding="utf-8")
    report = check(Repository.loose([path]), on=dt.date(2027, 1, 1))
    assert report.findings == ()
    assert report.checked == 1
