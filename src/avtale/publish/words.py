"""The words of status and calendar in bokmål and English, and what a deadline is called."""

from __future__ import annotations

import unicodedata

from avtale.facts.duties import FollowUp
from avtale.facts.occurrences import Occurrence
from avtale.format.model import Document
from avtale.national_number import masked
from avtale.terminal import one_line
from avtale.wording import told_in

_LONGEST = 90

STATES = {
    "nb": {
        "withdrawn": "trukket tilbake",
        "superseded": "erstattet",
        "expired": "utgått",
        "draft": "utkast",
        "undetermined": "ikke bestemt",
        "approved": "godkjent",
        "expires_soon": "går snart ut",
        "in_force": "gjelder",
    },
    "en": {
        "withdrawn": "withdrawn",
        "superseded": "superseded",
        "expired": "expired",
        "draft": "draft",
        "undetermined": "undetermined",
        "approved": "approved",
        "expires_soon": "expires soon",
        "in_force": "in force",
    },
}
KINDS = {
    "nb": {
        "evaluation": "Evaluering",
        "meeting": "Møte",
        "duty": "Frist",
        "review": "Neste revisjon",
        "revision": "Fast revisjon",
        "notice": "Siste dag for oppsigelse",
        "expiry": "Siste gyldige dag",
    },
    "en": {
        "evaluation": "Evaluation",
        "meeting": "Meeting",
        "duty": "Deadline",
        "review": "Next review",
        "revision": "Regular revision",
        "notice": "Last day to give notice",
        "expiry": "Last day of validity",
    },
}


def what(duty: FollowUp, document: Document, lang: str) -> str | None:
    """What the document itself calls it, or says is to be done; None for its own evaluation, review and end."""
    if duty.what is None or duty.kind == "expiry":
        return None
    return clean(duty.what.in_language(lang, document.language or "nb")[0])


def headline(one: Occurrence, document: Document, lang: str) -> str:
    """One line that says what falls due: "Møte: Ledermøte", "Evaluering"."""
    kind = KINDS[told_in(lang)][one.duty.kind]
    said = what(one.duty, document, lang)
    return f"{kind}: {shortened(said)}" if said else kind


def clean(text: str) -> str:
    """The text on one line, without what a terminal or a calendar would take for a command, national numbers hidden."""
    shown = (" " if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in text)
    return one_line(masked(" ".join("".join(shown).split())))


def shortened(text: str, longest: int = _LONGEST) -> str:
    """The text, cut between words where it is long."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–")
    return f"{cut}…"


def actors(document: Document) -> dict[str, str]:
    """What to call each party and role, by id. Offices and tasks, never a person's name."""
    found = {p.id: p.names[0].name for p in document.parties if p.id and p.names and p.names[0].name}
    own = document.language or "nb"
    found |= {
        role.id: role.title.in_language(own, own)[0] for role in document.roles if role.id and role.title
    }
    return found
