"""Take over a transcription: an event in the register, by which an agreement that was signed elsewhere is followed up here.

Somebody vouches that the transcription is as the signed original, and says where that lies. From that day the transcription is
frozen as an approval freezes a version, and what falls due is somebody's to do (docs/decisions/0032).
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from msgspec import Struct

from avtale.errors import StateError, SystemFailure, UsageError
from avtale.facts.register import add_event
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.dates import short
from avtale.format.model import RegisterEvent
from avtale.format.persons import honest_name, same_person
from avtale.lifecycle.digest import digest_of
from avtale.lifecycle.requirements import refuse_numbers, refuse_plan, require_in_repository, require_sound
from avtale.lifecycle.transcription import ended, over
from avtale.source.write import require_unchanged
from avtale.terminal import recordable


class Takeover(Struct, frozen=True):
    """What taking over wrote, or would write. `before` tells that the very same stood in the register already."""

    taken_over_by: str
    on: dt.date
    where: str
    fingerprint: str
    event: Path
    original: str | None = None
    original_sha256: str | None = None
    signed_on: dt.date | None = None
    before: bool = False


def take_over(
    entry: DocumentFile,
    repository: Repository,
    *,
    by: str,
    where: str,
    on: dt.date,
    original: Path | None = None,
    digest: str | None = None,
    signed_on: dt.date | None = None,
    reason: str | None = None,
    checked_with: dt.date | None = None,
    dry_run: bool = False,
) -> Takeover:
    """Record on the day `on` that `by` vouches for the transcription in `entry`, and `where` the signed original lies.

    `original` is its file, kept as name and SHA-256; `digest` that sum where the file is not at hand. `checked_with` as in
    `approve`. The same said again changes nothing. With `dry_run` everything is tried and nothing written. Raises
    `UsageError` for what is empty, a digest that is none, a day of signing that has not come, and outside a repository;
    `StateError` for what is no transcription, cannot be read, has ended its days here, or was taken over with other words;
    `SystemFailure` where `original` cannot be read.
    """
    _refuse(entry, repository)
    by, where, reason = honest_name(by), " ".join(where.split()), " ".join((reason or "").split())
    if not by or not where:
        raise UsageError(
            nb="Både hvem som tar den over (--by), og hvor originalen ligger (--where), må stå der.",
            en="Both who takes it over (--by) and where the original lies (--where) must be given.",
        )
    if signed_on is not None and signed_on > on:
        raise UsageError(
            nb=f"Originalen kan ikke være underskrevet {short(signed_on)}, etter at den ble tatt over {short(on)}. Rett --signed-on.",
            en=f"The original cannot have been signed on {signed_on}, after it was taken over on {on}. Correct --signed-on.",
        )
    refuse_numbers(by, where, reason, original.name if original else "")
    said = {
        "taken_over_by": by,
        "where": where,
        **({"original": recordable(original.name)} if original else {}),
        **({"original_sha256": sum_} if (sum_ := _digest(original, digest)) else {}),
        **({"signed_on": signed_on.isoformat()} if signed_on else {}),
        **({"reason": reason} if reason else {}),
    }
    known = repository.frozen_by(entry)
    if known is not None:
        _refuse_other(entry, known, said)
        on = known.on or on
    event = repository.register.path(entry.key, entry.version, "takeover")
    taken = Takeover(
        *(by, on, where, entry.fingerprint or "", event),
        original=said.get("original"),
        original_sha256=said.get("original_sha256"),
        signed_on=signed_on,
        before=known is not None,
    )
    if known is None and not dry_run:
        _write(entry, repository, taken, said, checked_with)
    return taken


def _write(
    entry: DocumentFile,
    repository: Repository,
    taken: Takeover,
    said: dict[str, str],
    checked_with: dt.date | None,
) -> None:
    """The event, taken back where an editor saved the transcription meanwhile: nobody vouched for that."""
    told = {**said, "fingerprint": taken.fingerprint, "checked_with": checked_with}
    read = entry.as_read()
    require_unchanged(entry.path, read, name=entry.name)
    add_event(repository.register, "takeover", entry.key, entry.version, taken.on, told)
    try:
        require_unchanged(entry.path, read, name=entry.name)
    except SystemFailure:
        taken.event.unlink(missing_ok=True)
        raise


def _refuse(entry: DocumentFile, repository: Repository) -> None:
    require_in_repository(entry, repository)
    refuse_plan(entry, "Den underskrives.", "It is signed.")
    require_sound(entry)
    if not entry.transcribed:
        approved = repository.frozen_by(entry)
        raise StateError(
            nb=f"{entry} er ingen avskrift. "
            + (
                f"Den er godkjent av {approved.approved_by} og følges opp alt."
                if approved
                else "Gjengir filen en avtale som er underskrevet et annet sted, skriv «transcribed_from» i den; ellers godkjennes den."
            ),
            en=f"{entry} is no transcription. "
            + (
                f"It was approved by {approved.approved_by} and is followed up already."
                if approved
                else "Where the file records an agreement signed elsewhere, write “transcribed_from” in it; else it is approved."
            ),
        )
    if ended(entry, repository):
        raise over(entry, repository)


def _refuse_other(entry: DocumentFile, known: RegisterEvent, said: dict[str, str]) -> None:
    """Nothing where the same was said before of the same content; an event is never changed."""
    day = f" {short(known.on)}" if known.on else ""
    day_en = f" on {known.on}" if known.on else ""
    if known.fingerprint != entry.fingerprint:
        raise StateError(
            nb=f"{entry} ble tatt over av {known.taken_over_by}{day}, og avskriften er endret siden. Sett den tilbake, eller skriv "
            "en rettet avskrift med høyere versjon og ta over den.",
            en=f"{entry} was taken over by {known.taken_over_by}{day_en}, and the transcription was changed since. Put it back, or "
            "write a corrected transcription with a higher version and take that over.",
        )
    others = {
        name: str(value)
        for name in ("where", "original", "original_sha256", "signed_on", "reason")
        if (value := getattr(known, name)) is not None
    }
    same = {name: value for name, value in said.items() if name != "taken_over_by"} == others
    if not same or same_person(said["taken_over_by"], known.taken_over_by or "") is False:
        raise StateError(
            nb=f"{entry} er tatt over fra før, med andre opplysninger: {known.taken_over_by}{day}, originalen ligger i {known.where}. "
            "Det som står i registeret, endres aldri.",
            en=f"{entry} was taken over before, with other particulars: {known.taken_over_by}{day_en}, the original lies in {known.where}. "
            "What stands in the register is never changed.",
        )


def _digest(original: Path | None, digest: str | None) -> str | None:
    if original is not None and digest is not None:
        raise UsageError(
            nb="Oppgi enten filen (--original) eller fingeravtrykket av den (--digest), ikke begge.",
            en="Give either the file (--original) or its digest (--digest), not both.",
        )
    if original is not None:
        return digest_of(original)
    if digest is None:
        return None
    found = re.fullmatch(r"(?:sha256:)?([0-9a-f]{64})", digest.strip().lower())
    if found is None:
        raise UsageError(
            nb=f"«{digest}» er ikke noe SHA-256: det er 64 tegn, 0–9 og a–f, slik «sha256sum FIL» skriver det.",
            en=f"“{digest}” is no SHA-256: that is 64 characters, 0–9 and a–f, as “sha256sum FILE” writes it.",
        )
    return found[1]
