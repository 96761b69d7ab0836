"""avtale sign"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from avtale.cli.command import declare, option
from avtale.cli.invocation import Invocation
from avtale.cli.signing import record, refuse_unrecorded, say_signed
from avtale.errors import UsageError
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.facts.repository import Repository
    from avtale.sign.embedded import EmbeddedSource


@declare(
    task="sign",
    nb="Underskriv en PDF eller en HTML-side for en part.\n\nI en PDF fylles partens felt, og en ny fil skrives ved siden av; neste part "
    "underskriver den. En HTML-side får underskriften i en egen fil (.p7s) ved siden av. "
    "Står innholdet godkjent i registeret, registreres underskriften der.",
    en="Sign a PDF or an HTML page for a party.\n\nIn a PDF the party's field is filled, and a new file written beside it; the next party "
    "signs that one. An HTML page gets the signature in a file of its own (.p7s) beside it. "
    "Where the register has approved the content, the signature is recorded there.",
    example="avtale sign build/troms-nav-ot-2.00.nb.pdf --as county --key fylket.p12",
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL.pdf")
@option("--as", "party", required=True, metavar="PART", nb="Parten, ved sin id.", en="The party, by its id.")
@option(
    "--key",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FIL.p12",
    nb="Nøkkelfilen (.p12 eller .pfx).",
    en="The key file (.p12 or .pfx).",
)
@option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="MAPPE",
    nb="Mappen eller filen det skrives til (ellers ved siden av).",
    en="The folder or file to write (default: beside the input).",
)
@option("--password-fd", type=int, metavar="TALL", nb="Les passordet her.", en="Read the password here.")
@option(
    "--bind",
    "keep",
    is_flag=True,
    nb="Husk i dine egne innstillinger at nøkkelen underskriver for parten.",
    en="Keep in your own configuration that the key signs for the party.",
)
@option("--force", is_flag=True, nb="Skriv over filen om den finnes.", en="Overwrite the file if it exists.")
def command(
    invocation: Invocation,
    file: Path,
    party: str,
    key: Path,
    to: Path | None,
    password_fd: int | None,
    keep: bool,
    force: bool,
) -> None:
    from avtale import environment
    from avtale.cli.asker import asker
    from avtale.cli.binding import confirmed_by_person
    from avtale.cli.password import password
    from avtale.facts.seen import keep_seen
    from avtale.sign.embedded import embedded_source
    from avtale.sign.files import read_pdf, refuse_taken, signed_path
    from avtale.sign.html.page import SUFFIXES
    from avtale.sign.identity.credentials import open_key_file
    from avtale.sign.pages.evidence_words import ONLY_WORDS
    from avtale.sign.recording import record_signature, unrecorded
    from avtale.sign.signing import approved_for, sign
    from avtale.source.write import write_whole

    if file.suffix.lower() in SUFFIXES:
        from avtale.cli.page_signing import sign_beside

        if to is not None:
            raise UsageError(
                nb="Underskriften på en HTML-side legges alltid ved siden av siden. Ta bort --to.",
                en="The signature of an HTML page always goes beside the page. Leave out --to.",
            )
        sign_beside(invocation, file, party, key, password_fd, keep=keep, force=force)
        return
    pdf = read_pdf(file)
    source = embedded_source(pdf, str(file))
    now = invocation.now
    asked = Message(f"Passord til {key}", f"Password for {key}")
    credential = open_key_file(key, password(invocation, password_fd, asked=asked), at=now)
    # Not before the password is there: nobody waits for the one who types it. The register beside the file can only
    # refuse and record; trust is taken from `asker` alone.
    repository = invocation.repository_if_any() or invocation.repository_if_any(file)
    target = signed_path(file, party, to, demonstration=credential.demonstration)
    waiting = unrecorded(pdf, str(file), repository)
    refuse_unrecorded(file, party, waiting)
    if target.is_file() and not force:
        refuse_unrecorded(target, party, unrecorded(read_pdf(target), str(target), repository))
    refuse_taken(target, file, force=force)
    own = asker(invocation, signing=True)
    confirmed = source is not None and confirmed_by_person(
        invocation, credential, party, source, own, keep=keep
    )
    signed = sign(
        pdf,
        party=party,
        credential=credential,
        when=now,
        name=str(file),
        trust=own.trust,
        vouched=own.vouched,
        confirmed=confirmed,
        repository=repository,
    )
    write_whole(target, signed.data, replace=force)
    say_signed(invocation, target, demonstration=signed.demonstration)
    if signed.rendering is not None and signed.rendering.reason == ONLY_WORDS:
        invocation.say(ONLY_WORDS)
    if repository is None or approved_for(signed.source, repository) is ...:
        invocation.say(
            Message(
                "Ingenting er registrert: dokumentet hører ikke til noen samling her. "
                f"Kjør «avtale record-signature {target}» i samlingen det hører til.",
                "Nothing was recorded in the register: the document belongs to no repository here. "
                f"Run “avtale record-signature {target}” in the repository it belongs to.",
            )
        )
        return
    record(invocation, target, target, repository, partial(record_signature, signed, target, repository))
    keep_seen(environment.answers_folder(), repository.root, [signed.seen_as])
    _tell_apart(invocation, signed.source, repository)
    if waiting:
        invocation.say(
            Message(
                f"Registeret mangler underskriften fra {', '.join(waiting)}. Kjør «avtale record-signature {target}».",
                f"The register lacks the signature by {', '.join(waiting)}. Run “avtale record-signature {target}”.",
            )
        )


def _tell_apart(invocation: Invocation, source: EmbeddedSource, repository: Repository) -> None:
    """Another party has signed another copy: no file has both."""
    from avtale.facts.repository import Repository
    from avtale.facts.signatures import signed
    from avtale.sign.pages.rerender import entry_of

    assert repository.root is not None
    fresh = Repository.open(repository.root)
    entry = entry_of(source, fresh)
    count = signed(entry, fresh) if entry is not None else None
    if count is not None and count.apart:
        invocation.say(
            Message(
                f"Partene har underskrevet hver sin kopi, så ingen fil har mer enn {count.recorded} av {count.required} "
                "underskrifter. Underskriv den filen den andre parten alt har underskrevet.",
                f"The parties have signed a copy each, so no file has more than {count.recorded} of {count.required} "
                "signatures. Sign the file that the other party has signed already.",
            )
        )
