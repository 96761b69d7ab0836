"""The changes from one document to another, told: which paragraph, which field, what stood and what stands there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from avtale.errors import AvtaleError
from avtale.facts.diff import WHOLE, Change, diff
from avtale.facts.editorial import Reason, editorial, only_typography, outside_content
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.called import own_language
from avtale.format.describe import describe
from avtale.format.model import Document
from avtale.format.shape import Shape, document_shape, known_by
from avtale.inheritance.chain import chain
from avtale.inheritance.effective import EffectiveDocument
from avtale.inheritance.inherited import inherited
from avtale.inheritance.tree import at, locate
from avtale.lifecycle.requirements import require_document
from avtale.locales import labels, require_language
from avtale.message import Message
from avtale.national_number import masked
from avtale.publish.pieces import Piece, between
from avtale.publish.words import clean, shortened
from avtale.render.page import Edition, Page, page_html
from avtale.render.places import heading_of, section_in
from avtale.render.words import Words
from avtale.source.pointer import join, split
from avtale.wording import told_in

_TEXTS = ("localized", "prose")
_CALLED = ("title", "names", "name", "text", "heading", "does", "what", "about", "role", "party", "key")
_LABELS_OF_OTHERS = ("language", "numbering")
"""Fields whose choices have words of their own on no page; what a page calls so is something else."""
_LONGEST = 60  # characters of what a part is called


class ToldChange(Struct, frozen=True):
    """One change in words. `section` and `number` are the reader's: "3. Ansvarsdeling og målgruppe", "3.4".

    `part` is what the part is called, `where` the field in it; "" for the part itself. `pieces` is a text with what went and came marked; `rows` are the fields of a
    whole part that came or went; `note` says what else is to be known. `reason` is why it is editorial; None
    where it needs a new approval.
    """

    change: Change | None
    section: str
    number: str
    part: str
    where: str
    how: str
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    note: str = ""
    reason: Reason | None = None


class Side(Struct, dict=True):
    """One of the two documents: as it was read, and what its reader sees."""

    entry: DocumentFile
    repository: Repository
    on: dt.date
    lang: str

    @cached_property
    def document(self) -> Document:
        return require_document(self.entry, Message("sammenlignes", "compared"))

    @property
    def effective(self) -> EffectiveDocument:
        """The document with what is above, as of the day."""
        return chain(self.repository, self.on).resolve(self.entry)

    @property
    def names(self) -> dict[str, str]:
        """What to call each party, role and group by its id, also those that are named above."""
        return self.effective.names

    @cached_property
    def page(self) -> Page | None:
        """The document as its reader has it, for its numbers; None where it cannot be laid out."""
        try:
            edition = Edition(
                document=self.document,
                lang=self.lang,
                on=self.on,
                medium="screen",
                inherited=inherited(self.effective, self.document),
                names_above=chain(self.repository, self.on).named_above(self.entry),
            )
            return page_html(edition)
        except AvtaleError:
            return None

    def section(self, pointer: str) -> tuple[int, str]:
        """Where the section of a pointer stands in the page, and its number and heading."""
        parts = split(pointer)
        identifier = section_in(self.document, parts[0])
        if parts[0] == "sections" and len(parts) > 1:
            identifier = str(known_by(at(self.entry.source.data, join(*parts[:2]))) or identifier)
        chapters = self.page.chapters if self.page else ()
        for index, chapter in enumerate(chapters):
            if chapter.anchor == f"del-{identifier}":
                return index, f"{chapter.label} {chapter.heading.striptags()}".strip()
        words = Words(labels(self.lang))
        heading = heading_of(identifier, self.document, words, own_language(self.document))
        return -1 if identifier == "header" else len(chapters), heading

    def number(self, pointer: str) -> str:
        """The number of the innermost numbered part around a pointer: "3.4", "C2", "C"; "" where there is none."""
        parts, numbers = split(pointer), self.page.numbers if self.page else {}
        for end in range(len(parts), 1, -1):
            place = join(*parts[:end])
            if place in numbers:
                return numbers[place]
            part = at(self.entry.source.data, place)
            if isinstance(part, dict) and "letter" in part:
                return str(part["letter"])
        return ""


class Comparison(Struct, dict=True):
    """Two documents side by side; `lang` is the reader's."""

    old: Side
    new: Side
    lang: str
    changes: tuple[Change, ...] = field(default=())

    @cached_property
    def told(self) -> tuple[ToldChange, ...]:
        """Every change in words, in the order of the new page; what is no content last."""
        tellers = [
            (self._place(change), number, self._tell(change)) for number, change in enumerate(self.changes)
        ]
        said = [each for _, _, each in sorted(tellers, key=lambda one: one[:2])]
        return (*said, *self._outside())

    @property
    def needs_approval(self) -> int:
        """How many changes need a new approval."""
        return sum(each.reason is None for each in self.told)

    def _side(self, change: Change) -> tuple[Side, str]:
        """Where a change is told: in the new document, also for what is gone from a part that is still there."""
        if change.new_pointer is not None:
            return self.new, change.new_pointer
        around, _, last = change.at.rpartition("/")
        place = locate(self.new.entry.source.data, around)
        if place is not None and isinstance(at(self.new.entry.source.data, place), dict):
            return self.new, f"{place}/{last}"
        return self.old, change.old_pointer or ""

    def _place(self, change: Change) -> int:
        side, pointer = self._side(change)
        return self._section(side, pointer)[0]

    def _section(self, side: Side, pointer: str) -> tuple[int, str]:
        """What is gone is told in the section that still is there, if it is."""
        found = side.section(pointer)
        if side is self.old:
            index, heading = self.new.section(pointer) if not pointer.startswith("/sections/") else found
            if index < len(self.new.page.chapters if self.new.page else ()):
                return index, heading
        return found

    def _tell(self, change: Change) -> ToldChange:
        side, pointer = self._side(change)
        en = self.lang == "en"
        rows: tuple[tuple[str, str], ...] = ()
        pieces: tuple[Piece, ...] = ()
        note = ""
        if change.how in ("moved", "renamed"):
            note = self._moved(change)
        elif change.how == "changed":
            pieces = self._pieces(change)
            if only_typography(change.old, change.new):
                note = "only typography" if en else "bare tegnsetting og mellomrom"
        else:
            value, kind = (change.new, "new") if change.how == "added" else (change.old, "old")
            names = (self.new if change.how == "added" else self.old).names
            rows = tuple(field_rows(change.shape, value, self.lang, names))
            if not rows:
                said = _said(change.shape, value, self.lang, names, self._key(pointer))
                pieces = (Piece("new" if kind == "new" else "old", said),)
        part, where = self._where(side, pointer)
        return ToldChange(
            change,
            self._section(side, pointer)[1],
            side.number(pointer),
            part,
            where,
            change.how,
            pieces,
            rows,
            note,
            editorial(change),
        )

    def _pieces(self, change: Change) -> tuple[Piece, ...]:
        old, new = self.old.names, self.new.names
        if not _is_text(change.shape, change.old) or not _is_text(change.shape, change.new):
            key = self._key(change.at)
            before = _said(change.shape, change.old, self.lang, old, key)
            after = _said(change.shape, change.new, self.lang, new, key)
            if before == after:  # an id whose name changed with it, or null for nothing
                before, after = masked(str(change.old)), masked(str(change.new))
            return (Piece("old", before), Piece("new", after))
        found: list[Piece] = []
        own = (own_language(self.old.document), own_language(self.new.document))
        texts = [_by_language(value, lang) for value, lang in zip((change.old, change.new), own, strict=True)]
        for lang in dict.fromkeys((*texts[0], *texts[1])):
            before, after = masked(texts[0].get(lang, "")), masked(texts[1].get(lang, ""))
            if texts[0].get(lang) != texts[1].get(lang) or len(texts[0].keys() | texts[1].keys()) == 1:
                found += [Piece("same", f"[{lang}] ")] if lang != own[1] else []
                found += between(before, after)
        if all(piece.kind == "same" for piece in found):
            found = [Piece("old", masked(str(change.old))), Piece("new", masked(str(change.new)))]
        return tuple(found)

    def _moved(self, change: Change) -> str:
        en = self.lang == "en"
        if change.how == "renamed":
            old, new = known_by(change.old), known_by(change.new)
            if is_numbered(change.shape):
                return f"“{old}” became “{new}”" if en else f"«{old}» er blitt «{new}»"
            return f"id “{old}” became “{new}”" if en else f"id-en «{old}» er blitt «{new}»"
        before = self.old.number(change.old_pointer or "")
        old_section, new_section = (
            self.old.section(change.old_pointer or ""),
            self.new.section(change.new_pointer or ""),
        )
        if before and before != self.new.number(change.new_pointer or ""):
            return f"was {before}" if en else f"var {before}"
        if old_section[1] != new_section[1]:
            return f"was in {old_section[1]}" if en else f"sto i {old_section[1]}"
        return "another place in the order" if en else "en annen plass i rekkefølgen"

    @staticmethod
    def _key(pointer: str) -> str:
        return split(pointer)[-1]

    def _where(self, side: Side, pointer: str) -> tuple[str, str]:
        """The innermost part that has a name, and the field in it, without what the section says already."""
        shape: Shape | None = document_shape()
        value: Any = side.entry.source.data
        parts = split(pointer)
        own = parts[0] in ("control_header", "sections") or section_in(side.document, parts[0]) == parts[0]
        part: list[str] = []
        fields: list[str] = []
        for depth, step in enumerate(parts):
            inside = shape is not None and shape.item is not None
            shape = shape.item if inside and shape else shape.fields.get(step) if shape else None
            value = at(value, join(step))
            title = (shape.title(told_in(self.lang)) if shape else "") or step
            if inside and (called := self._called(side, value)):
                numbered = side.number(join(*parts[: depth + 1]))
                part = [called] if numbered else [*part, *fields[: 0 if part else 1], called]
                fields = []
            elif inside:
                fields.append(str(int(step) + 1) if step.isdecimal() else step)
            elif depth or not own or len(parts) == 1:
                fields.append(title)
        return clean(" › ".join(part)), clean(" › ".join(fields))

    def _called(self, side: Side, part: Any) -> str:
        """What a part is called: as a role or party is named, else by its title or its first words, else its id."""
        known = known_by(part)
        if known is not None and known in side.names:
            return side.names[known]
        for key in _CALLED if isinstance(part, dict) else ():
            value = part.get(key)
            value = value[0] if isinstance(value, list) and value else value
            value = value.get("name") if key == "names" and isinstance(value, dict) else value
            if isinstance(value, (str, dict)) and value:
                text = clean(next(iter(_by_language(value, "").values()), ""))
                return shortened(side.names.get(text, text), _LONGEST)
        duty = part.get("duty") if isinstance(part, dict) else None
        return self._called(side, duty) if duty else known or ""

    def _outside(self) -> Iterator[ToldChange]:
        en = self.lang == "en"
        for reason, gone, come in outside_content(
            self.old.entry.source, self.new.entry.source, changed=bool(self.changes)
        ):
            pieces = (
                *(Piece("old", masked(one)) for one in gone),
                *(Piece("new", masked(one)) for one in come),
            )
            titles = {
                "comments": ("Kommentarer", "Comments"),
                "layout": ("Oppsettet i filen", "Layout of the file"),
            }
            what = titles[reason.code][en]
            yield ToldChange(
                None,
                "Outside the content" if en else "Utenfor innholdet",
                "",
                "",
                what,
                "changed",
                pieces,
                (),
                "",
                reason,
            )


