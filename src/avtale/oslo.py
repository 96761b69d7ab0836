"""The hour and the day that a county dates by, wherever the machine stands."""

from __future__ import annotations

import datetime as dt

NAME = "Europe/Oslo"


def in_oslo(moment: dt.datetime) -> dt.datetime:
    """The same moment by the clock in Oslo."""
    from zoneinfo import ZoneInfo  # here, since most commands need no clock

    return moment.astimezone(ZoneInfo(NAME))


def day_in_oslo(moment: dt.datetime) -> dt.date:
    """The day it is in Oslo at that moment, which may be another than in UTC."""
    return in_oslo(moment).date()
