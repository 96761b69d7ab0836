"""`avtale sign` of an HTML page: the signature goes into a file beside it, and into the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from avtale.cli.app import App
from avtale.cli.asker import asker
from avtale.cli.binding import confirmed_by_person
from avtale.cli.edited import shown
from avtale.cli.password import password
from avtale.cli.phrase import Phrase
from avtale.errors import AvtaleError, Surroundings, Unfit

if TYPE_CHECKING:
    from avtale.facts.repository import Repository
    from avtale.sign.page import StatedPage


def sign_beside(
    app: App, file: Path, party: str, key: Path, password_fd: int | None, *, keep: bool, force: bool
) -> None:
    """Sign `file` as `party` and say what was written. Raises what `avtale.sign.page_signing.sign_page` does."""
    from avtale.sign.credentials import open_key_file
    from avtale.sign.detached import signature_path
    from avtale.sign.files import read_pdf
    from avtale.sign.page import read_page
    from avtale.sign.page_signing import sign_page
    from avtale.sign.recording import record_page
    from avtale.source.write import write_whole

    data = read_pdf(file)
    page = read_page(data, str(file))
    repository = app.repository_if_any() or app.repository_if_any(file)
    now = app.now
    credential = open_key_file(
        key, password(app, password_fd, asked=Phrase(f"Passord til {key}", f"Password for {key}")), at=now
    )
    _refuse_unrecorded(file, page, party, repository)
    own = asker(app, signing=True)
    confirmed = confirmed_by_person(app, credential, party, page.source, own, keep=keep)
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
    app.say(Phrase(f"Skrev {target}", f"Wrote {target}"))
    if signed.demonstration:
        app.say(
            Phrase(
                "DEMO – ikke gyldig: underskriften er laget med en demonstrasjonsnøkkel.",
                "DEMO – ikke gyldig: the signature was made with a demonstration key.",
            )
        )
    if repository is None:  # then `sign_page` has refused
        return
    try:
        event = record_page(signed, target, repository)
    except AvtaleError as error:
        raise Surroundings(
            nb=f"Underskriften ligger i {target}, men er ikke ført i registeret. {error.nb} "
            f"Rett det, og kjør «avtale record-signature {file}».",
            en=f"The signature lies in {target}, but was not recorded in the register. {error.en} "
            f"Mend that, and run “avtale record-signature {file}”.",
        ) from error
    app.say(
        Phrase(f"Førte underskriften i registeret: {shown(event)}", f"Recorded the signature: {shown(event)}")
    )


def _refuse_unrecorded(file: Path, page: StatedPage, party: str, repository: Repository | None) -> None:
    """The party has signed this page, and whatever ended that run did so before the register knew."""
    from avtale.sign.page_recording import unrecorded_beside

    if party in {page.source.fields[field] for field in unrecorded_beside(file, page, repository)}:
        raise Unfit(
            nb=f"{party} har alt underskrevet {file}, men registeret mangler det. Kjør «avtale record-signature {file}».",
            en=f"{party} has signed {file} already, but the register lacks it. Run “avtale record-signature {file}”.",
        )