def compare(
    old: DocumentFile,
    new: DocumentFile,
    old_repository: Repository,
    new_repository: Repository,
    *,
    on: dt.date,
    lang: str = "nb",
) -> Comparison:
    """Compare two documents for a reader of `lang`, each seen in its repository on the day `on`.

    Raises `StateError` where one of them cannot be read as a document, `UsageError` for an unknown language.
    """
    require_language(lang)
    sides = (Side(old, old_repository, on, lang), Side(new, new_repository, on, lang))
    for side in sides:
        side.document  # noqa: B018 - raises where there is none
    return Comparison(*sides, lang, diff(old.source.data, new.source.data))


def _is_text(shape: Shape, value: Any) -> bool:
    """Whether a value is running text, whose words are compared; a date, a choice or an id is one thing."""
    if shape.name in _TEXTS:
        return isinstance(value, (str, dict))
    return isinstance(value, str) and shape.name in ("text", "") and " " in value


def _by_language(value: Any, own: str) -> dict[str, str]:
    if isinstance(value, dict):
        return {str(key): str(text) for key, text in value.items() if text is not None}
    return {own: str(value)}


def _said(shape: Shape, value: Any, lang: str, names: Mapping[str, str], key: str = "") -> str:
    """A value in words, however long; `key` is its field, whose choices have words of their own."""
    if _is_text(shape, value):
        texts = _by_language(value, "")
        return "; ".join(
            masked(f"[{each}] {text}" if each and len(texts) > 1 else text) for each, text in texts.items()
        )
    if isinstance(value, list) and shape.item is not None and value:
        item = shape.item
        own = names if shape.refers or item.refers else {}
        said = [_said(item, each, lang, names if item.fields else own) for each in value]
        return ("; " if item.fields else ", ").join(said)
    if isinstance(value, dict) and (rows := list(field_rows(shape, value, lang, names))):
        return ", ".join(
            f"{label.lower()}: {words}" if number else words for number, (label, words) in enumerate(rows)
        )
    words, choices = labels(told_in(lang)), shape.choices(told_in(lang))
    if str(value) in choices:
        on_page = f"{key}.{value}" in words and key not in _LABELS_OF_OTHERS
        return words(f"{key}.{value}") if on_page else choices[str(value)]
    return describe(shape, value, told_in(lang), names)


def is_numbered(shape: Shape) -> bool:
    """Whether such parts are known by their numbers, as clauses are."""
    return "number" in shape.fields and "id" not in shape.fields


def field_rows(shape: Shape, value: Any, lang: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields of a whole part, each with its words; nothing for what is one value."""
    if not isinstance(value, dict) or not shape.fields or shape.name in WHOLE:
        return
    for key, each in value.items():
        known = shape.fields.get(key, Shape({}))
        title = known.title(told_in(lang)) or key
        items = list(enumerate(each, start=1)) if isinstance(each, list) and known.item else []
        if key == "id":
            continue
        if inner := list(field_rows(known, each, lang, names)):
            yield from ((f"{title} › {label}", words) for label, words in inner)
        elif items and known.item and any(isinstance(one, dict) and known.item.fields for _, one in items):
            for number, one in items:
                yield f"{title} {number}", _said(known.item, one, lang, names)
        else:
            yield title, _said(known, each, lang, names, key)
