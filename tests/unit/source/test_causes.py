"""A file that cannot be read says its true cause: at the line where it stands, in bokmål, with the way out.

A document that can be read is spoilt in one line, in every line where that can be done, and in each way that people do.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from avtale.findings import Problem
from avtale.source.read import parse
from tests.support import AGREEMENT, discovered

DOCUMENT = (
    AGREEMENT.replace("    names: [{name: Eksempel fylkeskommune, language: nb}]\n", "    names:\n      - name: Eksempel fylkeskommune\n        language: nb\n")
    .replace("    names: [{name: NAV Eksempel, language: nb}]\n", "    names:\n      - name: NAV Eksempel\n        language: nb\n")
    .replace("    informs: [nav]\n    deadline: {within: 5 working days}\n", "    informs:\n      - nav\n      - county\n    deadline:\n      within: 5 working days\n")
    .replace("  - {party: county, title: Fylkesdirektør}\n  - {party: nav, title: Avdelingsdirektør}\n", "  - party: county\n    title: Fylkesdirektør\n  - party: nav\n    title: Avdelingsdirektør\n")
)  # fmt: skip
LINES = DOCUMENT.split("\n")
_FIELD = re.compile(r"( *(?:- )?)(\w+): ([^'\n][^#\n]*)$")
_ITEM = re.compile(r"( *)- (.+)$")
_HEAD = re.compile(r"( *)(\w+):$")

#: What no message may say: words of the parser.
PARSER = re.compile(
    r"did not find|found |expected|mapping|scalar|token|sequence|anchor|alias|while (?:scanning|parsing)|indicator|stream|indentation",
    re.IGNORECASE,
)

SIGNS = {
    "*": "«*", "**fet** ": "«*»", "* ": "«*»", "& ": "«&»", "@": "«@»", "`": "«`»", "%": "«%»", ", ": "«,»", "]": "«]»", "}": "«}»",
    "? ": "«?»", ": ": "«:»", ">50 ": "«>»", "> ": "«>»", "| ": "«|»", "!viktig ": "«!viktig»", "- ": "«- »", "[": "«[»", "[a] ": "parentes",
    '"a" ': "anførselstegn", "'a' ": "anførselstegn", "{{navn}} ": "anførselstegn", '"': "nførselstegn", "“x: ": "«“»", "„x: ": "«„»", "«x: ": "««»",
    "\t: ": "", "@@": "«@»", "%%": "«%»",
}  # fmt: skip
DASHES = "–—−‐‑•·▪◦●\uf0b7*"


class Spoilt(NamedTuple):
    """One way to spoil one line, 1-based, and words that the message must hold."""

    way: str
    line: int
    text: str
    words: str

    def __str__(self) -> str:
        return f"{self.way} in {self.line}"


def _with(number: int, line: str) -> str:
    return "\n".join((*LINES[:number], line, *LINES[number + 1 :]))


def spoilt() -> Iterator[Spoilt]:
    """Every line that can be spoilt, in every way."""
    for number, line in enumerate(LINES):
        if (field := _FIELD.match(line)) is not None:
            head, key, value = field.groups()
            for sign, words in SIGNS.items():
                if words:
                    yield Spoilt(
                        f"begins with {sign!r}",
                        number + 1,
                        _with(number, f"{head}{key}: {sign}{value}"),
                        words,
                    )
            yield Spoilt("a colon in it", number + 1, _with(number, f"{head}{key}: {value}: og mer"), "kolon")
            yield Spoilt("a tab before it", number + 1, _with(number, f"\t{line}"), "abulator")
            if not _alone(number):
                yield Spoilt(
                    "no colon",
                    number + 1,
                    _with(number, f"{head}{key} {value}"),
                    f"kolon etter feltnavnet. Skriv «{key}: »",
                )
                yield Spoilt(
                    "no space",
                    number + 1,
                    _with(number, f"{head}{key}:{value}"),
                    f"mellomrom etter kolonet. Skriv «{key}: »",
                )
                yield Spoilt(
                    "a wide colon",
                    number + 1,
                    _with(number, f"{head}{key}： {value}"),
                    f"«：». Skriv «{key}: »",
                )
        if (item := _ITEM.match(line)) is not None and ":" in item[2] and not _only_field(number):
            for dash in DASHES:
                yield Spoilt(
                    f"{dash!r} for a hyphen",
                    number + 1,
                    _with(number, f"{item[1]}{dash} {item[2]}"),
                    f"«{dash}»",
                )
            yield Spoilt("no hyphen", number + 1, _with(number, f"{item[1]}{item[2]}"), "«- » foran")
            yield Spoilt(
                "no space after the hyphen",
                number + 1,
                _with(number, f"{item[1]}-{item[2]}"),
                "mellomrom etter streken",
            )
            yield Spoilt("two hyphens", number + 1, _with(number, f"{item[1]}-- {item[2]}"), "én strek")
        if (head_ := _HEAD.match(line)) is not None:
            for end, words in {"": "kolon etter feltnavnet", ";": "«;»", " =": "«=»"}.items():
                yield Spoilt(
                    f"ends with {end!r}", number + 1, _with(number, f"{head_[1]}{head_[2]}{end}"), words
                )


def _only_field(number: int) -> bool:
    """Whether an item of one field stands alone in its list: without its hyphen it is another document that can be read."""
    indent = len(LINES[number]) - len(LINES[number].lstrip())
    following = LINES[number + 1] if number + 1 < len(LINES) else ""
    return len(following) - len(following.lstrip()) < indent + 2


def _alone(number: int) -> bool:
    """Whether a field has no other beside it: without its colon it is a text, and the schema's to tell of."""
    indent, above, below = (_column(LINES[at]) for at in (number, number - 1, number + 1))
    return (above < indent or LINES[number].lstrip().startswith("- ")) and below < indent


