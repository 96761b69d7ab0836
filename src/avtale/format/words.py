"""Dates, periods, ages and amounts in the words of a language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from avtale import wording
from avtale.format.model import Age, Deadline, Evaluation, Meeting
from avtale.format.owners import ALL, COLLECTIVE, EACH
from avtale.format.values import PartOfYear, Period
from avtale.locales import Labels
from avtale.partial_date import PartialDate


class Words(Struct, frozen=True):
    """What a value is called in one language. `age` and `deadline` take the texts of events already said."""

    labels: Labels

    def date(self, day: dt.date | PartialDate) -> str:
        """31.05.2020, or what the language has instead; juni 2017 or 2017 where no more is known."""
        if isinstance(day, PartialDate):
            if day.whole_year:
                return str(day)
            if not day.exact:
                return self.labels("date.month_year", month=self.month(day.last.month), year=day.last.year)
            day = day.last
        return wording.date(day, self.labels.lang, self.labels("date.format"))

    def month(self, number: int) -> str:
        """The name of a month 1 to 12; another number as it stands."""
        if not 1 <= number <= 12:
            return str(number)
        own = f"month.{number}"  # where the language has another name than CLDR
        return self.labels(own) if own in self.labels else wording.month(number, self.labels.lang)

    def month_of(self, number: int) -> str:
        """The same as it stands with a day or a preposition; of its own in a language that inflects it: cuoŋománu."""
        own = f"month.{number}.genitive"
        return self.labels(own) if own in self.labels else self.month(number)

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

    def during(self, part: PartOfYear) -> str:
        """høsten, mars–april, 2. kvartal; with `each` hvert kvartal."""
        if part.each:
            return self.labels(f"during.each.{part.name}")
        if part.name == "months":
            return self.labels("during.months", first=self.month(part.first), last=self.month(part.last))
        return self.labels(f"during.{part.name}", n=part.last // part.months)

    def often(self, part: Meeting | Evaluation | Deadline) -> str | None:
        """minst 2 ganger hvert år, om høsten, og ellers ved behov. None where nothing is said of it."""
        said = self.every(part.every) if part.every is not None else ""
        if said and part.at_least is not None:
            form = "one" if part.at_least == 1 else "many"
            said = self.labels(f"at_least.{form}", n=part.at_least, every=said)
        if part.during is not None:
            during = self.labels("during.by_end", part=self.during(part.during))
            said = f"{said}, {during}" if said else during
        if part.when_needed:
            return self.labels("when_needed.else", often=said) if said else self.labels("when_needed")
        return said or None

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

    def deadline(
        self,
        deadline: Deadline,
        event: str | None = None,
        other: str | None = None,
        before_event: str | None = None,
        also_after: str | None = None,
    ) -> str | None:
        """innen 5 virkedager, regnet fra …; hvert år 1. oktober. None where nothing is set.

        `other` is what the duty or meeting that it hangs on is called; `also_after` what it comes after, where it
        hangs on one before which it must be done too.
        """
        said = []
        if other is not None:
            side = "before" if deadline.before else "after"
            form = "" if deadline.within is None else ".within"
            period = self.period(deadline.within) if deadline.within is not None else ""
            said.append(self.labels(f"deadline.{side}{form}", period=period, other=other))
        elif deadline.within is not None:
            said.append(self.labels("deadline.within", period=self.period(deadline.within)))
        if also_after is not None:
            said.append(self.labels("deadline.after", other=also_after))
        if event is not None:
            said.append(self.labels("deadline.of", event=event))
        if before_event is not None:
            said.append(self.labels("deadline.before_event", event=before_event))
        if deadline.date is not None:
            said.append(self._by(deadline.date, deadline.during))
        of_year = deadline.date is not None and deadline.every is None and deadline.during is not None
        repeated = None if of_year and not deadline.when_needed else self.often(deadline)
        regular = [repeated] if repeated else []
        if deadline.month is not None and deadline.day is not None:
            day = self.labels("date.day_month", day=deadline.day, month=self.month_of(deadline.month))
            regular.append(self.labels("deadline.by_day", day=day))
        elif deadline.month is not None:
            # what comes round more than once a year does so counted from that month
            often = deadline.every is not None and deadline.every != Period(1, "year")
            form = "deadline.from_month" if often else "deadline.in_month"
            regular.append(self.labels(form, month=self.month_of(deadline.month)))
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

    def authoritative(self, languages: Sequence[str]) -> str:
        """Which language holds where the versions of a text differ, or that several are of equal rank."""
        named = [wording.language(one, self.labels.lang) for one in languages]
        if len(named) == 1:
            return self.labels("terms.languages.one", language=named[0])
        return self.labels("terms.languages.equal", languages=self.joined(named))

    def _inflected(self, day: dt.date) -> str:
        """The day as it stands after a preposition: in words where the language inflects the month, golggotmánu 1. b. 2026."""
        if f"month.{day.month}.genitive" not in self.labels:
            return self.date(day)
        named = self.labels("date.day_month", day=day.day, month=self.month_of(day.month))
        return f"{named} {day.year}"

    def _by(self, date: PartialDate, during: PartOfYear | None) -> str:
        """innen 31.05.2030, innen utgangen av mai 2030, innen utgangen av høsten 2030."""
        if date.exact:
            return self.labels("deadline.date", date=self._inflected(date.last))
        named = f"{self.during(during)} {self.date(date)}" if during and date.whole_year else self.date(date)
        return self.labels("during.by_end", part=named)

    def joined(self, items: Sequence[str]) -> str:
        """a, b og c."""
        return wording.joined(items, self.labels.lang)
