"""How long before a deadline to warn: as the duty says, else the settings, else what stands here."""

from __future__ import annotations

from avtale.format.model import FollowUpTerms, Settings
from avtale.format.values import Period

DEFAULT_LEAD = {
    "expiry": Period(3, "month"),
    "evaluation": Period(1, "month"),
    "certificate": Period(3, "month"),
    "duty": Period(1, "month"),
}
"""How long ahead to warn where the settings say nothing."""
_SHARED = {"timestamp": "certificate", "consent": "plan", "deletion": "plan"}
"""The settings name some kinds together."""


def lead_time(kind: str, settings: Settings, terms: FollowUpTerms | None = None) -> Period:
    """The lead time of one kind of deadline (`DueKind`); what has none of its own has that of a duty."""
    if terms is not None and terms.lead_time is not None:
        return terms.lead_time
    name = _SHARED.get(kind, kind)
    told: Period | None = getattr(settings.lead_times, name, None) if settings.lead_times else None
    if told is None and name not in DEFAULT_LEAD:
        return lead_time("duty", settings)
    return told or DEFAULT_LEAD[name]
