"""What two histories did to the same files since they parted, made one: whole files where only one of them changed, else part by part.

Where both wrote in the same field, what came from outside stands, since others have it already; what was saved here goes back to
whoever wrote it as a draft, and the next «Lagre» lays both texts before them. A version that was approved or taken over is as that saw it.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from avtale.desk.writing.together import together
from avtale.errors import AvtaleError
from avtale.facts.git_call import Git
from avtale.facts.git_objects import Item, blobs
from avtale.source.read import parse

Files = Mapping[str, Item]


class BothWays(Struct, frozen=True):
    """What differs from what is here: files as objects or as new bytes, None for one that goes; and those where something of ours did not stand."""

    changes: dict[str, Item | bytes | None]
    given_back: dict[str, tuple[bytes, bytes]]
    """By path: the file as it was when the two parted, and as it was saved here."""


def merged(git: Git, base: Files, ours: Files, theirs: Files) -> BothWays:
    """The two made one. `Item` by path from the top of the checkout, for each of the three commits."""
    changes: dict[str, Item | bytes | None] = {}
    given_back: dict[str, tuple[bytes, bytes]] = {}
    both = []
    for path in sorted({*ours, *theirs}):
        old, mine, other = base.get(path), ours.get(path), theirs.get(path)
        if other in (old, mine) or (other is None and mine != old):
            continue  # theirs says nothing new; or they took out what was changed here, which stays
        if mine == old or mine is None:
            changes[path] = other
        elif other is not None:
            both.append(path)
    wanted = {found.object for path in both for side in (base, ours, theirs) if (found := side.get(path))}
    content = dict(blobs(git, wanted))
    for path in both:
        texts = [
            content.get(side[path].object, b"") if path in side else b"" for side in (base, ours, theirs)
        ]
        mine_text, other_text = texts[1:]
        decided = _decided(path, base, ours, theirs, mine_text)
        if decided == "ours":
            continue
        made, whole = (other_text, False) if decided == "theirs" else _parts(path, *texts)
        if made != mine_text:
            changes[path] = theirs[path] if made == other_text else made
        if not whole:
            given_back[path] = (texts[0], mine_text)
    return BothWays(changes, given_back)


def _parts(path: str, old: bytes, mine: bytes, other: bytes) -> tuple[bytes, bool]:
    """The merged text, and whether all of ours is in it."""
    if not path.endswith((".yaml", ".yml")) or {"register", "log"} & set(path.split("/")):
        return other, False
    try:
        both = together(old, mine, other, name=path)
    except AvtaleError:
        return other, False
    return (other, False) if both is None else (both.text, not both.clashes)


def _decided(path: str, base: Files, ours: Files, theirs: Files, mine: bytes) -> str:
    """Whose text of a document was approved or taken over meanwhile; "" for nobody's."""
    data = parse(mine, path).data if path.endswith((".yaml", ".yml")) else None
    header = data.get("control_header") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(header, dict):
        return ""
    folder = f"register/{data.get('key')}/{header.get('version')}"
    events = (f"{folder}/approval.yaml", f"{folder}/takeover.yaml")
    for side, name in ((theirs, "theirs"), (ours, "ours")):
        if any(each.endswith(events) and each not in base for each in side):
            return name
    return ""
