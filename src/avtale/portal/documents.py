"""The files of each document on a site: its PDF and its page in each of its languages, and a calendar for each key."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version

from msgspec import Struct

from avtale.facts.overrides import templates_fingerprint
from avtale.facts.repository import Repository
from avtale.findings import Finding
from avtale.portal.card import Card
from avtale.portal.target import Target
from avtale.publish.calendar import calendar
from avtale.publish.events import group_of
from avtale.render.document import render
from avtale.render.job import Job
from avtale.render.languages import page_languages
from avtale.render.statement import versions_here
from avtale.render.surroundings import surroundings


class Files(Struct, frozen=True):
    """Where the files of a document lie, from the folder of the site: each language with its file."""

    pages: tuple[tuple[str, str], ...]
    pdfs: tuple[tuple[str, str], ...]
    calendar: str | None


def files_of(card: Card, repository: Repository, *, pdf: bool) -> Files:
    """What files a document has on the site."""
    if card.withheld:
        return Files((), (), None)
    langs = page_languages(card.entry, repository)
    made = [(lang, f"files/{card.stem}.{lang}") for lang in langs]
    return Files(
        tuple((lang, f"{name}.html") for lang, name in made),
        tuple((lang, f"{name}.pdf") for lang, name in made) if pdf else (),
        f"files/{group_of(card.entry.key)}.ics" if card.entry.key and not card.over else None,
    )


def put_renderings(
    target: Target, card: Card, repository: Repository, on: dt.date, *, pdf: bool, told_in: str
) -> tuple[Finding, ...]:
    """Render a document into the site; what is made of the same things as before stays, also on another day.

    Gives the findings that keep a rendering from its standard.
    """
    found: list[Finding] = []
    if card.withheld:
        return ()
    for lang in page_languages(card.entry, repository):
        made_of = _made_of(Job(card.entry, repository, on, lang), pdf=pdf)
        for form in ("html", "pdf") if pdf else ("html",):
            path = f"files/{card.stem}.{lang}.{form}"
            if target.keep(path, made_of):
                continue
            if target.dry_run:
                target.pretend(path, made_of)
                continue
            made = render(card.entry, repository, on=on, lang=lang, formats=(form,), told_in=told_in)
            target.put(path, made.files[form], made_of)
            found += (finding for finding in made.findings if finding.severity == "error")
    return tuple(found)


def put_calendar(
    target: Target, cards: Sequence[Card], repository: Repository, on: dt.date, lang: str
) -> None:
    """The calendar of the versions of one document, which tells what has changed since the one that lies there."""
    path = next((one for card in cards if (one := files_of(card, repository, pdf=False).calendar)), None)
    if path is None:
        return
    told = [card.entry for card in cards if not card.withheld]
    target.put(path, calendar(repository, on, lang=lang, only=told, before=target.before(path)).data)


def _made_of(job: Job, *, pdf: bool) -> str:
    """A digest of all that a rendering depends on, but for the day it is made."""
    signed = job.repository.register.of(job.entry.key, job.entry.version, "signature")
    parts = [
        job.page("paper").html,
        surroundings(job.entry, job.repository),
        templates_fingerprint(job.repository),
        str(versions_here()) if pdf else "",  # asks for the libraries that draw
        job.profile,
        version("avtale"),
        *(repr(event) for event in signed),
    ]
    return hashlib.sha256(job.embedded + json.dumps(parts).encode()).hexdigest()[:32]
