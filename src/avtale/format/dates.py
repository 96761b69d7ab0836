"""Dates as Norwegian readers write them."""

from __future__ import annotations

import datetime as dt

from avtale.partial_date import PartialDate
from avtale.wording import written


def short(day: dt.date | PartialDate) -> str:
    """31.05.2020, or 05.2020 or 2020 where no more is known."""
    return written(day, "nb")
