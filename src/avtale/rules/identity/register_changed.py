"""The register was changed."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.frozen import Change
from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.message import Message
from avtale.rules.rule import Located, problem
from avtale.source.read import Source

_DONE: dict[Change, Message] = {
    "altered": Message("endret", "altered"),
    "gone": Message("slettet", "deleted"),
    "linked": Message(
        "byttet ut med en lenke eller noe annet enn en fil",
        "replaced by a link or something else than a file",
    ),
}


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:
    """What git says of the kept files (docs/architecture.md, "What is kept, and where"); outside git there is nothing to say."""
    if history is None or repository.root is None:
        return
    if history.trouble is not None and repository.settings_source is not None:
        yield (
            repository.settings_source,
            problem(
                "",
                "Registeret er ikke sammenlignet med det som er vedtatt: {trouble}.",
                "The register was not compared with what was decided: {trouble}.",
                severity="warning",
                trouble=history.trouble,
            ),
        )
    read = {event.source.name: event.source for event in repository.register.events}
    held = dict(history.held)
    for path, change in history.changed:
        name = f"{repository.root.name}/{path}"
        yield read.get(name) or Source(name), _describe(change, name, held.get(path, "HEAD"))


def _describe(change: Change, name: str, base: str) -> Problem:
    if change == "unknown":
        return problem(
            "",
            "Filen er ikke sammenlignet med det som er vedtatt: git har ikke innholdet, men noe et filter (Git LFS) lager det av, "
            f"eller har ikke hentet det. Ta filteret bort for {name} i .gitattributes, og hent hele historien.",
            "The file was not compared with what was decided: git has not its content but what a filter (Git LFS) makes it "
            f"from, or has not fetched it. Take the filter away for {name} in .gitattributes, and fetch the whole history.",
            severity="warning",
        )
    return problem(
        "",
        "Filen er {done} siden den ble vedtatt, og skal aldri endres. Hent den tilbake: git checkout {base} -- {name}",
        "The file was {done} since it was decided, and may never change. Restore it: git checkout {base} -- {name}",
        done=_DONE[change],
        base=base,
        name=name,
    )
