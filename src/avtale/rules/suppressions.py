"""Findings that were looked at and shall be silent: in the document itself, or in the settings for several.

A silence needs a reason, holds to its last day, and is itself a finding when it silences nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from fnmatch import fnmatchcase

from msgspec.structs import replace

from avtale.catalogue.codes import codes
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import NEVER_ACCEPTED, Problem
from avtale.format.model import SettingsSilence, Silence
from avtale.inheritance.tree import locate
from avtale.message import Message
from avtale.rules.rule import Located, finders, problem

AnySuppression = Silence | SettingsSilence
Placed = tuple[AnySuppression, str]


class Suppressions:
    """The silences of the settings, and which of them were of use so far."""

    def __init__(self, repository: Repository, on: dt.date) -> None:
        self.repository = repository
        self.on = on
        self.used: set[str] = set()
        self.ended: set[str] = set()

    def of(self, problems: Iterable[Problem], entry: DocumentFile) -> list[Problem]:
        """The problems of one document that no silence covers, and one for each of its own that covers nothing."""
        own = _placed(entry.document.silences if entry.document else (), entry)
        kept, used, ended = _sifted(problems, own, self.on)
        of_settings = _placed([s for s in self._all if self._concerns(s, entry)], entry)
        kept, used_there, ended_there = _sifted(kept, of_settings, self.on)
        self.used |= used_there
        self.ended |= ended_there
        return [*kept, *_idle([silence for silence, _ in own], used, ended, self.on)]

    def idle(self) -> Iterator[Located]:
        """The silences of the settings that nothing was found for. Ask when the whole repository was checked."""
        source = self.repository.settings_source
        if source is not None:
            idle = _idle(self._all, self.used, self.ended, self.on)
            yield from ((source, found) for found in idle)

    @property
    def _all(self) -> tuple[SettingsSilence, ...]:
        return self.repository.settings.silences

    def _concerns(self, silence: SettingsSilence, entry: DocumentFile) -> bool:
        root = self.repository.root
        inside = entry.name.removeprefix(f"{root.name}/") if root else entry.name
        return (silence.key is None or silence.key == entry.key) and (
            silence.file is None or fnmatchcase(inside, silence.file)
        )


def can_be_silenced(code: str) -> bool:
    """Whether a silence may cover the code: not a file's or schema's faults, nor those NEVER_ACCEPTED."""
    finder = finders().get(code)
    return finder is not None and finder.check is not None and code not in NEVER_ACCEPTED


def _placed(silences: Iterable[AnySuppression], entry: DocumentFile) -> list[Placed]:
    """Each silence with the pointer of its place, where `at` may name parts of lists by their ids."""
    return [(each, (locate(entry.source.data, each.at) or each.at) if each.at else "") for each in silences]


def _sifted(
    problems: Iterable[Problem], silences: list[Placed], on: dt.date
) -> tuple[list[Problem], set[str], set[str]]:
    """The problems no silence covers; the pointers of the silences that covered one, and of those that did until they ended."""
    kept, used, ended = [], set(), set()
    for found in problems:
        covering = [silence for silence, at in silences if _covers(silence, at, found)]
        lasting = next((silence for silence in covering if not _has_ended(silence, on)), None)
        if lasting is None:
            kept.append(found)
            ended |= {silence.pointer for silence in covering}
        else:
            used.add(lasting.pointer)
    return kept, used, ended


def _has_ended(silence: AnySuppression, on: dt.date) -> bool:
    return silence.until is not None and silence.until < on


def _covers(silence: AnySuppression, at: str, found: Problem) -> bool:
    if silence.code != found.code or not silence.reason or found.code in NEVER_ACCEPTED or found.binding:
        return False
    return not at or found.pointer == at or found.pointer.startswith(f"{at}/")


def _idle(
    silences: Iterable[AnySuppression], used: set[str], ended: set[str], on: dt.date
) -> Iterator[Problem]:
    for silence in silences:
        if silence.pointer in used or not silence.code or not silence.reason:
            continue  # one without a code or a reason is the schema's to tell
        why = _why_idle(silence, silence.code, silence.pointer in ended, on)
        yield replace(problem(silence.pointer, why.nb, why.en), code="silence-unused")


def _why_idle(silence: AnySuppression, code: str, ended: bool, on: dt.date) -> Message:
    known = codes()
    if code not in known:
        near = get_close_matches(code.lower().replace("_", "-"), known, n=1)
        meant = Message(f" Mener du «{near[0]}»?", f" Do you mean “{near[0]}”?") if near else ""
        return Message(
            "Unntaket stilner ikke noe: ingen funn har koden «{code}».{meant} Rett koden, eller slett unntaket.",
            "The silence silences nothing: no finding has the code “{code}”.{meant} Mend the code, or delete the silence.",
            code=code,
            meant=meant,
        )
    if not can_be_silenced(code):
        return Message(
            f"«{code}» kan ikke stilnes. Rett det som er galt, og slett unntaket.",
            f"“{code}” cannot be silenced. Mend what is wrong, and delete the silence.",
        )
    if ended:
        return Message(
            "Unntaket for «{code}» gikk ut {until}. Rett funnet, eller gi unntaket en ny dato og grunn.",
            "The silence of “{code}” ended {until}. Mend the finding, or give a new date and reason.",
            code=code,
            until=silence.until,
        )
    if _has_ended(silence, on):
        return Message(
            "Unntaket for «{code}» gikk ut {until}, og funnet er borte. Slett unntaket.",
            "The silence of “{code}” ended {until}, and the finding is gone. Delete the silence.",
            code=code,
            until=silence.until,
        )
    return Message(
        f"Unntaket for «{code}» stilner ikke noe funn. Slett det.",
        f"The silence of “{code}” silences nothing. Delete it.",
    )
