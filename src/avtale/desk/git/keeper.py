"""Keeps the desk's own clone up with where the files come from: fetches, merges under the lock, pushes, and tries again.

What is saved in the desk is in git here before it is answered; it is sent on within a second. What others push is here within
some seconds.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from avtale.desk.acts import finish
from avtale.desk.git.checkout import begin_move, finish_move, free, mend_move, restore
from avtale.desk.git.commit import (
    COMMITTER,
    COMMITTER_EMAIL,
    DURABLE,
    FAILED,
    Commit,
    Note,
    advance,
    put,
    take_out,
)
from avtale.desk.git.merging import merged
from avtale.desk.git.remote import Remote, clone, fetch, push, tidy
from avtale.environment import state_folder
from avtale.errors import AvtaleError, UsageError
from avtale.facts.git_call import Git
from avtale.facts.git_objects import Item, commits, files, merge_bases
from avtale.facts.root import find_root
from avtale.message import Message
from avtale.source.lock import locked

PAUSE = 3.0
"""Seconds between two looks at what others pushed."""
_TIDIES = dt.timedelta(hours=1)
_TRIES = 5
GivenBack = Callable[[str, bytes, bytes], bool]
"""Told of what did not stand: the path from the repository's folder, the text as it was before both, and as it was saved here.
Whether it is somebody's draft again."""
_log = logging.getLogger("avtale.desk")


def kept_clone(remote: Remote, clock: Callable[[], dt.datetime], pause: float = PAUSE) -> Keeper:
    """The desk's own clone, in the state folder. Raises `UsageError` where there is no place for it, and as `Keeper`."""
    home = state_folder()
    if home is None:
        raise UsageError(
            nb="Det finnes ikke noe sted å ha klonen. Si hvor med AVTALE_STATE.",
            en="There is no place for the clone. Say where with AVTALE_STATE.",
        )
    name = hashlib.sha256(f"{remote.url}\0{remote.branch}".encode()).hexdigest()[:16]
    return Keeper(remote, home / "desk" / name / "clone", clock, pause)


