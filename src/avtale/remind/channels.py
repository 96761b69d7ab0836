"""Channels as a carrier: Teams, Slack, webhooks and all else that apprise speaks to (the extra `avtale[channels]`).

A channel is told of everything once ahead and once when it is missed, by role and never by name. Plans, and what is exempt from
public access, are never told there.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from avtale.errors import SystemFailure, UsageError, reading
from avtale.facts.agenda import agenda
from avtale.facts.holders import Holder
from avtale.facts.repository import DocumentFile, Repository
from avtale.message import Message
from avtale.remind.address import Channel
from avtale.remind.digest import Notice
from avtale.remind.letter import Writer
from avtale.remind.outcome import Handover, InDoubt, NotTaken
from avtale.remind.run import Parcel
from avtale.remind.said import open_to_all

_NO_ANSWER = re.compile(r"Read timed out|Remote end closed|Connection aborted|IncompleteRead")
_STATUS = re.compile(r"error=(\d+)")


def channels(path: Path) -> tuple[Channel, ...]:
    """The channels that a file names, one address of apprise on each line; what follows a # is a remark.

    Raises `UsageError` for an address that is none, whose words are not repeated: it may hold a secret.
    """
    with reading(path):
        lines = path.read_text(encoding="utf-8").splitlines()
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            found.append(Channel(line.strip(), number))
            if _apprise().Apprise.instantiate(line.strip(), suppress_exceptions=True) is None:
                raise UsageError(
                    nb=f"{path}, linje {number}: apprise kjenner ikke en slik adresse. Se lista over dem på nettsidene til apprise.",
                    en=f"{path}, line {number}: apprise knows no such address. See the list of them on apprise's pages.",
                )
    return tuple(found)


def to_post(
    repository: Repository,
    on: dt.date,
    to: Iterable[Channel],
    *,
    entries: Iterable[DocumentFile] | None = None,
) -> list[Notice]:
    """What each channel is to be told of on the day, told before or not."""
    nobody = Holder("", None, None, None, repository.settings.language, None, None)
    dues = [
        due
        for due in agenda(repository, on, entries=entries)
        if due.status in ("due", "missed") and due.warn_from <= on and open_to_all(due)
    ]
    return [
        Notice(
            due,
            "overdue" if due.overdue else "ahead",
            due.due + dt.timedelta(days=1) if due.overdue else due.warn_from,
            channel,
            nobody,
            nobody,
            "owner",
        )
        for channel in to
        for due in dues
    ]


class Post(Struct, frozen=True):
    """Writes a message to a channel and posts it."""

    writer: Writer

    def name(self, parcel: Parcel) -> str:
        return self.writer.message_id(parcel.new[0].to, (notice.reminder for notice in parcel.new))

    def carry(self, parcel: Parcel, handover: Handover) -> None:
        title, text = written(self.writer, parcel)
        to = parcel.new[0].to
        assert isinstance(to, Channel)
        service = _apprise()
        sender = service.Apprise()
        plugin = service.Apprise.instantiate(to.url)
        plugin.overflow_mode = (
            "split"  # a long message in several; by default it is left to the service to refuse
        )
        sender.add(plugin)
        said: list[str] = []
        handler = _Kept(said)
        logger = logging.getLogger("apprise")
        level, propagate = logger.level, logger.propagate
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
        logger.propagate = False  # it would tell the address
        handover.begin()
        try:
            taken = sender.notify(body=text, title=title, body_format="text")
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate
        if taken:
            return
        told = " ".join(said)
        if _NO_ANSWER.search(told):
            raise InDoubt(Message("den svarte ikke", "it did not answer"))
        handover.undo()
        status = _STATUS.search(told)
        why = Message("den svarte {code}", "it answered {code}", code=status[1]) if status else None
        raise NotTaken(why or Message("den kunne ikke nås", "it could not be reached"))


def written(writer: Writer, parcel: Parcel) -> tuple[str, str]:
    """The title and the text for a channel: what is new alone."""
    fresh = {notice.reminder for notice in parcel.new}
    shown = writer.shown(parcel.new, fresh, parcel.new[0].reader.language, again=bool(parcel.name))
    return shown["subject"], writer.page("channel.txt.jinja", shown).strip()


class _Kept(logging.Handler):
    """Keeps what apprise says, which gives no other reason."""

    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())


def _apprise() -> Any:
    """The library, with all it can speak to loaded. Modules of it that are old warn of it while they are loaded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import apprise

            apprise.Apprise.instantiate("json://localhost")
    except ImportError as error:
        raise SystemFailure(
            nb="Kanaler trenger pakken apprise. Installer «avtale[channels]».",
            en="Channels need the package apprise. Install “avtale[channels]”.",
        ) from error
    return apprise
