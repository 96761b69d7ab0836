"""Filen ligner et dokument, men blir ikke lest

**Hva.** En fil i samlingen ser ut som et dokument, men heter noe avtale ikke leser, er laget i et tekstbehandlingsprogram, eller
ligger bak en lenke til en mappe. Den er ikke sjekket. Eller den er sjekket her, men git er bedt om å se bort fra den: det er en advarsel.

**Hvorfor.** Ellers sier kontrollen «ingen funn» om noe den aldri har sett. Notisblokk legger til .txt, skylagring legger til (1). Det git ser bort fra, får ingen andre.

**Galt**

```yaml
# agreements/eksempel-nav-1.00.yaml.txt
format: 1
kind: agreement
```

**Riktig**

```yaml
# agreements/eksempel-nav-1.00.yaml
format: 1
kind: agreement
```

**Slik retter du.** Gi filen et navn som slutter på .yaml, eller flytt den ut av samlingen. Er den et vedlegg, et belegg eller den
underskrevne filen, så skriv den opp som det («annexes» i dokumentet, «avtale done», registeret); da er den kjent.
---
The file looks like a document and is not read

**What.** A file of the repository looks like a document but is called something that avtale does not read, comes from a word
processor, or lies behind a link to a folder. It was not checked. Or it was checked here, but git was told to ignore it: a warning.

**Why.** Else the check says “nothing found” of what it has never seen. Notepad adds .txt, cloud storage adds (1). What git ignores, nobody else gets.

**Wrong**

```yaml
# agreements/eksempel-nav-1.00.yaml.txt
format: 1
kind: agreement
```

**Right**

```yaml
# agreements/eksempel-nav-1.00.yaml
format: 1
kind: agreement
```

**How to mend it.** Give the file a name that ends in .yaml, or move it out of the repository. Where it is an annex, evidence or the
signed file, list it as that (`annexes` in the document, `avtale done`, the register); it is then known.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.facts.unread import Kind, unread
from avtale.findings import Severity
from avtale.rules.rule import Located, fault
from avtale.source.read import Source

SEVERITY: Severity = "error"

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
            yield Source(f"{repository.root.name}/{each.path}"), fault("", *_SAID[each.kind])
        for path in history.ignored if history is not None else ():
            yield Source(f"{repository.root.name}/{path}"), fault("", *_IGNORED, severity="warning")
