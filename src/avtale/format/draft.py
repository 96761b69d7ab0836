"""A first file of a document: what is known filled in, each gap marked, the field's title above each key.

Which fields a kind begins with stands in drafts/<kind>.yaml; what they are called, in the schema.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from avtale.errors import UsageError
from avtale.format import labels, schema
from avtale.format.draft_values import others, services
from avtale.locales import require_language
from avtale.source.dump import Unwritten, yaml_lines
from avtale.source.read import parse, read_source
from avtale.source.scalar import scalar

_DRAFTS = Path(__file__).resolve().parent / "drafts"
_KEY_LENGTH = 40
# What a title can do without when it becomes a key. Sami «ja» (and) is kept: in Norwegian it is a yes.
_SMALL_WORDS = re.compile(
    "av|de|dei|den|det|ei|ein|eit|en|et|for|fra|i|med|mellom|og|om|pa|som|til|ved"
    "|a|an|and|between|by|from|in|of|on|the|to|with|gaskkas"
)


class Answers(Struct, frozen=True):
    """What only the author knows. `parties` are official names, the first that of the one who issues the document."""

    title: str
    parties: tuple[str, ...]
    valid_from: dt.date
    valid_to: dt.date | None = None
    key: str = ""
    version: str = "1.00"
    written_by: str = ""
    language: str = "nb"
    above: Above | None = None
    office: str = ""
    year: int | None = None
    reference: str = ""


class Above(Struct, frozen=True):
    """The document a new one stands on or changes: its key, version and parties, as they stand in its file."""

    key: str
    version: str
    parties: tuple[dict[str, Any], ...] = ()
    has_duties: bool = False


def kinds_with_draft() -> tuple[str, ...]:
    """The kinds `draft` can begin."""
    return tuple(sorted(path.stem for path in _DRAFTS.glob("*.yaml")))


def values_of(kind: str) -> frozenset[str]:
    """The names of the values that the draft of a kind is filled with: "office" for a routine, "year" for a yearly plan."""
    text = (_DRAFTS / f"{kind}.yaml").read_text(encoding="utf-8")
    return frozenset(re.findall(r"(?m)[:-] =([a-z_]+)$", text))


def draft(
    kind: str, answers: Answers, *, lang: str = "nb", schema_path: str | None = None, hints: bool = True
) -> str:
    """The YAML text of a new document of `kind`; comments in `lang` ("nb" or "en"), none without `hints`.

    It follows the schema as it is, so that a check of it only tells what to fill in. `schema_path` is
    where an editor finds the schema, from the file. Raises `UsageError` for an unknown kind or language.
    """
    require_kind(kind)
    require_language(lang)
    if kind == "follow_up_plan":
        answers = replace(answers, parties=services(answers.parties))
    _require_sound(answers)
    skeleton = read_source(_DRAFTS / f"{kind}.yaml").data
    filled = _filled(skeleton, _values(answers, lang))
    if hints:
        return written(kind, filled, lang=lang, schema_path=schema_path)
    return "\n".join(yaml_lines(_without_gaps(filled), above=_spaced, plain_days=True)) + "\n"


def begun_with(kind: str) -> dict[str, Any]:
    """The fields that the draft of a kind begins with, nested as in a file; no values, whoever they are for."""
    anybody = Answers("title", ("party",), dt.date(2000, 1, 1), office="office", year=2000, reference="case")
    skeleton = read_source(_DRAFTS / f"{kind}.yaml").data
    found: dict[str, Any] = _fields_alone(_filled(skeleton, _values(anybody, "nb")))
    return found


def _fields_alone(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _fields_alone(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_fields_alone(item) for item in node]
    return _fields_alone(node.shape) if isinstance(node, _Gap) else None


def _spaced(path: Sequence[str | int], _value: Any) -> list[str]:
    """An empty line above each part of the document, but not among the few words that it begins with."""
    return [""] if len(path) == 1 and path[0] not in ("format", "kind", "key", "language") else []


def _without_gaps(node: Any) -> Any:
    """What is known alone; where nothing of a part is, it is not there."""
    if isinstance(node, (dict, list)):
        items = node.items() if isinstance(node, dict) else enumerate(node)
        kept = {
            key: made
            for key, value in items
            if (made := _without_gaps(value)) not in ({}, []) and not isinstance(made, _Gap)
        }
        return kept if isinstance(node, dict) else list(kept.values())
    return node


def key_from(title: str) -> str:
    """A key made of the words that carry a title: «Samarbeid mellom NAV og OT» is samarbeid-nav-ot.

    Whole words, up to 40 characters; a first word that is longer is cut.
    """
    text = title.lower()
    for letter, plain in (("æ", "ae"), ("ø", "o"), ("å", "a"), ("đ", "d"), ("ŋ", "n"), ("ŧ", "t")):
        text = text.replace(letter, plain)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", text)
    slug, *rest = [word for word in words if not _SMALL_WORDS.fullmatch(word)] or words or [""]
    slug = slug[:_KEY_LENGTH]
    for word in rest:
        if len(slug) + 1 + len(word) > _KEY_LENGTH:
            break
        slug = f"{slug}-{word}"
    return slug if slug[:1].isalpha() else f"d-{slug}".rstrip("-")


class _Gap(Unwritten, frozen=True):
    nb: str = ""
    en: str = ""
    shape: Any = None  # the fields to write, as in a file, without their values


def _require_sound(answers: Answers) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", answers.key or key_from(answers.title)):
        raise UsageError(
            nb=f"Nøkkelen «{answers.key}» kan bare ha små bokstaver a til z, tall, - og _, med en bokstav først.",
            en=f"The key “{answers.key}” may only have lower-case letters, digits, - and _, a letter first.",
        )
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)*", answers.version):
        raise UsageError(
            nb=f"Versjonen «{answers.version}» må være tall med punktum mellom, for eksempel 1.00.",
            en=f"The version “{answers.version}” must be numbers with a full stop between, such as 1.00.",
        )
    if answers.valid_to is not None and answers.valid_to < answers.valid_from:
        raise UsageError(
            nb=f"Siste dag ({answers.valid_to}) kommer før første dag ({answers.valid_from}).",
            en=f"The last day ({answers.valid_to}) comes before the first ({answers.valid_from}).",
        )
    if not answers.parties or not all(name.strip() for name in (answers.title, *answers.parties)):
        raise UsageError(
            nb="Tittelen og hver part må ha et navn.", en="The title and each party must have a name."
        )


def _values(answers: Answers, lang: str) -> dict[str, Any]:
    copied = answers.above.parties if answers.above else ()
    ids = [str(party.get("id")) for party in copied] if copied else _party_ids(answers.parties)
    named = list(zip(ids, answers.parties, strict=True))
    contact = "Contact person at" if lang == "en" else "Kontaktperson hos"
    return {
        "key": answers.key or key_from(answers.title),
        "language": answers.language,
        "title": answers.title,
        "version": answers.version,
        "written_by": answers.written_by or _Gap(),
        "from": answers.valid_from.isoformat(),
        "to": answers.valid_to.isoformat() if answers.valid_to else _Gap(),
        "first_party": ids[0],
        "party_ids": list(ids),
        "meeting_title": "Leaders' meeting" if lang == "en" else "Ledermøte",
        "parties": list(copied)
        or [
            {"id": identifier, "names": [{"name": name, "language": answers.language}]}
            for identifier, name in named
        ],
        "roles": [
            {"id": f"{identifier}_contact", "title": f"{contact} {name}", "party": identifier}
            for identifier, name in named
        ],
        "signatories": [
            {
                "party": identifier,
                "title": _Gap("Stillingen det skrives under i", "The office it is signed in"),
            }
            for identifier, _ in named
        ],
        **others(answers, ids, lang, _Gap),
    }


def _party_ids(names: Sequence[str]) -> list[str]:
    ids: list[str] = []
    for name in names:
        slug = "county" if "fylkeskommune" in name.lower() else key_from(name).split("-")[0]
        full, number = key_from(name), 2
        if slug in ids:
            slug = full
        while slug in ids:
            slug, number = f"{full}-{number}", number + 1
        ids.append(slug)
    return ids


def _filled(node: Any, values: dict[str, Any]) -> Any:
    if isinstance(node, dict):
        return {key: _filled(value, values) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(item, values) for item in node]
    if isinstance(node, str) and node.startswith("="):
        return values[node[1:]]
    if isinstance(node, str) and node.startswith("?"):
        nb, en, shape = (*(part.strip() for part in node[1:].split("|", 2)), "", "")[:3]
        return _Gap(nb, en, parse(f"shape: {shape}").data["shape"] if shape else None)
    return node


class _Comments:
    """What stands above each key: the field's title, and where only the author knows the value, what to fill in."""

    def __init__(self, kind: str, lang: str) -> None:
        self.kind, self.lang = kind, "en" if lang == "en" else "nb"
        self.mark = "FILL IN" if lang == "en" else "FYLL INN"
        self.begun = False

    def __call__(self, path: Sequence[str | int], value: Any) -> list[str]:
        key, spec = str(path[-1]), labels.property_at(self.kind, tuple(path))
        apart = len(path) == 1 and self.begun and key not in ("kind", "key", "language")
        self.begun = True
        title = labels.title_of(spec, self.lang)
        lines = [*([""] if apart else []), *([f"# {title}"] if title else [])]
        if isinstance(value, _Gap):
            lines += [f"# {self.mark}: {self._hint(value, spec)}", f"# {scalar(key)}:"]
            lines += [f"#   {line}" for line in _shape(value.shape)]
        return lines

    def _hint(self, gap: _Gap, spec: dict[str, Any]) -> str:
        if self.lang == "en":
            return gap.en or spec.get("x-en", {}).get("description") or labels.title_of(spec, "en")
        return gap.nb or str(spec.get("description") or labels.title_of(spec, "nb"))


