"""An act of the desk: what somebody does to the agreements, and one commit of it in their name.

Every page that writes goes this way. What is about to be written is noted first, in git's own folder: where the server dies in
the middle, the next act, or the next start, commits what stands, as who did it and with what they did.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar, cast

from avtale.desk.git.commit import Note, git_of
from avtale.desk.git.noted import Noted
from avtale.desk.line import Act
from avtale.desk.session import Person
from avtale.desk.visit import Visit
from avtale.errors import AvtaleError
from avtale.facts.repository import Repository
from avtale.message import Message
from avtale.source.lock import locked

T = TypeVar("T")


def act(visit: Visit, what: Message, do: Callable[[Repository], T]) -> T:
    """Hold the repository, do it, and commit exactly the files that were written, by who is here. What `do` gave.

    `what` is what `git log` tells: "Godkjenner samarbeid 2.00". Outside git, and where there is no git, it only does it. Where `do`
    fails, what it left behind is committed as broken off. Raises what `do` raises; `SystemFailure` and `StateError` where the
    repository or git is not free (nothing was written), `SystemFailure` where git did not take it (the next act tries again).
    `do` may be called by the thread of another who acts at the same time.
    """
    lang = visit.repository.settings.language or "nb"
    note = Note(visit.person.name, visit.person.email, _told(what, visit.person, lang), visit.now)
    given = visit.desk.line.through(Act(note, do, _BROKEN.text(lang)))
    if visit.desk.keeper is not None:
        visit.desk.keeper.wake()
    return cast("T", given)


def finish(root: Path) -> bool:
    """Commit what an act wrote before it was killed; call it holding the repository. Whether there was anything."""
    git = git_of(root)
    return git is not None and Noted(git, root).finish()


def finish_left(root: Path) -> None:
    """The same at a start, where there is anything to finish; what goes wrong is told to the first who saves."""
    with suppress(AvtaleError):
        git = git_of(root)
        if git is not None and Noted(git, root).file.exists():
            with locked(root, command="avtale desk"):
                finish(root)


_BROKEN = Message("Ble avbrutt før alt var gjort.", "Was broken off before all was done.")
_CHOSEN = Message(
    "Navnet er valgt i skrivebordet, uten innlogging.", "The name was chosen in the desk, without a login."
)


def _told(what: Message, person: Person, lang: str) -> str:
    """The commit's message, which says where nobody has vouched for the name."""
    said = " ".join(what.text(lang).split())
    return f"{said}\n" if person.authenticated else f"{said}\n\n{_CHOSEN.text(lang)}\n"
