"""Dates, periods, ages and amounts in the words of a language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from avtale import wording
from avtale.format.model import Age, Deadline
from avtale.format.owners import ALL, COLLECTIVE, EACH
from avtale.format.values import Period
from avtale.locales import Labels


class Words(Struct, frozen=True):
    """What a value is called in one language. `age` and `deadline` take the texts of events already said."""

    labels: Labels

    def date(self, day: dt.date) -> str:
        """31.05.2020, or what the language has instead."""
        return wording.date(day, self.labels.lang, self.labels("date.format"))

    def month(self, number: int) -> str:
        """The name of a month 1 to 12; another number as it stands."""
        if not 1 <= number <= 12:
            return str(number)
        own = f"month.{number}"  # where the language has another name than CLDR
        return self.labels(own) if own in self.labels else wording.month(number, self.labels.lang)

    def number(self, value: int) -> str:
        """Thousands set apart."""
        return wording.number(value, self.labels.lang)

    def period(self, period: Period) -> str:
        """6 måneder."""
        return self._counted("period", period)

    def every(self, period: Period) -> str:
        """hvert år, hver 6. måned."""
        return self._counted("every", period)

    def _counted(self, what: str, period: Period) -> str:
        form = "one" if period.count == 1 else "many"
        return self.labels(f"{what}.{period.unit.replace(' ', '_')}.{form}", n=period.count)

    def age(self, age: Age, event: str | None = None) -> str | None:
        """16 til og med 21 år; `event` is the one the span begins with. None where no bound is set."""
        bound = age.to_bound if f"age.to.{age.to_bound}" in self.labels else "open"
        starts = [] if age.from_ is None else [str(age.from_)]
        if event is None and starts and age.to is not None:
            return self.labels(f"age.span.{bound}", start=age.from_, to=age.to)
        said = [self.labels("age.from", start=start) for start in starts]
        if event is not None:
            said.append(self.labels("age.from_event", event=event))
        if age.to is not None:
            said.append(self.labels(f"age.to.{bound}", to=age.to))
        return ", ".join(said) or None

    def deadline(self, deadline: Deadline, event: str | None = None) -> str | None:
        """innen 5 virkedager, regnet fra …; hvert år 1. oktober. None where nothing is set."""
        said = []
        if deadline.within is not None:
            said.append(self.labels("deadline.within", period=self.period(deadline.within)))
        if event is not None:
            said.append(self.labels("deadline.of", event=event))
        if deadline.date is not None:
            said.append(self.labels("deadline.date", date=self.date(deadline.date)))
        regular = [self.every(deadline.every)] if deadline.every is not None else []
        if deadline.month is not None and deadline.day is not None:
            day = self.labels("date.day_month", day=deadline.day, month=self.month(deadline.month))
            regular.append(self.labels("deadline.by_day", day=day))
        elif deadline.month is not None:
            # what comes round more than once a year does so counted from that month
            often = deadline.every is not None and deadline.every != Period(1, "year")
            form = "deadline.from_month" if often else "deadline.in_month"
            regular.append(self.labels(form, month=self.month(deadline.month)))
        elif deadline.day is not None:
            regular.append(self.labels("deadline.day", day=deadline.day))
        if regular:
            said.append(" ".join(regular))
        return ", ".join(said) or None

    def members(self, count: int | None, party: str | None) -> str:
        """What to say of so many members of a body, with `{who}` for whom they come from: "2 fra {who}", "2 fra hver part"."""
        if count is None:
            return "{who}"
        return self.labels(f"body.members.{'each' if party == EACH else 'n'}").replace("{n}", str(count))

    def hours(self, start: str | None, end: str | None) -> str:
        """kl. 08.00–15.30; "" where neither is told."""
        between = self.labels("time.separator")
        told = [(one or "").replace(":", between) for one in (start, end)]
        return self.labels("hours.span", start=told[0], end=told[1]) if any(told) else ""

    def collective(self, word: str | None) -> str:
        """What to call the parties where a word stands for all of them or each; "" where it is no such word."""
        return self.labels(ALL[0] if word in ALL else EACH) if word in COLLECTIVE else ""

    def joined(self, items: Sequence[str]) -> str:
        """a, b og c."""
        return wording.joined(items, self.labels.lang)
