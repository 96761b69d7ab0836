"""One person's work on one document: the draft, what it says, what is found in it, and each thing they do to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from avtale.desk.errors import not_here
from avtale.desk.form.build import Builder
from avtale.desk.form.known import Known, ids_of
from avtale.desk.repository import PLAN
from avtale.desk.visit import Visit
from avtale.desk.writing.drafts import Draft, Drafts, owner_of
from avtale.errors import StateError
from avtale.facts.merge import GONE, merge
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.root import is_document
from avtale.inheritance.chain import chain
from avtale.source.editing import rewrite
from avtale.source.read import Source, parse

Data = dict[str, Any]


class Work:
    """`path` is the file from the repository's folder. Raises `NotHere` for what is no document, or not to be served."""

    def __init__(self, visit: Visit, path: str) -> None:
        self.visit, self.path = visit, path
        self.repository: Repository = visit.repository
        assert self.repository.root is not None
        self.root: Path = self.repository.root
        self.person = owner_of(visit.person)
        file = self.root / path
        self.saved = next((one for one in self.repository.entries if one.path == file), None)
        self.draft = self._drafted()
        if (self.draft is None and self.saved is None) or self._is_plan() or not is_document(path):
            raise not_here()

    @property
    def drafts(self) -> Drafts:
        return self.visit.desk.drafts

    @property
    def text(self) -> bytes:
        """The draft, else the file."""
        return self.draft.text if self.draft is not None else self._file()

    @property
    def step(self) -> int:
        return self.draft.step if self.draft is not None else 0

    @cached_property
    def source(self) -> Source:
        name = self.saved.name if self.saved is not None else f"{self.root.name}/{self.path}"
        return _read(self.text, name)

    @cached_property
    def data(self) -> Data:
        """What the text says; {} where it cannot be read."""
        return self.source.data if isinstance(self.source.data, dict) else {}

    @property
    def kind(self) -> str:
        return str(self.data.get("kind"))

    @property
    def readable(self) -> bool:
        """Whether there is a form for it: the text can be read, and is a document of a kind."""
        from avtale.format.schema import kinds

        return not self.source.problems and self.kind in kinds() and self.kind != PLAN

    @cached_property
    def entry(self) -> DocumentFile:
        """The document as it is while it is written, as the rules and the page see it."""
        return DocumentFile.of(self.root / self.path, self.source.name, self.source)

    @cached_property
    def around(self) -> Repository:
        """The repository with this draft in the place of its file."""
        others = self.repository.entries
        entries = (
            tuple(self.entry if one is self.saved else one for one in others)
            if self.saved is not None
            else (*others, self.entry)
        )
        made = replace(self.repository, entries=entries, kept={})
        made.__dict__["contacts"] = self.repository.contacts  # read from its file once
        return made

    @property
    def frozen(self) -> bool:
        """Whether the version is approved or taken over: it is not changed any more, only followed by the next."""
        return self.saved is not None and self.repository.frozen_by(self.saved) is not None

    @cached_property
    def known(self) -> Known:
        """Who and what it names, also by what is above it."""
        return known_in(self.entry, self.around, self.visit.today, self.visit.lang)

    def form(self, asked: tuple[str, ...] = ()) -> Builder:
        """What makes its forms."""
        named = self.data.get("languages") or self.repository.settings.languages or ()
        return Builder(self.known, self.kind, asked=asked, languages=[str(one) for one in named])

    @property
    def lasting(self) -> frozenset[str]:
        """The ids that others may know already: those of the file as it was saved."""
        base = self.draft.base if self.draft is not None else self._file()
        return _ids(base) if base is not None else frozenset()

    def side(self, value: Any) -> str:
        """What one of two wrote in a field, in words; "" where they took it out."""
        if isinstance(value, list):
            return ", ".join(self.side(one) for one in value)
        if isinstance(value, dict):
            return self.known.said(value)
        return "" if value is GONE or value is None else self.known.name(value)

    # --- what is done ---

    def change(self, do: Callable[[Data], Data], what: str, *, seen: int | None = None) -> None:
        """Do something to the data, and keep it as the next step.

        `seen` is the step that the page showed: where another window has gone on since, both get through, and of one field the
        later word counts. Raises `StateError` where the file cannot take it, or is frozen.
        """
        self._require_open()
        before = self._seen(seen)
        mine = do(before)
        if before is not self.data:
            both = merge(before, mine, self.data)
            mine = merge(before, mine, self.data, {clash.pointer: "mine" for clash in both.clashes}).data
        self.keep(rewrite(self.text, mine, name=self.source.name, read=_read), what)

    def keep(self, text: bytes, what: str) -> None:
        """Keep a text as the next step of the draft."""
        self._require_open()
        now = _read(text, self.source.name).data
        if isinstance(now, dict) and now.get("kind") == PLAN:
            raise StateError(
                nb="En oppfølgingsplan skrives ikke her: den lå da i historikken for alltid. Lag den med «avtale new».",
                en="A follow-up plan is not written here: it would be in the history for ever. Make it with “avtale new”.",
            )
        if self.draft is None:
            before = self._file()
            self.draft = self.drafts.begin(self.person, self.path, before, before, self.now)
        self.draft = self.drafts.keep(self.person, self.path, text, what, self.now)
        self._forget_reading()

    def undo(self) -> None:
        self.draft = self.drafts.undo(self.person, self.path) or self.draft
        self._forget_reading()

    def redo(self) -> None:
        self.draft = self.drafts.redo(self.person, self.path) or self.draft
        self._forget_reading()

    @property
    def now(self) -> dt.datetime:
        return self.visit.now

    def _seen(self, step: int | None) -> Data:
        if step is None or step == self.step:
            return self.data
        base = (
            self.drafts.step_text(self.person, self.path, step)
            if step
            else self.draft.base
            if self.draft
            else None
        )
        data = _read(base, "x").data if base is not None else None
        return data if isinstance(data, dict) else self.data

    def _require_open(self) -> None:
        if self.frozen:
            raise StateError(
                nb="Denne versjonen er godkjent og kan ikke endres. Lag en ny versjon, og skriv i den.",
                en="This version is approved and cannot be changed. Make a new version and write in that.",
            )

    def _drafted(self) -> Draft | None:
        """The draft; one that says nothing new is as good as the file, which may have gone on meanwhile."""
        draft = self.drafts.find(self.person, self.path)
        if draft is not None and draft.changed and self.saved is not None and draft.text == self._file():
            # The server died between the file and the draft's own note of it.
            self.drafts.saved(self.person, self.path, draft.text, self.now)
            draft = self.drafts.find(self.person, self.path)
        if draft is None or draft.changed or self.saved is None or draft.base == self._file():
            return draft
        self.drafts.forget(self.person, self.path)
        return None

    def _file(self) -> bytes:
        """The file as the repository has it: others save while one reads, and that is no reason to turn anybody away."""
        assert self.saved is not None
        text = self.saved.source.text
        return text.encode() if text else self.saved.as_read()

    def _is_plan(self) -> bool:
        return self.kind == PLAN

    def _forget_reading(self) -> None:
        for name in ("source", "data", "entry", "around", "known"):
            self.__dict__.pop(name, None)


