"""The desk as somebody sees it who is in and means harm: another's draft, a template that reaches out, a request that is two."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avtale.desk.security.headers import FRAMED
from avtale.desk.session import Person
from tests.unit.desk.desks import Browser, browser, repository
from tests.unit.desk.providers import settings

DRAFT = "ot/prove-1.00.yaml"


def person(subject: str) -> Person:
    return Person("Kari Nordmann", frozenset({"reader", "author"}), authenticated=True, subject=subject)


def test_what_somebody_writes_is_seen_by_nobody_else_not_even_one_of_their_name(tmp_path: Path) -> None:
    made = browser(repository(tmp_path), settings(), state=tmp_path / "state")
    made.base = "https://avtaler.example"
    made.become(person("kari"), domain="avtaler.example")
    page = made.get(f"/yaml/{DRAFT}").text
    step = re.search(r'name="step" value="(\d+)"', page)
    text = (
        (tmp_path / "agreements" / DRAFT)
        .read_text(encoding="utf-8")
        .replace("Prøveavtale", "Hemmelig utkast")
    )
    assert made.post(f"/yaml/{DRAFT}", {"text": text, "step": step[1] if step else "0"}).status_code == 303
    assert "Hemmelig utkast" in made.get(f"/yaml/{DRAFT}").text
    thief = Browser(made.app, made.base).become(person("kari2"), domain="avtaler.example")
    for path in (
        f"/yaml/{DRAFT}",
        f"/draft/{DRAFT}",
        f"/preview/{DRAFT}",
        "/write",
        "/document/prove/1.00/page",
    ):
        answer = thief.get(path)
        assert (answer.status_code, "Hemmelig utkast" in answer.text) == (200, False), path
    for asked in range(4):  # a step is named by a number that can be guessed
        answer = thief.post(f"/yaml/{DRAFT}", {"text": "x: 1\n", "step": str(asked)}, follow=True)
        assert "Hemmelig utkast" not in answer.text


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("{{ lipsum.__globals__ }}", "/document/prove/1.00/page"),
        ("{% include 'desk/layout.html.jinja' %}{% include '../avtale.yaml' %}", f"/preview/{DRAFT}"),
    ],
)
def test_a_template_of_the_countys_own_reaches_nothing_in_the_desk(
    tmp_path: Path, template: str, page: str
) -> None:
    """The same sandbox as on the command line: it is told of, and gives nothing away."""
    root = repository(tmp_path)
    (root / "overrides").mkdir()
    (root / "overrides/document.html.jinja").write_text(template, encoding="utf-8")
    made = browser(root, state=tmp_path / "state").enter()
    answer = made.get(page)
    assert "kan ikke brukes" in answer.text
    assert not re.search(r"__builtins__|X-CSRF-Token|format: 1", answer.text)
    assert answer.headers["content-security-policy"] == FRAMED


def test_what_a_template_of_the_countys_own_writes_runs_nowhere(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / "overrides").mkdir()
    bad = '<script>parent.document.title="x"</script><form action="/leave" method="post"><button>x</button></form>'
    (root / "overrides/document.html.jinja").write_text(
        f"<!doctype html><title>x</title>{bad}", encoding="utf-8"
    )
    made = browser(root, state=tmp_path / "state").enter()
    answer = made.get("/document/prove/1.00/page")
    assert (
        "<script>" in answer.text
    )  # the page has it, and the browser is told to run nothing and post nothing
    policy = answer.headers["content-security-policy"]
    assert all(
        word in policy for word in ("default-src 'none'", "sandbox allow-same-origin", "form-action 'none'")
    )
    assert "<script>parent" not in made.get("/document/prove/1.00").text
