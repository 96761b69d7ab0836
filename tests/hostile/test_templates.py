"""A county's template comes with the repository: it may change the look, and reach nothing beyond the document.

Each attack is laid into a template that renders before it is changed. The right answer is a refusal that names the
template, or a page without what was asked for; and never a trace of a program that ran.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from avtale.errors import StateError
from avtale.facts.repository import Repository
from avtale.remind.address import mailbox
from avtale.remind.letter import Writer
from avtale.render import bounded as bounds
from avtale.render.document import render
from avtale.render.templates import environment
from avtale.resources import folder
from tests.support import AGREEMENT, ON, children_seconds, discovered

PLACE = "</main>"
LOADED = "{% set o = view.part(view.say, '__globals__') %}{{ o['__builtins__']['open'](marker, 'w') }}"

REACHING = {
    "globals of a method": "{{ view.say.__globals__ }}",
    "part as getattr": "{{ view.part(view.say, '__globals__')['__builtins__'] }}",
    "part then open": LOADED,
    "class": "{{ doc.__class__.__mro__[1].__subclasses__() }}",
    "class by item": "{{ doc['__class__'] }}",
    "class of a text": "{{ ''.__class__ }}",
    "attr": "{{ doc | attr('__class__') }}",
    "map attribute": "{{ [doc] | map(attribute='__class__') | list }}",
    "groupby": "{{ [doc] | groupby('__class__') }}",
    "sort attribute": "{{ [doc, doc] | sort(attribute='__class__.__name__') }}",
    "sum attribute": "{{ [doc] | sum('__class__') }}",
    "selectattr": "{{ [doc] | selectattr('__class__') | list }}",
    "join attribute": "{{ [doc] | join('', '__init__') }}",
    "unique": "{{ [doc] | unique(attribute='__class__') | list }}",
    "format of a text": "{{ '{0.__class__}'.format(doc) }}",
    "format_map": "{{ '{a.__class__}'.format_map({'a': doc}) }}",
    "format filter": "{{ '%s' | format(doc) }}",
    "pprint": "{{ view | pprint }}",
    "macro": "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "macro's function": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "loop": "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
    "self": "{{ self._TemplateReference__context }}",
    "self by item": "{{ self['_TemplateReference__context'] }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('touch ' ~ marker).read() }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "lipsum": "{{ lipsum.__globals__['os'].popen('touch ' ~ marker).read() }}",
    "range": "{{ range.__globals__ }}",
    "dict": "{{ dict.__base__.__subclasses__() }}",
    "dict's method": "{{ adopted.get.__self__.__class__ }}",
    "words": "{{ words.labels.texts }}",
    "labels": "{{ t.texts }}",
    "labels' class": "{{ t.__class__ }}",
    "a field of the view": "{{ view.known }}",
    "a private method": "{{ view._in('a', 'b') }}",
    "a property's getter": "{{ view.lang.__class__ }}",
    "outline": "{{ outline.__globals__ }}",
    "outline's closure": "{{ outline.__closure__ }}",
    "a day's class": "{{ on.__class__ }}",
    "a day's format": "{{ on.strftime('%999999d') }}",
    "an imported template": "{% import 'macros/parts.html.jinja' as p %}{{ p.__class__ }}",
    "an imported template's stream": "{% import 'macros/parts.html.jinja' as p %}{{ p._body_stream }}",
    "an undefined thing": "{{ nothing.__class__.__mro__ }}",
    "undefined's init": "{{ nothing.__init__.__globals__ }}",
    "a file": "{% include '/etc/passwd' %}",
    "a file above": "{% include '../avtale.yaml' %}",
    "a link": "{% include 'linked.jinja' %}",
    "a link in a folder": "{% include 'away/passwd' %}",
    "a pipe": "{% include 'pipe.jinja' %}",
    "calling a text": "{{ 'a'() }}",
    "calling a record": "{{ doc() }}",
    "the struct's fields": "{{ doc.__struct_fields__ }}",
    "a section outside": "{{ outline(['../../avtale']) }}",
}
ENDLESS = {
    "loops in loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}{% endfor %}{% endfor %}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(200) }}",
    "a macro without end": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a power": "{{ 9 ** (9 ** (9 ** 9)) }}",
    "a long text": "{{ 'a' * 9999999999999 }}",
    "a text that doubles": "{% set n = namespace(s='aaaaaaaa') %}{% for i in range(60) %}{% set n.s = n.s ~ n.s %}{% endfor %}{{ n.s }}",
    "a list that doubles": "{% set n = namespace(s=[1]) %}{% for i in range(60) %}{% set n.s = n.s + n.s %}{% endfor %}",
    "a width": "{{ 'a' | indent(9999999999999, true) }}",
}
QUICK = ("loops in loops",)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with an overriding template that renders, and with things a template might be led to."""
    root = tmp_path_factory.mktemp("county") / "agreements"
    (root / "overrides").mkdir(parents=True)
    (root / "avtale.yaml").write_text("format: 1\n", encoding="utf-8")
    (root / "avtale-1.00.yaml").write_text(AGREEMENT, encoding="utf-8")
    (root / "overrides" / "linked.jinja").symlink_to("/etc/passwd")
    (root / "overrides" / "away").symlink_to("/etc")
    os.mkfifo(root / "overrides" / "pipe.jinja")
    return root


