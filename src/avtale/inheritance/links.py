"""What each document is based on: the line, the document it leads to, what is missing, and circles."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import state
from avtale.facts.version import order
from avtale.format.model import Reference

MENTIONED_ONLY = ("mentions", "legal_basis")
"""Relations of a reference that make no parent."""

Missing = Literal["key", "version"]


class Link(Struct, frozen=True):
    """One line of `based_on` that names a document by key: the document it leads to, or what is missing."""

    reference: Reference
    parent: DocumentFile | None
    missing: Missing | None = None
    in_circle: bool = False


class Links:
    """The lines between the documents of a repository on one day, found once each."""

    def __init__(self, repository: Repository, on: dt.date) -> None:
        self.repository, self.on = repository, on
        self._links: dict[str, tuple[Link, ...]] = {}
        self._free: set[str] = set()  # of circles, so far as known

    def parents(self, entry: DocumentFile) -> list[DocumentFile]:
        """The documents `entry` is based on that are there and in no circle with it, each once."""
        found = [link.parent for link in self.links(entry) if link.parent is not None and not link.in_circle]
        return list({parent.name: parent for parent in found}.values())

    def links(self, entry: DocumentFile) -> tuple[Link, ...]:
        """Each line of `based_on` that leads, or should lead, to a document of the repository."""
        if entry.name not in self._links:
            self._look_for_circles(entry)
            free = entry.name in self._free
            self._links[entry.name] = tuple(
                Link(link.reference, link.parent, link.missing, not free and self._circular(entry, link))
                for link in self._lines(entry)
            )
        return self._links[entry.name]

    def circle(self, entry: DocumentFile) -> tuple[DocumentFile, ...]:
        """The shortest way from `entry` up to itself, itself first; () where it stands in no circle."""
        self._look_for_circles(entry)
        if entry.name in self._free:
            return ()
        return self._way(entry, entry)

    def _lines(self, entry: DocumentFile) -> Iterator[Link]:
        for reference in entry.document.based_on if entry.document else ():
            if reference.key is None or reference.relation in MENTIONED_ONLY:
                continue
            known = self.repository.versions.get(reference.key)
            if known is None:
                yield Link(reference, None, "key")
                continue
            if reference.version is None:
                others = [other for other in known if other is not entry] or known
                yield Link(reference, self._current(others))
                continue
            wanted = order(reference.version)
            parent = next((other for other in known if order(other.version) == wanted), None)
            yield Link(reference, parent, None if parent else "version")

    def _current(self, known: list[DocumentFile]) -> DocumentFile:
        """The version in force on the day, else the newest."""
        states = ("in_force", "expires_soon")
        in_force = [each for each in known if state(each, self.repository, self.on).name in states]
        return (in_force or known)[-1]

    def _up(self, entry: DocumentFile) -> list[DocumentFile]:
        return [link.parent for link in self._lines(entry) if link.parent is not None]

    def _look_for_circles(self, entry: DocumentFile) -> None:
        """Mark what stands above `entry`, itself too, as free of circles where all of it is."""
        if entry.name in self._free:
            return
        path: set[str] = set()
        done: set[str] = set()
        waiting: list[tuple[DocumentFile, bool]] = [(entry, False)]
        clean = True
        while waiting:
            one, leaving = waiting.pop()
            if leaving:
                path.discard(one.name)
                done.add(one.name)
            elif one.name in path:
                clean = False
            elif one.name not in done and one.name not in self._free:
                path.add(one.name)
                waiting.append((one, True))
                waiting += [(parent, False) for parent in self._up(one)]
        if clean:
            self._free |= done

    def _circular(self, entry: DocumentFile, link: Link) -> bool:
        return link.parent is not None and (link.parent is entry or bool(self._way(link.parent, entry)))

    def _way(self, start: DocumentFile, goal: DocumentFile) -> tuple[DocumentFile, ...]:
        """The shortest way up from `start` to just below `goal`, `start` first; () where there is none."""
        ways: deque[tuple[DocumentFile, ...]] = deque([(start,)])
        seen: set[str] = set()
        while ways:
            way = ways.popleft()
            for parent in self._up(way[-1]):
                if parent is goal:
                    return way
                if parent.name not in seen:
                    seen.add(parent.name)
                    ways.append((*way, parent))
        return ()
