"""The file looks like a document and is not read."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.facts.unread import Kind, unread
from avtale.rules.rule import Located, problem
from avtale.source.read import Source

_SAID: dict[Kind, tuple[str, str]] = {
    "name": (
        "Filen er ikke lest, for navnet slutter ikke på .yaml. Gi den et navn som gjør det, eller flytt den ut av samlingen.",
        "The file was not read, because its name does not end in .yaml. Rename it, or move it out of the repository.",
    ),
    "content": (
        "Filen begynner som et dokument, men er ikke lest. Gi den et navn som slutter på .yaml og ikke begynner med punktum, "
        "i en mappe som heller ikke gjør det, eller flytt den ut av samlingen.",
        "The file begins as a document does but was not read. Give it a name that ends in .yaml and does not begin with a "
        "full stop, in a folder that does not either, or move it out of the repository.",
    ),
    "office": (
        "Filen er ikke lest: avtale leser YAML. Skriv den opp som vedlegg, belegg eller underskrevet fil, eller flytt den ut "
        "av samlingen.",
        "The file was not read: avtale reads YAML. List it as an annex, evidence or a signed file, or move it out of the "
        "repository.",
    ),
    "folder": (
        "Mappen er en lenke, og det som ligger der, er ikke lest. Legg selve filene her, eller slett lenken.",
        "The folder is a link, and what lies there was not read. Put the files themselves here, or delete the link.",
    ),
}
_IGNORED = (
    "Filen er lest her, men git ser bort fra den (.gitignore), så ingen andre får den, og CI leser den ikke. Rett .gitignore, "
    "eller flytt filen ut av samlingen.",
    "The file was read here, but git ignores it (.gitignore), so nobody else gets it, and CI does not read it. Mend "
    ".gitignore, or move the file out of the repository.",
)


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:
    """Each file that was passed over, and each that was read here and will be nowhere else, at its own name."""
    if repository.root is not None:
        for each in unread(repository):
            yield Source(f"{repository.root.name}/{each.path}"), problem("", *_SAID[each.kind])
        for path in history.ignored if history is not None else ():
            yield Source(f"{repository.root.name}/{path}"), problem("", *_IGNORED, severity="warning")
