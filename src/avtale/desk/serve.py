"""Serving the desk on this machine: the port, the server, the secret that seals the sessions."""

from __future__ import annotations

import errno
import secrets
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from avtale import environment
from avtale.desk.app import Desk
from avtale.desk.security.connection import Bounded
from avtale.errors import SystemFailure, UsageError, reading, system_says
from avtale.source.write import write_whole

LOOPBACK = "127.0.0.1"
_LOOKS = 1.0
"""Seconds between two looks at the files."""
_SHARE = 0.001
"""Seconds that a thread may compute while another waits; who holds the repository waits so often."""
_SHORTEST = 16  # bytes of a secret


def listening(port: int, host: str = LOOPBACK) -> socket.socket:
    """A socket that waits on loopback or what the settings name; 0 for any free port. Raises `UsageError` where it is not to be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                nb=f"Porten {port} er i bruk, kanskje av et skrivebord til. Velg en annen med --port, eller --port 0 for en ledig.",
                en=f"The port {port} is in use, perhaps by another desk. Choose another with --port, or --port 0 for a free one.",
            ) from error
        raise UsageError(
            nb="Porten {port} kan ikke brukes: {why}. Velg en annen med --port.",
            en="The port {port} cannot be used: {why}. Choose another with --port.",
            port=port,
            why=system_says(error),
        ) from error


def kept_secret(file: Path) -> bytes:
    """The secret in `file`, which only its owner can read; made now where there is none. AVTALE_DESK_SECRET goes before it.

    Raises `UsageError` for one too short, `SystemFailure` where it can be neither read nor written.
    """
    told = environment.desk_secret()
    if told:
        if len(told.encode()) < _SHORTEST:
            raise UsageError(
                nb="AVTALE_DESK_SECRET er for kort. Bruk minst 16 tilfeldige tegn.",
                en="AVTALE_DESK_SECRET is too short. Use at least 16 random characters.",
            )
        return told.encode()
    with suppress(UsageError):  # another desk has made it at the same moment
        if not file.is_file():
            write_whole(file, secrets.token_hex(32).encode(), replace=False, private=True)
    with reading(file):
        found = file.read_bytes()
    if len(found) < _SHORTEST:
        raise SystemFailure(
            nb="{file} er ødelagt. Slett filen, så lages den på nytt.",
            en="{file} is broken. Delete the file and it is made anew.",
            file=file,
        )
    return found


def _keep_warm(desk: Desk) -> None:
    """See what others write before somebody asks, so that nobody waits for it to be read."""
    while True:
        desk.warm()
        time.sleep(_LOOKS)


def serve(app: Starlette, sock: socket.socket) -> None:
    """Answer on the socket until Ctrl-C or a signal to end; what is being answered then is answered first."""
    sys.setswitchinterval(_SHARE)
    threading.Thread(target=_keep_warm, args=(app.state.desk,), name="warm", daemon=True).start()
    if app.state.desk.keeper is not None:
        threading.Thread(target=app.state.desk.keeper.run, name="git", daemon=True).start()
    with suppress(KeyboardInterrupt):
        server_of(app).run(sockets=[sock])


def server_of(app: Starlette) -> uvicorn.Server:
    """What speaks HTTP/1.1 for the desk: h11, which takes a request at its word or not at all (RFC 9112, 11.2)."""
    config = uvicorn.Config(
        app,
        http=Bounded,
        access_log=False,
        log_config=None,
        lifespan="off",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    return uvicorn.Server(config)
