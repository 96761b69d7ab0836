"""Rows of amounts as one table of the page: which columns it has, how a number stands in them, what they make together."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from avtale.facts.money import Amount, Sum, also, amount, sums
from avtale.format.model import Cost, Payment
from avtale.format.words import Words
from avtale.render.sandbox import open_to_templates


@open_to_templates
class Money(Struct, frozen=True):
    """The rows, in the words of a language. Without an amount in any of them there is no column for it."""

    rows: Sequence[Cost | Payment]
    words: Words

    @property
    def priced(self) -> bool:
        """Whether any row states an amount."""
        return bool(self._amounts)

    @property
    def code(self) -> str | None:
        """The currency of all the rows, by its code; None where they have several."""
        codes = {each.currency for each in self._amounts}
        return codes.pop() if len(codes) == 1 else None

    @property
    def sums(self) -> tuple[Sum, ...]:
        """What the rows make together; a payment has no sum of its own, since what is paid in parts says it."""
        return sums(row for row in self.rows if isinstance(row, Cost))

    @property
    def detailed(self) -> bool:
        """Whether any row says more than an amount: on which terms, or the amount in another currency too."""
        return self.has("per", "ceiling", "condition", "budget_post", "source") or any(map(also, self.rows))

    def has(self, *names: str) -> bool:
        """Whether any row says something in one of these fields."""
        return any(getattr(row, name, None) not in (None, ()) for row in self.rows for name in names)

    def figure(self, row: Cost | Payment) -> str:
        """A row's amount as it stands in the column; "" where it states none."""
        one = amount(row)
        return self.told(one) if one is not None else ""

    def told(self, one: Amount) -> str:
        """A number with as many decimals as the others, and its currency where there are several."""
        said = self.words.number(one.value, cents=any(each.value % 1 for each in self._amounts))
        return said if self.code else f"{said} {one.currency}"

    @property
    def _amounts(self) -> list[Amount]:
        return [one for row in self.rows if (one := amount(row)) is not None]
