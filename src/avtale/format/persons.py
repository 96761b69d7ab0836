"""Whether two names are one person's: compared as a reader sees them, so that no look-alike passes for somebody else."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from avtale.errors import UsageError
from avtale.format.scripts import deceptions
from avtale.format.skeleton import alike
from avtale.source.letters import called, hits, without_unseen

_BETWEEN = re.compile(r"[,;/&+\n]| og | and ", re.IGNORECASE)
_BESIDE = re.compile(r"[;/&+\n|·•–—]| - | og | and ", re.IGNORECASE)
"""What stands between people, and between a name and a title or a place of work; a comma may stand in a name."""
_BRACKETED = re.compile(r" ?(?:\([^()]*\)|<[^<>]*>|\[[^\[\]]*\])")


def same_person(one: str, other: str) -> bool:
    """Whether two names look the same but for case, spaces, hyphens and full stops."""
    return alike(_letters(one), _letters(other))


def among(name: str, several: str, *, widely: bool = True) -> bool:
    """Whether a person is one of those that a text names: "Kari Eksempel, Ola Oppdiktet og Bo Eksempel".

    `widely` also where other words stand by a name ("seksjonsleder Bo Eksempel – NAV", "i samarbeid med Bo Eksempel"), and the surname first.
    """
    named = _bare(several)
    listed = [several, named, *_BETWEEN.split(named), *map(_turned, named.split(";"))]
    bare = _bare(name)
    first, _, rest = bare.partition(",")
    first = first if rest.lstrip()[:1].islower() else bare  # "Kari Eksempel, leder"
    forms = [name, first, _turned(bare)]
    if widely:
        listed += [one for part in _BESIDE.split(named) for one in (_turned(part), *_names(part))]
        first = next((part for part in _BESIDE.split(first) if len(part.split()) > 1), first)
        forms += [first, *_names(first), " ".join([*first.split()[1:], *first.split()[:1]])]
    return any(same_person(one, other) for one in forms for other in listed)


def _names(text: str) -> list[str]:
    """The words in a row that a name may be: two at least, none of which begins in lower case."""
    rows = (list(row) for lower, row in groupby(text.split(), lambda word: word[:1].islower()) if not lower)
    return [" ".join(row) for row in rows if len(row) > 1]


def _turned(name: str) -> str:
    """The name where the surname stands first, "Eksempel, Kari", with the surname last."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last}" if comma else name


def _bare(text: str) -> str:
    """The text without what stands in brackets: a title, a place of work, an address."""
    shown = " ".join(without_unseen(unicodedata.normalize("NFKC", text)).split(" "))
    return _BRACKETED.sub("", shown) or shown


def honest_name(name: str) -> str:
    """A person's name as it is recorded, its spaces ordinary ones. Raises `UsageError` for one that is not what it looks like."""
    odd = next((name[at] for at, _ in hits(name)), None)
    mixed = next(deceptions(name, name=True), None)
    char = odd or (mixed.char if mixed else None)
    if char is not None:
        raise UsageError(
            nb="Navnet har {char}, som ikke er det det ser ut som. Skriv navnet på nytt med tastaturet.",
            en="The name has {char}, which is not what it looks like. Type the name anew on the keyboard.",
            char=called(char),
        )
    return " ".join(name.split())


def _letters(name: str) -> str:
    """The name without what stands between its letters; the bar stays, which may pass for an l."""
    text = without_unseen(unicodedata.normalize("NFKC", name))
    kept = "".join(char for char in text if unicodedata.category(char)[0] in "LMN" or char == "|")
    return kept or text
