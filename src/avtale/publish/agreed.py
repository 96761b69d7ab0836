"""What a document says of money, and of how it is changed and read, a line for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from avtale.facts.money import NOK, amount
from avtale.format.bind import parts
from avtale.format.model import Agreement, Cost, Document, Economy, Funding, Share
from avtale.format.values import Text
from avtale.publish.words import clean
from avtale.render.words import Words


class Agreed(Struct, frozen=True):
    """A document in the words of a language; `say` gives one of its texts, `actor` the name behind an id."""

    document: Document
    words: Words
    say: Callable[[Text | None], str]
    actor: Callable[[str | None], str]

    def money(self) -> Iterator[str]:
        """The whole amounts, then who pays what to whom, then the shares."""
        wholes: list[Economy | Funding] = [*parts(self.document, Economy), *parts(self.document, Funding)]
        for whole in wholes:
            if said := self._amount(whole):
                label = self._label("money.frame" if isinstance(whole, Economy) else "section.funding")
                yield f"{label}: {said}{self._limits(whole)}"
        for row in parts(self.document, Cost):
            yield self._row(row)
        for share in parts(self.document, Share):
            if share.percent is not None:
                of = f", {self.say(share.of)}" if share.of else ""
                yield f"{self._who(share.party, share.payer)}{of}: {self.words.percent(share.percent)}"

    def terms(self) -> Iterator[str]:
        """Who may change the document and when that holds, what goes before what, and what outlives it."""
        terms = self.document.terms if isinstance(self.document, Agreement) else None
        if terms is None:
            return
        change, again = terms.changes, terms.renegotiation
        if change is not None and change.agreed_by:
            agreed = self.words.joined([self.actor(one) for one in change.agreed_by])
            yield f"{self._label('terms.agreed_by')}: {agreed}"
        if change is not None and change.decision_by:
            yield f"{self._label('terms.decision_by')}: {self.say(change.decision_by)}"
        if change is not None and change.holds_when:
            yield f"{self._label('terms.holds_when')}: {self.say(change.holds_when)}"
        for text in again.when if again is not None else ():
            yield f"{self._label('terms.renegotiation.when')}: {self.say(text)}"
        if terms.precedence:
            yield f"{self._label('terms.precedence')}: {' > '.join(map(self.say, terms.precedence))}"
        if terms.authoritative_languages:
            yield self.words.authoritative(terms.authoritative_languages)
        for one in terms.survives:
            lasts = (
                self._label("terms.survives.lasts", period=self.words.period(one.lasts)) if one.lasts else ""
            )
            yield f"{self._label('terms.survives')}: {', '.join(filter(None, (self.say(one.text), lasts)))}"

    def _row(self, row: Cost) -> str:
        what = self.words.joined([self.say(one) for one in row.what]) or clean(row.id or "")
        by, to = self._who(row.paid_by, row.payer), self._who(row.paid_to, row.recipient)
        said = ", ".join(filter(None, (what, self._amount(row))))
        return f"{by or '?'}{' → ' + to if to else ''}: {said}{self._limits(row)}"

    def _who(self, identifier: str | None, outside: Text | None) -> str:
        named = self._label("cost.each_party") if identifier == "each_party" else self.actor(identifier)
        return ", ".join(filter(None, (named, self.say(outside))))

    def _amount(self, part: Cost | Economy | Funding) -> str:
        one = amount(part)
        if one is None:
            return ""
        per = self._label("money.per", what=self.say(part.per)) if isinstance(part, Cost) and part.per else ""
        every = self.words.every(part.every) if part.every else ""
        return " ".join(filter(None, (self.words.money(one.value, one.currency), per, every)))

    def _limits(self, part: Cost | Economy | Funding) -> str:
        """The year, the ceiling and the condition, each after a comma."""
        said = [str(part.year)] if part.year else []
        if part.ceiling is not None:
            currency = NOK if part.amount_nok is not None else part.currency or NOK
            said.append(self._label("money.ceiling", amount=self.words.money(part.ceiling, currency)))
        if part.condition:
            said.append(self._label("money.condition", what=self.say(part.condition)))
        return "".join(f", {each}" for each in said)

    def _label(self, key: str, **values: object) -> str:
        return self.words.labels(key, **values)
