"""With what the kept files of a repository are compared: which names stand for it, and the commits where the history parted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from avtale.errors import UsageError
from avtale.facts.git_call import Git
from avtale.facts.git_objects import commits, merge_bases
from avtale.message import Message

DEFAULT_BRANCHES = ("main", "master")
DEFAULTS = ("origin/main", "origin/master", "origin/HEAD", *DEFAULT_BRANCHES)
"""What is decided where nobody says more: the main branch as `origin` last had it, and as it is here."""


class Wanted(Struct, frozen=True):
    """What was asked to compare with; see `history`."""

    base: str | None
    branch: str | None
    targets: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        if self.base:
            return (self.base,)
        own = (self.branch, f"origin/{self.branch}") if self.branch else ()
        return tuple(dict.fromkeys((*self.targets, *DEFAULTS, *own)))

    def is_exact(self, git: Git) -> bool:
        """Whether a revision was asked for that is no branch: it and nothing else is then compared with."""
        if self.base is None:
            return False
        return not commits(git, [form for form in _forms(self.base) if form.startswith("refs/")])

    @property
    def of_outer(self) -> Wanted:
        """The same of a checkout around: what is named in `base` and in the settings is a revision of the inner one."""
        return Wanted(None, None, self.targets)

    def missing(self, known: Collection[str]) -> Iterator[str]:
        """The names that ought to be known and are not: whoever gave them relies on them."""
        if self.base:
            return
        yield from (name for name in self.targets if name not in known)
        if self.branch and self.branch not in DEFAULT_BRANCHES:
            own = (self.branch, f"origin/{self.branch}")
            if not any(name in known for name in own):
                yield self.branch


def parted(git: Git, head: str | None, known: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """Each commit where the history parted from what is known, with its name; and the names it has nothing in common with."""
    common = {
        commit: merge_bases(git, head, commit) if head is not None else []
        for commit in dict.fromkeys(known.values())
    }
    points: dict[str, str] = {}
    for name, commit in known.items():
        for each in common[commit]:
            points.setdefault(each, name)
    return points, [name for name, commit in known.items() if not common[commit]]


def known_commits(git: Git, names: Sequence[str], *, given: bool = False) -> dict[str, str]:
    """The commit of each name that git knows; one that was `given` by a person may be any revision, as a tag."""
    forms = {name: (*_forms(name), *([name] if given and name not in DEFAULTS else [])) for name in names}
    found = commits(git, [form for each in forms.values() for form in each])
    return {
        name: next(found[form] for form in each if form in found)
        for name, each in forms.items()
        if any(form in found for form in each)
    }


def _forms(name: str) -> tuple[str, ...]:
    """What the name of a branch may mean, in the order it is tried. A tag is no branch: whoever pushes may make one."""
    if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", name):
        return (name,)
    if name in DEFAULT_BRANCHES:
        return (f"refs/heads/{name}",)
    if name in DEFAULTS:
        return (f"refs/remotes/{name}",)
    return (f"refs/remotes/{name}", f"refs/heads/{name}")


def no_branch(name: str) -> Message:
    """That git knows no such branch."""
    return Message(
        f"git kjenner ikke «{name}»; hent hele historien, sett main_branch i avtale.yaml, eller bruk --base",
        f"git does not know “{name}”; fetch the whole history, set main_branch in avtale.yaml, or use --base",
    )


def unknown(base: str) -> UsageError:
    """To raise where git does not know the revision that somebody asked to compare with."""
    return UsageError(
        nb=f"git kjenner ikke «{base}». Gi --base en gren, et merke eller en revisjon som finnes.",
        en=f"git does not know “{base}”. Give --base a branch, tag or revision that exists.",
    )
