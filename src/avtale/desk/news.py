"""Whether what a page shows is still so: others save, and push to the clone, while somebody reads or writes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from avtale.desk.repository import kept
from avtale.facts.repository import Repository
from avtale.source.read import Source

if TYPE_CHECKING:
    from avtale.desk.visit import Visit


def asking(visit: Visit) -> str:
    """The address that a page asks now and then for what has changed since; "" for one that shows nothing of the repository."""
    if visit.session.person is None or visit.page is None:
        return ""
    given, repository = visit.request.path_params, visit.repository
    key = given.get("key")
    if "path" in given and repository.root is not None:
        file = repository.root / given["path"]
        key = next((one.key for one in repository.entries if one.path == file), None)
    if key in repository.versions or (not given and visit.page.order is not None):
        return f"/news?{urlencode({'key': key or '', 'seen': mark(repository, key), 'back': visit.asked})}"
    return ""


def mark(repository: Repository, key: str | None) -> str:
    """What stands of one document and what was done with it, or of all, as a short mark: another where any of it changes.

    Nothing of one that is not there: the key comes from an address, and what anybody may think up is not to be kept.
    """
    if key is not None and key not in repository.versions:
        return ""
    return kept(repository, ("mark", key), lambda: f"{_crc(_sources(repository, key)):x}")


def _sources(repository: Repository, key: str | None) -> Iterable[Source]:
    yield from (one.source for one in repository.entries if key in (None, one.key))
    for event in repository.register.events:
        if key is None or (event.record is not None and event.record.key == key):
            yield event.source
    for file in repository.log.files:
        if key is None or (file.record is not None and file.record.key == key):
            yield file.source
    yield from (said.source for said in repository.comments.files if key in (None, said.key))


def _crc(sources: Iterable[Source]) -> int:
    found = 0
    for source in sources:
        found = zlib.crc32(b"%d " % source.mark, found)
    return found
