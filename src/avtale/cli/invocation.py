"""What one run of the command line carries: language, repository, day, terminal.

The only place that reads the clock.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from avtale import environment
from avtale.cli.echo import echo
from avtale.errors import UsageError
from avtale.locales import labels, languages
from avtale.message import Message
from avtale.oslo import in_oslo

if TYPE_CHECKING:
    from avtale.facts.repository import DocumentFile, Repository
    from avtale.source.lock import Holder

MESSAGE_LANGUAGES = ("nb", "en")
LANGUAGES = languages()
_PLAIN_WIDTH = 100


class Invocation(Struct, dict=True):
    """Options every command shares, as given; what is not given is found out when it is asked for."""

    chosen_lang: str | None = None
    chosen_pages: str | None = None
    """The language that pages were asked for in, or two: nb+se."""
    chosen_repo: Path | None = None
    chosen_day: dt.date | None = None
    debug: bool = False
    opened: dict[Path, Repository] = field(default_factory=dict)
    settled_lang: str | None = None
    """What the settings say, where they need not be read again."""
    writes: str = ""
    """The command that writes in repositories; "" for one that only reads, and so needs no lock."""
    locks: ExitStack = field(default_factory=ExitStack)

    @property
    def lang(self) -> str:
        """--lang, then AVTALE_LANG, then the settings, then bokmål; never the system's locale (docs/architecture.md, "The contract")."""
        settled = next((r.settings.language for r in self.opened.values()), self.settled_lang)
        return self.asked_lang or (settled if settled in LANGUAGES else "nb")

    @property
    def asked_lang(self) -> str:
        """The language this run was asked to speak; "" where the settings shall say."""
        told = self.chosen_lang or environment.language()
        return told if told in LANGUAGES else ""

    def tell_fallback(self) -> None:
        """Say once that messages come in another language than the one asked for, where there are none in that one."""
        if self.asked_lang and self.asked_lang not in MESSAGE_LANGUAGES:
            name = labels(self.asked_lang)
            self.say(
                Message(
                    f"Meldinger finnes ikke på {name('language.nb')} ({self.asked_lang}); her er de på bokmål (nb).",
                    f"There are no messages in {name('language.en')} ({self.asked_lang}); here they are in Norwegian (nb).",
                ),
                err=True,
            )

    @property
    def targets(self) -> tuple[str, ...]:
        """What to compare the register with, as the system that runs us says it (`avtale.cli.ci`)."""
        from avtale.cli.ci import targets

        return targets(environment.of_ci())

    @property
    def on(self) -> dt.date:
        """--on, else today in Oslo."""
        return self.chosen_day or self.now.date()

    @property
    def performed(self) -> dt.date:
        """The day an act was done that is recorded now: --on, else today. Raises `UsageError` for a day that has not come.

        What the act leads to may lie ahead, such as the start of what is approved; the act itself cannot.
        """
        today = self.now.date()
        if self.on > today:
            raise UsageError(
                nb=f"{self.on} har ikke kommet ennå; i dag er {today}. --on er dagen det ble gjort. "
                "Registrer det når det er gjort; det kan godt gjelde fra en senere dag.",
                en=f"{self.on} has not come yet; today is {today}. --on is the day it was done. "
                "Record it when it is done; it may well take effect on a later day.",
            )
        return self.on

    @property
    def now(self) -> dt.datetime:
        """The clock, in Oslo's time."""
        return in_oslo(dt.datetime.now(dt.UTC))

    @property
    def repository(self) -> Repository:
        """The repository given, or the nearest upwards. Raises `UsageError` where there is none."""
        from avtale.facts.root import find_root

        start = self.chosen_repo or Path.cwd()
        found = self._open(find_root(start))
        if found is None:
            raise UsageError(
                nb=f"Fant ingen samling (agreements/avtale.yaml) i {start} eller mappene over. "
                "Lag en med «avtale init», eller pek på den med --repo.",
                en=f"No repository (agreements/avtale.yaml) in {start} or above. "
                "Make one with “avtale init”, or point with --repo.",
            )
        return found

    def repository_if_any(self, near: Path | None = None) -> Repository | None:
        """The repository given, else the nearest above `near` (default: here); None where there is none."""
        if self.chosen_repo is not None:
            return self.repository
        from avtale.facts.root import find_root

        return self._open(find_root(Path.cwd() if near is None else near if near.is_dir() else near.parent))

    def find(self, doc: str, *, waiting: bool = False) -> tuple[DocumentFile, Repository]:
        """The document DOC names, and the repository it is seen in: its own, or an empty one for a loose file.

        `waiting`: a bare key is the draft that waits for an approval, where there is one.
        """
        from avtale.facts.find import find, find_plan

        path = Path(doc)
        if path.suffix not in (".yaml", ".yml") and not path.is_file():
            plan = find_plan(self.repository, doc)
            if plan is not None:
                return plan, self.repository.with_plan(plan)
            return find(self.repository, doc, self.on, waiting=waiting), self.repository
        repository = self.repository_if_any(path)
        plan = find_plan(repository, doc) if repository else None
        if repository is not None and plan is not None:
            return plan, repository.with_plan(plan)
        if repository is None or repository.at(path) is None:
            from avtale.facts.repository import Repository

            loose = Repository.loose([path])
            return loose.entries[0], loose
        return find(repository, doc, self.on), repository

    def find_all(self, docs: Iterable[str]) -> list[tuple[DocumentFile, Repository]]:
        """What each DOC names, once each and in order; a folder names every document of a repository below it."""
        found: dict[Path, tuple[DocumentFile, Repository]] = {}
        for doc in docs:
            for entry, repository in self._below(Path(doc)) if Path(doc).is_dir() else [self.find(doc)]:
                found.setdefault(entry.path.resolve(), (entry, repository))
        return list(found.values())

    def asked_about(self, docs: Iterable[str]) -> list[tuple[Repository, list[DocumentFile] | None]]:
        """Each repository asked about, with the documents named in it, once each; without any, the one here, and None for all of them."""
        named = {entry.path: (entry, repository) for entry, repository in map(self.find, docs)}
        by_repository: dict[int, tuple[Repository, list[DocumentFile]]] = {}
        for entry, repository in named.values():
            by_repository.setdefault(id(repository), (repository, []))[1].append(entry)
        return [*by_repository.values()] if named else [(self.repository, None)]

    def _below(self, folder: Path) -> list[tuple[DocumentFile, Repository]]:
        repository = self.repository_if_any(folder)
        here = folder.resolve()
        entries = [entry for entry in repository.entries if here in entry.path.parents] if repository else []
        if repository is None or not entries:
            raise UsageError(
                nb=f"Mappen {folder} har ingen dokumenter i en samling. Gi filene ved navn.",
                en=f"The folder {folder} has no documents of a repository. Name the files.",
            )
        return [(entry, repository) for entry in entries]

    def _open(self, root: Path | None) -> Repository | None:
        """The repository at `root`, read once in a run; first locked by a command that writes."""
        if root is not None and root not in self.opened:
            from avtale.facts.repository import Repository

            self.lock(root)

            self.opened[root] = Repository.open(root)
        return self.opened[root] if root is not None else None

    def lock(self, root: Path) -> None:
        """Hold the repository at `root` until the command ends, where it writes."""
        if self.writes:
            from avtale.source.lock import locked

            self.locks.enter_context(
                locked(root, wait=self.patience, command=self.writes, tell=self._tell_waiting)
            )

    def lock_nearest(self) -> None:
        """Hold the repository given or the nearest upwards before it is opened, if there is one."""
        from avtale.facts.root import find_root

        root = find_root(self.chosen_repo or Path.cwd())
        if root is not None:
            self.lock(root)

    @contextmanager
    def holding(self, command: str) -> Iterator[None]:
        """Within it `command` holds what it opens; "" for one that only reads."""
        before, self.writes = self.writes, command
        try:
            with self.locks:
                yield
        finally:
            self.writes = before

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While somebody is asked, nothing is held: others go on. What was read is read anew afterwards, under the lock."""
        writes, self.writes = self.writes, ""
        try:
            yield
        finally:
            self.writes = writes
        self.settled_lang = next((r.settings.language for r in self.opened.values()), self.settled_lang)
        self.opened.clear()

    @property
    def patience(self) -> float:
        """Seconds to wait for another command: AVTALE_WAIT, else what the library waits."""
        from avtale.source.lock import WAIT

        told = environment.patience()
        try:
            return max(0.0, float(told)) if told else WAIT
        except ValueError:
            raise UsageError(
                nb=f"AVTALE_WAIT er «{told}», men skal være et antall sekunder, for eksempel 60.",
                en=f"AVTALE_WAIT is “{told}”, but should be a number of seconds, such as 60.",
            ) from None

    def _tell_waiting(self, holder: Holder) -> None:
        if sys.stderr.isatty():
            self.say(Message("Venter på {holder} …", "Waiting for {holder} …", holder=holder.named), err=True)

    def say(self, phrase: Message, *, err: bool = False, nl: bool = True) -> None:
        """Print a sentence in the reader's language."""
        echo(phrase.text(self.lang), err=err, nl=nl)

    @property
    def colour(self) -> bool:
        """Colour only on a terminal, and not where NO_COLOR is set."""
        return sys.stdout.isatty() and environment.colour_is_wanted()

    @property
    def width(self) -> int:
        """How wide a table or a text may be; where no terminal tells, the same in a pipe, a file and CI."""
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else _PLAIN_WIDTH
