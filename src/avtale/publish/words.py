"""What a state and a deadline are called on a line of status, calendar and overview; the words are those of `locales/`."""

from __future__ import annotations

import unicodedata
from functools import cache

from avtale.facts.due import Due, DueKind
from avtale.facts.duties import FollowUp
from avtale.facts.occurrences import Occurrence
from avtale.format.called import own_language, party_names, text_in
from avtale.format.model import Document
from avtale.format.owners import ALL, COLLECTIVE, titled
from avtale.format.schema import kinds, published
from avtale.locales import Labels, labels, languages
from avtale.message import Message
from avtale.national_number import masked
from avtale.terminal import one_line
from avtale.wording import told_in

_LONGEST = 90

BECAUSE = {
    "expired": Message("gått ut", "has ended"),
    "replaced": Message("avløst", "replaced"),
    "history": Message("bare til dokumentasjon", "kept as a record only"),
}
_COUNTED = Message("måned ikke avtalt, regnet fra første dag", "no month agreed, counted from the first day")


def state_name(name: str, lang: str) -> str:
    """What a state of `avtale.facts.state` is called: "gjelder"."""
    return _labels(lang)(f"state.{name}")


def kind_name(kind: str, lang: str) -> str:
    """What a kind of `DueKind` is called: "Møte"."""
    return _labels(lang)(f"due.kind.{kind}")


def status_name(status: str, lang: str) -> str:
    """What a deadline that is `done`, `missed` or still `due` is called wherever it is told of: "over fristen"."""
    return _labels(lang)(f"due.status.{status}")


@cache
def document_kind(kind: str, lang: str) -> str:
    """What a kind of document is called; as its schema is, where the language has no word of its own for it."""
    words, key = labels(lang), f"kind.{kind}"
    if key in words or kind not in kinds():
        return words(key) if key in words else kind
    return str(published(kind, told_in(lang))["title"])


def to_do(kind: DueKind, lang: str, doc: str, party: str) -> str:
    """What to do about what “avtale done” does not record, and with which command."""
    return _labels(lang)(f"due.do.{kind}", doc=clean(doc), party=clean(party))


def _labels(lang: str) -> Labels:
    """Bokmål beside what commands say themselves, which is not there in Sami (CONTRIBUTING, "Add a language")."""
    return labels("nb" if lang == "se" else lang)


def what(duty: FollowUp, document: Document, lang: str) -> str | None:
    """What the document itself calls it, or says is to be done; None for its own evaluation, review and end."""
    if duty.what is None or duty.kind == "expiry":
        return None
    return clean(text_in(duty.what, document, lang))


def headline(one: Occurrence, document: Document, lang: str) -> str:
    """One line that says what falls due: "Møte: Ledermøte", "Evaluering"; whose, where each party has it for itself."""
    return _headline(one.duty, document, lang)


def due_headline(due: Due, lang: str) -> str:
    """The same of an item of the agenda; of a signature whose it is, of a certificate whose signature it is behind."""
    document = due.entry.document
    assert document is not None
    if due.follow_up is not None:
        return _headline(due.follow_up, document, lang)
    kind, of = kind_name(due.kind, lang), due.id.partition(".")[2]
    whose = actors(document).get(of) if due.kind in ("signature", "certificate") else None
    return f"{kind}: {clean(whose)}" if whose else kind


def _headline(duty: FollowUp, document: Document, lang: str) -> str:
    kind = kind_name(duty.kind, lang)
    said = what(duty, document, lang)
    whose = own_party(duty, document)
    apart = f" ({clean(actors(document).get(whose, whose))})" if whose else ""
    told = f"{kind}: {shortened(said)}{apart}" if said else f"{kind}{apart}"
    return told if duty.says_when else f"{told} ({_COUNTED.text(lang)})"


def evidence_said(due: Due, lang: str) -> str:
    """What shows that it was done; "" where the document does not say."""
    return clean(text_in(due.evidence_wanted, due.entry.document, lang))


def own_party(duty: FollowUp, document: Document) -> str | None:
    """The party that has the duty for itself, where each has; the id of such a duty ends in it."""
    known = {party.id for party in document.parties}
    return next((one for one in duty.owner if one in known and duty.id.endswith(f".{one}")), None)


def clean(text: str) -> str:
    """The text on one line, without what a terminal or a calendar would take for a command, national numbers hidden."""
    if not text.isprintable():
        shown = (
            " " if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in text
        )
        text = "".join(shown)
    return one_line(masked(" ".join(text.split())))


def shortened(text: str, longest: int = _LONGEST) -> str:
    """The text, cut between words where it is long."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–")
    return f"{cut}…"


def actors_of(due: Due) -> dict[str, str]:
    """What to call those who owe something, by id: as its document, else the nearest above it, names them."""
    return actors(*due.named_by)


def owners_called(due: Due) -> tuple[str, ...]:
    """What those who owe it are called, in their order."""
    known = actors_of(due)
    return tuple(clean(known.get(each, each)) for each in due.owners)


def actors(*documents: Document) -> dict[str, str]:
    """What to call each party, role and body, by id, and the parties together; as the first that names it does.

    Offices and tasks, never a person's name.
    """
    return {who: name for document in reversed(documents) for who, name in _actors(document).items()}


def _actors(document: Document) -> dict[str, str]:
    own = own_language(document)
    titles = {one.id: text_in(one.title, document, own) for one in titled(document) if one.id and one.title}
    words = labels(own if own in languages() else "nb")
    together = {word: words("all_parties" if word in ALL else word) for word in COLLECTIVE}
    return together | party_names(document) | titles
