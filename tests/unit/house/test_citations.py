"""A page or a file of ours that the code or another page cites is in the repository, and has the heading that is named."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.support import ROOT, discovered

#: A Markdown page, by its path or name, and perhaps a heading of it; or a file of the code.
_CITED = re.compile(
    r"(?<![\w/.<>-])(docs/[\w/-]+\.md|[A-Z][A-Z-]+\.md|(?:src|tests/\w+|tools|benchmarks)/[\w/-]+\.py)(?:[,;]? \"([^\"\n]+)\")?"
)
_DECISION = re.compile(r"docs/decisions/(\d{4})\b|[Dd]ecision (\d+)\b")


def tracked(*folders: str) -> dict[Path, str]:
    """The text of every file of ours below the folders."""
    asked = ("git", "ls-files", "--", *folders)
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    wanted = [ROOT / line for line in listed if line.endswith((".py", ".md", ".json", ".jinja", ".toml"))]
    return {path: path.read_text(encoding="utf-8") for path in wanted if path.is_file()}


FILES = tracked("src", "tools", "benchmarks", "tests", "docs", "schemas", "templates", "*.md", "*.toml")


def test_what_is_cited_is_there() -> None:
    missing = []
    cited = [(path, *found) for path, text in FILES.items() for found in _CITED.findall(text)]
    for path, page, heading in discovered(cited, at_least=60):
        there = ROOT / page
        if page.startswith("docs/findings/"):  # made, not kept
            continue
        if not there.is_file() or (heading and f"# {heading}\n" not in there.read_text(encoding="utf-8")):
            missing.append(f"{path.relative_to(ROOT)}: {page} {heading}".strip())
    assert missing == []


def test_each_decision_stands_once_in_the_list_of_them() -> None:
    listed = re.findall(
        r"^decisions/(\S+)$", (ROOT / "docs/en/decisions.md").read_text(encoding="utf-8"), re.M
    )
    written = discovered((ROOT / "docs/decisions").glob("*.md"), at_least=20)
    assert sorted(listed) == sorted(path.stem for path in written)
    for path in written:
        assert path.read_text(encoding="utf-8").startswith(f"# {int(path.name[:4])}. "), path.name


def test_each_decision_that_is_named_is_written() -> None:
    written = {path.name[:4] for path in discovered((ROOT / "docs/decisions").glob("*.md"), at_least=20)}
    named = {
        number.zfill(4)
        for text in FILES.values()
        for pair in _DECISION.findall(text)
        for number in pair
        if number
    }
    assert named
    assert named <= written


def test_the_exercises_lead_to_files_that_are_there() -> None:
    told = FILES[ROOT / "docs/architecture.md"].partition("\n## Exercises\n")[2]
    asked, _, answers = told.partition("\nAnswers:\n")
    numbers = [str(number) for number in range(1, 11)]
    assert re.findall(r"^(\d+)\. ", asked, re.MULTILINE) == numbers
    assert re.findall(r"^(\d+): ", answers, re.MULTILINE) == numbers
    for path in discovered(re.findall(r"`((?:src|templates|schemas)/[\w./-]+\.\w+)`", answers), at_least=8):
        assert (ROOT / path).is_file(), path
