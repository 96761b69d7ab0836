"""What a template may ask about the quantities and amounts of a document, in the reader's language: a part of the view."""

from __future__ import annotations

from collections.abc import Sequence

from avtale.facts.money import NOK, also, amount
from avtale.format.bind import parts
from avtale.format.model import PLANS, Cost, DayOfYear, Document, Economy, Funding, Payment, Quantity, Share
from avtale.format.values import Text
from avtale.render.money import Money
from avtale.render.sandbox import open_to_templates
from avtale.render.words import Words

_OF_AMOUNTS = tuple(
    key for _, key, _ in PLANS[Cost] if key not in ("id", "what", "occasion", "paid_by")
)  # what a cost may say besides, from which it takes another table


@open_to_templates
class Amounts:
    """What `avtale.render.view.View` has of its document and its words."""

    document: Document
    words: Words

    def quantity(self, quantity: Quantity) -> str:
        """3–4, minst 3, 4."""
        low, high, labels = quantity.min, quantity.max, self.words.labels
        if low is not None and high is not None:
            return (
                labels("quantity.exact", n=low) if low == high else labels("quantity.span", min=low, max=high)
            )
        if low is not None:
            return labels("quantity.min", n=low)
        return "" if high is None else labels("quantity.max", n=high)

    def day_of_year(self, day: DayOfYear) -> str:
        """1. oktober; what is missing is left out."""
        if day.day is None or day.month is None:
            return self.words.month(day.month) if day.month is not None else str(day.day or "")
        return self.words.labels("date.day_month", day=day.day, month=self.words.month_of(day.month))

    def amount(self, part: Cost | Economy | Funding | Payment) -> str:
        """900 000 kroner, hvert år; "" where no amount is stated."""
        one = amount(part)
        if one is None:
            return ""
        other = self.also(part)
        said = self.words.money(one.value, one.currency) + (f" ({other})" if other else "")
        every = getattr(part, "every", None)
        return f"{said}, {self.words.every(every)}" if every is not None else said

    def also(self, part: Cost | Economy | Funding | Payment) -> str:
        """The amount in another currency that stands beside the one in kroner; "" where none does."""
        other = also(part)
        return self.words.money(other.value, other.currency) if other else ""

    def ceiling(self, part: Cost | Economy | Funding) -> str:
        """høyst 50 000 kroner; "" where there is no ceiling."""
        if part.ceiling is None:
            return ""
        currency = NOK if part.amount_nok is not None else part.currency or NOK
        return self.words.money(part.ceiling, currency)

    def money(self, rows: Sequence[Cost | Payment]) -> Money:
        """Rows of amounts, as a table asks for them."""
        return Money(rows, self.words)

    def plain_costs(self, costs: Sequence[Cost]) -> bool:
        """Whether costs say no more than what, when and by whom."""
        return not Money(costs, self.words).has(*_OF_AMOUNTS)

    @property
    def has_money(self) -> bool:
        """Whether amounts or parts stand in a table somewhere, so that the page needs a style for them."""
        costs = parts(self.document, Cost)
        given = any(one.contributions for one in parts(self.document, Funding))
        paid = bool(parts(self.document, Payment))
        return given or paid or not self.plain_costs(costs) or self.decimal_shares

    @property
    def decimal_shares(self) -> bool:
        """Whether a share has decimals, so that the numbers of the cost key stand one below the other."""
        return any(one.percent is not None and one.percent % 1 for one in parts(self.document, Share))

    def shared(self, shares: Sequence[Share]) -> list[tuple[Text | None, list[Share]]]:
        """The shares by what they are of, in the order of the first of each."""
        found: dict[str, tuple[Text | None, list[Share]]] = {}
        for share in shares:
            found.setdefault(str(share.of or ""), (share.of, []))[1].append(share)
        return list(found.values())
