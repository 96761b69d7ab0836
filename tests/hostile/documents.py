"""Whole documents made from the schemas: what a file of each kind may hold, drawn by chance.

The chance is given, so that hypothesis can shrink a document (`st.randoms()`) and a seed gives the same one again.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

from avtale.format import schema
from avtale.source.dump import dump

IDS = ("county", "nav", "school", "leder", "a", "trekk-2", "kontakt")
DATES = ("2026-08-01", "2026-11-21", "2029-07-31", "0001-01-01", "9999-12-31", "2024-02-29", "2027-01-04")
TEXTS = (
    *("melde fra om avbrudd", "Årsmøte", "x", "1.10", "ja", "0301", "~", "NAV Eksempel", "a\nb", " kant "),
    *(
        "**sterk** og [lenke](https://eksempel.no)",
        "| a | b |\n|---|---|\n| c | d |",
        "# Tittel\n\n- en\n- to",
    ),
    *("10 dager etter punkt 3.2", "innen 2 uker", "§ 4-3", "TODO", "{{ x }}", "<b>fet</b>", "[x](file:///a)"),
    *("Jörgen 𝒳 \u202e \u0301", "a\u2028b", "'\"\\", "«sitat»", "fylkeskommunen skal", "æ" * 300, "*" * 40),
    *("åtte (8) prosent", "100 %", "kl. 12.30", "25 år", "fra 2026-08-01 til 2026-07-31", "/a~b/c"),
)
PATTERNS = {
    "^[a-z][a-z0-9_-]*$": IDS,
    "^[1-9][0-9]* (hour|working day|day|week|month|year)s?$": (
        *(
            "24 hours",
            "1 year",
            "6 months",
            "2 weeks",
            "5 working days",
            "1 day",
            "99999999999 years",
            "9999 months",
        ),
    ),
    r"^[0-9]+(\.[0-9]+)*$": ("1.00", "2.00", "0", "1.0.1", "999999999999999999999.1", "01.1"),
    r"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?$": ("0", "1250.50", "999999999999999.99", "900000"),
    r"^(100(\.0+)?|[0-9]{1,2}(\.[0-9]{1,4})?)$": ("62.5", "100", "0", "33.3333"),
    "^([01][0-9]|2[0-3]):[0-5][0-9]$": ("08:00", "23:59", "00:00"),
    "^(spring|summer|autumn|winter|quarter [1-4]|half-year [12]|month|quarter|half-year|year|([1-9]|1[0-2])-([1-9]|1[0-2]))$": (
        *("spring", "winter", "quarter 1", "half-year 2", "quarter", "11-2", "3-4", "year"),
    ),
    "^[0-9]{4}(-(0[1-9]|1[0-2]))?$": ("2027", "2027-06", "0001", "9999-12"),
    "^[A-Z]{3}$": ("NOK", "EUR", "XXX"),
    r"^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)?$": (*IDS, "trekk-2.county"),
    "^[0-9]{9}$": ("974760673", "000000000", "999999999"),
    "^[0-9a-f]{64}$": ("0" * 64, "a1" * 32),
    "^[0-9a-fA-F]{64}$": ("0" * 64, "a1" * 32, "A1" * 32),
    "^sha256-jcs:[0-9a-f]{64}$": (f"sha256-jcs:{'0' * 64}",),
    r"\.(svg|png)$": ("logo.svg", "bilder/merke.png"),
    r"^https?://[^\s{}]*(\{(key|version|duty|date)\}[^\s{}]*)*$": (
        *("https://avtaler.example.no/{key}", "http://x/{duty}?on={date}&v={version}", "https://"),
    ),
    "^(/[^/]+)+$": ("/validity/to", "/responsibilities/0/does", "/a"),
    r"^https?://[^/?#@\s]+(/[A-Za-z0-9._~-]+)*/?$": ("https://avtaler.example.no", "http://x.example/a/b/"),
    r"^([0-9.]+|\[[0-9a-fA-F:]+\]):[0-9]{1,5}$": ("127.0.0.1:8000", "[::1]:1"),
    "^#[0-9a-fA-F]{6}$": ("#004488", "#ffffff", "#0a0B0c"),
}


def document(chance: Random, kind: str, fullness: float = 0.5) -> dict[str, Any]:
    """A document that the schema `kind` allows; `fullness` is how many of the fields it may leave out stand there."""
    made: dict[str, Any] = _value(schema.bundled(kind), schema.bundled(kind), chance, fullness, 0)
    return made


def text_of(data: dict[str, Any], chance: Random) -> str:
    """The document as a file: YAML as avtale writes it, or JSON, which every YAML reader takes."""
    if chance.random() < 0.8:
        return dump(data, without=()).decode()
    return json.dumps(data, ensure_ascii=False, indent=chance.choice((None, 2)))


def _value(spec: dict[str, Any], root: dict[str, Any], chance: Random, fullness: float, depth: int) -> Any:
    if "$ref" in spec:
        spec = root["$defs"][spec["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in spec:
        spec = {**spec, **chance.choice(spec["anyOf"])}
    if "const" in spec:
        return spec["const"]
    if "enum" in spec:
        return chance.choice(spec["enum"])
    kinds = spec["type"] if isinstance(spec["type"], list) else [spec["type"]]
    kind = chance.choice(kinds)
    if kind == "object":
        return _object(spec, root, chance, fullness, depth)
    if kind == "array":
        count = max(spec.get("minItems", 0), chance.choice((0, 1, 1, 2, 3)) if depth < 8 else 0)
        items = [_value(spec["items"], root, chance, fullness, depth + 1) for _ in range(count)]
        return [
            each for at, each in enumerate(items) if not spec.get("uniqueItems") or each not in items[:at]
        ]
    if kind == "string":
        return _text(spec, chance)
    if kind == "boolean":
        return chance.random() < 0.5
    if kind in ("integer", "number"):
        least, most = spec.get("minimum", -1), spec.get("maximum", 10**15)
        return chance.choice(
            (least, most, min(most, least + 1), chance.randint(least, min(most, least + 40)))
        )
    raise AssertionError(f"the schemas have a type that is not drawn yet: {kind}")


def _object(spec: dict[str, Any], root: dict[str, Any], chance: Random, fullness: float, depth: int) -> Any:
    required = set(spec.get("required", ()))
    for each in spec.get("allOf", ()):  # which event it is decides what it must hold: all of it does no harm
        required |= set(each["then"]["required"])
    required |= set(spec.get("then", {}).get("required", ()))
    share = fullness * 0.85**depth
    chosen = [key for key in spec["properties"] if key in required or chance.random() < share]
    if not chosen and spec.get("minProperties"):
        chosen = [chance.choice(list(spec["properties"]))]
    return {key: _value(spec["properties"][key], root, chance, fullness, depth + 1) for key in chosen}


def _text(spec: dict[str, Any], chance: Random) -> str:
    if "pattern" in spec:
        return chance.choice(PATTERNS[spec["pattern"]])
    if spec.get("format") == "date":
        return chance.choice(DATES)
    return chance.choice(TEXTS)
