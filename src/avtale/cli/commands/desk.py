"""avtale desk"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from avtale.cli.command import declare, option
from avtale.cli.echo import echo
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.desk.app import Desk
    from avtale.desk.git.keeper import Keeper
    from avtale.desk.settings import DeskSettings

_EXTRA = ("authlib", "httpx2", "joserfc", "multipart", "python_multipart", "starlette", "uvicorn")


@declare(
    task="write",
    writes=False,
    nb="Åpne skrivebordet: skriv, godkjenn og følg opp i nettleseren.\n\n"
    "Det svarer bare på denne maskinen. Adressen som skrives ut, slipper inn én nettleser, én gang. For flere, med innlogging, "
    "bak en proxy: --settings. Stopp med Ctrl-C.",
    en="Open the desk: write, approve and follow up in the browser.\n\n"
    "It answers on this machine alone. The address it prints lets one browser in, once. For many, with a login, behind a "
    "proxy: --settings. Stop with Ctrl-C.",
    example="avtale desk --open\navtale desk --port 9000\navtale desk --clone ssh://git@git.eksempel.no/avtaler.git\navtale desk --settings /etc/avtale/desk.yaml",
)
@option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path),
    metavar="FIL",
    nb="Skrivebordets innstillinger: hvor det svarer, hvem som slipper inn, og hva de kan gjøre. Ligger utenfor samlingen.",
    en="The desk's settings: where it answers, who comes in and what they may do. Lies outside the repository.",
)
@option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="TALL",
    nb="Porten på denne maskinen; 0 tar en som er ledig. Uten den: 8765, eller den i innstillingene.",
    en="The port on this machine; 0 takes a free one. Without it: 8765, or the one in the settings.",
)
@option("--open", "opens", is_flag=True, nb="Åpne nettleseren med det samme.", en="Open the browser at once.")
@option(
    "--clone",
    metavar="ADRESSE",
    nb="Hent samlingen fra denne git-adressen (https, ssh eller en mappe) til en klon som er skrivebordets egen. "
    "Det som lagres, sendes dit, og det andre sender dit, hentes.",
    en="Fetch the repository from this git address (https, ssh or a folder) into a clone that is the desk's own. "
    "What is saved is sent there, and what others send there is fetched.",
)
@option(
    "--branch",
    metavar="GREN",
    nb="Grenen klonen følger. Uten valget: den som adressen har som hovedgren.",
    en="The branch that the clone follows. Without the option: the main branch of the address.",
)
def command(
    invocation: Invocation,
    settings_file: Path | None,
    port: int | None,
    opens: bool,
    clone: str | None,
    branch: str | None,
) -> int:
    try:
        from avtale.desk.app import app
        from avtale.desk.serve import kept_secret, listening, serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise UsageError(
            nb="Skrivebordet trenger noen pakker til: pip install 'avtale[desk]'.",
            en="The desk needs some more packages: pip install 'avtale[desk]'.",
        ) from error
    from avtale.desk.assets import require_assets
    from avtale.desk.settings import DeskSettings
    from avtale.desk.settings_file import require_outside, settings_from
    from avtale.environment import cache_folder

    require_assets()
    _hear(invocation.debug)
    given = settings_from(settings_file, None) if settings_file is not None else DeskSettings()
    keeper = _keeper(invocation, given, clone, branch)
    root = keeper.root if keeper is not None else invocation.repository.root
    assert root is not None
    if settings_file is not None:
        require_outside(settings_file, root)
    with listening(given.port if port is None else port, given.listen) as sock:
        settings = replace(given, port=sock.getsockname()[1])
        made = app(
            root,
            clock=lambda: invocation.now,
            settings=settings,
            secret=kept_secret(cache_folder() / "desk-secret"),
            keeper=keeper,
        )
        _tell_open(invocation, made.state.desk, opens=opens)
        serve(made, sock)
    invocation.say(Message("Skrivebordet er stengt.", "The desk is closed."))
    return 0


def _keeper(
    invocation: Invocation, given: DeskSettings, clone: str | None, branch: str | None
) -> Keeper | None:
    """What keeps a clone of the desk's own, by the line or by the settings; None where the repository lies here."""
    from avtale.desk.git.keeper import PAUSE, kept_clone
    from avtale.desk.git.remote import Remote

    named = given.clone
    if clone is None and branch is not None:
        raise UsageError(nb="--branch gjelder bare sammen med --clone.", en="--branch needs --clone.")
    if clone is not None and named is not None:
        raise UsageError(
            nb="Klonen står i innstillingene («clone»). Start uten --clone.",
            en="The clone stands in the settings (“clone”). Start without --clone.",
        )
    if clone is not None:
        return kept_clone(Remote(clone, branch or ""), lambda: invocation.now)
    if named is None:
        return None
    login = f"{named.user or 'avtale'}:{given.clone_secret}" if given.clone_secret else ""
    remote = Remote(named.address or "", named.branch or "", login)
    return kept_clone(remote, lambda: invocation.now, named.interval or PAUSE)


def _tell_open(invocation: Invocation, desk: Desk, *, opens: bool) -> None:
    """Where to go: without a login the address lets one browser in. `opens`: and go there."""
    settings, once = desk.settings, Message("", "")
    address = f"{settings.address or f'http://127.0.0.1:{settings.port}'}{settings.base}/"
    if not settings.login:
        address += f"start?token={desk.entrance.token()}"
        once = Message("Adressen virker én gang. ", "The address works once. ")
    invocation.say(
        Message(
            "Skrivebordet er åpent. Gå til:\n\n    {address}\n\n{once}Stopp med Ctrl-C.",
            "The desk is open. Go to:\n\n    {address}\n\n{once}Stop with Ctrl-C.",
            address=address,
            once=once,
        )
    )
    if opens:
        import webbrowser

        webbrowser.open(address)


def _hear(debug: bool) -> None:
    """Print where a page failed, and with --debug each request: its kind, never what it was about."""
    log = logging.getLogger("avtale.desk")
    log.setLevel(logging.INFO if debug else logging.WARNING)
    log.addHandler(_Spoken())


class _Spoken(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        echo(record.getMessage(), err=True)