class Keeper:
    """The clone of `remote` in `folder`, made where it is not there. `root` is the repository in it.

    Raises `UsageError` where it is not to be had or holds no repository.
    """

    def __init__(
        self, remote: Remote, folder: Path, clock: Callable[[], dt.datetime], pause: float = PAUSE
    ) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(folder.parent, command="avtale desk"):
            if not folder.is_dir():
                clone(remote, folder)
        self.git = Git(folder)
        branch = remote.branch or self.git.told("symbolic-ref", "--short", "HEAD").decode().strip()
        self.remote = replace(remote, branch=branch)
        self.clock, self._pause = clock, pause
        self.trouble: Message | None = None
        self.sent = clock()
        self.given_back: GivenBack = lambda *_: False
        self.moved: Callable[[], None] = lambda: None
        self._wake = threading.Event()
        with locked(find_root(folder) or folder, command="avtale desk"):
            self._start(folder)
        root = find_root(folder)
        if root is None or not root.is_relative_to(folder):
            raise UsageError(
                nb="{url} har ingen samling: verken avtale.yaml eller agreements/avtale.yaml. Lag den med «avtale init».",
                en="{url} holds no repository: neither avtale.yaml nor agreements/avtale.yaml. Make it with “avtale init”.",
                url=remote.shown,
            )
        self.root = root

    def wake(self) -> None:
        """Something was saved: send it now."""
        self._wake.set()

    def run(self) -> None:
        """Keep up, for as long as the desk runs."""
        tidied = self.clock()
        while True:
            self.round()
            if self.clock() - tidied > _TIDIES:
                tidied = self.clock()
                with suppress(AvtaleError, *FAILED):  # it is as well done the next time
                    tidy(self.git, self.remote)
            self._wake.wait(self._pause)
            self._wake.clear()

    def round(self) -> None:
        """Fetch, merge and push once; what went wrong stands in `trouble` until it goes well."""
        said: Message | str | None
        try:
            said = self._round()
        except AvtaleError as error:
            said = error.message
        except Exception as error:  # whatever it is, who saves must be told
            if not isinstance(error, FAILED):
                _log.warning("a fault of ours", exc_info=error)
            what = type(error).__name__
            said = Message("uventet feil hos oss ({what})", "an unexpected fault of ours ({what})", what=what)
        if said is None:
            self.trouble, self.sent = None, self.clock()
            return
        if isinstance(said, str):
            said = Message("git svarte «{said}»", "git answered “{said}”", said=said)
        _log.warning("the clone could not keep up: %s", said.en)
        self.trouble = Message(
            "Det som lagres, ligger trygt her, men er ikke sendt til felles git siden {at}: {why}",
            "What is saved lies safely here, but has not been sent to the shared git since {at}: {why}",
            at=f"{self.sent:%H:%M}",
            why=said,
        )

    def _round(self) -> str | None:
        said: str | None = None
        for _ in range(_TRIES):
            said = fetch(self.git, self.remote)
            if said is not None:
                return said
            with locked(self.root, command="avtale desk"):
                finish(self.root)
                head = self._merge()
            self.moved()
            known = commits(self.git, [self.remote.tracking]).get(self.remote.tracking)
            if head == known or head is None:
                return None
            said = push(self.git, self.remote, head)
            if said is None:
                return None
        return said

    def _start(self, folder: Path) -> None:
        free(self.git)
        head = commits(self.git, ["HEAD"]).get("HEAD")
        if head is None:
            return
        root = find_root(folder)
        if root is not None and root.is_relative_to(folder):
            finish(root)
        mend_move(self.git)
        if not self.git.told("ls-files", "-z"):  # cloned, and no file written yet
            restore(self.git)

    def _merge(self) -> str | None:
        """Take in what was fetched. Where the branch then stands. Holds the repository."""
        git = self.git
        found = commits(git, ["HEAD", self.remote.tracking])
        head, theirs = found.get("HEAD"), found.get(self.remote.tracking)
        base = next(iter(merge_bases(git, head, theirs)), None) if head and theirs else None
        if head is None or theirs is None or theirs in (head, base):
            mend_move(git)
            return head
        old = files(git, head)
        if base == head:
            begin_move(git)
            git.told(*DURABLE, "update-ref", "HEAD", theirs, head)
            finish_move(git, old, files(git, theirs))
            return theirs
        before = files(git, base) if base is not None else {}
        both = merged(git, before, old, files(git, theirs))
        drafts = [
            path for path, texts in both.given_back.items() if self.given_back(self._below(path), *texts)
        ]
        begin_move(git)
        note = Note(COMMITTER, COMMITTER_EMAIL, self._told(both.given_back, drafts), self.clock())
        advance(git, [Commit(note, [head, theirs], self._taken(both.changes))])
        head = commits(git, ["HEAD"])["HEAD"]
        finish_move(git, old, files(git, head))
        return head

    def _taken(self, changes: Mapping[str, Item | bytes | None]) -> list[bytes]:
        gone = [take_out(path) for path, change in changes.items() if change is None]
        made = []
        for path, change in changes.items():
            if isinstance(change, bytes):
                asked = ("hash-object", "-w", "--no-filters", "--stdin")
                name = self.git.told(*DURABLE, *asked, given=change).decode().strip()
                made.append(put("100644", name, path))
            elif change is not None:
                made.append(put(change.mode, change.object, path))
        return gone + made

    def _told(self, given_back: Collection[str], drafts: Collection[str]) -> str:
        said = f"Fletter det som er lagret her, med {self.remote.branch}\n"
        if given_back:
            said += "\nDet samme er endret begge steder, og det utenfra står.\n"
        for path in given_back:
            said += (
                f"- {path}: det andre {'er utkast igjen' if path in drafts else 'står i innføringen før'}\n"
            )
        return said

    def _below(self, path: str) -> str:
        """A path of the checkout from the repository's folder; "" for one outside it."""
        file = self.git.top / path
        return file.relative_to(self.root).as_posix() if file.is_relative_to(self.root) else ""
