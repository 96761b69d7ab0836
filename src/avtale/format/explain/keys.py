"""Fields that are not known, and fields that are missing."""

from __future__ import annotations

from typing import Any

from avtale.findings import Problem
from avtale.format import labels
from avtale.format.disguise import disguise
from avtale.format.explain.fault import Fault, choices, meant, possible, shown
from avtale.message import Message
from avtale.source import pointer as pointers


def unknown_keys(fault: Fault) -> list[Problem]:
    """One problem for each field that has no place here."""
    known = fault.spec.get("properties", {})
    titles = {key: labels.title_of(prop, "nb") for key, prop in known.items()}
    return [_unknown(fault, key, known, titles) for key in fault.value if key not in known]


def _unknown(fault: Fault, key: str, known: dict[str, Any], titles: dict[str, str]) -> Problem:
    value, odd = fault.value, disguise(str(key))
    near = fault.guesses.nearest(odd.right if odd else str(key), known, titles)
    if near is None:
        near = _only_missing(fault.spec, value, value[key])
    elsewhere = near is not None and near in value  # renaming it would lose one of the two
    if elsewhere:
        way = Message(
            f" Innholdet hører hjemme i «{near}», som står her fra før. Flytt det dit.",
            f" Its content belongs in “{near}”, which stands here already. Move it there.",
        )
    elif near is not None:
        way = meant(near)
    elif free := fault.guesses.ordered(str(key), [other for other in known if other not in value]):
        way = Message(" Her kan stå: {free}.", " Possible here: {free}.", free=possible(fault, free))
    else:
        way = Message(" Flytt innholdet dit det hører hjemme.", " Move its content to where it belongs.")
    if odd is not None and (near == odd.right or odd.unseen):
        said = Message(
            "Navnet på feltet «{key}» har {odd} i tegn {at}.{way}",
            "The name of the field “{key}” has {odd} at character {at}.{way}",
            key=shown(key),
            odd=odd.called,
            at=odd.at + 1,
            way=way,
        )
    else:
        odd = None
        said = Message(
            "Feltet «{key}» finnes ikke her.{way}",
            "There is no field “{key}” here.{way}",
            key=shown(key),
            way=way,
        )
    return Problem(
        "schema-unknown-key",
        fault.here + pointers.join(key),
        said.nb,
        said.en,
        on_key=True,
        meant="" if near is None or elsewhere else near,
        character=odd.char if odd else "",
    )


def _only_missing(spec: dict[str, Any], value: dict[str, Any], held: Any) -> str | None:
    """The one field that is required and missing, where only one is and it holds a list or fields as the unknown one does."""
    kinds = {"array"} if isinstance(held, list) else {None, "object"} if isinstance(held, dict) else set()
    missing = [
        key
        for key in spec.get("required", ())
        if key not in value and spec["properties"].get(key, {}).get("type") in kinds
    ]
    return missing[0] if len(missing) == 1 and isinstance(held, (list, dict)) else None


def missing(here: str, name: str, path: list[str | int], key: str) -> Problem:
    """A field that has to be there."""
    spec = labels.property_at(name, [*path, key])
    few = Message(" Tillatt: {few}.", " Allowed: {few}.", few=choices(spec)) if "enum" in spec else ""
    said = Message(
        "{name} mangler. Legg til «{key}:» her.{few}",
        "{name} is missing. Add “{key}:” here.{few}",
        name=Message(labels.label(spec, key, "nb"), labels.label(spec, key, "en")),
        key=key,
        few=few,
    )
    return Problem("schema-missing", here, said.nb, said.en, on_key=True, about=key)