def lay(root: Path, attack: str) -> Path:
    """The page's own template with `attack` at its end; where the attack may leave its mark."""
    marker = root.parent / "pwned"
    page = (folder("templates") / "document.html.jinja").read_text(encoding="utf-8")
    assert PLACE in page
    said = f"{{% set marker = '{marker}' %}}{attack}{PLACE}"
    (root / "overrides" / "document.html.jinja").write_text(page.replace(PLACE, said), encoding="utf-8")
    return marker


def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that are soon reached, for a process of their own."""
    monkeypatch.setattr("avtale.render.job.PAGE_SECONDS", 2)
    monkeypatch.setattr("avtale.render.templates.PAGE_SECONDS", 2)
    monkeypatch.setattr("avtale.render.document.PAPER_SECONDS", 4)
    monkeypatch.setattr(bounds, "MEMORY", 1_000_000_000)
    monkeypatch.setattr(bounds, "_workers", {})


def html(root: Path) -> str:
    repository = Repository.open(root)
    return render(repository.entries[0], repository, on=ON, formats=("html",)).files["html"].decode()


def test_what_a_county_may_do(county: Path) -> None:
    lay(
        county,
        "<p>{{ doc.key | upper }} {{ [doc.parties[0], doc.parties[0]] | map(attribute='id') | join(', ') }} "
        "{{ view.part(view, '__class__') }} {% for p in doc.parties %}{% if loop.first %}{{ view.party_name(p) }}{% endif %}{% endfor %} "
        "{{ namespace(a=7).a }} {{ adopted.get('x', 'ingen') }}</p>{% include 'styles/extra.css' ignore missing %}",
    )
    page = html(county)
    assert page.count("ingen</p>") == 1
    assert " 7 ingen" in page
    assert " None " in page, "what is no field is not there"


@pytest.mark.parametrize("attack", discovered(list(REACHING), at_least=50))
def test_a_template_reaches_nothing(county: Path, attack: str) -> None:
    lay(county, "<p>fredelig</p>")
    assert "fredelig" in html(county)
    marker = lay(county, REACHING[attack])
    with pytest.raises(StateError) as refusal:
        html(county)
    assert "mal" in refusal.value.nb.lower()
    assert not marker.exists()


@pytest.mark.parametrize(
    "attack",
    [
        one if one in QUICK else pytest.param(one, marks=pytest.mark.extended)
        for one in discovered(list(ENDLESS), at_least=8)
    ],
)
def test_a_template_comes_to_an_end(county: Path, attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few(monkeypatch)
    lay(county, ENDLESS[attack])
    begun = children_seconds()
    with pytest.raises(StateError):
        html(county)
    assert children_seconds() - begun < 10
    lay(county, "<p>fredelig</p>")
    assert "fredelig" in html(county), "the next page is made as before"


@pytest.mark.extended
def test_a_style_without_measure_comes_to_an_end(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few(monkeypatch)
    lay(
        county,
        "<style>@page { size: 3mm 3mm; margin: 0 } p { font-size: 90pt }</style>" + "<p>ord</p>" * 9000,
    )
    repository = Repository.open(county)
    with pytest.raises(StateError, match="overrides/"):
        render(repository.entries[0], repository, on=ON, formats=("pdf",))


def letter(root: Path) -> str:
    repository = Repository.open(root)
    own = mailbox("avtaler@eksempel.example")
    assert own is not None
    return Writer(repository, own, None, ON, dt.datetime(2026, 11, 12, tzinfo=dt.UTC)).page(
        "letter.txt.jinja", {}
    )


def two_languages(root: Path) -> str:
    repository = Repository.open(root)
    return (
        render(repository.entries[0], repository, on=ON, lang="nb+nn", formats=("html",))
        .files["html"]
        .decode()
    )


@pytest.mark.parametrize(
    ("place", "page"),
    [
        ("mail/letter.txt.jinja", letter),
        pytest.param("styles/side_by_side.css", two_languages, marks=pytest.mark.extended),
    ],
)
def test_every_template_has_the_bounds(
    tmp_path: Path, place: str, page: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only those of a document: a mail, a sheet of styles, whatever a county may lay over ours."""
    few(monkeypatch)
    file = tmp_path / "overrides" / place
    file.parent.mkdir(parents=True)
    (tmp_path / "avtale.yaml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / "avtale-1.00.yaml").write_text(AGREEMENT, encoding="utf-8")
    file.write_text("{% set a = 1 %}/* fredelig */", encoding="utf-8")
    assert "fredelig" in page(tmp_path)
    file.write_text(ENDLESS["loops in loops"], encoding="utf-8")
    begun = time.process_time()
    with pytest.raises(StateError, match="overrides/"):
        page(tmp_path)
    assert time.process_time() - begun < 5, "and not in the process that asks"
    with pytest.raises(AssertionError):
        environment((tmp_path / "overrides",))


def test_the_folder_of_templates_is_no_link(county: Path) -> None:
    lay(county, "<p>fredelig</p>")
    elsewhere = county.parent / "elsewhere"
    shutil.move(county / "overrides", elsewhere)
    (county / "overrides").symlink_to(elsewhere)
    try:
        with pytest.raises(StateError, match="link"):
            html(county)
    finally:
        (county / "overrides").unlink()
        shutil.move(elsewhere, county / "overrides")


def test_behind_the_sandbox_stands_a_wall(county: Path) -> None:
    """What a hole in the sandbox would reach: the process that makes the page writes no file and starts no program."""
    folders = (county / "overrides",)
    marker = county.parent / "pwned"
    assert bounds.bounded(len, int, folders, 9, "fire") == 4
    for task, arguments in (
        (os.system, (f"touch {marker}",)),
        (os.mkdir, (str(marker),)),
        (Path.write_text, (marker, "x")),
        (Path.read_text, (Path("/etc/hostname"),)),
        (os.symlink, ("/etc", str(marker))),
        (shutil.copy, ("/etc/hostname", str(marker))),
        (os.fork, ()),
        (os.kill, (os.getpid(), 9)),
    ):
        with pytest.raises(StateError):
            bounds.bounded(task, object, folders, 9, *arguments)  # type: ignore[arg-type]
        assert not marker.exists()


def test_errors_are_told_in_the_readers_language(county: Path) -> None:
    for attack, words in (
        ("{{ 1 / 0 }}", "et uttrykk i den kan ikke regnes ut"),
        ("{{ ukjent }}", "det finnes ikke noe som heter «ukjent»"),
        ("{% if %}", "den er ikke skrevet slik Jinja krever"),
        ("{{ doc.__class__ }}", "den ber om «__class__», som en mal ikke får se"),
        ("{% include 'borte.jinja' %}", "Fant ikke malen «borte.jinja»"),
    ):
        lay(county, attack)
        with pytest.raises(StateError) as refusal:
            html(county)
        assert words in refusal.value.nb
        assert "document.html.jinja" in refusal.value.nb or "borte" in refusal.value.nb
