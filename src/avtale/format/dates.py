"""Dates as Norwegian readers write them."""

from __future__ import annotations

import datetime as dt


def short(day: dt.date) -> str:
    """31.05.2020"""
    return f"{day:%d.%m.%Y}"
