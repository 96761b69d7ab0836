"""What can be done with a version where it stands now, and why not what one would expect: asked by whoever offers it.

Each answer is that of the act itself: what is offered is not refused, and what would be refused is told of beforehand. What a check
finds is left to the act, and what somebody is allowed to whoever knows them.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from avtale.errors import AvtaleError, StateError
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.signing_round import signing_round
from avtale.facts.state import OVER, state
from avtale.format.model import FollowUpPlan
from avtale.lifecycle.amend import require_amendable
from avtale.lifecycle.approver import Actor, require_approver
from avtale.lifecycle.comment import require_sendable
from avtale.lifecycle.transcription import ended, own_version
from avtale.message import Message

Step = Literal["write", "send", "approve", "sign", "next", "renew", "amend"]


def steps(entry: DocumentFile, repository: Repository, on: dt.date) -> tuple[Step, ...]:
    """What belongs to where a version stands on the day, in the order in which it is done: who reads it expects these and no others."""
    if entry.document is None or isinstance(entry.document, FollowUpPlan):
        return ()
    stands_now = state(entry, repository, on).name
    own, onward = entry.transcribed, _onward(entry, repository, stands_now)
    if repository.frozen_by(entry) is None and own:
        return ("write", *onward)
    signing = signing_round(entry, repository)
    signs: tuple[Step, ...] = ("sign",) if signing.turns and (signing.begun or stands_now not in OVER) else ()
    return ("write", "send", "approve", *signs) if repository.frozen_by(entry) is None else (*signs, *onward)


def _onward(entry: DocumentFile, repository: Repository, stands_now: str) -> tuple[Step, ...]:
    if stands_now == "superseded":
        return ()
    return ("next",) if ended(entry, repository) else ("next", "renew", "amend")


def why_not(
    step: Step, entry: DocumentFile, repository: Repository, on: dt.date, by: Actor
) -> Message | None:
    """Why somebody cannot take a step with a version as it stands on the day; None where they can."""
    try:
        require_step(step, entry, repository, on, by)
    except AvtaleError as error:
        return error.message
    return None


def require_step(step: Step, entry: DocumentFile, repository: Repository, on: dt.date, by: Actor) -> None:
    """Raise an `AvtaleError` where `why_not` has a reason."""
    if step not in steps(entry, repository, on):
        raise StateError(
            nb=f"Det kan ikke gjøres med {entry} slik den står nå. Gå til dokumentet og se hva som kan gjøres.",
            en=f"That cannot be done with {entry} as it stands now. Go to the document and see what can be done.",
        )
    newest = repository.versions.get(entry.key or "", [entry])[-1]
    if step in ("next", "renew") and newest is not entry:
        own = own_version(entry, repository)
        raise StateError(nb=own.nb, en=own.en)
    if step == "send" and not repository.comments.unanswered(entry.key, entry.version):
        require_sendable(entry, repository)  # else there is something to answer there
    elif step == "approve":
        require_approver(entry, repository, by)
    elif step == "sign":
        require_approved(entry, repository)
    elif step == "amend":
        require_amendable(entry, repository)


def is_approved(entry: DocumentFile, repository: Repository) -> bool:
    """Whether a version is approved as it stands."""
    approval = repository.register.approval(entry.key, entry.version)
    return approval is not None and approval.fingerprint == entry.fingerprint


def require_approved(entry: DocumentFile, repository: Repository) -> None:
    """Raise `StateError` for a version that is not, which nobody may sign."""
    if not is_approved(entry, repository):
        raise StateError(
            nb=f"{entry} er ikke godkjent slik den står, så det er ingenting å underskrive. Få den godkjent først.",
            en=f"{entry} is not approved as it stands, so there is nothing to sign. Have it approved first.",
        )
