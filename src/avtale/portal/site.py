"""`avtale site`: a static site of all documents, for a folder that a web server shows or that is opened from the disk."""

from __future__ import annotations

import datetime as dt
import gc
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from avtale.errors import UsageError
from avtale.facts.repository import Repository
from avtale.facts.withheld import open_to_all
from avtale.findings import Finding
from avtale.locales import labels, require_language
from avtale.portal.bodies import Body, BodyKind, bodies
from avtale.portal.card import Card, cards
from avtale.portal.documents import hold_calendars, put_calendar, put_renderings
from avtale.portal.pages import pages
from avtale.portal.search import parts
from avtale.portal.sheets import Edition, page_of, style
from avtale.portal.target import Target, Written, site_folder
from avtale.publish.calendar import unread_names
from avtale.render.bounded import PAGE_SECONDS, bounded
from avtale.render.colour import accent_of
from avtale.render.fonts import font_face_css
from avtale.render.templates import overriding_folders
from avtale.resources import folder as resource_folder

LANGUAGES = ("nb", "se", "en")
Tell = Callable[[Iterable[Any], int], Iterable[Any]]
"""Goes through so many and may show how far it has come."""


class Site(Struct, frozen=True):
    """What became of the files, how many documents are shown, what is wrong with their renderings, and whether it has a search."""

    outcome: Written
    documents: int
    findings: tuple[Finding, ...]
    search: bool
    unread: int = 0
    """How many files could not be read, or do not count."""


def build_site(
    repository: Repository,
    folder: Path,
    on: dt.date,
    *,
    langs: Sequence[str] = LANGUAGES,
    public: bool = False,
    pdf: bool = True,
    force: bool = False,
    dry_run: bool = False,
    told_in: str = "nb",
    tell: Callable[[Iterable[Any], int], Iterable[Any]] = lambda found, _: found,
) -> Site:
    """Make the site of a repository in `folder` as of the day `on`, whole or not at all; `dry_run` only counts.

    `tell` goes through what there is to do, which is so many, and may show how far it has come. `public` leaves out what is exempt from public access. Raises `UsageError` for a language there are no words in and a folder
    that holds others' files (unless `force`) or lies in the repository, `StateError` for a template that breaks, and
    `SystemFailure` where the disk does not take it or a library that draws is missing.
    """
    for lang in langs:
        require_language(lang)
    _outside(folder, repository)
    uncounted = len(repository.uncounted)
    unread = sum(one.document is None for one in repository.entries)
    if public:
        repository = open_to_all(repository)
    with site_folder(folder, force=force, dry_run=dry_run) as target:
        every = cards(repository, on, tell)
        found = every.all
        with _set_aside():
            findings = _put_files(
                *(target, found, repository, on, langs[0]),
                pdf=pdf,
                told_in=told_in,
                tell=tell,
                hold=not public,  # what became exempt does not stay
            )
        script = _script()
        known = bodies(found)
        concerned = _concerned(found, known)
        edition = Edition(
            repository=repository,
            on=on,
            langs=tuple(langs),
            cards=found,
            found=every,
            bodies=known,
            overrides=overriding_folders(repository),
            accent=accent_of(repository.settings),
            pdf=pdf,
            public=public,
            parts=_put_search(target, found, concerned) if script else 0,
            unread=unread,
            places={card.entry.name: place for place, card in enumerate(found)},
            below=_below(found),
            concerned=concerned,
        )
        _put_pages(target, edition, script, tell)
        return Site(target.finish(), len(found), findings, script is not None, uncounted)


@contextmanager
def _set_aside() -> Iterator[None]:
    """What is there already is not looked through each time that what pages leave behind is collected."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _put_files(
    target: Target,
    found: Sequence[Card],
    repository: Repository,
    on: dt.date,
    lang: str,
    *,
    pdf: bool,
    told_in: str,
    tell: Tell,
    hold: bool,
) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    held = hold and bool(unread_names(repository))
    families = itertools.groupby(tell(found, len(found)), key=lambda card: card.entry.key or card.stem)
    for number, (_, family) in enumerate(families):
        versions = []
        for card in family:
            versions.append(card)
            findings += put_renderings(target, card, repository, on, pdf=pdf, told_in=told_in)
        put_calendar(target, versions, repository, on, lang, held=held)
        if number % 20 == 19:
            repository.kept.clear()  # what was resolved for these is not asked for again
            gc.collect()  # pages refer to themselves in circles, and are large
    if held:
        hold_calendars(target)
    return tuple(findings)


def _put_pages(target: Target, edition: Edition, script: str | None, tell: Tell) -> None:
    langs, overrides = edition.langs, edition.overrides
    for lang in tell(langs, len(langs)):
        for path, data in pages(edition, lang, script or ""):
            target.put(path, data)
    target.put(
        "style.css",
        bounded(style, bytes, overrides, PAGE_SECONDS, overrides, edition.accent, font_face_css(embed=True)),
    )
    start = {"lang": langs[0], "langs": [(lang, labels(lang)("language")) for lang in langs]}
    page = bounded(page_of, str, overrides, PAGE_SECONDS, "start", langs[0], overrides, start)
    target.put("index.html", page.encode())


def _put_search(target: Target, found: Sequence[Card], concerned: list[list[Body]]) -> int:
    """What the search looks through, in how many files."""
    count = 0
    for count, part in enumerate(parts(found, concerned), 1):
        target.put(f"search/{count}.js", part)
    return count


def _concerned(found: Sequence[Card], known: Mapping[BodyKind, Sequence[Body]]) -> list[list[Body]]:
    """The parties, offices and schools of each document."""
    concerned: list[list[Body]] = [[] for _ in found]
    for body in itertools.chain.from_iterable(known.values()):
        for place in body.cards:
            concerned[place].append(body)
    return concerned


def _below(found: Sequence[Card]) -> dict[str, list[int]]:
    """Which documents build on each."""
    below: dict[str, list[int]] = {}
    for place, card in enumerate(found):
        for name in card.above:
            below.setdefault(name, []).append(place)
    return below


def _script() -> str | None:
    """What the page of the search runs: minisearch and our own; None where the set-up has not brought it."""
    library = resource_folder("assets") / "minisearch.js"
    if not library.is_file():
        return None
    own = (resource_folder("templates") / "portal/search.js").read_text(encoding="utf-8")
    return f"{library.read_text(encoding='utf-8')}\n{own}".replace("</script", "<\\/script")


def _outside(folder: Path, repository: Repository) -> None:
    root, place = repository.root, folder.resolve()
    if root is not None and (place == root or root in place.parents):
        raise UsageError(
            nb=f"{folder} ligger i samlingen. Legg nettstedet i en mappe utenfor {root.name}/.",
            en=f"{folder} lies in the repository. Put the site into a folder outside {root.name}/.",
        )
