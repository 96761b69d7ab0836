"""Ask the person at the terminal whether a key that nothing binds to a party is the party's, and keep the answer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from avtale import environment
from avtale.cli.file_change import confirm, shown
from avtale.cli.invocation import Invocation
from avtale.facts.configuration import own_configuration
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.sign.asker import Asker
    from avtale.sign.embedded import EmbeddedSource
    from avtale.sign.identity.binding import PartyIdentity
    from avtale.sign.identity.credentials import Credential


def confirmed_by_person(
    invocation: Invocation,
    credential: Credential,
    party: str,
    source: EmbeddedSource,
    asked: Asker,
    *,
    keep: bool,
) -> bool:
    """Whether somebody at the terminal says that the key signs for `party`; asked only where nothing says so.

    With `keep` the answer goes into the person's own configuration. Without a terminal nobody is asked and the
    answer is no. Interrupts the command where the answer is no.
    """
    from avtale.sign.identity.own_key import described, party_binding

    own = next((one for one in source.identities if one.id == party), None)
    found = party_binding(credential, party, source.identities, asked.trust, asked.vouched)
    if found.to != "nobody" or own is None or not sys.stdin.isatty():
        return False
    who = described(credential)
    number = own.organisation_number  # what --bind keeps the answer by, whatever the document calls the party
    called = f"{own.name} ({number})" if number else own.name
    confirm(
        invocation,
        Message(
            f"Ingenting viser at nøkkelen ({who}) er for {own.name}. Underskriver du for {called}?",
            f"Nothing shows that the key ({who}) is for {own.name}. Do you sign for {called}?",
        ),
    )
    if keep:
        _keep(invocation, credential, own)
    return True


def _keep(invocation: Invocation, credential: Credential, party: PartyIdentity) -> None:
    from avtale.errors import UsageError
    from avtale.facts.configuration import with_certificate
    from avtale.sign.identity.binding import sha256
    from avtale.source.lock import locked
    from avtale.source.write import Replacement, write_whole

    folder = environment.configuration_folder()
    if folder is None:
        raise UsageError(
            nb="Det finnes ingen mappe for egne innstillinger. Sett AVTALE_CONFIG til en mappe.",
            en="There is no folder for your own configuration. Set AVTALE_CONFIG to a folder.",
        )
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, command="avtale sign --bind"):
        file = own_configuration().file
        raw = file.read_bytes() if file.is_file() else None
        name = party.organisation_number or party.name
        after = with_certificate(raw, name, sha256(credential.certificate), name=str(file))
        write_whole(file, after if raw is None else Replacement(raw, after), replace=raw is not None)
    invocation.say(Message(f"Husket i {shown(file)}", f"Kept in {shown(file)}"))
