"""Who and what a document names, so that one chooses a party or a duty by its name and never by its id.

Read from the data as it stands: a draft that is half written is no document yet, and has parties all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from avtale.format.owners import ALL, EACH
from avtale.format.shape import Shape
from avtale.source.pointer import join
from avtale.wording import joined

_WORDS = {
    "parties": {"nb": "Parter", "nn": "Partar", "en": "Parties"},
    "roles": {"nb": "Roller", "nn": "Roller", "en": "Roles"},
    "bodies": {"nb": "Organer", "nn": "Organ", "en": "Bodies"},
    "together": {"nb": "Flere", "nn": "Fleire", "en": "Several"},
    ALL[0]: {"nb": "Partene sammen", "nn": "Partane saman", "en": "The parties together"},
    EACH: {"nb": "Hver part for seg", "nn": "Kvar part for seg", "en": "Each party for itself"},
}
_SAID = ("title", "does", "text", "name", "names", "what", "about", "goal", "body", "party", "event")
_LONGEST = 90


class Group(Struct, frozen=True):
    """Some of what can be chosen, under a heading; "" for none."""

    heading: str
    options: tuple[tuple[str, str], ...]


class Known(Struct, frozen=True):
    """The data of a document, and of those above it whose parties and roles it may name."""

    data: Mapping[str, Any]
    lang: str = "nb"
    above: tuple[Mapping[str, Any], ...] = field(default=())

    def choices(self, target: str) -> tuple[Group, ...]:
        """What a field that refers to `target` may name ("actor", "party", "body", "target_group", "follow_up", or the name of a part)."""
        if target == "actor":
            together = tuple((one, _WORDS[one][self.lang]) for one in (ALL[0], EACH))
            groups = [self._group(name) for name in ("parties", "roles", "bodies")]
            return (
                *(group for group in groups if group.options),
                Group(_WORDS["together"][self.lang], together),
            )
        if target == "follow_up":
            return (Group("", tuple((str(item["id"]), self.said(item)) for item in self._with_deadline())),)
        plain = {"party": "parties", "body": "bodies", "target_group": "target_groups"}.get(target, target)
        group = self._group(plain)
        return (Group("", group.options),)

    def name(self, identifier: Any) -> str:
        """What a party, role or body is called; its id where nothing has it."""
        for group in self.choices("actor"):
            for one, name in group.options:
                if one == identifier:
                    return name
        return str(identifier)

    def text(self, value: Any) -> str:
        """A text in the language one reads in, else in the document's own, else in any."""
        if isinstance(value, dict):
            wanted = (self.lang, self.data.get("language"))
            return str(
                next((value[lang] for lang in wanted if value.get(lang)), next(iter(value.values()), ""))
            )
        return "" if value is None or isinstance(value, list) else str(value)

    def said(self, item: Any, called: str = "") -> str:
        """A part in a line: what one knows it by in a list; while it has no words, `called`, else its id."""
        if not isinstance(item, dict):
            return _short(self.text(item))
        if names := item.get("names"):
            first = names[0] if isinstance(names, list) and names else {}
            return _short(self.text(first.get("name") if isinstance(first, dict) else first))
        number = item.get("letter") or item.get("number")
        who = item.get("owner")
        acts = [self.name(one) for one in (who if isinstance(who, list) else [who]) if one]
        told = next((item[key] for key in _SAID if item.get(key)), None)
        if isinstance(item.get("duty"), dict) and not told:
            return self.said(item["duty"])
        what = self.name(told) if told and told == item.get("party") else self.text(told)
        if isinstance(told, list):
            what = ", ".join(self.said(one) for one in told)
        whose = joined(acts, self.lang) + (":" if acts and what else "")
        words = " ".join(one for one in (f"{number or ''}", whose, what) if one)
        return _short(words.strip() or called or str(item.get("id", "")))

    def _group(self, name: str) -> Group:
        found: dict[str, str] = {}
        for data in (self.data, *self.above):
            items = data.get(name)
            for item in items if isinstance(items, list) else ():
                if isinstance(item, dict) and item.get("id"):
                    short = self.text(item.get("short_name")) or self.said(item)
                    found.setdefault(str(item["id"]), short)
        return Group(_WORDS.get(name, {}).get(self.lang, ""), tuple(found.items()))

    def _with_deadline(self) -> Iterator[dict[str, Any]]:
        """The duties and meetings of the document: what another deadline may be counted from."""
        waiting: list[Any] = [
            self.data.get(key) for key in self.data if key not in ("parties", "roles", "silences")
        ]
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, dict):
                if value.get("id") and ("does" in value or "every" in value or "deadline" in value):
                    yield value
                waiting = [*value.values(), *waiting]
            elif isinstance(value, list):
                waiting = [*value, *waiting]


def ids_of(data: Any) -> set[str]:
    """Every id there is in some data."""
    if isinstance(data, dict):
        own = {str(data["id"])} if isinstance(data.get("id"), str) else set()
        return own.union(*(ids_of(value) for value in data.values()))
    return set().union(*(ids_of(value) for value in data)) if isinstance(data, list) else set()


def places(shape: Shape, data: Any, pointer: str = "") -> Iterator[tuple[str, Shape, Any]]:
    """Every part of a document that has fields, with its pointer, in the order of the schema."""
    if isinstance(data, dict) and shape.fields:
        yield pointer, shape, data
        for key, inner in shape.fields.items():
            if key in data:
                yield from places(inner, data[key], pointer + join(key))
    elif isinstance(data, list) and shape.item is not None:
        for number, item in enumerate(data):
            yield from places(shape.item, item, f"{pointer}/{number}")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
