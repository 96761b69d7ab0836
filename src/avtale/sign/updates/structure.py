"""Is the file one file, and has it only grown as it may? What `verify` asks before it looks at any signature.

Bytes into revisions, two parsers that agree on each, the form as it was made, and the closed list of changes.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from avtale.message import Message
from avtale.sign.pdf.limits import TooMuch
from avtale.sign.pdf.values import Value
from avtale.sign.reasons import NOT_WHOLE, UNREADABLE
from avtale.sign.updates.agreement import Second
from avtale.sign.updates.allowed import Update, update_between
from avtale.sign.updates.form import form_faults
from avtale.sign.updates.revisions import Revision, Unsound, revisions_of


class Structure(Struct, frozen=True):
    """What was found: for each filled field the revision that filled it, and for each field what keeps it from holding.

    `stamps` names the fields that hold document timestamps, `faults` are those of the whole file, `drawn_by` the other programs that drew in a field.
    """

    filled: dict[str, int]
    stamps: frozenset[str]
    because: dict[str, Message]
    faults: tuple[Message, ...]
    drawn_by: tuple[str, ...]

    def fault_of(self, field: str) -> Message | None:
        """Why the signature in `field` does not vouch for the file, or None."""
        if field in self.because:
            return self.because[field]
        if field not in self.filled:
            return self.faults[0] if self.faults else UNREADABLE
        return None

    @property
    def notes(self) -> tuple[Message, ...]:
        """What the reader of a verdict has to know though it passed."""
        return tuple(
            Message(
                f"Et annet program ({tool}) har tegnet det som vises i et underskriftsfelt."
                if tool
                else "Et annet program har tegnet det som vises i et underskriftsfelt.",
                f"Another program ({tool}) drew what is shown in a signature field."
                if tool
                else "Another program drew what is shown in a signature field.",
            )
            for tool in dict.fromkeys(self.drawn_by)
        )


def examine(
    data: bytes, reader: Any, fields: frozenset[str], void: frozenset[str] = frozenset()
) -> Structure:
    """Look at every revision of `data`, which `reader` has open.

    `fields` are those that the source asks for, `void` those whose document timestamp is of something else.
    """
    found: list[tuple[int, Message]] = []  # the revision from which on it is wrong
    updates: list[Update] = []
    ends: list[tuple[int, int]] = []
    second, before = Second(), None
    signed = False
    try:
        for revision in revisions_of(data, reader):
            second.agrees(revision)
            ends.append((revision.mark, revision.end))
            if before is None:
                updates.append(Update())
                found += [(0, reason) for reason in form_faults(revision, fields)]
            else:
                updates.append(update_between(before, revision, signed_before=signed))
                found += [(revision.number, reason) for reason in updates[-1].faults]
                found += [(revision.number, _VOID) for field in updates[-1].filled if field in void]
            signed = signed or bool(updates[-1].filled)
            before = revision
        found += _tail(before, updates)
    except Unsound as error:
        found.append((error.revision, error.reason))
        return _all_fail(updates, found)
    except TooMuch as error:
        found.append((len(updates), Message(f"Filen har {error.nb}.", f"The file has {error.en}.")))
        return _all_fail(updates, found)
    except Exception:  # a parser fed with a damaged revision raises just about anything
        found.append((len(updates), _NOT_READ))
        return _all_fail(updates, found)
    return _by_field(data, updates, ends, found)


def _tail(last: Revision | None, updates: list[Update]) -> list[tuple[int, Message]]:
    """No signature covers the last revision where it only adds evidence; so it may hold no comment either."""
    if last is None or not last.remarks or updates[-1].filled or last.number == 0:
        return []
    return [(last.number, _REMARKS)]


def _all_fail(updates: list[Update], found: list[tuple[int, Message]]) -> Structure:
    filled = {field: number for number, update in enumerate(updates) for field in update.filled}
    worst = found[-1][1]
    every = tuple(dict.fromkeys(reason for _, reason in reversed(found)))
    return Structure(filled, frozenset(), dict.fromkeys(filled, worst), every, ())


def _by_field(
    data: bytes, updates: list[Update], ends: list[tuple[int, int]], found: list[tuple[int, Message]]
) -> Structure:
    filled = {field: number for number, update in enumerate(updates) for field in update.filled}
    first = min(filled.values(), default=0)
    because: dict[str, Message] = {}
    for field, number in filled.items():
        wrong = [reason for since, reason in found if since > number or since <= first]
        if wrong:
            because[field] = wrong[0]
        elif not _reaches(updates[number].filled[field], ends[number], number == len(ends) - 1, len(data)):
            because[field] = NOT_WHOLE
    drawn = tuple(tool for update in updates for tool in update.drawn_by)
    stamps = frozenset(field for update in updates for field in update.stamps)
    return Structure(filled, stamps, because, tuple(dict.fromkeys(reason for _, reason in found)), drawn)


def _reaches(signature: dict[str, Value], end: tuple[int, int], last: bool, length: int) -> bool:
    """The byte range reaches to the end of its own revision, and the last one's to the end of the file."""
    span = signature.get("/ByteRange")
    if not isinstance(span, tuple) or len(span) != 4 or not all(isinstance(one, int) for one in span):
        return False
    until = span[2] + span[3]
    return until == length if last else until in end


_NOT_READ = Message(
    "En del av filen er skadet eller ufullstendig og kan ikke leses.",
    "A part of the file is damaged or incomplete and cannot be read.",
)
_REMARKS = Message(
    "Det ligger merknader etter den siste underskriften som ingen underskrift dekker.",
    "Remarks lie behind the last signature that no signature covers.",
)
_VOID = Message(
    "Et tidsstempel som er lagt til etter underskriften, gjelder noe annet enn denne filen.",
    "A timestamp that was added after the signature is of something else than this file.",
)
