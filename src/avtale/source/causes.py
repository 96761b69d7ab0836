"""Why a file cannot be read, found in its lines: the parser says where it gave up, and that is seldom what is wrong.

Each cause is what a person wrote (a dash of Word, a colon without a space, a text that begins with a sign of YAML), at
the line where it stands. Lines that are text of a block or a quotation are left out: there, no sign has a meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from avtale.message import Message
from avtale.source.letters import called
from avtale.source.unquoted import with_colon

# What Word and others put before the items of a list.
DASHES = "–—−‐‑‒―•·◦▪▸►●○■□✓➢➤\uf0b7\uf0a7\uf0d8"
_DASH = re.compile(rf" *+([{DASHES}])[ \t\xa0]")
_STAR = re.compile(r" *+(\*)[ \xa0]")
_DOUBLE = re.compile(r" *+(--+)[ \t]")
_STUCK = re.compile(r" *+-(?=[^\W\d])")
_KEY = re.compile(r"( *+)(-? *+)(\w[\w-]*+)(:?)(.*+)")
_VALUE = re.compile(r" *+(?:-[ ]++)*+(?:[^\s:#\"'\[{&*!|>%@`]++:[ ]++)?")
_NOT_A_COLON = "：﹕︓;=∶ː"
_QUOTES = "“”„‟‘’‚«»"
_SIGNS = "*&@`%,]}?:|>!"
ITEMS = frozenset(
    ("id", "name", "letter", "party", "key", "role", "code", "title", "text", "language", "within", "on")
)


class Cause(Message):
    """What is wrong at a 0-based line and column."""

    def __init__(self, line: int, column: int, nb: str, en: str) -> None:
        super().__init__(nb, en)
        self.line, self.column = line, column


class Stumble(Struct, frozen=True):
    """Where the parser gave up: its own words, its place, where what it was reading began, and what it had read last."""

    words: str
    line: int
    column: int
    begun: int | None
    begun_column: int | None
    last: Any
    texts: frozenset[int]
    """Lines that are text of a block or of a quotation, after its first."""


def cause(lines: list[str], at: Stumble) -> Cause | None:
    """The cause, where one of those we know stands near the place; None where none does."""
    return next((found for look in _LOOKS for found in look(lines, at)), None)


def _near(lines: list[str], at: Stumble, many: int = 1) -> Iterator[int]:
    """The line of the place, then those with content above it, nearest first."""
    yield at.line
    for number in range(at.line - 1, -1, -1):
        if many == 0:
            return
        if lines[number].strip() and not lines[number].lstrip().startswith("#") and number not in at.texts:
            many -= 1
            yield number


def _open_quote(_lines: list[str], at: Stumble) -> Iterator[Cause]:
    """A quotation that swallowed lines, up to a quote that was meant to open another."""
    last = at.last
    if last is None or last.style not in ("'", '"') or last.start_mark.line == last.end_mark.line:
        return
    if last.end_mark.line == at.line and "expected key" in at.words:
        yield Cause(
            last.start_mark.line,
            last.start_mark.column,
            "Anførselstegnet her er ikke lukket der teksten slutter. Sett samme tegn sist i teksten.",
            "The quote that opens here is not closed where the text ends. Put the same sign at its end.",
        )


def _dash(lines: list[str], at: Stumble) -> Iterator[Cause]:
    for number in _near(lines, at):
        found = _DASH.match(lines[number]) or (_STAR.match(lines[number]) if number == at.line else None)
        if found is not None and number not in at.texts:
            which = called(found[1], ", {}") if found[1] != "*" else Message("stjerne", "asterisk")
            yield Cause(
                number,
                found.start(1),
                f"Tegnet «{found[1]}» ({which.nb}) lager ikke en liste. Skriv en vanlig bindestrek og et mellomrom: «- ».",
                f"The sign “{found[1]}” ({which.en}) makes no list. Write an ordinary hyphen and a space: “- ”.",
            )
        elif (double := _DOUBLE.match(lines[number])) is not None and number not in at.texts:
            yield Cause(
                number,
                double.start(1),
                "Et punkt i en liste begynner med én strek og et mellomrom: «- ».",
                "An item of a list begins with one hyphen and a space: “- ”.",
            )
        elif (stuck := _STUCK.match(lines[number])) is not None and number not in at.texts:
            yield Cause(
                number,
                stuck.end() - 1,
                "Det mangler et mellomrom etter streken. Et punkt i en liste begynner med «- ».",
                "A space is missing after the dash. An item of a list begins with “- ”.",
            )


def _sign(lines: list[str], at: Stumble) -> Iterator[Cause]:
    """A text that begins with a sign of YAML."""
    line = lines[at.line]
    start = _VALUE.match(line)
    column = start.end() if start else 0
    sign, rest = line[column : column + 1], line[column + 1 :]
    if not sign or at.column < column or at.line in at.texts or sign not in _SIGNS:
        return
    if sign in "|>":
        yield Cause(
            at.line,
            column,
            f"Etter «{sign}» må teksten begynne på neste linje. Hører tegnet til teksten, så sett hele teksten i anførselstegn.",
            f"After “{sign}” the text must begin on the next line. Where the sign is part of it, put the whole text in quotes.",
        )
    elif sign not in "?:" or rest[:1] in ("", " "):
        yield Cause(
            at.line,
            column,
            f"En tekst kan ikke begynne med «{sign}» uten anførselstegn. Sett hele teksten i anførselstegn.",
            f"A text cannot begin with “{sign}” unquoted. Put the whole text in quotes.",
        )


def _word_quotes(lines: list[str], at: Stumble) -> Iterator[Cause]:
    line = lines[at.line]
    start = _VALUE.match(line)
    column = start.end() if start else 0
    if line[column : column + 1] in tuple(_QUOTES) and at.column > column and "mapping values" in at.words:
        yield Cause(
            at.line,
            column,
            f"«{line[column]}» er et anførselstegn fra Word, og det leses som en bokstav. Skriv ' eller \" rundt hele teksten i stedet.",
            f"“{line[column]}” is a quote of Word and is read as a letter. Put ' or \" around the whole text instead.",
        )


def _text_with_colon(lines: list[str], at: Stumble) -> Iterator[Cause]:
    """A text that needs quotes for the colon in it: told with the line as it should be."""
    flow = "',' or '}'" in at.words
    found = with_colon(lines, at.line, at.column, flow=flow) if flow or "mapping values" in at.words else None
    if found is not None and at.line not in at.texts:
        yield Cause(
            at.line,
            at.column,
            f"Teksten har et kolon, og må stå i anførselstegn. Skriv «{found.shown()}».",
            f"The text has a colon and must stand in quotes. Write “{found.shown()}”.",
        )


def _bracket(lines: list[str], at: Stumble) -> Iterator[Cause]:
    """A bracket that is not closed: told where it opens."""
    for closing, opening in (("]", "["), ("}", "{")):
        if f"',' or '{closing}'" in at.words and at.begun is not None and at.begun <= at.line:
            column = lines[at.begun].find(opening)
            yield Cause(
                at.begun,
                max(column, 0),
                f"Parentesen «{opening}» er ikke lukket med «{closing}», eller det mangler et komma. Hører den til teksten, så sett hele "
                "teksten i anførselstegn.",
                f"The bracket “{opening}” is not closed by “{closing}”, or a comma is missing. Where it is part of the text, put the whole "
                "text in quotes.",
            )


def _colon(lines: list[str], at: Stumble) -> Iterator[Cause]:
    """A field whose colon is missing, is another sign, or has no space after it."""
    if "mapping values" in at.words and not _first_colon(lines[at.line], at.column):
        return
    numbers = [at.begun] if at.begun is not None and "expected ':'" in at.words else _near(lines, at)
    for number in numbers:
        found = _KEY.match(lines[number])
        if found is None or number in at.texts:
            continue
        after = found[5]
        if found[4]:
            if after and not after[0].isspace() and not after.startswith("//"):
                yield Cause(
                    number,
                    found.end(4),
                    f"Det mangler et mellomrom etter kolonet. Skriv «{found[3]}: ».",
                    f"A space is missing after the colon. Write “{found[3]}: ”.",
                )
        elif ": " not in after and not after.endswith(":"):
            other = after.lstrip()[:1]
            nb = f" Her står «{other}»." if other and other in _NOT_A_COLON else ""
            en = f" Here stands “{other}”." if nb else ""
            goes_on = (
                not nb
                and number > 0
                and ": " in lines[number - 1]
                and _indent(lines[number]) <= _indent(lines[number - 1])
            )
            more_nb = (
                " Hører linjen til teksten over, så rykk den lenger inn enn feltnavnet." if goes_on else ""
            )
            more_en = (
                " Where the line belongs to the text above, indent it further than the field name."
                if goes_on
                else ""
            )
            yield Cause(
                number,
                found.start(3),
                f"Det mangler et kolon etter feltnavnet.{nb} Skriv «{found[3]}: ».{more_nb}",
                f"A colon is missing after the field name.{en} Write “{found[3]}: ”.{more_en}",
            )


def _first_colon(line: str, column: int) -> bool:
    """Whether the colon at a column is that of the line's own key, and not one in its value."""
    found = _KEY.match(line)
    return found is not None and bool(found[4]) and found.start(4) == column


