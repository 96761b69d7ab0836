"""What the register and approved amendments have decided of a document's span, and the span that follows."""

from __future__ import annotations

import datetime as dt

from avtale.facts.repository import Entry, Repository
from avtale.facts.validity import NOTHING_DECIDED, Decided, ValidSpan, valid_span
from avtale.format.model import Amendment


def entry_span(entry: Entry, repository: Repository) -> ValidSpan:
    """The days an entry holds, with what is decided so far; without a document, none."""
    if entry.document is None:
        return ValidSpan(None, None)
    return valid_span(entry.document, decided(entry, repository))


def decided(entry: Entry, repository: Repository) -> Decided:
    """What has been recorded of one version: adoptions, notices, events it waits for, prolongations, its approval.

    Several records of one event: the first day counts.
    """
    key, version, register = entry.key, entry.version, repository.register
    if key is None:
        return NOTHING_DECIDED
    approval = register.approval(key, version)
    adopted = register.of(key, version, "adoption")
    terminated = register.of(key, version, "termination")
    beginnings = [each.on for each in register.of(key, version, "beginning") if each.on]
    endings = [each.on for each in register.of(key, version, "ending") if each.on]
    return Decided(
        adopted=tuple(
            (each.body, each.on)
            for each in adopted
            # what was adopted is the content as it stands
            if each.body and each.on and each.fingerprint in (None, entry.fingerprint)
        ),
        terminated=tuple((each.party, each.on) for each in terminated if each.party and each.on),
        begun=min(beginnings, default=None),
        ended=min(endings, default=None),
        prolonged_to=_prolonged(key, version, repository),
        approved_on=approval.on if approval else None,
    )


def _prolonged(key: str, version: str | None, repository: Repository) -> dt.date | None:
    """The day an approved amendment prolongs a version to; the latest of several."""
    days = []
    for entry in repository.amendments.get(key, ()):
        amendment = entry.document
        if not isinstance(amendment, Amendment) or amendment.amends is None:
            continue
        if amendment.amends.version not in (None, version):
            continue
        approved = repository.register.approval(entry.key, entry.version) is not None
        if approved and not repository.register.of(entry.key, entry.version, "withdrawal"):
            days += [each.to for each in amendment.changes if each.action == "prolongs" and each.to]
    return max(days, default=None)
