"""The help pages: whole in both languages, and docs/findings/ is what the rules say."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from avtale.rules.pages import page_text
from avtale.rules.rule import Rule, rules
from avtale.rules.silences import can_be_silenced
from avtale.source.read import parse
from tests.support import discovered

ROOT = Path(__file__).resolve().parents[3]
RULES = discovered(rules().values(), at_least=64)
HEADINGS = {
    "nb": ("**Hva.**", "**Hvorfor.**", "**Galt**", "**Riktig**", "**Slik retter du.**"),
    "en": ("**What.**", "**Why.**", "**Wrong**", "**Right**", "**How to mend it.**"),
}


def test_docs_are_what_the_rules_say() -> None:
    folder = ROOT / "docs/findings"
    wanted = runpy.run_path(str(ROOT / "tools/make_pages.py"))["pages"]()
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert sorted(found) == sorted(wanted), "run `make docs`"
    assert found == wanted, "run `make docs`"


@pytest.mark.parametrize("lang", HEADINGS)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_is_whole(rule: Rule, lang: str) -> None:
    page = rule.page(lang)
    places = [page.text.find(heading) for heading in HEADINGS[lang]]
    assert -1 not in places
    assert places == sorted(places)
    assert page.title
    assert not page.title.endswith(".")
    assert len(re.findall(r"^```(?:yaml|css|csv|text)$", page.text, re.M)) == 2
    assert page_text(rule, lang).startswith(page.title)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.theme != "file"], ids=lambda rule: rule.code)
def test_the_yaml_of_a_page_can_be_read(rule: Rule) -> None:
    for block in re.findall(r"^```yaml\n(.*?)^```$", rule.nb.text, re.M | re.S):
        assert parse(block).problems == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.theme == "file"], ids=lambda rule: rule.code)
def test_what_a_page_on_files_calls_right_can_be_read(rule: Rule) -> None:
    right = re.findall(r"^```yaml\n(.*?)^```$", rule.nb.text, re.M | re.S)[1]
    assert parse(right).problems == []


def test_only_what_can_be_silenced_shows_how() -> None:
    pages = runpy.run_path(str(ROOT / "tools/make_pages.py"))["pages"]()
    shown = {
        rule.code
        for rule in RULES
        if f"  - code: {rule.code}\n" in pages[f"{rule.code}.md"].split("## English")[0]
    }
    can = {rule.code for rule in RULES if can_be_silenced(rule)}
    assert can <= shown
    assert shown - can <= {"silence-unused"}, "that page shows a silence, which is what it is about"