def _item(lines: list[str], at: Stumble) -> Iterator[Cause]:
    """A «- » that is missing before the first field of an item."""
    line = lines[at.line]
    number: int | None = None
    if "'-' indicator" in at.words:
        number = at.line if _indent(line) == at.begun_column else None
    elif "mapping values" in at.words and _first_colon(line, at.column):
        before = list(_near(lines, at, 2))[1:]
        if (
            len(before) == 2
            and lines[before[1]].rstrip().endswith(":")
            and _indent(lines[before[0]]) + 2 <= _indent(line)
        ):
            number = before[0]
    elif "expected key" in at.words and line.lstrip().startswith("- "):
        inside = [n for n in range(at.line) if lines[n].strip() and _indent(lines[n]) < _indent(line)]
        first = next(
            (n for n in range((inside[-1] if inside else -1) + 1, at.line) if lines[n].strip()), None
        )
        number = first if first is not None and not lines[first].lstrip().startswith(("- ", "#")) else None
    found = _KEY.match(lines[number]) if number is not None else None
    if number is not None and found is not None and found[4] and not found[2] and found[3] in ITEMS:
        yield Cause(
            number,
            found.start(3),
            f"Det mangler «- » foran «{found[3]}»: hvert punkt i en liste begynner med en strek og et mellomrom, like langt inne.",
            f"“- ” is missing before “{found[3]}”: each item of a list begins with a hyphen and a space, at the same column.",
        )


def _indented(lines: list[str], at: Stumble) -> Iterator[Cause]:
    """A line further in than the one above, which has a value already."""
    if "mapping values" in at.words and _first_colon(lines[at.line], at.column):
        above = list(_near(lines, at))[1:]
        if above and _indent(lines[above[0]]) < _indent(lines[at.line]):
            yield Cause(
                at.line,
                _indent(lines[at.line]),
                "Innrykket er for stort: linjen over har en verdi selv. Rykk denne like langt inn som feltene den hører sammen med.",
                "The indentation is too large: the line above has a value of its own. Indent this one as far as the fields it belongs with.",
            )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_LOOKS = (_open_quote, _dash, _word_quotes, _sign, _text_with_colon, _bracket, _item, _colon, _indented)
