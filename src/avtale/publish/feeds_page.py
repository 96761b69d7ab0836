"""The page of a folder of calendars: what each is called, where it is, and how one subscribes to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, urljoin

from msgspec import Struct

from avtale.format.called import owner_name
from avtale.format.model import Settings
from avtale.message import Message
from avtale.publish.words import clean
from avtale.render.templates import environment
from avtale.wording import told_in

GENERATOR = b'<meta name="generator" content="avtale calendars">'
GOOGLE_READS = 1_000_000
"""Bytes; Google Calendar imports no file larger than 1 MB (its help, "Import events")."""
_WORDS = {
    "title": Message("Kalendere med frister", "Calendars of deadlines"),
    "lead": Message(
        "Abonner på en kalender, så kommer fristene og varslene inn i din egen, og følger med når noe endres.",
        "Subscribe to a calendar, and its deadlines and warnings come into your own and stay right when something changes.",
    ),
    "how": Message("Slik abonnerer du", "How to subscribe"),
    "outlook": Message(
        "Outlook: «Legg til kalender», «Abonner fra nettet». Lim inn adressen.",
        "Outlook: “Add calendar”, “Subscribe from web”. Paste the address.",
    ),
    "google": Message(
        "Google Kalender: «Andre kalendere», «Fra nettadresse». Lim inn adressen. Google leser ikke filer over 1 MB.",
        "Google Calendar: “Other calendars”, “From URL”. Paste the address. Google reads no file over 1 MB.",
    ),
    "apple": Message(
        "Apple Kalender: «Arkiv», «Nytt kalenderabonnement». Lim inn adressen.",
        "Apple Calendar: “File”, “New Calendar Subscription”. Paste the address.",
    ),
    "copy": Message(
        "Adressen får du ved å høyreklikke på en lenke og kopiere den.",
        "You get the address by right-clicking a link and copying it.",
    ),
    "all": Message("Alle frister", "All deadlines"),
    "owner": Message("For den som er ansvarlig", "For those responsible"),
    "party": Message("For en part", "For a party"),
    "document": Message("For et dokument", "For a document"),
    "large": Message("for stor for Google", "too large for Google"),
}


class FeedFile(Struct, frozen=True):
    """A file of the folder: where, what became of it, and how large it is."""

    folder: Path
    name: str
    """Where in the folder, as `owner/county.ics`."""
    state: str
    """`new`, `changed`, `same`, or `gone` of a calendar that nothing is left for."""
    size: int
    called: str = ""
    """What the calendar is called; "" of that of everything, of the page, and of one that nothing is left for."""

    @property
    def path(self) -> Path:
        return self.folder / self.name


def page(settings: Settings, files: Sequence[FeedFile], lang: str, address: str = "") -> Iterator[bytes]:
    """The page of what the calendars are called, piece by piece; what is called nothing is left out. `address` is where the folder lies on the web; without it the links alone say where."""
    words = {name: message.text(lang) for name, message in _WORDS.items()}
    base = f"{address.rstrip('/')}/" if address else ""
    owner = owner_name(settings)
    parts = {
        kind: sorted(
            (each for each in files if each.called and each.name.startswith(f"{kind}/")), key=_by_name
        )
        for kind in ("owner", "party", "document")
    }
    context = {
        "lang": told_in(lang),
        "words": words,
        "owner": clean(owner) if owner else None,
        "whole": [_row(each, base) | {"name": words["all"]} for each in files if "/" not in each.name],
        "parts": [(kind, (_row(each, base) for each in some)) for kind, some in parts.items() if some],
        "addressed": bool(base),
    }
    template = environment(()).get_template("calendars.html.jinja")
    return (piece.encode() for piece in template.generate(context))


def _row(each: FeedFile, base: str) -> dict[str, object]:
    link = quote(each.name)
    return {
        "name": clean(each.called),
        "link": urljoin(base, link) if base else link,
        "file": each.name,
        "large": each.size > GOOGLE_READS,
    }


def _by_name(each: FeedFile) -> tuple[str, str]:
    return (each.called.casefold(), each.name)
