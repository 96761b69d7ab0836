"""How long before a deadline to warn: as the settings say, else what stands here."""

from __future__ import annotations

from avtale.facts.duties import DutyKind
from avtale.format.model import Settings
from avtale.format.values import Period

DEFAULT_LEAD = {"expiry": Period(3, "month"), "evaluation": Period(1, "month"), "duty": Period(1, "month")}
"""How long ahead to warn where the settings say nothing."""


def lead_time(kind: DutyKind, settings: Settings) -> Period:
    """The lead time of one kind of deadline; what has none of its own has that of a duty."""
    name = kind if kind in ("expiry", "evaluation") else "duty"
    told: Period | None = getattr(settings.lead_times, name) if settings.lead_times else None
    return told or DEFAULT_LEAD[name]
