"""The help pages: whole in both languages, and built for docs/findings/."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from avtale.catalogue.codes import Rule, codes
from avtale.catalogue.pages import page_text
from avtale.findings import SEVERITIES
from avtale.rules.rule import finders
from avtale.rules.suppressions import can_be_silenced
from avtale.source.read import parse
from tests.support import ROOT, discovered

RULES = discovered(codes().values(), at_least=64)
HEADINGS = {
    "nb": ("**Hva.**", "**Hvorfor.**", "**Galt**", "**Riktig**", "**Slik retter du.**"),
    "en": ("**What.**", "**Why.**", "**Wrong**", "**Right**", "**How to mend it.**"),
}


def test_each_code_has_a_page_where_its_help_is(tmp_path: Path) -> None:
    runpy.run_path(str(ROOT / "tools/make_pages.py"))["write"](tmp_path)
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {"README.md", *(Path(rule.help).name for rule in RULES)}
    for path in tmp_path.iterdir():
        linked = re.findall(
            r"\]\((\w[^):#]*)\)", re.sub(r"(?ms)^```.*?^```$", "", path.read_text(encoding="utf-8"))
        )
        assert linked
        assert written.issuperset(linked)


def test_a_rule_stands_under_the_theme_of_its_code() -> None:
    homes = {rule.code: rule.theme for rule in RULES}
    files = discovered((ROOT / "src/avtale/rules").glob("*/[!_]*.py"), at_least=120)
    assert {path.stem.replace("_", "-"): path.parent.name for path in files}.items() <= homes.items()
    assert len(finders()) == len(files)
    for finder in finders().values():
        assert finder.check or finder.check_repository or finder.check_unread or finder.check_acts


def test_the_catalogue_says_what_it_must_and_nothing_more() -> None:
    must = {"severity", "wrong", "right"}
    may = must | {"field", "language", "wrong_en", "right_en", "since"}
    assert [rule.code for rule in RULES if not must <= rule.data.keys() <= may] == []
    assert [rule.code for rule in RULES if rule.data["severity"] not in SEVERITIES] == []


@pytest.mark.parametrize("lang", HEADINGS)
def test_each_page_is_whole(lang: str) -> None:
    assert [rule.code for rule in RULES if not _is_whole(rule, lang)] == []


def _is_whole(rule: Rule, lang: str) -> bool:
    """All headings in their order, a title without a full stop, two fragments, and the text begins with the title."""
    page = rule.page(lang)
    places = [page.text.find(heading) for heading in HEADINGS[lang]]
    fragments = re.findall(r"^```(?:yaml|css|csv|text)$", page.text, re.M)
    return (
        -1 not in places
        and places == sorted(places)
        and page.title[-1:] not in ("", ".")
        and len(fragments) == 2
        and page_text(rule, lang).startswith(page.title)
    )


def test_the_yaml_of_a_page_can_be_read() -> None:
    """Also what a page on files calls right; what it calls wrong is what cannot be read."""
    shown = [
        (rule, name)
        for rule in RULES
        for name in ("wrong", "right")
        if rule.data.get("language", "yaml") == "yaml" and (rule.theme, name) != ("file", "wrong")
    ]
    unread = [(rule.code, name) for rule, name in shown if parse(rule.fragment(name)).problems]
    assert discovered(shown, at_least=300)
    assert unread == []


def test_only_what_can_be_silenced_shows_how() -> None:
    pages = runpy.run_path(str(ROOT / "tools/make_pages.py"))["pages"]()
    shown = {
        rule.code
        for rule in RULES
        if f"  - code: {rule.code}\n" in pages[f"{rule.code}.md"].split("## English")[0]
    }
    can = {rule.code for rule in RULES if can_be_silenced(rule.code)}
    assert can <= shown
    assert shown - can <= {"silence-unused"}, "that page shows a silence, which is what it is about"
