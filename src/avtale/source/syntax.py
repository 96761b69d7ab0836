"""What can be wrong with a file before it has a meaning, in words for people who do not know YAML."""

from __future__ import annotations

import errno
from typing import Any

from avtale.errors import system_says
from avtale.findings import Problem
from avtale.message import Message
from avtale.source import causes
from avtale.source.lines import end_of


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
