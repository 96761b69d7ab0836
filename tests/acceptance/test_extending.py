"""What CONTRIBUTING says of a rule, a command, a page, a language, a section and a kind is true: each is put into a copy of the
tree by the files it names and no others, and the copy does the job with it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import ROOT, discovered

PARTS = ("src", "schemas", "templates", "tools")
DAY = "2030-01-01"

PAGES = {
    "yaml": """severity: warning
wrong: |
  title: Vennligst samarbeid
right: |
  title: Samarbeid
""",
    "nb.md": """# Det står «vennligst» i teksten

**Hva.** Ordet «vennligst» står i filen. **Hvorfor.** En plikt er ingen bønn.

**Galt**

{wrong}

**Riktig**

{right}

**Slik retter du.** Slett ordet.
""",
    "en.md": """# The text says “vennligst”

**What.** The word “vennligst” stands in the file. **Why.** A duty is no plea.

**Wrong**

{wrong}

**Right**

{right}

**How to mend it.** Delete the word.
""",
}
RULE = '''"""The text says “vennligst”."""

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    if "vennligst" in context.entry.source.text:
        yield problem("/title", "Slett «vennligst».", "Delete “vennligst”.")
'''
COMMAND = """from avtale.cli.invocation import Invocation
from avtale.cli.command import declare
from avtale.cli.echo import echo


@declare(writes=False, nb="Si hei.", en="Say hello.", example="avtale hello")
def command(invocation: Invocation) -> None:
    echo("hei")
"""
PAGE = """from starlette.responses import Response

from avtale.desk.page import Page
from avtale.desk.visit import Visit

PAGE = Page("greet", of_document="/greet/{key}/{version}")


@PAGE.get("/greet/{key}/{version}")
def show(visit: Visit) -> Response:
    return visit.show("greet", entry=visit.document(visit.named("key"), visit.named("version")))
"""
SHOWN = """{% extends "layout.html.jinja" %}
{% block main %}
<h1>{{ t("title", key=entry.key) }}</h1>
{% endblock %}
"""
WORDS = """title: {nb: "Hei, {key}", nn: "Hei, {key}", en: "Hello, {key}"}
action: {nb: Si hei, nn: Sei hei, en: Say hello}
"""
VISITED = """import sys
from pathlib import Path
from tests.unit.desk.desks import browser, repository
kari = browser(repository(Path(sys.argv[1]))).enter()
print(kari.get("/document/prove/1.00").text, kari.get("/greet/prove/1.00").text)
"""
FIELD = {
    "title": "Bærekraft",
    "description": "Hva partene gjør for miljøet.",
    "$ref": "common.json#/$defs/prose",
    "x-en": {"title": "Sustainability", "description": "What the parties do for the environment."},
}
KIND = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Protokoll",
    "description": "Det partene ble enige om i et møte.",
    "type": "object",
    "allOf": [
        {"$ref": "fields.json#/$defs/opening"},
        {"properties": {"kind": {"const": "protocol"}, "sustainability": FIELD}, "required": ["based_on"]},
        {"$ref": "fields.json#/$defs/closing"},
    ],
    "unevaluatedProperties": False,
    "x-en": {"title": "Protocol", "description": "What the parties agreed on in a meeting."},
    "x-kind": {
        "stands_on": ["agreement"],
        "nb": {"the": "protokollen", "a": "en protokoll", "titled": "Protokoll til {parent}"},
        "en": {"the": "the protocol", "a": "a protocol", "titled": "Protocol of {parent}"},
    },
}
DRAFT = """format: 1
kind: protocol
key: =key
language: =language
control_header:
  title: =title
  version: =version
  written_by: =written_by
  effective_from: =from
title: =title
parties: =parties
based_on: =based_on
sustainability: Vi reiser med tog.
validity:
  from: =from
  to: =to
