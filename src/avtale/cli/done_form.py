"""The form of `avtale done`: an empty one made, a filled one recorded."""

from __future__ import annotations

from pathlib import Path

from avtale.cli.done_words import done_said, tell_all
from avtale.cli.file_change import DRY, shown
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.message import Message

_YAML = (".yaml", ".yml")


def make_form(invocation: Invocation, doc: str | None, path: Path, *, dry_run: bool) -> None:
    """Write the empty form for one document, or for all. A file that is there is left alone: somebody may have filled it in."""
    from avtale.publish.deed_form import deed_form
    from avtale.source.write import write_whole

    if path.suffix.lower() not in (".csv", *_YAML):
        raise UsageError(
            nb=f"Skjemaet {path} må slutte på .csv eller .yaml.", en=f"The form {path} has to end in .csv or .yaml."
        )  # fmt: skip
    entry, repository = invocation.find(doc) if doc else (None, invocation.repository)
    data = deed_form(
        repository, invocation.on, entries=None if entry is None else [entry], lang=invocation.lang,
        as_yaml=path.suffix.lower() in _YAML,
    )  # fmt: skip
    if dry_run:
        invocation.say(DRY, err=True)
        return
    if path.exists():
        raise UsageError(
            nb=f"Filen {path} finnes fra før, og noen kan ha fylt den ut. Velg et annet navn.",
            en=f"The file {path} exists, and somebody may have filled it in. Choose another name.",
        )
    write_whole(path, data, replace=False)
    invocation.say(
        Message(
            f"Skrev {shown(path)}. Fyll ut dag, hvem og belegg der noe er gjort, og kjør «avtale done --from {shown(path)}».",
            f"Wrote {shown(path)}. Fill in day, who and evidence where something is done, and run “avtale done --from {shown(path)}”.",
        )
    )


def record_filled(
    invocation: Invocation, doc: str | None, path: Path, by: str | None, *, dry_run: bool
) -> int:
    """Record a filled form; 1 where anything in it is wrong, which is told row by row, and then nothing is recorded."""
    from avtale.generate.deeds import record_form

    on = invocation.performed
    entry, repository = invocation.find(doc) if doc else (None, invocation.repository)
    found = record_form(path, repository, on=on, by=by, entry=entry, dry_run=dry_run)
    for problem in found.problems:
        line, column = problem.place or (1, 1)
        invocation.say(Message(f"{path}:{line}:{column}: {problem.nb}", f"{path}:{line}:{column}: {problem.en}"), err=True)  # fmt: skip
    if found.problems:
        invocation.say(
            Message("Ingenting er registrert. Rett skjemaet, og kjør på nytt.", "Nothing was recorded. Mend the form, and run again."),
            err=True,
        )  # fmt: skip
        return 1
    tell_all(invocation, [(done_said(one, logged), logged.file) for one, logged in found.logged], dry_run=dry_run, passed_over=found.passed_over)  # fmt: skip
    if found.open or not found.logged:
        many, en = ("rad", "row is") if found.open == 1 else ("rader", "rows are")
        invocation.say(
            Message(
                f"{len(found.logged)} registrert. {found.open} {many} er ikke fylt ut.",
                f"{len(found.logged)} recorded. {found.open} {en} not filled in.",
            ),
            err=True,
        )
    return 0
