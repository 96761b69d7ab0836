"""Findings that were looked at and shall be silent: in the document itself, or in the settings for several.

A silence needs a reason, holds to its last day, and is itself a finding when it silences nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from msgspec.structs import replace

from avtale.facts.repository import Entry, Repository
from avtale.findings import Problem
from avtale.format.model import SettingsSilence, Silence
from avtale.rules.rule import Located, fault

AnySilence = Silence | SettingsSilence


class Silences:
    """The silences of the settings, and which of them were of use so far."""

    def __init__(self, repository: Repository, on: dt.date) -> None:
        self.repository = repository
        self.on = on
        self.used: set[str] = set()

    def of(self, problems: Iterable[Problem], entry: Entry) -> list[Problem]:
        """The problems of one document that no silence covers, and one for each of its own that covers nothing."""
        own = entry.document.silences if entry.document else ()
        kept, used = _sifted(problems, own, self.on)
        kept, of_settings = _sifted(kept, [s for s in self._all if self._concerns(s, entry)], self.on)
        self.used |= of_settings
        return [*kept, *_idle(own, used, self.on)]

    def idle(self) -> Iterator[Located]:
        """The silences of the settings that nothing was found for. Ask when the whole repository was checked."""
        source = self.repository.settings_source
        if source is not None:
            yield from ((source, problem) for problem in _idle(self._all, self.used, self.on))

    @property
    def _all(self) -> tuple[SettingsSilence, ...]:
        return self.repository.settings.silences

    def _concerns(self, silence: SettingsSilence, entry: Entry) -> bool:
        root = self.repository.root
        inside = entry.name.removeprefix(f"{root.name}/") if root else entry.name
        return (silence.key is None or silence.key == entry.key) and (
            silence.file is None or fnmatchcase(inside, silence.file)
        )


def _sifted(
    problems: Iterable[Problem], silences: Iterable[AnySilence], on: dt.date
) -> tuple[list[Problem], set[str]]:
    """The problems no silence covers, and the pointers of the silences that covered one."""
    kept, used = [], set()
    listed = list(silences)
    for problem in problems:
        covering = next((silence for silence in listed if _covers(silence, problem, on)), None)
        if covering is None:
            kept.append(problem)
        else:
            used.add(covering.pointer)
    return kept, used


def _covers(silence: AnySilence, problem: Problem, on: dt.date) -> bool:
    if silence.code != problem.code or not silence.reason or (silence.until and silence.until < on):
        return False
    at = silence.at or ""
    return problem.pointer == at or problem.pointer.startswith(f"{at}/") or not at


def _idle(silences: Iterable[AnySilence], used: set[str], on: dt.date) -> Iterator[Problem]:
    for silence in silences:
        if silence.pointer in used or not silence.code:
            continue
        if silence.until is not None and silence.until < on:
            nb = f"Unntaket for «{silence.code}» gikk ut {silence.until}. Rett funnet, eller gi unntaket en ny dato og grunn."
            en = f"The silence of “{silence.code}” ended {silence.until}. Mend the finding, or give a new date and reason."
        else:
            nb = f"Unntaket for «{silence.code}» stilner ikke noe funn. Slett det."
            en = f"The silence of “{silence.code}” silences nothing. Delete it."
        yield replace(fault(silence.pointer, nb, en), code="silence-unused")