@lru_cache(maxsize=64)
def _read(raw: bytes, name: str) -> Source:
    """A text as read, with its places; the same one again where it was the last step of another request, or of an edit.
    Nobody changes what is in it.
    """
    return parse(raw, name, places=True)


@lru_cache(maxsize=64)
def _ids(raw: bytes) -> frozenset[str]:
    """The ids in a file, which stays the same from keystroke to keystroke."""
    return frozenset(ids_of(_read(raw, "x").data))


def known_in(entry: DocumentFile, repository: Repository, on: dt.date, lang: str) -> Known:
    """Who and what a document names, also by what is above it."""
    above: tuple[Data, ...] = ()
    if entry.document is not None and (named := chain(repository, on).named_above(entry)):
        keys = ("parties", "roles", "target_groups", "bodies")
        above = ({key: [_plain(one) for one in getattr(named, key, ())] for key in keys},)
    return Known(entry.source.data if isinstance(entry.source.data, dict) else {}, lang, above)


def _plain(part: Any) -> Mapping[str, Any]:
    """What is chosen by in a party or role of a document above: its id and what it is called."""
    title = getattr(part, "short_name", None) or getattr(part, "title", None)
    names = getattr(part, "names", ())
    return {"id": part.id, "title": str(title) if title else names[0].name if names else part.id}
