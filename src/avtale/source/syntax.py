"""What can be wrong with a file before it has a meaning, in words for people who do not know YAML."""

from __future__ import annotations

import errno
import re
from contextlib import suppress
from typing import Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import ScalarEvent

from avtale.errors import system_says
from avtale.findings import Problem
from avtale.message import Message
from avtale.source import causes
from avtale.source.events import next_event
from avtale.source.lines import end_of, hidden
from avtale.source.lines import lines as split_lines


class Stop(Exception):
    """Reading cannot go on; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.en)
        self.problem = problem


def _at(event: Any) -> tuple[int, int]:
    return (event.start_mark.line + 1, event.start_mark.column + 1)


def _problem(code: str, place: tuple[int, int], nb: str, en: str) -> Problem:
    return Problem(code, "", nb, en, place=place)


def too_large(size: int, limit: int) -> Problem:
    """The file is larger than `limit` bytes."""
    return _problem(
        "file-too-large",
        (1, 1),
        f"Filen er på {size:_} byte, og grensen er {limit:_}. Del dokumentet, eller legg store deler i vedlegg.".replace(
            "_", " "
        ),
        f"The file has {size} bytes; the limit is {limit}. Split the document, or put large parts into annexes.",
    )


def wrong_encoding(raw: bytes, error: UnicodeDecodeError) -> Problem:
    """The bytes are not UTF-8; points at the first that is not."""
    line, column = end_of(raw[: error.start].decode("utf-8-sig", "replace"))
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in raw[:200]:
        nb, en = "Filen ser ut til å være lagret som UTF-16", "The file seems to be saved as UTF-16"
        line, column = 1, 1  # every letter is wrong, not this one
    else:
        nb, en = "Filen er ikke lagret som UTF-8", "The file is not saved as UTF-8"
    return _problem(
        "file-encoding",
        (line, column),
        f"{nb}. Lagre den på nytt som UTF-8 i redigeringsprogrammet, så blir æ, ø og å riktige.",
        f"{en}. Save it again as UTF-8 in your editor.",
    )


_NO_ACCESS = Message("du har ikke tilgang til den", "you have no access to it")
_GONE = Message("den ble borte mens vi leste", "it went away while we read")
_WHY = {
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
}


def not_readable(error: OSError | None, *, folder: bool = False) -> Problem:
    """The system does not give us the content of a file, or of a folder; None where it is no regular file."""
    if error is not None:
        why = _WHY.get(error.errno or 0, system_says(error))
    else:
        why = _NO_ACCESS if folder else Message("den er ingen vanlig fil", "it is no regular file")
    return _problem(
        "file-unreadable",
        (1, 1),
        f"{'Mappen' if folder else 'Filen'} kan ikke leses: {why.nb}. Gi deg selv tilgang, hent den på nytt, eller ta den ut av samlingen.",
        f"The {'folder' if folder else 'file'} cannot be read: {why.en}. Give yourself access, fetch it anew, or take it out of the repository.",
    )


def leads_out(target: str) -> Problem:
    """A symbolic link to what is no file, or lies outside the repository."""
    return _problem(
        "file-link",
        (1, 1),
        f"Filen er en lenke til {target}, som ikke er en fil i samlingen. Legg selve filen her, eller slett lenken.",
        f"The file is a link to {target}, which is no file of the repository. Put the file itself here, or delete the link.",
    )


def too_deep(event: Any, limit: int) -> Problem:
    """More than `limit` levels inside each other."""
    return _problem(
        "file-too-deep",
        _at(event),
        f"Her er det mer enn {limit} nivåer inni hverandre. Et dokument trenger langt færre; se etter en parentes for mye.",
        f"More than {limit} levels inside each other here. Look for a bracket too many.",
    )


def too_many_values(event: Any, limit: int) -> Problem:
    """Aliases that expand to more than `limit` values."""
    return _problem(
        "file-alias",
        _at(event),
        f"Henvisninger (*navn) gjør filen til mer enn {limit} verdier. Skriv innholdet ut, uten henvisninger.",
        f"Aliases (*name) blow the file up to more than {limit} values. Write the content out instead.",
    )


def bad_alias(event: Any) -> Problem:
    """An alias to nothing, or to something that holds it."""
    return _problem(
        "file-alias",
        _at(event),
        f"Henvisningen «*{event.anchor}» peker på noe som ikke finnes, eller på seg selv. Skriv teksten ut, "
        "eller sett den i anførselstegn om stjernen hører til teksten.",
        f"The alias “*{event.anchor}” points at nothing or at itself. Write the text out, or quote it if the asterisk is part of it.",
    )


def language_tag(event: Any) -> Problem:
    """A tag such as !!python/object."""
    tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
    return _problem(
        "file-tag",
        _at(event),
        f"Merket «{tag}» er ikke tillatt. Ta det bort; hører utropstegnet til teksten, sett teksten i anførselstegn.",
        f"The tag “{tag}” is not allowed. Remove it; if the exclamation mark is part of the text, quote the text.",
    )


def several_documents(event: Any) -> Problem:
    """A second YAML document in one file."""
    return _problem(
        "file-several-documents",
        _at(event),
        "Her begynner et nytt dokument (---) i samme fil. Hvert dokument skal ha sin egen fil.",
        "A second document (---) begins here. Each document needs a file of its own.",
    )


def key_not_text(event: Any) -> Problem:
    """A key that is a list, a mapping or an alias."""
    return _problem(
        "file-syntax",
        _at(event),
        "Her ventes et felt med navn og kolon, men det står en liste eller noe i klammer. Sett teksten i anførselstegn.",
        "A field name and a colon were expected here, not a list or something in braces. Quote the text.",
    )


def duplicate_key(event: Any, key: str, first_line: int) -> Problem:
    """The same key twice in one mapping."""
    item = key in causes.ITEMS
    return _problem(
        "file-duplicate-key",
        _at(event),
        f"Feltet «{key}» står to ganger; det første er på linje {first_line}. "
        + ("Er dette et nytt punkt i listen, mangler det «- » foran. Ellers: s" if item else "S")
        + "amle innholdet under det ene, og slett det andre når det er tomt.",
        f"The field “{key}” stands twice; the first is on line {first_line}. "
        + ("Where this is a new item of the list, “- ” is missing before it. Otherwise g" if item else "G")
        + "ather the content under one of them, and delete the other when it is empty.",
    )


def not_a_mapping(data: Any) -> Problem:
    """An empty file, or one that is a list or a single text."""
    if data is None:
        return _problem(
            "file-empty",
            (1, 1),
            "Filen er tom. Lag et utkast med «avtale new», eller slett filen.",
            "The file is empty. Make a draft with “avtale new”, or delete the file.",
        )
    return _problem(
        "file-syntax",
        (1, 1),
        "Filen må begynne med felter som «format: 1» og «kind: agreement», ett på hver linje.",
        "The file must begin with fields such as “format: 1” and “kind: agreement”, one on each line.",
    )


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
    mark = error.problem_mark or error.context_mark
    lines = split_lines(text)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    at_end = line >= len(lines) or (line == len(lines) - 1 and not lines[line])
    if at_end and error.context_mark is not None:
        # The parser noticed at the end of the file; where the open thing began helps more.
        line, column = error.context_mark.line, error.context_mark.column
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    words = f"{error.problem or ''}"
    if "could not find expected ':'" in words and error.context_mark is not None:
        # The parser goes on looking after the line that lacks it.
        line, column = error.context_mark.line, error.context_mark.column
    place = (line + 1, column + 1)
    here = lines[line] if line < len(lines) else ""
    if "\t" in here[: len(here) - len(here.lstrip())] or here[column : column + 1] == "\t":
        column = here.index("\t")
        return _problem(
            "file-tab",
            (line + 1, column + 1),
            "Her står en tabulator. Bruk mellomrom: to for hvert nivå.",
            "There is a tab here. Use spaces: two for each level.",
        )
    for number in range(line, max(line - _BACK, -1), -1):
        if hard := _HARD_SPACE.match(lines[number]):
            return _problem(
                "file-syntax",
                (number + 1, hard.end()),
                "Her står et hardt mellomrom, som ofte følger med fra Word. Slett det, og skriv et vanlig mellomrom.",
                "There is a no-break space here, as often comes along from Word. Delete it, and type an ordinary space.",
            )
    if _MERGE.match(here):
        return _problem(
            "file-syntax",
            place,
            "Her står et merke etter en fletting i git. Behold den ene av de to tekstene, og slett linjene med "
            "<<<<<<<, ======= og >>>>>>>.",
            "There is a mark of a merge in git here. Keep one of the two texts, and delete the lines with "
            "<<<<<<<, ======= and >>>>>>>.",
        )
    if (cause := causes.cause(lines, _stumble(text, words, line, column, error))) is not None:
        return _problem("file-syntax", (cause.line + 1, cause.column + 1), cause.nb, cause.en)
    if "did not find expected key" in words and here[:column].rstrip().endswith(("]", "}", '"', "'")):
        return _problem(
            "file-syntax",
            place,
            "Teksten fortsetter etter en parentes eller et anførselstegn som er lukket. Sett hele teksten i anførselstegn.",
            "The text goes on after a bracket or a quote that is closed. Put the whole text in quotes.",
        )
    if "cannot start any token" in words:
        sign = here[column : column + 1]
        return _problem(
            "file-syntax",
            place,
            f"En tekst kan ikke begynne med «{sign}» uten anførselstegn. Sett hele teksten i anførselstegn.",
            f"A text cannot begin with “{sign}” unquoted. Put the whole text in quotes.",
        )
    for key, nb, en in _KNOWN:
        if key in words:
            return _problem("file-syntax", place, f"{nb}.", f"{en}.")
    return _problem(
        "file-syntax",
        place,
        "Filen kan ikke leses herfra. Se etter innrykk, kolon og anførselstegn på denne linjen og den over. Begynner teksten med et "
        "tegn, så sett hele teksten i anførselstegn.",
        "The file cannot be read from here. Look at indentation, colons and quotes on this line and the one above. Where the text "
        "begins with a sign, put the whole text in quotes.",
    )


def _stumble(text: str, words: str, line: int, column: int, error: Any) -> causes.Stumble:
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
    return causes.Stumble(
        words, line, column, begun and begun.line, begun and begun.column, last, frozenset(texts)
    )


def unreadable(text: str, error: Exception) -> Problem:
    """A problem the YAML reader reports without a mark, such as a character YAML forbids."""
    position = getattr(error, "position", None)
    place = end_of(text[:position] if isinstance(position, int) else "")
    return _problem(
        "file-syntax",
        place,
        "Her står et usynlig kontrolltegn som YAML ikke tillater. Slett det.",
        "There is an invisible control character here that YAML does not allow. Delete it.",
    )
