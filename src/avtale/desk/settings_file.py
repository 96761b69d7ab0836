"""The settings of a desk for many, from a file of the machine it runs on: `avtale desk --settings FILE`.

It says who may do what, so nobody may change it by a change to the repository: it lies outside, and neither others of the
machine nor a pull request write to it (docs/decisions/0049-who-may-do-what.md).
"""

from __future__ import annotations

import ipaddress
import os
import stat
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from avtale import environment
from avtale.desk.settings import DeskSettings
from avtale.errors import UsageError, reading
from avtale.facts.configuration import read_own
from avtale.format.model import Desk as DeskFile
from avtale.format.model import DeskRoles

_LONGEST_SECRET = 4096


def settings_from(file: Path, root: Path | None) -> DeskSettings:
    """What `file` says, for a desk over the repository at `root`; None where it may name a clone: `require_outside` comes after.

    Raises `UsageError` where it cannot be used or trusted, `SystemFailure` where it cannot be read.
    """
    if root is not None:
        require_outside(file, root)
    read = read_own(file, "desk", DeskFile)
    _require_ours(file, secret=False)
    address = urlsplit((read.address or "").rstrip("/"))
    host, _, port = (read.listen or "127.0.0.1:8765").rpartition(":")
    listen, name = host.strip("[]"), address.hostname or ""
    _require_safe(file, read, address, listen)
    return DeskSettings(
        hosts=(name,),
        listen=listen,
        port=int(port),
        address=f"{address.scheme}://{address.netloc.lower()}",
        base=address.path,
        proxies=read.proxies,
        login=read.login is not None,
        provider=read.login,
        client_secret=_secret(file, read.login.secret_file, environment.desk_client_secret())
        if read.login
        else None,
        clone=read.clone,
        clone_secret=_secret(file, read.clone.secret_file, environment.desk_clone_secret())
        if read.clone
        else None,
        roles=read.roles or DeskRoles(),
        plans=bool(read.plans),
        plan_grants=read.plans,
        mail=read.mail,
        mail_password=_secret(file, read.mail.password_file, environment.smtp_password())
        if read.mail
        else None,
        secure=address.scheme == "https",
        hours=read.hours or 8,
    )


def _require_safe(file: Path, read: DeskFile, address: SplitResult, listen: str) -> None:
    """Raise `UsageError` for a desk that answers others without knowing them, or over an open line, or whose file tells a secret."""
    _require_addresses(file, (listen, *read.proxies))
    if read.login is None and not (_loopback(listen) and _loopback(address.hostname or "")):
        raise UsageError(
            nb="{file}: Uten «login» svarer skrivebordet bare på denne maskinen. Si hvem utstederen er, eller la «address» og «listen» være 127.0.0.1.",
            en="{file}: Without “login” the desk answers on this machine alone. Say who the provider is, or let “address” and “listen” be 127.0.0.1.",
            file=file,
        )
    issuer = urlsplit((read.login.issuer or "") if read.login else "https://none.example")
    for each in (address, issuer):
        if each.scheme != "https" and not _loopback(each.hostname or ""):
            raise UsageError(
                nb="{file}: {address} må begynne med https://. Uten det kan den som ser på nettet, bli hvem som helst.",
                en="{file}: {address} must begin with https://. Without it, who watches the network can become anybody.",
                file=file,
                address=each.geturl(),
            )
    if read.clone is not None and urlsplit(read.clone.address or "").password:
        raise UsageError(
            nb="{file}: I «address» under «clone» står en hemmelighet. Legg den i en fil, og nevn filen i «secret_file».",
            en="{file}: A secret stands in “address” under “clone”. Put it into a file and name that in “secret_file”.",
            file=file,
        )


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _require_addresses(file: Path, addresses: tuple[str, ...]) -> None:
    for each in addresses:
        try:
            ipaddress.ip_address(each)
        except ValueError as error:
            raise UsageError(
                nb="{file}: «{given}» er ingen IP-adresse. Under «listen» og «proxies» står IP-adresser.",
                en="{file}: “{given}” is no IP address. Under “listen” and “proxies” stand IP addresses.",
                file=file,
                given=each,
            ) from error


def require_outside(file: Path, root: Path) -> None:
    """Neither in the repository nor anywhere in the work tree of git that it lies in, by whatever link one gets there."""
    home = root.resolve()
    home = next((each for each in (home, *home.parents) if (each / ".git").exists()), home)
    if file.resolve().is_relative_to(home):
        raise UsageError(
            nb="{file} ligger i samlingen, der en foreslått endring kan gi hvem som helst en rolle. Legg filen utenfor, for eksempel i /etc/avtale.",
            en="{file} lies in the repository, where a proposed change could give anybody a role. Put the file outside it, such as in /etc/avtale.",
            file=file,
        )


def _require_ours(file: Path, *, secret: bool) -> None:
    """Others of the machine can neither write the file nor, where it is a secret, read it. (Windows has no such bits.)"""
    with reading(file):
        mode = file.stat().st_mode
    if os.name == "posix" and mode & (stat.S_IRWXO if secret else stat.S_IWOTH | stat.S_IWGRP):
        how = "o=" if secret else "go-w"
        raise UsageError(
            nb="Andre på maskinen når {file}. Kjør: chmod {how} {file}",
            en="Others on the machine reach {file}. Run: chmod {how} {file}",
            file=file,
            how=how,
        )


def _secret(file: Path, name: str | None, told: str | None) -> str | None:
    """From the environment, where it is `told`, else what stands in the file beside the settings that is called so."""
    if told or name is None:
        return told or None
    named = file.parent / name
    _require_ours(named, secret=True)
    with named.open(encoding="utf-8") as opened:
        found = opened.read(_LONGEST_SECRET).strip()
    if not found:
        raise UsageError(
            nb="{file} er tom. Der skal hemmeligheten stå.",
            en="{file} is empty. The secret is to stand there.",
            file=named,
        )
    return found
