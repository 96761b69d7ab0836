"""How a command tells what it wrote, or with --dry-run would write."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from avtale.cli.command import option
from avtale.cli.echo import echo, prompt
from avtale.cli.invocation import Invocation
from avtale.lifecycle.file_change import FileChange
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.facts.repository import Repository


def dry_run_option(function: Any) -> Any:
    """--dry-run, for every command that edits files."""
    return option(
        "--dry-run", is_flag=True, nb="Vis endringene, og skriv ingenting.", en="Show the changes, write nothing."
    )(function)  # fmt: skip


def rehearsal_option(function: Any) -> Any:
    """--dry-run, for every command that records an act in a file of its own."""
    return option(
        "--dry-run", is_flag=True, nb="Prøv alt, og skriv ingenting.", en="Try everything, write nothing."
    )(function)  # fmt: skip


def tell(invocation: Invocation, edited: FileChange, phrase: Message, *, dry_run: bool) -> None:
    """The difference with --dry-run, else `phrase`; then what the author must see to."""
    if dry_run:
        echo(edited.diff(), nl=False)
    else:
        invocation.say(phrase)
    tell_notes(invocation, edited.notes)
    if dry_run:
        invocation.say(DRY, err=True)


def tell_written(invocation: Invocation, path: Path, *, dry_run: bool) -> None:
    """Which file of its own an act is kept in, or that none was written."""
    if dry_run:
        invocation.say(DRY, err=True)
    else:
        invocation.say(Message(f"Skrev {shown(path)}", f"Wrote {shown(path)}"))


def tell_notes(invocation: Invocation, notes: Iterable[Message]) -> None:
    """Each sentence on a line of its own, on the side of the answer."""
    for note in notes:
        invocation.say(note, err=True)


DRY = Message("Prøvekjøring: ingenting er skrevet.", "Dry run: nothing was written.")


def shown(path: Path) -> str:
    """A path as seen from here, where it lies below."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def seen_from_above(path: Path, repository: Repository) -> Path:
    """A file of a repository as seen from the folder that the repository lies in."""
    return path.relative_to(repository.root.parent) if repository.root is not None else path


def confirm(invocation: Invocation, question: Message) -> None:
    """Ask; anything but a yes interrupts the command."""
    text = f"{question.text(invocation.lang)} [{Message('j', 'y').text(invocation.lang)}/N]"
    answer = prompt(text, default="", show_default=False)
    if answer.strip().casefold() not in ("j", "ja", "y", "yes"):
        raise click.Abort
