"""The documentation: the same pages in both languages, and every command, option, field and code in the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from avtale.catalogue.codes import codes
from avtale.cli.invocation import Invocation
from avtale.cli.main import main
from avtale.format.schema import ANY_KIND, names, published
from tests.support import discovered
from tests.unit.house.test_both_languages import ENGLISH, NORWEGIAN, foreign
from tools.make_site import PARTS, ROOT
from tools.reference import commands, findings, format

DOCS = ROOT / "docs"
#: What is written for developers, in English alone.
ENGLISH_ALONE = {"api", "decisions"}
PAGES = discovered(sorted({path.stem for path in (DOCS / "en").glob("*.md")} - ENGLISH_ALONE), at_least=10)
_CODE = re.compile(r"`(avtale [^`]+)`|^    (avtale .+)$", re.MULTILINE)


def below(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    """A command and all below it, each with the words that call it."""
    yield ctx.command_path, command, ctx
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            assert found is not None
            yield from below(found, click.Context(found, info_name=name, parent=ctx))


def everything(lang: str) -> list[tuple[str, click.Command, click.Context]]:
    return list(below(main, click.Context(main, info_name="avtale", obj=Invocation(chosen_lang=lang))))


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_every_command_and_option_is_documented(lang: str) -> None:
    pages = "\n".join(commands.pages(lang).values())
    known = NORWEGIAN if lang == "en" else ENGLISH
    for path, command, ctx in discovered(everything(lang), at_least=28):
        with ctx:
            assert not command.get_short_help_str().endswith("…"), path  # the list of commands cuts it
        section = pages
        if path != "avtale":
            (section,) = re.findall(rf"^## {re.escape(path)}\n(.*?)(?=^## |\Z)", pages, re.M | re.S)
            assert "```sh\navtale " in section
        for param in command.get_params(ctx):
            if isinstance(param, click.Option):
                record = param.get_help_record(ctx)
                assert record is not None
                assert len(record[1]) > 3, (path, param.name)
                assert foreign(record[1], known) == set(), (path, param.name)
                for written in (*param.opts, *param.secondary_opts):
                    assert re.search(rf"`[^`]*{re.escape(written)}\b", section), (path, written)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_every_field_is_documented(lang: str) -> None:
    pages = format.pages(lang)
    for name in discovered((each for each in names() if each != ANY_KIND), at_least=10):
        for field in discovered(published(name, lang)["properties"]):
            assert f"| `{field}` |" in pages[f"format-{name}"]
        for part, node in published(name, lang)["$defs"].items():
            assert f"({part})=\n" in pages["format-parts"]
            for field in node.get("properties", ()):
                assert f"| `{field}` |" in pages["format-parts"]
    shown = "".join(pages.values())
    for part in re.findall(r"format-parts\.md#(\w+)", shown):
        assert f"({part})=\n" in shown


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_every_code_is_documented(lang: str) -> None:
    pages = findings.pages(lang)
    for code in discovered(codes(), at_least=150):
        assert f"`{code}`" in pages[f"findings/{code}"]
        assert f"(findings/{code}.md)" in pages["findings"]


def test_both_languages_have_the_same_pages() -> None:
    assert sorted(path.stem for path in (DOCS / "nb").glob("*.md")) == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_show_the_same(page: str) -> None:
    """Commands with their options, settings, links to findings, pictures and how many sections there are."""
    pages = ((DOCS / lang / f"{page}.md").read_text(encoding="utf-8") for lang in ("nb", "en"))
    nb, en = (re.sub(r" --lang en|AVTALE_LANG", "", text) for text in pages)  # whom the page is for
    assert called(nb) == called(en)
    for shown in (
        r"findings/([\w-]+)\.md",
        r"\((\.\./pictures/[\w.-]+)\)",
        r"\b([A-Z]+_[A-Z_]+)\b",
        r"^##+ ",
        r"^```(\w+)$",
    ):
        assert sorted(re.findall(shown, nb, re.M)) == sorted(re.findall(shown, en, re.M)), shown


def test_what_a_page_shows_of_a_file_is_laid_out_with_it() -> None:
    shown = [
        path.parent / name
        for path in DOCS.rglob("*.md")
        for name in re.findall(r"^```\{(?:literal)?include\} (\S+)", path.read_text(encoding="utf-8"), re.M)
    ]
    for file in discovered(shown, at_least=6):
        assert file.is_file(), file
        assert file.resolve().relative_to(ROOT).parts[0] in PARTS, file


def called(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The commands that a page shows, each with its options."""
    lines = (span or line for span, line in _CODE.findall(text))
    return sorted({(line.split()[1], tuple(re.findall(r" (--[\w-]+)", line))) for line in lines})


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_the_pages_show_exists(lang: str) -> None:
    known = {path.split()[1]: set() for path, _, _ in everything(lang) if path != "avtale"}
    for path, command, ctx in everything(lang):
        for word in path.split()[1:2]:
            known[word] |= {
                each for param in command.get_params(ctx) for each in (*param.opts, *param.secondary_opts)
            }
    shown = [
        (page, *each)
        for page in PAGES
        for each in called((DOCS / lang / f"{page}.md").read_text(encoding="utf-8"))
    ]
    for page, name, options in discovered(shown, at_least=30):
        if name.startswith("-"):
            continue
        assert name in known, page
        assert set(options) <= known[name], (page, name)
