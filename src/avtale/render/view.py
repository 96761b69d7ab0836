"""What a template may ask about a document: its texts, names and values, in the reader's language."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct, field

from avtale.facts.money import NOK, also, amount
from avtale.facts.version import names_file
from avtale.format.bind import parts
from avtale.format.called import own_language
from avtale.format.hung import hung_on
from avtale.format.model import (
    PLANS,
    Age,
    Annex,
    Clause,
    Cost,
    DayOfYear,
    Deadline,
    Delegation,
    Document,
    Duty,
    Economy,
    EducationGoal,
    Funding,
    Measure,
    Member,
    Name,
    OfficeHours,
    Part,
    Party,
    Payment,
    Quantity,
    Reference,
    Share,
    TargetGroup,
)
from avtale.format.numbers import bare, beside, taken
from avtale.format.owners import bound, named, titled
from avtale.format.signing import SignatureField, signature_fields
from avtale.format.values import Text, date_or_part, period
from avtale.inheritance.inherited import Inherited, Note
from avtale.render.markdown import to_html
from avtale.render.money import Money
from avtale.render.sandbox import open_to_templates
from avtale.render.words import Words

_STRENGTHS = ("shall", "should", "will", "may")

_OF_AMOUNTS = tuple(
    key for _, key, _ in PLANS[Cost] if key not in ("id", "what", "occasion", "paid_by")
)  # what a cost may say besides, from which it takes another table

KnownTitles = Mapping[tuple[str, str | None], str]


@open_to_templates
class View(Struct, dict=True):
    """A document seen in one language. `foreign` collects the texts that language lacks.

    `pointing`: each text and part says where in the file it stands, so that a click on it leads there.
    """

    document: Document
    words: Words
    on: dt.date
    known: KnownTitles = field(default_factory=dict)
    inherited: Inherited | None = None
    names_above: Document | None = None
    foreign: list[Text] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    pointing: bool = False

    @property
    def lang(self) -> str:
        return self.words.labels.lang

    @property
    def own(self) -> str:
        """The language the document is written in."""
        return own_language(self.document)

    def say(self, text: Text | str | None) -> Markup:
        """A text as HTML; one that stands in another language than the page says so."""
        if text is None:
            return Markup("")
        if isinstance(text, str):
            return self._in(text, self.own)
        value, lang = text.in_language(self.lang, self.own)
        if lang != self.lang:
            self.foreign.append(text)
        said = self._in(value, lang)
        return Markup('<span data-at="{}">{}</span>').format(text.pointer, said) if self.pointing else said

    def here(self, part: Part) -> Markup:
        """The attribute that says where a part stands, for one who writes; "" on every page that is given to others."""
        return Markup(' data-at="{}"').format(part.pointer) if self.pointing else Markup("")

    def plain(self, text: Text | None) -> str:
        """The same, as bare text."""
        return "" if text is None else text.in_language(self.lang, self.own)[0]

    def prose(self, text: Text | None, level: int) -> Markup:
        """Running text in Markdown; its headings begin at `level`."""
        if text is None:
            return Markup("")
        value, lang = text.in_language(self.lang, self.own)
        if lang != self.lang:
            self.foreign.append(text)
        attribute = Markup("") if lang == self.lang else Markup(' lang="{}"').format(lang)
        if self.pointing:
            attribute += Markup(' data-at="{}"').format(text.pointer)
        return Markup('<div class="prose"{}>{}</div>').format(attribute, Markup(to_html(value, level=level)))

    def _in(self, value: str, lang: str | None) -> Markup:
        if not lang or lang == self.lang:
            return escape(value)
        return Markup('<span lang="{}">{}</span>').format(lang, value)

    # what a routine has from above

    @property
    def _documents(self) -> tuple[Document, ...]:
        """Where parties, roles and target groups are named: here, then above."""
        return (self.document, self.names_above) if self.names_above else (self.document,)

    def part(self, document: Document, name: str) -> Any:
        """A field that not every kind has; None where this one has not."""
        known = isinstance(document, Part) and name in document.__struct_fields__
        return getattr(document, name) if known else None

    def notes(self, pointer: str) -> tuple[Note, ...]:
        """How a local part differs from what stands above it."""
        return self.inherited.notes.get(pointer, ()) if self.inherited else ()

    def bound(self, value: Any) -> str:
        """A bound as it stands in a file, in words; "" for what has no short ones."""
        if (span := period(value)) is not None:
            return self.words.period(span)
        if not isinstance(value, int) and (day := date_or_part(value)) is not None:
            return self.words.date(day)
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""

    def wording(self, text: Text) -> Markup:
        """An old or new wording of an amendment; a length of time or a day stands in words."""
        return escape(self.bound(self.plain(text))) or self.say(text)

    def left_out(self, identifier: str | None) -> Markup:
        """What a part that is left out does, as it stands above; else its id."""
        said = self.inherited.left_out.get(identifier or "") if self.inherited else None
        return escape(said) if said else Markup("<code>{}</code>").format(identifier or "")

    # names

    def name(self, name: Name) -> Markup:
        """A name in its own language."""
        return self._in(name.name or "", name.language)

    def names(self, party: Party) -> tuple[Name, ...]:
        """The names the party bears on the day the document took effect, else today; all, where none is known."""
        header = self.document.control_header
        day = (header.effective_from if header else None) or self.on
        borne = (
            name
            for name in party.names
            if not (name.from_ and name.from_ > day) and not (name.to and name.to < day)
        )
        return self.ordered(tuple(borne) or party.names)

    def ordered(self, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """Names in their order, but first the one in the page's language, where the document is written in that."""
        if self.lang not in (self.own, *self.document.languages):
            return names
        return tuple(sorted(names, key=lambda name: name.language not in (None, self.lang)))

    def party(self, identifier: str | None) -> Party | None:
        known = (party for document in self._documents for party in document.parties)
        return next((party for party in known if identifier and party.id == identifier), None)

    def party_name(self, party: Party) -> Markup:
        """One name: in the page's language if there is one, else the first."""
        names = self.names(party)
        own = [name for name in names if name.language == self.lang]
        chosen = (*own, *names)
        return self.name(chosen[0]) if chosen else escape(party.id or "")

    def actor(self, identifier: str | None) -> Markup:
        """A role's or body's title, a party's short name or name, the parties together; an id that names nothing stands."""
        if not identifier:
            return Markup("")
        known = (one for document in self._documents for one in titled(document))
        role = next((one for one in known if one.id == identifier), None)
        if role is not None and role.title is not None:
            return self.say(role.title)
        party = self.party(identifier)
        if party is not None:
            return self.say(party.short_name) if party.short_name else self.party_name(party)
        if together := self.words.collective(identifier):
            return escape(together)
        return Markup("<code>{}</code>").format(identifier)

    def owners(self, duty: Duty) -> Markup:
        """Who is responsible for a duty, and where several are, that they are so jointly."""
        said = self.actors(duty.owner)
        return Markup(self.words.labels("duty.jointly")).format(who=said) if len(duty.owner) > 1 else said

    def actors(self, identifiers: Iterable[str]) -> Markup:
        """Several of them: a, b og c."""
        return self.listed(identifiers, self.actor)

    def texts(self, texts: Iterable[Text]) -> Markup:
        """Several texts: a, b og c."""
        return self.listed(texts, self.say)

    def listed(self, items: Iterable[object], say: Callable[..., Markup]) -> Markup:
        # as plain str: joining Markup with str would escape it once more
        return Markup(self.words.joined([str(say(item)) for item in items]))

    def target_group(self, identifier: str | None) -> Markup:
        """A target group's title; an id that names nothing stands as it is."""
        group = next(
            (
                one
                for document in self._documents
                for one in parts(document, TargetGroup)
                if identifier and one.id == identifier
            ),
            None,
        )
        if group is not None and group.title is not None:
            return self.say(group.title)
        return Markup("<code>{}</code>").format(identifier or "")

    def known_title(self, reference: Reference) -> str | None:
        """The title of a document of the repository, where the caller gave one."""
        if reference.key is None:
            return None
        return self.known.get((reference.key, reference.version)) or self.known.get((reference.key, None))

    def annexed(self, annex: Annex, linked: bool) -> Markup:
        """The document that an annex is; `linked` to its page, which `render` lays beside this one in the same language."""
        key, version, labels = annex.key, annex.version, self.words.labels
        if not version:
            return escape(labels("annex.document.any", document=key))
        said = escape(labels("annex.document", document=key, version=version))
        if not linked or not names_file(key, version):
            return said
        return Markup('<a href="{}-{}.{}.html">{}</a>').format(key, version, self.lang, said)

    # values that hold a text of their own

    def age(self, age: Age) -> Markup:
        event = self.say(age.from_event) if age.from_event else None
        return Markup(self.words.age(age, event) or "")

    def member(self, member: Member) -> Markup:
        """2 fra Eksempel fylkeskommune (avdelingsleder)."""
        who = self.actor(member.party)
        said = Markup(self.words.members(member.count, member.party)).format(who=who)
        return said + Markup(" ({})").format(self.say(member.title)) if member.title else said

    def hours(self, hours: Iterable[OfficeHours]) -> Markup:
        """mandag til fredag kl. 08.00–15.30; one after the other."""
        return Markup("; ").join(
            Markup(" ").join(
                said for said in (self.say(one.days), escape(self.words.hours(one.from_, one.to))) if said
            )
            for one in hours
        )

    def delegation(self, given: Delegation) -> Markup:
        """fylkestinget, kommuneloven § 6-3, 01.02.2027, sak 12/27."""
        case = self.words.labels("delegation.case", case=given.case) if given.case else ""
        day = self.words.date(given.on) if given.on else ""
        said = (self.say(given.given_by), self.say(given.legal_basis), escape(day), escape(case))
        return Markup(", ").join(one for one in said if one)

    def told(self, key: str, **values: object) -> Markup:
        """The words for `key` around values that may be marked with their language, which `t` would show as signs."""
        return escape(self.words.labels(key)).format(**values)

    def deadline(self, deadline: Deadline) -> Markup:
        event = self.say(deadline.of) if deadline.of else None
        before = self.say(deadline.before_event) if deadline.before_event else None
        other = self._other(deadline.before or deadline.after)
        also_after = self._other(deadline.after) if deadline.before else None
        return Markup(self.words.deadline(deadline, event, other, before, also_after) or "")

    def _other(self, identifier: str | None) -> Markup | None:
        """What the duty or meeting is called that a deadline hangs on; an id that names nothing stands as it is."""
        if identifier is None:
            return None
        text = hung_on(self.document, identifier)
        return self.say(text) if text is not None else Markup("<code>{}</code>").format(identifier)

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

    def goal(self, identifier: str) -> Markup:
        """The text of the education goal a measure supports; an id that names nothing stands as it is."""
        return self._titled(((one.id, one.text) for one in parts(self.document, EducationGoal)), identifier)

    def measure(self, identifier: str) -> Markup:
        """A measure's title; an id that names nothing stands as it is."""
        return self._titled(((one.id, one.title) for one in parts(self.document, Measure)), identifier)

    def _titled(self, known: Iterable[tuple[str | None, Text | None]], identifier: str) -> Markup:
        text = next((text for name, text in known if name == identifier and text is not None), None)
        return self.say(text) if text is not None else Markup("<code>{}</code>").format(identifier)

    # what a section needs counted or ordered

    def numbered(self, duty: Duty, number: str) -> str:
        """Remember a duty's number for the overview; its anchor."""
        self.numbers[duty.pointer] = number
        return self.anchor(duty)

    def anchor(self, duty: Duty) -> str:
        """Where in the page a duty stands."""
        return "plikt" + duty.pointer.replace("/", "-")

    def clauses(self, clauses: Sequence[Clause], above: str) -> list[tuple[Clause, str, str]]:
        """Each clause with its number as shown and as told apart from its place; `above` is that of what it stands under.

        Where the author numbered none of the list they are counted, past the numbers that are used; "" where `above`
        has no number either.
        """
        begins = bare(above)
        free = (number for n in itertools.count(1) if (number := f"{begins}.{n}") not in self._taken)
        counts = bool(above) and not any(clause.number for clause in clauses)
        found = []
        for clause in clauses:
            shown = next(free) if counts else clause.number or ""
            whole = beside(above, shown)
            self.numbers[clause.pointer] = whole
            if clause.duty is not None:
                self.numbered(clause.duty, whole)
            found.append((clause, shown, whole))
        return found

    @cached_property
    def _taken(self) -> set[str]:
        return taken(self.document.sections)

    def number(self, duty: Duty) -> str:
        """The number a duty was given."""
        return self.numbers.get(duty.pointer, "–")

    def signing(self) -> tuple[SignatureField, ...]:
        """The signature blocks, in the order of the page."""
        return signature_fields(self.document)

    def strengths_used(self) -> list[str]:
        """The strengths that duties have, strongest first; "" where one is open or unknown."""
        used = {_strength(duty) for duty in parts(self.document, Duty)}
        return [strength for strength in (*_STRENGTHS, "") if strength in used]

    def duties_by_actor(self) -> list[tuple[str, dict[str, list[Duty]]]]:
        """Who is bound by which duties: an actor's id, then its duties by strength ("" where open)."""
        found: dict[str, dict[str, list[Duty]]] = {}
        parties = [party.id for document in self._documents for party in document.parties if party.id]
        own = {each for document in self._documents for each in named(document)}
        for duty in parts(self.document, Duty):
            for actor in bound(duty, parties, own):
                found.setdefault(actor, {}).setdefault(_strength(duty), []).append(duty)
        return list(found.items())


def _strength(duty: Duty) -> str:
    return duty.strength if duty.strength in _STRENGTHS else ""
