"""`avtale remind --mail` and `--channels`: from the line to the carriers, and how it went."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from avtale import environment
from avtale.cli.command import Day, option
from avtale.cli.echo import echo
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError, reading
from avtale.message import Message
from avtale.terminal import one_line

if TYPE_CHECKING:
    from avtale.facts.repository import DocumentFile
    from avtale.remind.digest import Notice
    from avtale.remind.ledger import Ledger
    from avtale.remind.run import Carrier, Parcel, Plan, Report

_FILE = click.Path(path_type=Path, dir_okay=False)
_THERE = click.Path(path_type=Path, dir_okay=False, exists=True)


class Asked(Struct, frozen=True):
    """What the line says of reminders."""

    mail: bool
    channels: Path | None
    ledger: Path | None
    password_file: Path | None
    password_for: str | None
    since: dt.date | None
    again: bool
    dry_run: bool

    @property
    def anything(self) -> bool:
        return self.mail or self.channels is not None


def reminding_options(function: Any) -> Any:
    """The options of `Asked`."""
    for decorate in (
        option("--again", is_flag=True, nb="Send også det som kanskje er kommet frem to ganger.", en="Send also what may have arrived twice."),
        option("--since", type=Day(), metavar="DATO", nb="Med en ny protokoll: send det som er blitt aktuelt fra denne dagen (ellers i går).", en="With a new ledger: send what has come up from this day on (default: yesterday)."),
        option("--password-file", type=_THERE, metavar="FIL", nb="Filen med passordet til e-posttjeneren (ellers AVTALE_SMTP_PASSWORD).", en="The file with the password of the mail server (default: AVTALE_SMTP_PASSWORD)."),
        option("--password-for", metavar="NAVN", nb="Tjeneren passordet er til, slik den heter i innstillingene.", en="The server that the password is for, as the settings call it."),
        option("--ledger", type=_FILE, metavar="FIL", nb="Protokollen over det som er sendt (ellers en fil hos deg, én for hver samling).", en="The ledger of what was sent (default: a file of your own, one for each repository)."),
        option("--channels", type=_THERE, metavar="FIL", nb="Send til kanalene i filen: Teams, Slack og andre, én adresse for apprise på hver linje.", en="Post to the channels in the file: Teams, Slack and others, an address of apprise on each line."),
        option("--mail", is_flag=True, nb="Send hver person en e-post om det som er over fristen, forfaller snart og kommer.", en="Send each person a mail of what is overdue, due soon and coming."),
    ):  # fmt: skip
        function = decorate(function)
    return function


def remind(invocation: Invocation, docs: Sequence[str], asked: Asked) -> int:
    """Tell everybody what is to be told today; the exit code."""
    if invocation.on != invocation.now.date() and not asked.dry_run:
        raise UsageError(
            nb="Påminnelser sendes som det er i dag. Med --on kan de bare vises: legg til --dry-run.",
            en="Reminders are sent as of today. With --on they can only be shown: add --dry-run.",
        )
    entries = [invocation.find(doc)[0] for doc in docs] if docs else None
    code = 0
    if asked.mail:
        code = _mail(invocation, entries, asked)
    if asked.channels is not None:
        code = max(code, _channels(invocation, entries, asked, asked.channels))
    return code


def _mail(invocation: Invocation, entries: Sequence[DocumentFile] | None, asked: Asked) -> int:
    from avtale.remind.digest import to_tell
    from avtale.remind.letter import Writer
    from avtale.remind.mail import Mail, sender, server, written
    from avtale.remind.smtp import Post

    repository, on = invocation.repository, invocation.on
    own, answers = sender(repository.settings)
    writer = Writer(repository, own, answers, on, invocation.now)
    told = to_tell(repository, on, entries=entries)
    code = 0
    for address in told.unusable:
        code = 1
        _warn(
            invocation,
            Message(
                "«{address}» i contacts.yaml er ingen e-postadresse. Ingenting er sendt dit. Rett den.",
                "“{address}” in contacts.yaml is no mail address. Nothing was sent there. Mend it.",
                address=address,
            ),
        )
    if told.unreached:
        _warn(
            invocation,
            Message(
                "Ingen har en adresse å si fra til om {n} av fristene. «avtale check» sier hvem som mangler.",
                "Nobody has an address to tell of {n} of the deadlines. “avtale check” says who is missing.",
                n=len(told.unreached),
            ),
        )

    def show(parcel: Parcel) -> None:
        letter = written(writer, parcel)
        echo(
            f"To: {letter.to.spec}\nSubject: {letter.subject}\nMessage-ID: {letter.message_id}\n\n{letter.text}\n"
        )

    if asked.dry_run:
        return max(code, _run(invocation, told.notices, asked, None, show))
    post = Post(
        server(repository.settings, lambda: _password(asked.password_file), asked.password_for),
        own,
        sleep=time.sleep,
    )
    try:
        return max(code, _run(invocation, told.notices, asked, Mail(writer, post), show))
    finally:
        post.close()


def _channels(
    invocation: Invocation, entries: Sequence[DocumentFile] | None, asked: Asked, file: Path
) -> int:
    from avtale.remind.address import mailbox
    from avtale.remind.channels import Post, channels, to_post, written
    from avtale.remind.letter import Writer

    repository, on = invocation.repository, invocation.on
    nobody = mailbox("avtale@avtale.invalid")
    assert nobody is not None
    writer = Writer(repository, nobody, None, on, invocation.now)
    notices = to_post(repository, on, channels(file), entries=entries)

    def show(parcel: Parcel) -> None:
        title, text = written(writer, parcel)
        echo(f"To: {parcel.who}\nSubject: {title}\n\n{text}\n")

    return _run(invocation, notices, asked, None if asked.dry_run else Post(writer), show)


def _run(
    invocation: Invocation,
    notices: Sequence[Notice],
    asked: Asked,
    carrier: Carrier | None,
    show: Callable[[Parcel], None],
) -> int:
    """Send what the ledger does not know, or show it where nothing carries it."""
    from avtale.remind.ledger import copied, opened
    from avtale.remind.run import plan, send

    on, path = invocation.on, asked.ledger or _ledger(invocation)
    since = asked.since or on - dt.timedelta(days=1)
    way: AbstractContextManager[Ledger] = (
        copied(path) if carrier is None else opened(path, wait=invocation.patience)
    )
    with way as ledger:
        chosen = plan(notices, ledger, since, again=asked.again)
        _tell_ledger(invocation, ledger, chosen, since, path)
        if carrier is None:
            for parcel in chosen.parcels:
                show(parcel)
            number = len(chosen.parcels)
            invocation.say(
                Message(f"Prøvekjøring: {number} ville blitt sendt.", f"Dry run: {number} would be sent."),
                err=True,
            )
            return 0
        if ledger.is_new:
            ledger.begin(chosen.known, on)
        ledger.used(on)
        return _tell(invocation, send(chosen.parcels, ledger, carrier, on), chosen)


def _tell_ledger(invocation: Invocation, ledger: Ledger, chosen: Plan, since: dt.date, path: Path) -> None:
    """What a reader must know of the ledger: that it is new, or that the clock went back."""
    last = ledger.last_day()
    if ledger.is_new:
        older = Message(
            " Det som er eldre ({n}), sendes ikke. Skal det med, si fra hvilken dag med --since.",
            " What is older ({n}) is not sent. To have it too, say from which day with --since.",
            n=len(chosen.known),
        )
        _warn(
            invocation,
            Message(
                "Det finnes ingen protokoll i {path}: dette er den første kjøringen, eller den er borte. "
                "Her er det som er blitt aktuelt fra {since}.{older}",
                "There is no ledger in {path}: this is the first run, or it was lost. "
                "Here is what has come up from {since} on.{older}",
                path=one_line(str(path)),
                since=since,
                older=older if chosen.known else "",
            ),
        )
    elif last is not None and last > invocation.on:
        _warn(
            invocation,
            Message(
                "Protokollen er sist brukt {last}, og i dag er {today}: klokken er stilt tilbake, eller gikk feil da. "
                "Det som er sendt, sendes ikke igjen.",
                "The ledger was last used on {last}, and today is {today}: the clock was set back, or was wrong then. "
                "What was sent is not sent again.",
                last=last,
                today=invocation.on,
            ),
        )
    for parcel in chosen.doubtful:
        _warn(
            invocation,
            Message(
                "{who}: sendt to ganger uten svar, så den kan være kommet frem. Send den en gang til med --again.",
                "{who}: sent twice without an answer, so it may have arrived. Send it once more with --again.",
                who=parcel.who,
            ),
        )


def _tell(invocation: Invocation, report: Report, chosen: Plan) -> int:
    number, again = len(report.sent), len(report.again)
    invocation.say(
        Message(f"Sendt: {number}.", f"Sent: {number}.")
        if not again
        else Message(
            f"Sendt: {number}. {again} av dem kan være kommet frem før, og sier det selv.",
            f"Sent: {number}. {again} of them may have arrived before, and say so themselves.",
        )
    )
    for who, why in report.failed:
        _warn(
            invocation,
            Message(
                "{who}: ikke sendt ({why}). Prøves igjen neste gang.",
                "{who}: not sent ({why}). Tried again next time.",
                who=who,
                why=why,
            ),
        )
    for who, why in report.in_doubt:
        _warn(
            invocation,
            Message(
                "{who}: kan være kommet frem ({why}). Sendes én gang til neste gang.",
                "{who}: may have arrived ({why}). Sent once more next time.",
                who=who,
                why=why,
            ),
        )
    if report.stopped is not None:
        _warn(invocation, report.stopped.message)
        _warn(invocation, Message("Ikke sendt: {n}.", "Not sent: {n}.", n=report.waiting))
        return report.stopped.exit_code
    return 1 if report.failed or report.in_doubt or chosen.doubtful else 0


def _warn(invocation: Invocation, phrase: Message) -> None:
    invocation.say(phrase, err=True)


def _ledger(invocation: Invocation) -> Path:
    """The ledger of this repository, in the user's own folder for what must be kept."""
    folder, root = environment.state_folder(), invocation.repository.root
    if folder is None or root is None:
        raise UsageError(
            nb="Det finnes ikke noe sted å ha protokollen. Velg en fil med --ledger.",
            en="There is no place for the ledger. Choose a file with --ledger.",
        )
    name = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return folder / f"reminders-{name}.sqlite"


def _password(file: Path | None) -> str | None:
    """The first line of the file, else AVTALE_SMTP_PASSWORD."""
    if file is None:
        return environment.smtp_password()
    with reading(file):
        return next(iter(file.read_text(encoding="utf-8").splitlines()), "")