def _shape(node: Any) -> list[str]:
    """The lines of fields without values, the items of a list below a dash."""
    if isinstance(node, list):
        return [
            f"{'  ' if number else '- '}{line}" for item in node for number, line in enumerate(_shape(item))
        ]
    if not isinstance(node, dict):
        return []
    return [
        line for key, value in node.items() for line in (f"{key}:", *(f"  {each}" for each in _shape(value)))
    ]


def require_kind(kind: str) -> None:
    """Raises `UsageError` with the nearest kind where `draft` knows none called `kind`."""
    known = kinds_with_draft()
    if kind in known:
        return
    titles = {name: labels.title_of(schema.raw(name), "nb") for name in known}
    near = labels.nearest(kind, known, titles)
    listed = ", ".join(f"{name} ({titles[name].lower()})" for name in known)
    meant = (f" Mener du «{near}»?", f" Do you mean “{near}”?") if near else ("", "")
    raise UsageError(
        nb=f"Dokumentslaget «{kind}» finnes ikke.{meant[0]} Velg ett av disse: {listed}.",
        en=f"There is no kind “{kind}”.{meant[1]} Choose one of: {', '.join(known)}.",
    )


def written(kind: str, data: dict[str, Any], *, lang: str = "nb", schema_path: str | None = None) -> str:
    """The YAML text of `data`, a document of `kind`, with each field's title above its key.

    A value made by `gap` becomes a comment that says what to fill in. `lang` and `schema_path` as for `draft`.
    """
    lines = [f"# yaml-language-server: $schema={schema_path}"] if schema_path else []
    return "\n".join([*lines, *yaml_lines(data, above=_Comments(kind, lang), plain_days=True)]) + "\n"


def gap(nb: str = "", en: str = "") -> object:
    """What stands in for a value that only the author knows; without a hint, the schema's own is used."""
    return _Gap(nb, en)
