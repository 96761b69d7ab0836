"""Dates, periods, ages and amounts in the words of a language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from avtale import wording
from avtale.format.model import Age, Deadline
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

    def number(self, value: int | Decimal, *, cents: bool = False) -> str:
        """Thousands set apart; with `cents` always two decimals."""
        return wording.number(value, self.labels.lang, cents=cents)

    def percent(self, value: Decimal) -> str:
        """62,5 %."""
        return self.labels("percent", n=self.number(value))

    def money(self, value: Decimal, currency: str = "NOK") -> str:
        """900 000 kroner; øre only where there are any."""
        said = self.number(value, cents=value % 1 != 0)
        if currency == "NOK":
            return self.labels("money.nok", n=said)
        return self.labels("money.other", n=said, currency=wording.currency(currency, self.labels.lang))

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

    def authoritative(self, languages: Sequence[str]) -> str:
        """Which language holds where the versions of a text differ, or that several are of equal rank."""
        named = [wording.language(one, self.labels.lang) for one in languages]
        if len(named) == 1:
            return self.labels("terms.languages.one", language=named[0])
        return self.labels("terms.languages.equal", languages=self.joined(named))

    def joined(self, items: Sequence[str]) -> str:
        """a, b og c."""
        return wording.joined(items, self.labels.lang)
