"""The next way out of a document: notice by a day, and when it then ends."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from avtale.facts.decided import entry_span
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import next_day_of_year, notice_effect


class Stop(Struct, frozen=True):
    """The next way out: notice by this day, and the last day of validity that gives."""

    notice_by: dt.date
    ends: dt.date


def next_stop(entry: DocumentFile, repository: Repository, on: dt.date) -> Stop | None:
    """The last day to give notice from `on`, and when the document then ends; None where notice changes nothing.

    Where notice can be given on any day, that is `on` itself.
    """
    validity = entry.document.validity if entry.document else None
    span = entry_span(entry, repository)
    if validity is None or span.terminated or span.has_ended(on):
        return None
    terms = validity.termination
    if terms is None and validity.notice is None:
        return None
    by = next_day_of_year(terms.demand_by, on) if terms and terms.demand_by else on
    ends = notice_effect(validity, by)
    return Stop(by, ends) if span.end is None or ends < span.end else None