"""


class Tree:
    """A copy of the tree, and for each task the files that were touched, as CONTRIBUTING writes them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.touched: dict[str, list[str]] = defaultdict(list)
        for part in PARTS:
            shutil.copytree(ROOT / part, root / part)  # with what is compiled of it

    def put(self, task: str, place: str, name: str, text: str | Callable[[str], str]) -> None:
        """The file `place` with its last <word> as `name` (and a <theme> that exists): made of a text, or edited."""
        self.touched[task].append(place)
        path = self.root / re.sub(r"<\w+>", name, place.replace("<theme>", "content"))
        assert path.exists() == callable(text), path
        path.write_text(text if isinstance(text, str) else text(path.read_text("utf-8")), encoding="utf-8")

    def run(self, *command: str | Path, cwd: Path | None = None, code: int = 0) -> str:
        env = {**os.environ, "PYTHONPATH": str(self.root / "src"), "AVTALE_CACHE": ""}
        done = subprocess.run(
            [sys.executable, *command], cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout


def with_field(schema: str) -> str:
    data = json.loads(schema)
    data["allOf"][1]["properties"]["sustainability"] = FIELD
    return json.dumps(data, ensure_ascii=False, indent=2)


def after(words: str, more: str) -> Callable[[str], str]:
    """Puts `more` after the first place of `words`."""
    return lambda text: text.replace(words, words + more, 1)


def in_danish(nb: str) -> str:
    for bokmal, danish in (
        ("language: Bokmål", "language: Dansk"),
        ("language.nb: bokmål", "language.nb: dansk"),
        ("language.en: bokmål", "language.en: Danish"),
        ("section.parties: Avtalens parter", "section.parties: Aftalens parter"),
        ("portal.site: Avtaler\n", "portal.site: Aftaler\n"),
        ("kind.agreement: Avtale", "kind.agreement: Aftale"),
        ("stamp.heading: Elektronisk underskrevet av", "stamp.heading: Elektronisk underskrevet af"),
    ):
        assert bokmal in nb, bokmal
        nb = nb.replace(bokmal, danish, 1)
    return nb


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    tree = Tree(tmp_path_factory.mktemp("tree"))
    tree.put("rule", "src/avtale/rules/<theme>/<name>.py", "too_polite", RULE)
    for ending, page in PAGES.items():
        tree.put("rule", f"src/avtale/catalogue/<theme>/<code>.{ending}", "too-polite", page)
    tree.put("command", "src/avtale/cli/commands/<name>.py", "hello", COMMAND)
    page = "page to the desk"
    tree.put(page, "src/avtale/desk/pages/<name>.py", "greet", PAGE)
    tree.put(page, "templates/desk/<name>.html.jinja", "greet", SHOWN)
    tree.put(page, "src/avtale/desk/words/<name>.yaml", "greet", WORDS)
    nb = (tree.root / "src/avtale/locales/nb.yaml").read_text("utf-8")
    tree.put("language", "src/avtale/locales/<code>.yaml", "da", in_danish(nb))
    tree.put("section", "schemas/<kind>.json", "agreement", with_field)
    section = "{{ view.prose(doc.sustainability, 3) }}\n"
    tree.put("section", "templates/sections/<field>.html.jinja", "sustainability", section)
    tree.put(
        "section", "templates/kinds/<kind>.html.jinja", "agreement", after('"parties",', ' "sustainability",')
    )
    for lang, heading in (
        ("nb", "Bærekraft"),
        ("nn", "Berekraft"),
        ("en", "Sustainability"),
        ("se", "Guoddevašvuohta"),
        ("da", "Bæredygtighed"),
    ):
        said = after("\n", f"section.sustainability: {heading}\n")
        tree.put("section", "src/avtale/locales/<code>.yaml", lang, said)
    tree.put("kind", "schemas/<kind>.json", "protocol", json.dumps(KIND))
    order = (
        '{% extends "document.html.jinja" %}\n{% set order = ["parties", "sustainability", "validity"] %}\n'
    )
    tree.put("kind", "templates/kinds/<kind>.html.jinja", "protocol", order)
    tree.put("kind", "src/avtale/format/drafts/<kind>.yaml", "protocol", DRAFT)
    for tool in ("make_languages", "make_model"):  # what `make model` writes for the copy itself
        tree.run(tree.root / f"tools/{tool}.py")
    return tree


@pytest.fixture(scope="module")
def county(tree: Tree, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository begun with the copy: an agreement in Danish with the new section, and a document of the new kind."""
    folder = tmp_path_factory.mktemp("county")
    tree.run("-m", "avtale", "init", cwd=folder)
    names = [
        "--party",
        "Eksempel fylkeskommune",
        "--party",
        "NAV Eksempel",
        "--from",
        "2027-01-01",
        "--language",
        "da",
    ]
    new = ["-m", "avtale", "new", "agreement", "--title", "Samarbejde", "--key", "samarbejde", *names]
    tree.run(*new, "--to", "2031-12-31", cwd=folder)
    path = folder / "agreements/samarbejde/samarbejde-1.00.yaml"
    text = path.read_text("utf-8").replace(
        "\ntitle: Samarbejde\n", "\ntitle: {nb: Samarbeid vennligst, da: Samarbejde}\n"
    )
    path.write_text(f"{text}sustainability:\n  da: Vi rejser med tog.\n", encoding="utf-8")
    protocol = ["-m", "avtale", "new", "protocol", "--from", "2027-02-01", "--to", "2027-12-31"]
    tree.run(*protocol, cwd=folder)
    return folder


def section_of(task: str) -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (found,) = re.findall(rf"(?ms)^## Add a {task}\b.*?(?=^## |\Z)", text)
    return str(found)


def test_contributing_names_each_file_that_is_touched(tree: Tree) -> None:
    for task, places in discovered(tree.touched.items(), at_least=6):
        for place in set(places):
            assert f"`{place}`" in section_of(task), (task, place)


def test_a_rule_is_checked_and_explained(tree: Tree, county: Path) -> None:
    out = tree.run(
        "-m", "avtale", "check", "--on", DAY, "--format", "json", "agreements/samarbejde", cwd=county
    )
    (found,) = [each for each in json.loads(out)["findings"] if each["code"] == "too-polite"]
    assert (found["severity"], found["message"]) == ("warning", "Slett «vennligst».") or "vennligst" in str(
        found
    )
    assert "En plikt er ingen bønn." in tree.run("-m", "avtale", "explain", "too-polite")
    assert "A duty is no plea." in tree.run("-m", "avtale", "explain", "too-polite", "--lang", "en")


def test_a_command_is_run_and_listed(tree: Tree) -> None:
    assert tree.run("-m", "avtale", "hello") == "hei\n"
    assert "Si hei." in tree.run("-m", "avtale", "--help")


def test_a_page_of_the_desk_is_led_to_and_shown(tree: Tree, tmp_path: Path) -> None:
    pytest.importorskip("starlette")
    out = tree.run("-c", VISITED, tmp_path, cwd=ROOT)
    assert "<h1>Hei, prove</h1>" in out
    assert 'href="/greet/prove/1.00">Si hei</a>' in out


def test_a_language_is_written_shown_and_stamped(tree: Tree, county: Path) -> None:
    out = tree.run(
        "-m", "avtale", "check", "--on", DAY, "--format", "json", "agreements/samarbejde", cwd=county
    )
    assert not [each for each in json.loads(out)["findings"] if each["code"].startswith("schema-")]
    tree.run(
        "-m",
        "avtale",
        "render",
        "samarbejde",
        "--lang",
        "da",
        "--on",
        DAY,
        "--format",
        "html",
        "--to",
        "out",
        cwd=county,
    )
    (page,) = (county / "out").glob("samarbejde*.html")
    shown = page.read_text("utf-8")
    assert '<html lang="da"' in shown
    assert "Aftalens parter" in shown
    assert "Bæredygtighed" in shown
    assert "Vi rejser med tog." in shown
    assert "da (dansk)" in json.dumps(
        json.loads(tree.run("-m", "avtale", "schema", "agreement")), ensure_ascii=False
    )
    assert ", da" in tree.run("-m", "avtale", "check", "--help")
    tree.run("-m", "avtale", "site", "--languages", "da", "--no-pdf", "--on", DAY, "--to", "site", cwd=county)
    site = (county / "site/da/index.html").read_text("utf-8")
    assert '<html lang="da"' in site
    assert "Aftaler" in site
    search = (county / "site/da/search.html").read_text("utf-8")
    assert "<dt>protocol</dt><dd>Protokoll</dd>" in search  # a new kind is called as its schema is
    assert "<dt>agreement</dt><dd>Aftale</dd>" in search
    stamp = (
        "import datetime as dt; from avtale.sign import stamp; stamp._write = lambda body, style: print(body); "
        "stamp.draw_stamp(200, 60, signer='Kari Prøve', organisation=None, when=dt.datetime(2030, 1, 1, 11, tzinfo=dt.UTC), "
        "lang='da', demonstration=False)"
    )
    assert "Elektronisk underskrevet af" in tree.run("-c", stamp)


def test_a_kind_is_begun_checked_and_shown(tree: Tree, county: Path) -> None:
    path = county / "agreements/protokoll-samarbejde/protokoll-samarbejde-1.00.yaml"
    text = path.read_text("utf-8")
    assert "title: Protokoll til samarbejde" in text  # titled
    assert "key: samarbejde" in text  # stands on the one agreement there is
    assert "NAV Eksempel" in text  # with its parties
    out = tree.run("-m", "avtale", "check", "--on", DAY, "--format", "json", path, cwd=county, code=1)
    (expired,) = [each for each in json.loads(out)["findings"] if each["severity"] == "error"]
    assert "protokollen gikk ut" in expired["message"]
    wrong = path.with_name("protokoll-samarbejde-2.00.yaml")
    wrong.write_text(text.replace("sustainability:", "sustainabillity:"), encoding="utf-8")
    out = tree.run("-m", "avtale", "check", "--on", DAY, "--format", "json", wrong, cwd=county, code=1)
    wrong.unlink()
    assert "Mener du «sustainability»?" in out
    tree.run(
        "-m",
        "avtale",
        "render",
        "protokoll-samarbejde",
        "--on",
        DAY,
        "--format",
        "html",
        "--to",
        "out",
        cwd=county,
    )
    (page,) = (county / "out").glob("protokoll*.html")
    assert "Vi reiser med tog." in page.read_text("utf-8")
    assert "protocol" in tree.run("-m", "avtale", "schema")
