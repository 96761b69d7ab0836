"""One document whole: its own and what it has from above, with the document behind each value (docs/architecture.md, "The chain")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import state
from avtale.format.describe import describe
from avtale.format.shape import Shape, document_shape, known_by
from avtale.inheritance.chain import resolve
from avtale.inheritance.effective import EffectiveDocument, Origin
from avtale.inheritance.joined import OWN
from avtale.inheritance.tree import leaves
from avtale.lifecycle.requirements import SHOWN, require_document
from avtale.locales import require_language
from avtale.message import Message
from avtale.national_number import masked_data
from avtale.publish.lines import WIDTH, wrapped
from avtale.publish.words import clean, state_name
from avtale.source.pointer import join
from avtale.wording import told_in

_ONE_VALUE = ("age", "quantity", "localized", "prose")
_NAMED = ("id", "letter", "source")
_HOW = {
    "narrowed": Message("strammet inn her", "narrowed here"),
    "widened": Message("utvidet her", "widened here"),
    "changed": Message("annerledes her", "otherwise here"),
    "own": Message("gjentatt her", "repeated here"),
    "loosened": Message("i strid med det over", "against what is above"),
    "added": Message("lagt til her", "added here"),
    "amended": Message("endret ved {doc}", "amended by {doc}"),
    "raised": Message("skjerpet her", "raised here"),
}


def whole_data(entry: DocumentFile, repository: Repository, on: dt.date) -> dict[str, Any]:
    """The document whole on the day `on`, and under `origins`, by pointer, where each value that is not its own is from.

    An origin says `how` the value stands here ("inherited", "narrowed", "widened", "changed", "loosened", "added",
    "amended"), the document, version, place and paragraph it is from, how it stands there (`made`), and what it
    stands `over`. Raises `StateError` where the file cannot be read as a document.
    """
    found = _resolved(entry, repository, on)
    return {
        "file": entry.name,
        "key": entry.key,
        "version": entry.version,
        "state": state(entry, repository, on).name,
        "above": [{"key": one.key, "version": one.version, "file": one.name} for one in found.ancestors],
        "amended_by": [
            {"key": one.key, "version": one.version, "file": one.name} for one in found.amendments
        ],
        "left_out": [
            {
                "from": _document(found.above.origin(place)),
                "pointer": found.above.origin(place).pointer,
                "reason": reason,
            }
            for place, reason in found.left_out.items()
            if found.above is not None
        ],
        "document": masked_data(found.whole),
        "origins": {
            clean_place: _origin_data(origin)
            for place, clean_place, _ in leaves(found.data)
            if (origin := found.origin(place)).how != "own"
        },
    }


def whole_text(entry: DocumentFile, repository: Repository, on: dt.date, lang: str = "nb") -> str:
    """The same for a person, in lines of at most 80 characters where words allow. Raises `StateError` as `whole_data`."""
    require_language(lang)
    found = _resolved(entry, repository, on)
    return "\n".join(_Telling(found, repository, on, told_in(lang)).lines()) + "\n"


def _resolved(entry: DocumentFile, repository: Repository, on: dt.date) -> EffectiveDocument:
    require_document(entry, SHOWN)
    return resolve(entry, repository, on)


def _document(origin: Origin) -> str:
    return str(origin.entry)


def _origin_data(origin: Origin) -> dict[str, Any]:
    data: dict[str, Any] = {
        "how": origin.how,
        "key": origin.entry.key,
        "version": origin.entry.version,
        "pointer": origin.pointer,
        "paragraph": origin.paragraph,
    }
    if origin.how == "inherited":
        data["made"] = origin.made
    if origin.over is not None:
        over, value = origin.over
        data["over"] = {
            "key": over.entry.key,
            "version": over.entry.version,
            "pointer": over.pointer,
            "paragraph": over.paragraph,
            "value": value,
        }
    return data


class _Telling:
    def __init__(self, found: EffectiveDocument, repository: Repository, on: dt.date, lang: str) -> None:
        self.found, self.repository, self.on, self.lang = found, repository, on, lang

    def lines(self) -> Iterator[str]:
        entry, found = self.found.entry, self.found
        title = self._say(Shape({"$ref": "#/$defs/localized"}), found.value("/title")) or str(entry)
        yield title
        yield "=" * min(len(title), WIDTH)
        yield f"{entry} ({state_name(state(entry, self.repository, self.on).name, self.lang)})"
        above = [str(one) for one in found.ancestors]
        if above:
            yield from wrapped(f"{self._word('Bygger på', 'Based on')}: {', '.join(above)}", "", "  ")
        if found.amendments:
            named = ", ".join(str(one) for one in found.amendments)
            yield from wrapped(f"{self._word('Endret ved', 'Amended by')}: {named}", "", "  ")
        if not above and not found.amendments:
            yield self._word(
                "Dokumentet bygger ikke på noe i samlingen.", "It is based on nothing in the repository."
            )
        for key, shape in document_shape().fields.items():
            if key in found.data and (key not in OWN or key == "office"):
                heading = f"{shape.title(self.lang) or key} ({key})"
                yield from ("", heading, "-" * len(heading))
                yield from self._value(shape, found.data[key], join(key), "", "", None)
        yield from self._left_out()

    def _left_out(self) -> Iterator[str]:
        above = self.found.above
        if above is None or not self.found.left_out:
            return
        heading = self._word("Utelatt her (left_out)", "Left out here (left_out)")
        yield from ("", heading, "-" * len(heading))
        for place, reason in self.found.left_out.items():
            origin = above.origin(place)
            yield from wrapped(f"- {origin.pointer} [{self._named(origin)}]: {clean(reason)}", "", "  ")

    def _value(
        self, shape: Shape, value: Any, place: str, label: str, indent: str, told_above: str | None
    ) -> Iterator[str]:
        """`told_above` is what the part around it says of its origin; only what differs is said again."""
        if isinstance(value, list) and shape.has_id:
            yield from self._parts(shape, value, place, label, indent, told_above)
            return
        if isinstance(value, dict) and shape.fields and shape.name not in _ONE_VALUE:
            for key, known in shape.fields.items():
                if key in value and key not in _NAMED:
                    name = (
                        f"{label} › {known.title(self.lang) or key}"
                        if label
                        else known.title(self.lang) or key
                    )
                    yield from self._value(known, value[key], place + join(key), name, indent, told_above)
            return
        said = describe(shape, value, self.lang, self.found.names if shape.refers else None)
        notes = self._notes(shape, value, place)
        note = "" if notes == told_above or not notes else f"  [{notes}]"
        yield from wrapped(f"{label + ': ' if label else ''}{clean(said)}{note}", indent, indent + "  ")

    def _parts(
        self, shape: Shape, value: list[Any], place: str, label: str, indent: str, told_above: str | None
    ) -> Iterator[str]:
        if label:
            yield f"{indent}{label}:"
            indent += "  "
        for index, part in enumerate(value):
            if part is None or shape.item is None:
                continue
            here = f"{place}/{index}"
            notes = {self._notes(shape.item, each, at_) for at_, _, each in leaves(part, here)}
            common = next(iter(notes)) if len(notes) == 1 else None
            shown = f"  [{common}]" if common and common != told_above else ""
            yield from wrapped(f"- {known_by(part) or index + 1}{shown}", indent, indent + "  ")
            yield from self._value(
                shape.item, part, here, "", indent + "  ", common if common is not None else told_above
            )

    def _notes(self, shape: Shape, value: Any, place: str) -> str:
        found = dict.fromkeys(self._note(shape, self.found.origin(at_)) for at_, _, _ in leaves(value, place))
        return "; ".join(note for note in found if note)

    def _note(self, shape: Shape, origin: Origin) -> str:
        if origin.how == "own":
            return ""
        if origin.how == "inherited":
            said = self._named(origin)
            if origin.over is None or origin.made == "own":
                return said if origin.made != "amended" else self._how(shape, origin)
            over, value = origin.over
            was = describe(shape, value, self.lang, self.found.names) if not isinstance(value, dict) else ""
            how = self._how(shape, origin).replace(f" {self._word('her', 'here')}", "")
            return f"{said}: {how}, {was + ' ' if was else ''}{self._word('i', 'in')} {self._named(over)}"
        said = self._how(shape, origin)
        if origin.over is None:
            return said
        over, value = origin.over
        was = describe(shape, value, self.lang, self.found.names)
        return f"{said}, {was} {self._word('i', 'in')} {self._named(over)}"

    def _how(self, shape: Shape, origin: Origin) -> str:
        made = origin.made
        if made == "widened" and (shape.name == "strength" or shape.spec.get("enum")):
            return _HOW["raised"].text(self.lang)
        return _HOW[made].text(self.lang, doc=self._named(origin))

    def _named(self, origin: Origin) -> str:
        paragraph = origin.paragraph
        return f"{origin.entry} {paragraph}" if paragraph else str(origin.entry)

    def _say(self, shape: Shape, value: Any) -> str:
        return clean(describe(shape, value, self.lang)) if value is not None else ""

    def _word(self, nb: str, en: str) -> str:
        return en if self.lang == "en" else nb
