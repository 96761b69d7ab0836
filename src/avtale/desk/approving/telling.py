"""Mail of whose turn it is, after an act and beside it: an approval holds whether a letter arrives or not."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time

from avtale.desk.settings import DeskSettings
from avtale.desk.visit import Visit
from avtale.errors import AvtaleError
from avtale.facts.repository import DocumentFile, Repository
from avtale.remind.letter import Writer
from avtale.remind.mail import sender, server
from avtale.remind.outcome import Handover, InDoubt, NotTaken
from avtale.remind.smtp import Post
from avtale.remind.turns import TurnEvent, TurnTaken, letters, readers

_log = logging.getLogger("avtale.desk")
_PAGE: dict[TurnEvent, str] = {"sent": "approve", "returned": "send", "approved": "document"}


def tell(visit: Visit, entry: DocumentFile, event: TurnEvent) -> None:
    """Send word of what who asks did with a version, where the desk's settings want it; nobody waits for the letters."""
    settings = visit.desk.settings
    if settings.mail is None:
        return
    page = visit.address(f"/{_PAGE[event]}/{{key}}/{{version}}", str(entry.key), str(entry.version))
    taken = TurnTaken(event, entry, visit.person.name, f"{settings.address}{settings.base}{page}")
    arguments = (settings, visit.repository, taken, visit.now)
    threading.Thread(target=_send, args=arguments, name="mail", daemon=True).start()


def _send(settings: DeskSettings, repository: Repository, taken: TurnTaken, now: dt.datetime) -> None:
    """What goes wrong stands in the log: for whoever runs the desk, without names and addresses."""
    mail = settings.mail
    assert mail is not None
    post: Post | None = None
    try:
        to = readers(taken, repository, now.date(), mail.approvers)
        own, reply_to = sender(repository.settings)
        reached = server(repository.settings, lambda: settings.mail_password, mail.password_for)
        post = Post(reached, own, sleep=time.sleep)
        for letter in letters(Writer(repository, own, reply_to, now.date(), now), taken, to):
            try:
                post.deliver(letter.to, letter.data, Handover(lambda: None, lambda: None))
            except (NotTaken, InDoubt) as error:
                _log.warning("a letter about an approval was not taken: %s", type(error).__name__)
    except AvtaleError as error:
        _log.warning("no mail about an approval was sent: %s", error)
    finally:
        if post is not None:
            post.close()
