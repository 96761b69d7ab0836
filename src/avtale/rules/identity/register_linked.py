"""The register is no ordinary folder."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.real import Kind
from avtale.facts.repository import Repository
from avtale.rules.rule import Located, problem
from avtale.source.read import Source

_CALLED: dict[Kind, tuple[str, str]] = {
    "link": ("en lenke", "a link"),
    "submodule": ("et annet kodelager (submodul)", "another repository (a submodule)"),
    "special": ("ingen vanlig fil", "no regular file"),
}


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """Each thing that is not what it should be; nothing behind it is judged by this rule."""
    root = repository.root
    for each in repository.unreal if root is not None else ():
        nb, en = _CALLED[each.kind]
        name = "/".join(part for part in (root.name if root else "", each.path) if part)
        known = repository.settings_source if not each.path else None
        yield (
            known or Source(name),
            problem(
                "",
                f"{name} er {nb}. Registeret og loggen skal være vanlige mapper med vanlige filer: legg dem her selv.",
                f"{name} is {en}. The register and the log are to be real folders of real files: put them here themselves.",
            ),
        )
