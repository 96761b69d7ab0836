"""`avtale sign` of an HTML page: the signature goes into a file beside it, and into the register."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from avtale.cli.asker import asker
from avtale.cli.binding import confirmed_by_person
from avtale.cli.invocation import Invocation
from avtale.cli.password import password
from avtale.cli.signing import record, refuse_unrecorded, say_signed
from avtale.message import Message

if TYPE_CHECKING:
    pass


def sign_beside(
    invocation: Invocation,
    file: Path,
    party: str,
    key: Path,
    password_fd: int | None,
    *,
    keep: bool,
    force: bool,
) -> None:
    """Sign `file` as `party` and say what was written. Raises what `avtale.sign.html.signing.sign_page` does."""
    from avtale.sign.files import read_pdf
    from avtale.sign.html.detached import signature_path
    from avtale.sign.html.page import read_page
    from avtale.sign.html.recording import unrecorded_beside
    from avtale.sign.html.signing import sign_page
    from avtale.sign.identity.credentials import open_key_file
    from avtale.sign.recording import record_page
    from avtale.source.write import write_whole

    data = read_pdf(file)
    page = read_page(data, str(file))
    repository = invocation.repository_if_any() or invocation.repository_if_any(file)
    now = invocation.now
    credential = open_key_file(
        key,
        password(invocation, password_fd, asked=Message(f"Passord til {key}", f"Password for {key}")),
        at=now,
    )
    waiting = unrecorded_beside(file, page, repository)
    refuse_unrecorded(file, party, {page.source.fields[field] for field in waiting})
    own = asker(invocation, signing=True)
    confirmed = confirmed_by_person(invocation, credential, party, page.source, own, keep=keep)
    signed = sign_page(
        data,
        file,
        page,
        party=party,
        credential=credential,
        when=now,
        repository=repository,
        trust=own.trust,
        vouched=own.vouched,
        confirmed=confirmed,
    )
    target = signature_path(file, signed.field, demonstration=signed.demonstration)
    write_whole(target, signed.data, replace=force)
    say_signed(invocation, target, demonstration=signed.demonstration)
    if repository is None:  # then `sign_page` has refused
        return
    record(invocation, target, file, repository, partial(record_page, signed, target, repository))
