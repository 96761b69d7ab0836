"""What the YAML parser refuses, in words for people who do not know YAML: what somebody wrote, where that can be found."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import ScalarEvent

from avtale.findings import Problem
from avtale.source.causes import Cause, Stumble, cause
from avtale.source.events import next_event
from avtale.source.lines import end_of, hidden, lines

_KNOWN: tuple[tuple[str, str, str], ...] = (
    (
        "did not find expected ',' or ']'",
        "En liste i hakeparenteser [ ] er ikke lukket, eller det mangler et komma",
        "A list in brackets [ ] is not closed, or a comma is missing",
    ),
    (
        "did not find expected ',' or '}'",
        "Felter i krøllparenteser { } er ikke lukket, eller det mangler et komma",
        "Fields in braces { } are not closed, or a comma is missing",
    ),
    (
        "mapping values are not allowed",
        "Det står et kolon for mye, eller linjen har galt innrykk. Sett teksten i anførselstegn om kolonet hører til den",
        "A colon too many, or wrong indentation. Quote the text if the colon is part of it",
    ),
    (
        "could not find expected ':'",
        "Det mangler et kolon etter feltnavnet",
        "A colon is missing after the field name",
    ),
    (
        "mapping keys are not allowed",
        "Et spørsmålstegn og et mellomrom først i en tekst må stå i anførselstegn",
        "A question mark and a space first in a text must be quoted",
    ),
    (
        "did not find expected key",
        "Innrykket stemmer ikke med linjene over",
        "The indentation does not fit the lines above",
    ),
    (
        "did not find expected '-' indicator",
        "Innrykket i listen stemmer ikke: hvert punkt begynner med «- » like langt inne, og feltene i et punkt "
        "står rett under hverandre",
        "The list's indentation is off: each item begins with “- ” at the same column, and the fields of an item "
        "stand right below each other",
    ),
    (
        "block sequence entries are not allowed",
        "Et listepunkt «- » står der det ventes en tekst. Flytt det til en linje for seg, eller sett teksten i anførselstegn",
        "A list item “- ” stands where a text is expected. Move it to a line of its own, or put the text in quotes",
    ),
    (
        "unexpected end of stream",
        "Et anførselstegn eller en parentes er ikke lukket",
        "A quote or bracket is not closed",
    ),
    ("unexpected document indicator", "Et anførselstegn er ikke lukket", "A quote is not closed"),
    (
        "unknown escape character",
        "En bakstrek \\ i doble anførselstegn må skrives \\\\, eller bruk enkle anførselstegn",
        "A backslash in double quotes is written \\\\, or use single quotes",
    ),
    (
        "undefined alias",
        "En stjerne * først i teksten må stå i anførselstegn",
        "An asterisk first in a text must be quoted",
    ),
    (
        "control characters are not allowed",
        "Her står et usynlig kontrolltegn. Slett det",
        "There is an invisible control character here. Delete it",
    ),
    (
        "invalid Unicode character escape code",
        "Tegnet som er skrevet med \\u eller \\U, finnes ikke. YAML leser ikke to \\u som ett tegn, slik JSON gjør: skriv tegnet selv, "
        "eller som \\U og åtte siffer",
        "There is no character as written with \\u or \\U. YAML does not read two \\u as one character, as JSON does: write the "
        "character itself, or \\U and eight digits",
    ),
    (
        "did not find expected hexdecimal number",
        "Etter \\x, \\u og \\U skal det stå to, fire og åtte siffer fra 0 til 9 og a til f. Skriv tegnet selv, eller skriv \\\\ for en bakstrek",
        "After \\x, \\u and \\U come two, four and eight digits from 0 to 9 and a to f. Write the character itself, or \\\\ for a backslash",
    ),
    ("did not find expected node content", "Her mangler det en verdi", "A value is missing here"),
    (
        "did not find expected <document start>",
        "Det står noe løst etter dokumentet, eller innrykket er galt",
        "Something stands loose after the document, or the indentation is wrong",
    ),
    (
        "found a tab character",
        "Innrykk må være mellomrom, ikke tabulator",
        "Indentation must be spaces, not tabs",
    ),
)


_BACK = 4  # lines; the parser notices a wrong indentation on one of the next
# Possessive, so that a line of nothing but spaces is read once.
_HARD_SPACE = re.compile(r" *+(?:- *+)?(?:\w++:)? *+\xa0")
_MERGE = re.compile(r" *+(?:<{7} |={7}$|>{7} )")


def from_parser(text: str, error: Any) -> Problem:
    """A problem the YAML parser reports with a position."""
    split, words = lines(text), f"{error.problem or ''}"
    line, column = _place(split, words, error)
    here = split[line]
    if "\t" in here[: len(here) - len(here.lstrip())] or here[column : column + 1] == "\t":
        return Problem(
            "file-tab",
            "",
            "Her står en tabulator. Bruk mellomrom: to for hvert nivå.",
            "There is a tab here. Use spaces: two for each level.",
            place=(line + 1, here.index("\t") + 1),
        )
    at = _stumble(text, words, line, column, error)
    found = next(cause for look in _LOOKS if (cause := look(split, at)) is not None)
    return Problem("file-syntax", "", found.nb, found.en, place=(found.line + 1, found.column + 1))


def _place(split: list[str], words: str, error: Any) -> tuple[int, int]:
    """Where to look, 0-based: where the parser gave up, or where what it was reading began when that helps more."""
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    at_end = line >= len(split) or (line == len(split) - 1 and not split[line])
    # It notices at the end of the file, and goes on looking for a colon after the line that lacks it.
    if begun is not None and (at_end or "could not find expected ':'" in words):
        line, column = begun.line, begun.column
    return (line, column) if line < len(split) else (len(split) - 1, len(split[-1]))


def _hard_space(split: list[str], at: Stumble) -> Cause | None:
    for number in range(at.line, max(at.line - _BACK, -1), -1):
        if hard := _HARD_SPACE.match(split[number]):
            return Cause(
                number,
                hard.end() - 1,
                "Her står et hardt mellomrom, som ofte følger med fra Word. Slett det, og skriv et vanlig mellomrom.",
                "There is a no-break space here, as often comes along from Word. Delete it, and type an ordinary space.",
            )
    return None


def _mark_of_git(split: list[str], at: Stumble) -> Cause | None:
    if not _MERGE.match(split[at.line]):
        return None
    return Cause(
        at.line,
        at.column,
        "Her står et merke etter en fletting i git. Behold den ene av de to tekstene, og slett linjene med "
        "<<<<<<<, ======= og >>>>>>>.",
        "There is a mark of a merge in git here. Keep one of the two texts, and delete the lines with "
        "<<<<<<<, ======= and >>>>>>>.",
    )


def _after_the_end(split: list[str], at: Stumble) -> Cause | None:
    before = split[at.line][: at.column].rstrip()
    if "did not find expected key" not in at.words or not before.endswith(("]", "}", '"', "'")):
        return None
    return Cause(
        at.line,
        at.column,
        "Teksten fortsetter etter en parentes eller et anførselstegn som er lukket. Sett hele teksten i anførselstegn.",
        "The text goes on after a bracket or a quote that is closed. Put the whole text in quotes.",
    )


def _no_beginning(split: list[str], at: Stumble) -> Cause | None:
    if "cannot start any token" not in at.words:
        return None
    sign = split[at.line][at.column : at.column + 1]
    return Cause(
        at.line,
        at.column,
        f"En tekst kan ikke begynne med «{sign}» uten anførselstegn. Sett hele teksten i anførselstegn.",
        f"A text cannot begin with “{sign}” unquoted. Put the whole text in quotes.",
    )


def _in_its_words(_split: list[str], at: Stumble) -> Cause:
    """What the parser says, where nothing better is found."""
    known = ((f"{nb}.", f"{en}.") for key, nb, en in _KNOWN if key in at.words)
    return Cause(at.line, at.column, *next(known, _UNKNOWN))


_UNKNOWN = (
    "Filen kan ikke leses herfra. Se etter innrykk, kolon og anførselstegn på denne linjen og den over. Begynner teksten med et "
    "tegn, så sett hele teksten i anførselstegn.",
    "The file cannot be read from here. Look at indentation, colons and quotes on this line and the one above. Where the text "
    "begins with a sign, put the whole text in quotes.",
)
_LOOKS = (_hard_space, _mark_of_git, cause, _after_the_end, _no_beginning, _in_its_words)


def _stumble(text: str, words: str, line: int, column: int, error: Any) -> Stumble:
    """What the parser had read when it gave up; it is asked once more, since a file that can be read need not remember."""
    last, texts = None, set[int]()
    get_event = next_event(hidden(text)[0])
    with suppress(YAMLError):
        while (event := get_event()) is not None:
            if isinstance(event, ScalarEvent):
                last = event
                if event.style and event.end_mark.line > event.start_mark.line:
                    texts.update(
                        range(event.start_mark.line + 1, event.end_mark.line + (event.style in ("'", '"')))
                    )
    begun = error.context_mark
    return Stumble(words, line, column, begun and begun.line, begun and begun.column, last, frozenset(texts))


def unreadable(text: str, error: Exception) -> Problem:
    """A problem the YAML reader reports without a mark, such as a character YAML forbids."""
    position = getattr(error, "position", None)
    place = end_of(text[:position] if isinstance(position, int) else "")
    return Problem(
        "file-syntax",
        "",
        "Her står et usynlig kontrolltegn som YAML ikke tillater. Slett det.",
        "There is an invisible control character here that YAML does not allow. Delete it.",
        place=place,
    )
