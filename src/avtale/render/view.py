"""What a template may ask about a document: its texts, names and values, in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct, field

from avtale.format.bind import parts
from avtale.format.model import (
    Age,
    DayOfYear,
    Deadline,
    Document,
    Duty,
    EducationGoal,
    Measure,
    Name,
    Part,
    Party,
    Quantity,
    Reference,
    TargetGroup,
)
from avtale.format.signing import SignatureField, signature_fields
from avtale.format.values import Text, date, period
from avtale.inheritance.inherited import Inherited, Note
from avtale.render.markdown import to_html
from avtale.render.sandbox import open_to_templates
from avtale.render.words import Words

_STRENGTHS = ("shall", "should", "will", "may")

KnownTitles = Mapping[tuple[str, str | None], str]


@open_to_templates
class View(Struct):
    """A document seen in one language. `foreign` collects the texts that language lacks."""

    document: Document
    words: Words
    on: dt.date
    known: KnownTitles = field(default_factory=dict)
    inherited: Inherited | None = None
    names_above: Document | None = None
    foreign: list[Text] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        return self.words.labels.lang

    @property
    def own(self) -> str:
        """The language the document is written in."""
        return self.document.language or "nb"

    def say(self, text: Text | str | None) -> Markup:
        """A text as HTML; one that stands in another language than the page says so."""
        if text is None:
            return Markup("")
        if isinstance(text, str):
            return self._in(text, self.own)
        value, lang = text.in_language(self.lang, self.own)
        if lang != self.lang:
            self.foreign.append(text)
        return self._in(value, lang)

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
        if (day := date(value)) is not None:
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
        """A role's title or a party's name; an id that names nothing stands as it is."""
        if not identifier:
            return Markup("")
        known = (role for document in self._documents for role in document.roles)
        role = next((role for role in known if role.id == identifier), None)
        if role is not None and role.title is not None:
            return self.say(role.title)
        party = self.party(identifier)
        if party is not None:
            return self.party_name(party)
        return Markup("<code>{}</code>").format(identifier)

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

    # values that hold a text of their own

    def age(self, age: Age) -> Markup:
        event = self.say(age.from_event) if age.from_event else None
        return Markup(self.words.age(age, event) or "")

    def deadline(self, deadline: Deadline) -> Markup:
        event = self.say(deadline.of) if deadline.of else None
        return Markup(self.words.deadline(deadline, event) or "")

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
        """Who has which duties: an actor's id, then its duties by strength ("" where open)."""
        found: dict[str, dict[str, list[Duty]]] = {}
        for duty in parts(self.document, Duty):
            if duty.owner:
                found.setdefault(duty.owner, {}).setdefault(_strength(duty), []).append(duty)
        return list(found.items())


def _strength(duty: Duty) -> str:
    return duty.strength if duty.strength in _STRENGTHS else ""
