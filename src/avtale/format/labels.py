"""What fields are called: their titles in the schemas, and the nearest field to a misspelt one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from avtale.format import schema

# Norwegian words people write for a field or a value, besides the titles in the schemas themselves.
SYNONYMS = {
    "parter": "parties", "roller": "roles", "versjon": "version", "utgave": "version", "tittel": "title", "navn": "names",
    "nokkel": "key", "nøkkel": "key", "type": "type", "slag": "kind", "dokumentslag": "kind", "språk": "language",
    "gyldighet": "validity", "varighet": "validity", "gyldig_fra": "from", "fra": "from", "til": "to", "gjelder_fra": "effective_from",
    "skrevet_av": "written_by", "forfatter": "written_by", "utarbeidet_av": "written_by", "godkjent_av": "approved_by",
    "dokid": "id", "dok_id": "id", "dok.id": "id", "eier": "owner", "ansvarlig": "owner", "styrke": "strength", "når": "when",
    "frist": "deadline", "varsler": "informs", "formål": "purposes", "bakgrunn": "background", "målgruppe": "target_groups",
    "målgrupper": "target_groups", "ansvar": "responsibilities", "møter": "meetings", "evaluering": "evaluation",
    "økonomi": "economy", "underskrifter": "signatories", "rutine": "routine_steps", "rutiner": "routine_steps",
    "hode": "control_header", "dokumenthode": "control_header", "topptekst": "control_header", "vedlegg": "annexes",
    "skal": "shall", "bør": "should", "vil": "will", "tar_sikte_på": "will", "kan": "may", "avtale": "agreement", "samarbeidsavtale": "agreement", "program": "programme",
    "plikter": "responsibilities", "oppgaver": "responsibilities", "oppgåver": "responsibilities", "ansvarsoppgaver": "responsibilities",
    "forpliktelser": "responsibilities", "avtaleparter": "parties", "partar": "parties", "tiltak": "actions", "kilder": "references",
    "henvisninger": "references", "personvern": "data_processing", "taushetsplikt": "confidentiality", "tvist": "dispute",
    "avvik": "deviations", "rapportering": "reporting", "målene": "goals", "mål": "goals", "vedtak": "adoptions", "format_versjon": "format",
    "bokmål": "nb", "nynorsk": "nn", "engelsk": "en", "samisk": "se", "ved_behov": "when_needed", "alltid": "required", "norsk": "nb",
    "no": "nb", "norwegian": "nb", "kortnavn": "short_name", "heretter_kalt": "short_name", "organer": "bodies", "utvalg": "bodies",
    "kontakter": "contacts", "kontortid": "hours", "alle_parter": "all_parties", "hver_part": "each_party",
    "alle": "all_parties", "begge": "all_parties", "partene": "all_parties", "partane": "all_parties", "hver": "each_party", "kvar": "each_party",
}  # fmt: skip

_MOST_GUESSES = 300
_LONGEST_WORD = 100  # no field and no id we compare with comes near


def label(spec: dict[str, Any], key: str, lang: str) -> str:
    """How a message names a field: its title first, the key in parentheses: «Gjelder fra» (effective_from)."""
    title = title_of(spec, lang)
    if not title:
        return f"«{key}»" if lang == "nb" else f"“{key}”"
    return f"«{title}» ({key})" if lang == "nb" else f"“{title}” ({key})"


def title_of(spec: dict[str, Any], lang: str) -> str:
    """The schema's title in `lang`, or ""."""
    if lang == "en":
        return str(spec.get("x-en", {}).get("title", ""))
    return str(spec.get("title", ""))


def choices(spec: dict[str, Any], lang: str) -> list[str]:
    """What a field may be, each with its meaning: «shall (skal)»; a choice that needs none stands alone."""
    words = [str(choice) for choice in spec.get("enum", [spec.get("const")])]
    english = spec.get("x-en", {}).get("enumDescriptions") if lang == "en" else None
    meanings = english or spec.get("enumDescriptions") or words
    return [
        word if meaning == word else f"{word} ({meaning})"
        for word, meaning in zip(words, meanings, strict=True)
    ]


def written(form: str, lang: str) -> str:
    """What to do, from a description of how a value is written: "Skriv et tall og en enhet: …"."""
    return f"{'Write' if lang == 'en' else 'Skriv'} {form[0].lower()}{form[1:]}" if form else ""


class Guesses:
    """`nearest` for one file: each word is guessed once, and after many words only what is no guess is told.

    A comparison of spellings takes a fifth of a millisecond; a file of nothing but wrong names has thousands.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, tuple[str, ...]], str | None] = {}

    def nearest(self, word: str, known: Iterable[str], titles: dict[str, str] | None = None) -> str | None:
        asked = (word, tuple(known))
        if asked not in self._found:
            spelling = len(self._found) < _MOST_GUESSES
            self._found[asked] = nearest(word, asked[1], titles, spelling=spelling)
        return self._found[asked]

    def ordered(self, word: str, known: Iterable[str]) -> list[str]:
        """`known` with what is spelt most like `word` first; in its own order after many words."""
        if len(self._found) >= _MOST_GUESSES or len(word) > _LONGEST_WORD:
            return list(known)
        matcher = difflib.SequenceMatcher(b=word.lower())

        def unlike(key: str) -> float:
            matcher.set_seq1(key)
            return -matcher.ratio()

        return sorted(known, key=unlike)


def nearest(
    word: str, known: Iterable[str], titles: dict[str, str] | None = None, *, spelling: bool = True
) -> str | None:
    """The known word that `word` most likely means: by Norwegian synonym, by title, or by spelling."""
    choices = list(known)
    plain = word.strip().lower().replace(" ", "_")
    if (synonym := SYNONYMS.get(plain)) in choices:
        return synonym
    by_title = {title.lower().replace(" ", "_"): key for key, title in (titles or {}).items()}
    if plain in by_title:
        return by_title[plain]
    if not spelling or len(plain) > _LONGEST_WORD:
        return None
    close = difflib.get_close_matches(
        plain, [*choices, *by_title, *(s for s, k in SYNONYMS.items() if k in choices)], n=1, cutoff=0.7
    )
    if not close:
        return None
    return close[0] if close[0] in choices else by_title.get(close[0]) or SYNONYMS[close[0]]


def property_at(name: str, path: Iterable[str | int]) -> dict[str, Any]:
    """The schema of the value at `path` in a document of schema `name`; {} where there is none.

    What stands beside a `$ref` (its title in this place) goes before what it refers to.
    """
    root = schema.bundled(name)
    spec: dict[str, Any] = root
    for part in path:
        spec = resolved(root, spec)
        spec = spec.get("items", {}) if isinstance(part, int) else spec.get("properties", {}).get(part, {})
    return resolved(root, spec)


def resolved(root: dict[str, Any], spec: dict[str, Any]) -> dict[str, Any]:
    """`spec` with its `$ref` followed, its own keywords on top."""
    while "$ref" in spec:
        target = root["$defs"].get(spec["$ref"].removeprefix("#/$defs/"), {})
        # What the definition itself says of its form, since a property may describe its purpose instead.
        form = {
            "x-form": target.get("description", ""),
            "x-form-en": target.get("x-en", {}).get("description", ""),
        }
        english = {
            **target.get("x-en", {}),
            **spec.get("x-en", {}),
        }  # the choices are the definition's in both
        spec = {**target, **form, **{key: value for key, value in spec.items() if key != "$ref"}}
        if english:
            spec["x-en"] = english
    return spec
