"""The content was changed after it was approved."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Compare the content's fingerprint with the register's (docs/architecture.md, "What is kept, and where")."""
    entry = context.entry
    event = context.repository.frozen_by(entry)
    if event is None or not event.fingerprint or event.fingerprint == entry.fingerprint:
        return
    day_nb, day_en = (f" {short(event.on)}", f" on {event.on}") if event.on else ("", "")
    if context.transcribed:
        yield problem(
            "/control_header/version",
            f"«Versjon» (version): avskriften {entry.version} er endret etter at den ble tatt over{day_nb}. "
            "Sett den tilbake. Er den skrevet feil av, skriv en rettet avskrift med høyere versjon og ta over den.",
            f"“Version” (version): the transcription {entry.version} was changed after it was taken over{day_en}. "
            "Put it back. Where it was copied wrongly, write a corrected transcription with a higher version and take that over.",
        )
        return
    yield problem(
        "/control_header/version",
        f"«Versjon» (version): innholdet i {entry.version} er endret etter at det ble godkjent{day_nb}. "
        "Sett det tilbake, eller lag en ny versjon.",
        f"“Version” (version): the content of {entry.version} was changed after its approval{day_en}. "
        "Put it back, or make a new version.",
    )
