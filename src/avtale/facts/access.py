"""Who may know of a document: whether it is exempt from public access, and what it is called where all can read."""

from __future__ import annotations

import datetime as dt
import re

from avtale.facts.repository import DocumentFile
from avtale.findings import Problem
from avtale.format.model import ConsentRecord, Document, FollowUpPlan
from avtale.format.values import Text

_HEADER = "/control_header"
_SHORTEST = 3  # letters of a name that is looked for


def shielded(entry: DocumentFile) -> bool:
    """Whether a document is exempt from public access; a youth's plan always is (docs/domain.md, "Public access").

    One whose header may say so in a way that cannot be read is taken to be: what was told to all cannot be taken back.
    """
    document = entry.document
    header = document.control_header if document else None
    return (
        isinstance(document, FollowUpPlan)
        or bool(header and header.shielding)
        or any(map(_may_be_of_shielding, entry.problems))
    )


def _may_be_of_shielding(found: Problem) -> bool:
    """Whether it is the field, its header, or a key that may be the field in other letters or in another place."""
    above, _, key = found.pointer.rpartition("/")
    if found.code == "schema-unknown-key" and above == _HEADER:
        return True
    return found.pointer == _HEADER or (key == "shielding" and above in ("", _HEADER))


def in_force(consent: ConsentRecord, on: dt.date) -> bool:
    """Whether a consent holds on the day: given, not withdrawn, not expired."""
    if consent.given_on is not None and consent.given_on > on:
        return False
    if consent.withdrawn_on is not None and consent.withdrawn_on <= on:
        return False
    return consent.expires_on is None or consent.expires_on >= on


def shared_with(plan: DocumentFile, on: dt.date) -> frozenset[str]:
    """The roles and parties that the consents of a plan name, those that hold on the day; nobody for another document.

    One with a fault in it holds for nobody: a day that cannot be read may be that on which it was withdrawn.
    """
    document = plan.document
    if not isinstance(document, FollowUpPlan):
        return frozenset()
    faults = [f"{one.pointer}/" for one in plan.problems]
    return frozenset(
        actor
        for consent in document.consents
        if in_force(consent, on) and not any(fault.startswith(f"{consent.pointer}/") for fault in faults)
        for actor in consent.shared_between
    )


def names_youth(text: Text | str | None, document: Document) -> bool:
    """Whether a text holds a name or the case number of the youth of a plan, in any of its languages."""
    youth = document.youth if isinstance(document, FollowUpPlan) else None
    if youth is None or text is None:
        return False
    said = text if isinstance(text, str) else " ".join(words for _, words in text.values)
    # As written: “Per” is a name, “per” is none.
    names = {part for part in re.findall(r"\w+", youth.name or "") if len(part) >= _SHORTEST}
    found = names & set(re.findall(r"\w+", said))
    return bool(found) or bool(youth.reference and youth.reference in said)
