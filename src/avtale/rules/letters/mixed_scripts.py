"""A word with letters of two alphabets."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.format import scripts
from avtale.format.scripts import Deception
from avtale.rules.letters._words import Found, in_document, in_others
from avtale.rules.rule import Located, RuleContext


def check(context: RuleContext) -> Iterator[Problem]:
    """In the values, and in the name of the file."""
    return (_describe(found) for found in in_document(context.entry) if found.deception.reason != "digit")


def check_repository(repository: Repository, _history: History | None = None) -> Iterator[Located]:
    """The settings, the contacts, the register and the log."""
    for source, found in in_others(repository):
        if found.deception.reason != "digit":
            yield source, _describe(found)


def _describe(found: Found) -> Problem:
    one = found.deception
    nb, en = _which(one, "nb"), _which(one, "en")
    if one.reason == "mark":
        return found.problem(
            f"«{one.word}» har {nb}, et merke som ikke synes. Skriv ordet på nytt med tastaturet.",
            f"“{one.word}” has {en}, a mark that does not show. Type the word anew on the keyboard.",
        )
    return found.problem(
        f"«{one.word}» har {nb}, som ser ut som «{one.looks}». Skriv ordet på nytt med tastaturet."
        if one.looks != one.char
        else f"«{one.word}» blander alfabeter: {nb}. Skriv ordet på nytt med tastaturet.",
        f"“{one.word}” has {en}, which looks like “{one.looks}”. Type the word anew on the keyboard."
        if one.looks != one.char
        else f"“{one.word}” mixes alphabets: {en}. Type the word anew on the keyboard.",
    )


def _which(one: Deception, lang: str) -> str:
    code, script = f"U+{ord(one.char):04X}", scripts.called(one.char, lang)
    if one.reason == "alike":
        return f"{code} (en bokstav i annen form)" if lang == "nb" else f"{code} (a letter in another form)"
    said = (f"{script} bokstav" if lang == "nb" else f"{script} letter") if script else ""
    return f"{code} ({said})" if said else code
