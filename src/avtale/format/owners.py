"""Who is bound by a duty (decision 31): its owners and those it is done together with, as ids of parties, roles and bodies.

`all_parties` (or `all`) stands for the parties together, `each_party` for every party by itself. An id of the document's
own that is called so is what it was before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from avtale.format.model import Body, Document, Duty, Role

ALL = ("all_parties", "all")
EACH = "each_party"
COLLECTIVE = (*ALL, EACH)
"""The words that stand for parties without naming them."""


def bodies(document: Document) -> tuple[Body, ...]:
    """The bodies that a document sets up; only some kinds can."""
    found: tuple[Body, ...] = getattr(document, "bodies", ())
    return found


def titled(document: Document) -> tuple[Role | Body, ...]:
    """The roles and bodies of a document: those who act under a title."""
    return (*document.roles, *bodies(document))


def named(document: Document) -> set[str]:
    """The ids that parties, roles and bodies of a document have."""
    parties = [party.id for party in document.parties]
    return {one for one in (*parties, *(each.id for each in titled(document))) if one}


def spelled(actors: Iterable[str], parties: Sequence[str], own: Collection[str] = ()) -> tuple[str, ...]:
    """The actors, each once, with the ids of `parties` in place of a collective word; where none is known, it stays."""
    found: dict[str, None] = {}
    for actor in actors:
        whole = actor in COLLECTIVE and actor not in own and parties
        found |= dict.fromkeys(parties if whole else (actor,))
    return tuple(found)


def bound(duty: Duty, parties: Sequence[str], own: Collection[str] = ()) -> tuple[str, ...]:
    """Everyone whom the duty binds, each once: the owners first, then those it is done together with."""
    return spelled((*duty.owner, *duty.together_with), parties, own)


def for_each(duty: Duty, document: Document) -> tuple[str, ...]:
    """The parties that have the duty each for itself; () where it is one duty, however many are bound by it."""
    if EACH not in duty.owner or EACH in named(document):
        return ()
    return tuple(party.id for party in document.parties if party.id)
