"""What `check` was asked, and its answer: found out, or what was kept of an earlier check where that still holds."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from avtale import environment
from avtale.cli.invocation import Invocation

if TYPE_CHECKING:
    from avtale.catalogue.report import Report
    from avtale.facts.git import History
    from avtale.facts.repository import DocumentFile, Repository
    from avtale.rules.cache import Cache


class Answered(Struct, frozen=True):
    """A report, the agreements folder it is about (None for loose files), and whether it is about all of it.

    `documents` names every document file there is; it reads the plans too, so it is asked only where that is needed.
    `history` is what git remembered of the register, None where it was not asked.
    """

    report: Report
    root: Path | None
    whole: bool
    documents: Callable[[], Collection[str]]
    history: History | None = None

    @property
    def prefix(self) -> str:
        """How to get from the top of the checkout to the folder that findings count their files from."""
        if self.root is None:
            return ""
        above = self.root.parent
        top = next((folder for folder in (above, *above.parents) if (folder / ".git").exists()), above)
        return "".join(f"{part}/" for part in above.relative_to(top).parts)


def answer(invocation: Invocation, docs: tuple[str, ...], base: str | None, *, cache: bool) -> Answered:
    """Check what was named, or everything, on the run's day. `cache` allows an answer that was kept."""
    kept = _cache(invocation, docs, base) if cache else None
    found = kept.recall() if kept else None
    if kept and found:
        invocation.settled_lang = found.lang
        names = found.documents
        whole = kept.question.only is None
        return Answered(found.report, kept.question.root, whole, lambda: names, found.history)
    repository, only = _named(invocation, docs)
    report, past = _checked(invocation, repository, only, base)
    if kept:
        kept.keep(report, repository, past, invocation.lang)
    return Answered(
        *(report, repository.root, only is None),
        lambda: {entry.name for entry in (*repository.entries, *repository.plans)},
        past,
    )


def _cache(invocation: Invocation, docs: tuple[str, ...], base: str | None) -> Cache | None:
    """The kept answers to this question; None where it is not about files of one repository, or nothing may be kept."""
    from avtale.facts.root import find_root
    from avtale.rules.cache import Cache, Question

    folder = environment.answers_folder()
    if folder is None or any(Path(doc).is_symlink() for doc in docs):
        return None  # a link is seen where it lies
    paths = [Path(doc).resolve() for doc in docs]
    roots = {
        find_root(invocation.chosen_repo or (path if path.is_dir() else path.parent))
        for path in paths or [Path.cwd()]
    }
    root = roots.pop()
    if root is None or roots:
        return None
    if _stands_for_all(paths, root):
        paths = []
    if not all(path.exists() and root in path.parents for path in paths):
        return None
    only = tuple(path.relative_to(root).as_posix() for path in paths) or None
    return Cache(
        folder,
        Question(
            root, invocation.on, invocation.asked_lang, only, base, invocation.targets, invocation.now.date()
        ),
    )


def _named(invocation: Invocation, docs: tuple[str, ...]) -> tuple[Repository, list[DocumentFile] | None]:
    """What to check, and in which repository to see it; None for all of it."""
    if not docs:
        return invocation.repository, None
    found = invocation.find_all(docs)
    repository = next((repo for _, repo in found if repo.root is not None), found[0][1])
    if _stands_for_all([Path(doc).resolve() for doc in docs], repository.root):
        return repository, None
    return repository, [entry for entry, _ in found]


def _stands_for_all(paths: list[Path], root: Path | None) -> bool:
    """Whether what was named is the repository's own folder, or that which holds it: then settings and register count too."""
    return len(paths) == 1 and root in (paths[0], paths[0] / "agreements")


def _checked(
    invocation: Invocation, repository: Repository, only: list[DocumentFile] | None, base: str | None
) -> tuple[Report, History | None]:
    from avtale.rules.check import check, remembered

    workers = environment.cores()
    if only is not None or repository.root is None:
        return check(repository, on=invocation.on, lang=invocation.lang, only=only, workers=workers), None
    past = remembered(repository, base, invocation.targets)
    return check(
        repository,
        on=invocation.on,
        lang=invocation.lang,
        history=past,
        today=invocation.now.date(),
        workers=workers,
    ), past
