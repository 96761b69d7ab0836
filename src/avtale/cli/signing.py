"""What the commands that sign and record say alike, of a PDF and of an HTML page."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from avtale.cli.command import option
from avtale.cli.file_change import seen_from_above
from avtale.cli.invocation import Invocation
from avtale.errors import AvtaleError, StateError, SystemFailure
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.facts.repository import Repository


def trust_option(function: Any) -> Any:
    """`--trust`: whom the one who asks trusts."""
    return option(
        "--trust",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="STI",
        nb="Fil eller mappe med sertifikater og tilbakekallingslister (ellers innstillingenes). Kan gis flere ganger.",
        en="File or folder of certificates and revocation lists (default: the settings'). May be repeated.",
    )(function)


def refuse_unrecorded(file: Path, party: str, waiting: Collection[str]) -> None:
    """Raise `StateError` where the party has signed this file, and whatever ended that run did so before the register knew."""
    if party in waiting:
        raise StateError(
            nb=f"{party} har alt underskrevet {file}, men registeret mangler det. Kjør «avtale record-signature {file}».",
            en=f"{party} has signed {file} already, but the register lacks it. Run “avtale record-signature {file}”.",
        )


def say_signed(invocation: Invocation, target: Path, *, demonstration: bool) -> None:
    """Which file was written, and what a demonstration is worth."""
    invocation.say(Message(f"Skrev {target}", f"Wrote {target}"))
    if demonstration:
        invocation.say(
            Message(
                "DEMO – ikke gyldig: underskriften er laget med en demonstrasjonsnøkkel.",
                "DEMO – ikke gyldig: the signature was made with a demonstration key.",
            )
        )


def record(
    invocation: Invocation, target: Path, file: Path, repository: Repository, write: Callable[[], Path]
) -> None:
    """Let `write` put the signature that lies in `target` into the register, and say so.

    Raises `SystemFailure` where it cannot, with the command that records what is signed in `file`.
    """
    try:
        event = write()
    except AvtaleError as error:
        raise SystemFailure(
            nb=f"Underskriften ligger i {target}, men er ikke registrert. {error.nb} "
            f"Rett det, og kjør «avtale record-signature {file}».",
            en=f"The signature lies in {target}, but was not recorded in the register. {error.en} "
            f"Mend that, and run “avtale record-signature {file}”.",
        ) from error
    say_recorded(invocation, event, repository)


def say_recorded(invocation: Invocation, event: Path, repository: Repository) -> None:
    """Which event was added, as seen from the folder above the repository."""
    shown = seen_from_above(event, repository)
    invocation.say(Message(f"Førte underskriften i registeret: {shown}", f"Recorded the signature: {shown}"))
