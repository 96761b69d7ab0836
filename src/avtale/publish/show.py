"""One document told in plain text, or as data: what it says, where it stands on the day, what falls due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property, partial
from typing import Any

from avtale.facts.amendments import amendments_of
from avtale.facts.occurrences import occurrences
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.seen import Seen
from avtale.facts.signatures import of_the_content, signed
from avtale.facts.state import State, state
from avtale.facts.undecided import span_told
from avtale.format.bind import parts
from avtale.format.called import own_language
from avtale.format.hung import hung_on
from avtale.format.labels import property_at, title_of
from avtale.format.model import Body, Deadline, Document, Duty, Member, Part, Signatory
from avtale.format.owners import bodies, titled
from avtale.format.values import Text
from avtale.inheritance.chain import chain
from avtale.lifecycle.requirements import SHOWN, require_document
from avtale.locales import Labels, labels
from avtale.national_number import masked_data
from avtale.publish.agreed import Agreed
from avtale.publish.as_written import as_written
from avtale.publish.lines import WIDTH, wrapped
from avtale.publish.registered import TAKEN_OVER, closed_data, taken_over_data
from avtale.publish.signature_line import signature_line
from avtale.publish.words import BECAUSE, clean, headline, state_name, status_name
from avtale.render.words import Words
from avtale.terminal import one_line
from avtale.wording import told_in, written

_item, _detail = partial(wrapped, first="- ", rest="  "), partial(wrapped, first="    ", rest="      ")
_HEADER = ("id", "code", "type", "version", "written_by", "effective_from", "approved_by", "approved_on", "owner", "next_review", "shielding", "public_title")  # fmt: skip


def show_data(
    entry: DocumentFile, repository: Repository, on: dt.date, seen: Seen | None = None
) -> dict[str, Any]:
    """The document's data with its state on the day `on`, its span, its fingerprint and its signatures.

    `seen` are the signatures that the one who asks has verified.

    National numbers in it are hidden.

    Raises `StateError` where the file cannot be read as a document.
    """
    require_document(entry, SHOWN)
    now, count = state(entry, repository, on), signed(entry, repository, seen)
    taken_over, closed = taken_over_data(entry, repository), closed_data(entry, repository)
    return {
        "file": entry.name,
        "state": now.name,
        "valid_from": str(now.span.first) if now.span.first else None,
        "valid_to": str(now.span.last) if now.span.last else None,
        "superseded_by": str(now.superseded_by) if now.superseded_by else None,
        "amended_by": [str(each) for each in amendments_of(entry, repository, on)],
        "fingerprint": entry.fingerprint,
        "signed": count.as_data(),
        **({"taken_over": taken_over} if taken_over else {}),
        **({"closed": closed} if closed else {}),
        "document": masked_data(entry.source.data),
    }


def show_text(
    entry: DocumentFile, repository: Repository, on: dt.date, lang: str = "nb", seen: Seen | None = None
) -> str:
    """The same for a person, in lines of at most 80 characters where words allow. Raises `StateError` as `show_data`."""
    return (
        "\n".join(_Telling(entry, require_document(entry, SHOWN), repository, on, lang, seen).lines()) + "\n"
    )


class _Telling:
    def __init__(
        self,
        entry: DocumentFile,
        document: Document,
        repository: Repository,
        on: dt.date,
        lang: str,
        seen: Seen | None,
    ) -> None:
        self.entry, self.document, self.repository, self.on, self.lang = entry, document, repository, on, lang
        self.seen = seen
        self.told = told_in(lang)
        self.labels: Labels = labels(lang)
        self.words = Words(self.labels)
        self.own = own_language(document)

    def lines(self) -> Iterator[str]:
        title = self.say(self.document.title) or clean(str(self.entry))
        yield title
        yield "=" * min(len(title), WIDTH)
        if self.document.subject:
            yield f"«{self.say(self.document.subject)}»"
        yield ""
        yield from self._facts()
        agreed = Agreed(self.document, self.words, self.say, self.actor)
        yield from self._section("parties", self._parties())
        yield from self._as_written("roles")
        yield from self._section("bodies", self._bodies())
        yield from self._section("duties", self._duties())
        yield from self._as_written("meetings", "evaluation")
        yield from self._section("money", self._items(agreed.money()))
        yield from self._as_written("data_processing")
        yield from self._section("validity", self._validity())
        yield from self._section("terms", self._items(agreed.terms()))
        yield from self._as_written("contacts")
        yield from self._section("dates", self._dates())
        yield from self._section("annexes", self._annexes())
        yield from self._as_written("adoptions")
        yield from self._section("signatures", self._signatures())

    def _facts(self) -> Iterator[str]:
        rows = [("DOK" if self.told == "nb" else "DOC", clean(str(self.entry)))]
        header = self.document.control_header
        for name in _HEADER:
            value = getattr(header, name, None)
            if value is not None:
                spec = property_at(str(self.document.kind), ("control_header", name))
                rows.append((title_of(spec, self.told), self._value(value)))
        now = state(self.entry, self.repository, self.on)
        rows.append(
            (self._word(f"Tilstand {written(self.on, self.lang)}", f"State {self.on}"), self._state(now))
        )
        if self.document.transcribed_from is not None:
            rows.append(
                (
                    self._word("Avskrift av", "Transcribed from"),
                    clean(self.document.transcribed_from.title or ""),
                )
            )
        rows += self._register()
        rows += [
            (self._word("Endret av", "Amended by"), f"{each.key} {each.version}")
            for each in amendments_of(self.entry, self.repository, self.on)
        ]
        rows += [(self._word("Fil", "File"), one_line(self.entry.name))]
        rows += [(self._word("Fingeravtrykk", "Fingerprint"), self.entry.fingerprint or "")]
        width = max(len(name) for name, _ in rows)
        yield from (f"{name:{width}}  {value}" for name, value in rows)

    def _register(self) -> Iterator[tuple[str, str]]:
        """What the register says of a transcription that was taken over, and of what was closed."""
        taken_over = taken_over_data(self.entry, self.repository)
        for name, nb, en in TAKEN_OVER:
            if name in taken_over:
                value = taken_over[name]
                day = dt.date.fromisoformat(value) if name in ("on", "signed_on") else None
                yield self._word(nb, en), written(day, self.lang) if day else clean(value)
        closed = closed_data(self.entry, self.repository)
        if closed:
            because = BECAUSE[closed["because"]].text(self.told)
            closed_on = written(dt.date.fromisoformat(closed["on"]), self.lang)
            reason = f" ({clean(closed['reason'])})" if "reason" in closed else ""
            yield self._word("Avsluttet", "Closed"), f"{closed_on}, {clean(closed['by'])}: {because}{reason}"

    def _state(self, now: State) -> str:
        span = now.span
        said = state_name(now.name, self.told)
        if now.superseded_by is not None:
            said += self._word(f" av {now.superseded_by}", f" by {now.superseded_by}")
        start = written(span.first, self.lang) if span.first else "?"
        end = written(span.last, self.lang) if span.last else "" if span.open_ended else "?"
        return f"{said} ({start}–{end})"

    def _parties(self) -> Iterator[str]:
        for party in self.document.parties:
            names = " / ".join(name.name for name in party.names if name.name)
            through = (
                f", {self._word('ved', 'through')} {clean(party.acts_through)}" if party.acts_through else ""
            )
            short = f" («{self.say(party.short_name)}»)" if party.short_name else ""
            yield from _item(f"{clean(names)}{short}{through} [{party.id}]")

    def _bodies(self) -> Iterator[str]:
        for body in bodies(self.document):
            about = f": {self.say(body.about)}" if body.about else ""
            yield from _item(f"{self.say(body.title)}{about} [{body.id}]")
            for name, value in self._of_body(body):
                if value:
                    yield from _detail(f"{self.labels(f'body.{name}')}: {value}")

    def _of_body(self, body: Body) -> Iterator[tuple[str, str]]:
        joined = self.words.joined
        yield "members", "; ".join(self._member(one) for one in body.members)
        yield "appointed_by", joined([self.actor(one) for one in body.appointed_by])
        yield "term", self.words.period(body.term) if body.term else ""
        yield "chair", self.actor(body.chair)
        yield "chair_alternates", joined([self.actor(one) for one in body.chair_alternates])
        yield "secretariat", self.actor(body.secretariat)
        present = self.labels("body.quorum.n", n=body.quorum) if body.quorum is not None else ""
        yield "quorum", "; ".join(each for each in (present, self.say(body.quorum_when)) if each)
        decides = f"body.decides_by.{body.decides_by}"
        yield "decides_by", self.labels(decides) if decides in self.labels else body.decides_by or ""

    def _member(self, one: Member) -> str:
        who = self.actor(one.party)
        said = self.words.members(one.count, one.party).format(who=who)
        return f"{said} ({self.say(one.title)})" if one.title else said

    def _duties(self) -> Iterator[str]:
        for duty in parts(self.document, Duty):
            strength = duty.strength or "open"
            if f"strength.{strength}" in self.labels:
                strength = self.labels(f"strength.{strength}")
            if not duty.strength:  # "skal" is part of the sentence, a remark is not
                strength = f"[{strength}]"
            owner = self.owners(duty) if duty.owner else f"({self.labels('duty.no_owner')})"
            does = self.say(duty.does) or "; ".join(self.say(item) for item in duty.items)
            yield from _item(f"{owner} {strength} {does} ({duty.id})")
            for name, value in self._conditions(duty):
                yield from _detail(f"{name}: {value}")

    def _conditions(self, duty: Duty) -> Iterator[tuple[str, str]]:
        if duty.together_with:
            said = self.words.joined([self.actor(one) for one in duty.together_with])
            yield self.labels("duty.together_with"), said
        for name in ("when", "condition", "before", "otherwise"):
            text = getattr(duty, name)
            if text is not None:
                yield self.labels(f"duty.{name}"), self.say(text)
        if duty.to:
            yield self.labels("duty.to"), self.words.joined([self.actor(one) for one in duty.to])
        if duty.informs:
            yield self.labels("duty.informs"), self.words.joined([self.actor(one) for one in duty.informs])
        if duty.deadline is not None:
            yield self.labels("duty.deadline"), self._deadline(duty.deadline)
        elif duty.informs:
            yield self.labels("duty.deadline"), self._word("ikke avtalt", "not agreed")

    def _deadline(self, deadline: Deadline) -> str:
        event = self.say(deadline.of) if deadline.of else None
        before = self.say(deadline.before_event) if deadline.before_event else None
        other = self._hung_on(deadline.before or deadline.after)
        also_after = self._hung_on(deadline.after) if deadline.before else None
        return self.words.deadline(deadline, event, other, before, also_after) or ""

    def _hung_on(self, identifier: str | None) -> str | None:
        return (self.say(hung_on(self.document, identifier)) or identifier) if identifier else None

    def _annexes(self) -> Iterator[str]:
        for annex in self.document.annexes:
            said = self.say(annex.title)
            if annex.key:
                known = self.repository.versions.get(annex.key, [])
                entry = next((one for one in known if one.version == annex.version), None)
                named = clean(f"{annex.key}@{annex.version}" if annex.version else annex.key)
                there = state_name(state(entry, self.repository, self.on).name, self.told) if entry else ""
                said += f": {named}{f' ({there})' if there else ''}"
            elif annex.file:
                said += f": {clean(annex.file)}"
            yield from _item(said)

    def _validity(self) -> Iterator[str]:
        for told in span_told(self.entry, self.repository, self.on):
            yield from _item(clean(told.text(self.told)))

    def _dates(self) -> Iterator[str]:
        for one in occurrences(self.entry, self.repository, self.on):
            told = headline(one, self.document, self.lang)
            status = f" – {status_name(one.status, self.told)}" if one.status in ("missed", "done") else ""
            yield from _item(f"{written(one.date, self.lang)}  {told}{status}")

    def _signatures(self) -> Iterator[str]:
        events = of_the_content(self.entry, self.repository)
        for signatory in parts(self.document, Signatory):
            title = self.say(signatory.title) or clean(signatory.name or "")
            who = self.actor(signatory.party) if signatory.party else self.labels("signature.no_party")
            if signatory.on_behalf_of:
                others = self.words.joined([self.actor(one) for one in signatory.on_behalf_of])
                who = f"{who} ({self.labels('signature.on_behalf_of').lower()} {others})"
            of_party = [event for event in events if signatory.party and event.party == signatory.party]
            said = [signature_line(event, self.told, self.seen) for event in of_party]
            yield from _item(
                f"{who}{', ' + title if title else ''}: {'; '.join(said) or self.labels('signature.none')}"
            )

    def _section(self, name: str, lines: Iterator[str]) -> Iterator[str]:
        headings = {
            "parties": ("Parter", "Parties"),
            "bodies": ("Organer", "Bodies"),
            "duties": ("Plikter", "Duties"),
            "money": ("Penger", "Money"),
            "validity": ("Varighet", "Validity"),
            "terms": ("Endring og forrang", "Change and precedence"),
            "annexes": ("Vedlegg", "Annexes"),
            "dates": ("Frister", "Dates"),
            "signatures": ("Underskrifter", "Signatures"),
        }
        yield from self._headed(self._word(*headings[name]), lines)

    def _as_written(self, *keys: str) -> Iterator[str]:
        for key in keys:
            heading = title_of(property_at(str(self.document.kind), (key,)), self.told)
            yield from self._headed(heading, self._fields(key))

    def _fields(self, key: str) -> Iterator[str]:
        acting = (*self.document.parties, *titled(self.document))
        names = self.above | {one.id: self.actor(one.id) for one in acting if one.id}
        for called, rows in as_written(self.entry.source.data.get(key), key, self.lang, self.own, names):
            if called:
                yield from _item(called)
            for title, words in rows:
                yield from (_detail if called else _item)(f"{title}: {words}")

    @staticmethod
    def _headed(heading: str, lines: Iterator[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield from ("", heading, "-" * len(heading), *found)

    def actor(self, identifier: str | None) -> str:
        """A role's or body's title, a party's short name or name, the parties together; an id that names nothing stands."""
        for one in titled(self.document):
            if one.id == identifier and one.title:
                return self.say(one.title)
        for party in self.document.parties:
            if party.id == identifier and party.short_name:
                return self.say(party.short_name)
            if party.id == identifier and party.names and party.names[0].name:
                return clean(party.names[0].name)
        return self.words.collective(identifier) or self.above.get(identifier or "", identifier or "")

    @cached_property
    def above(self) -> dict[str, str]:
        """What the documents above call those whom this one names by id alone."""
        return chain(self.repository, self.on).resolve(self.entry).names

    def owners(self, duty: Duty) -> str:
        """Who is responsible, and where several are, that they are so jointly."""
        said = self.words.joined([self.actor(one) for one in duty.owner])
        return self.labels("duty.jointly", who=said) if len(duty.owner) > 1 else said

    def say(self, text: Text | None) -> str:
        return clean(text.in_language(self.lang, self.own)[0]) if text else ""

    def _value(self, value: Text | str | dt.date | Part) -> str:
        if isinstance(value, dt.date):
            return written(value, self.lang)
        return self.say(value) if isinstance(value, Text) else clean(str(value))

    def _word(self, nb: str, en: str) -> str:
        return en if self.told == "en" else nb

    def _items(self, texts: Iterator[str]) -> Iterator[str]:
        for text in texts:
            yield from _item(text)