def _column(line: str) -> int:
    """Where the field of a line begins."""
    return len(line) - len(line.lstrip(" -"))


ALL = discovered(spoilt(), at_least=700)
WAYS = discovered(sorted({each.way for each in ALL}), at_least=45)


def problem(text: str) -> Problem:
    (one,) = parse(text).problems
    return one


def test_the_document_can_be_read() -> None:
    assert parse(DOCUMENT).problems == []


@pytest.mark.parametrize("way", WAYS)
def test_the_cause_is_told_at_its_line_with_the_way_out(way: str) -> None:
    for each in (each for each in ALL if each.way == way):
        one = problem(each.text)
        assert one.place is not None
        assert one.place[0] == each.line, (str(each), each.text.split("\n")[each.line - 1], one)
        assert each.words in one.nb, (str(each), one)
        assert PARSER.search(one.nb) is None, one
        assert re.search(r"did not|token|scalar|stream", one.en) is None, one


@pytest.mark.parametrize("dash", DASHES)
def test_a_dash_of_word_anywhere_in_a_list_is_named(dash: str) -> None:
    for old in (
        "  - id: nav\n",
        "  - id: county\n",
        "  - party: nav\n",
        "      - name: NAV Eksempel\n",
        "  - id: tell\n",
    ):
        text = DOCUMENT.replace(old, old.replace("- ", f"{dash} ", 1))
        one = problem(text)
        assert one.place is not None
        assert one.place[0] == DOCUMENT[: DOCUMENT.index(old)].count("\n") + 1, (old, one)
        assert f"«{dash}»" in one.nb
        assert "«- »" in one.nb


def test_signs_in_a_block_and_in_quotes_are_no_cause() -> None:
    """The lines of a text are not looked at when the fault stands after it."""
    for text in (
        "a: |\n  – en\n  – to\nb 1\nc: 2\n",
        "a: |\n  key:verdi\nb: c: d\n",
        "a: 'x\n  – y'\nb: @c\n",
    ):
        one = problem(text)
        assert one.place is not None
        assert "«–»" not in one.nb
        assert one.place[0] > 2 or "mellomrom etter kolonet" not in one.nb


@pytest.mark.parametrize(
    "text",
    [
        "format: 1\nkind: agreement\n" + " " * 200_000 + "- x: [\n: }\n",
        "a: [\n" + " " * 200_000 + "\xa0x",
        "a: 'x\n" + "- " * 100_000,
        "- " * 100_000 + "}",
        "a" * 200_000 + "\nb: c: d",
        "a: b: " + "a:" * 100_000,
        "“" * 200_000 + ": x: y",
        "x" + "：" * 100_000 + "\ny: z\n",
        "\n" * 100_000 + "a: }\n" + "\n" * 100_000,
        "a: |\n" + "  – b\n" * 50_000 + "c: }\n",
        "–" * 200_000 + "\nb: c\n",
        "#" * 100_000 + "\n" + " #" * 100_000 + "\na: }",
    ],
    ids=range(12),
)
def test_a_hostile_file_is_told_in_a_moment(text: str) -> None:
    begun = time.process_time()
    assert parse(text).problems
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("bad", "line", "shown"),
    [
        ("title: Ønsket: et åpent hus", 1, "title: 'Ønsket: et åpent hus'"),
        ("a:\n  - text: Merk:", 2, "- text: 'Merk:'"),
        ("a: d'accord: ja", 1, "a: 'd''accord: ja'"),
        ("a:\n  - {id: x, does: rydde: alle rom, strength: shall}", 2, "does: 'rydde: alle rom'"),
        ("a: over to: linjer\n  og mer\nb: c", 1, "a: 'over to: linjer og mer'"),
        ("a: ring 15850712325: da", 1, "a: 'ring "),
    ],
)
def test_a_text_with_a_colon_is_shown_with_its_quotes(bad: str, line: int, shown: str) -> None:
    (found,) = parse(bad + "\n").problems
    assert found.place is not None
    assert found.place[0] == line
    assert shown in found.nb
    assert shown in found.en
    assert "15850712325" not in found.nb
