"""A plan as people and programs read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import asdict

from avtale.catalogue.finding import finding
from avtale.catalogue.report import Report
from avtale.findings import Finding, Severity
from avtale.format import labels
from avtale.generate.columns import title
from avtale.generate.plan import Plan
from avtale.generate.routine_plan import STATES, RoutinePlan, RoutineState
from avtale.message import Message
from avtale.terminal import json_text

_STATES: dict[RoutineState, Message] = {
    "new": Message("ny", "new"),
    "changed": Message("endret", "changed"),
    "unchanged": Message("uendret", "unchanged"),
    "conflict": Message("konflikt", "conflict"),
}
_COLOURS: dict[RoutineState, str] = {"new": "32", "changed": "33", "unchanged": "2", "conflict": "31;1"}
_COUNTED: dict[Severity, tuple[Message, Message]] = {
    "error": (Message("feil", "error"), Message("feil", "errors")),
    "warning": (Message("advarsel", "warning"), Message("advarsler", "warnings")),
    "notice": (Message("merknad", "notice"), Message("merknader", "notices")),
}
_MOST_DIFFERENCES = 6


def report(plan: Plan, lang: str) -> Report:
    """What is wrong with the list and with what it met, as findings in `lang`."""
    findings = {finding(problem, source, lang) for source, problem in plan.problems}
    sources = {source.name: source for source, _ in plan.problems}
    return Report(len(plan.items), tuple(sorted(findings)), sources)


def found_text(found: Report, text: str, *, lang: str = "nb") -> str:
    """A text report of the list: its last line counts files, of which there is none, so it counts faults instead."""
    blocks = text.rstrip("\n").rpartition("\n")[0]
    told = "en" if lang == "en" else "nb"
    counted = [(found.count(name), words) for name, words in _COUNTED.items()]
    counts = ", ".join(f"{number} {words[number != 1].text(lang)}" for number, words in counted if number)
    return f"{blocks}\n{'Kontorlisten' if told == 'nb' else 'The list of offices'}: {counts}.\n"


def layout_text(plan: Plan, *, lang: str = "nb") -> str:
    """How the list was read, before anything else: which heading is taken for what."""
    told = "en" if lang == "en" else "nb"
    nb = told == "nb"
    sheet = f" ({'ark' if nb else 'sheet'} «{plan.table.sheet}»)" if plan.table.sheet else ""
    head = f"{plan.table.source.name}{sheet}, {'bygger på' if nb else 'based on'} {plan.ground.parent}"
    role = f"{'Kontaktpersonen er' if nb else 'The contact person is'} {plan.ground.role_title} ({plan.ground.role})"
    rows = [
        f"  {column.heading} → {title(column.field, told).lower()}"
        + ((" (gjettet)" if nb else " (guessed)") if column.guessed else "")
        for column in plan.layout.columns
    ]
    if plan.layout.unused:
        rows.append(f"  {'Brukes ikke' if nb else 'Not used'}: {', '.join(plan.layout.unused)}")
    return "\n".join([head, role, *rows]) + "\n"


def plan_text(plan: Plan, *, lang: str = "nb", colour: bool = False, dry: bool = True) -> str:
    """Each office that is not unchanged, with what changes, and a line that counts."""
    told = "en" if lang == "en" else "nb"
    lines = []
    for item in plan.items:
        if item.state == "unchanged":
            continue
        word = _STATES[item.state].text(lang)
        shown = f"\x1b[{_COLOURS[item.state]}m{word}\x1b[0m" if colour else word
        lines.append(f"{shown}{' ' * (10 - len(word))}{item.key}@{item.version}  {item.office}")
        if item.state == "changed":
            lines += _differences(item, told)
    counts = ", ".join(f"{len(plan.of(state))} {_STATES[state].text(lang)}" for state in STATES)
    wrong = _wrong_rows(plan)
    if wrong:
        counts += f", {wrong} {('rader' if wrong > 1 else 'rad') if told == 'nb' else ('rows' if wrong > 1 else 'row')} {'med feil' if told == 'nb' else 'with errors'}"
    nothing = (
        ("Ingenting er skrevet: --dry-run." if told == "nb" else "Nothing was written: --dry-run.")
        if dry
        else ""
    )
    return "\n".join([*lines, f"{counts[0].upper()}{counts[1:]}. {nothing}".rstrip()]) + "\n"


def gone_text(plan: Plan, *, lang: str = "nb") -> str:
    """A line for each routine whose office is not in the list any more."""
    said = (
        "is not in the list. It is left as it is. If it shall hold no longer, withdraw it."
        if lang == "en"
        else "står ikke i listen. Den blir stående som den er. Skal den ikke gjelde lenger, så trekk den tilbake."
    )
    return "".join(f"{key} {said}\n" for key in plan.not_listed)


def _wrong_rows(plan: Plan) -> int:
    """Rows of the list with something wrong in them; two bad cells of one row are one."""
    places = {
        problem.place
        for source, problem in plan.problems
        if source.name == plan.table.source.name and problem.severity in (None, "error")
    }
    rows = [{(cell.line, cell.column) for cell in row.cells.values()} & places for row in plan.table.rows]
    apart = places - set().union(*rows)  # said of a row as such, or of the list
    return sum(map(bool, rows)) + len(apart)


def changes(item: RoutinePlan, lang: str) -> list[tuple[str, str | None, str | None]]:
    """What is changed for one office: what it is called, what it was and what it becomes; contacts last."""
    rows = [(_label(each.pointer, lang), each.old, each.new) for each in item.differences]
    for values in item.people.values.values():
        rows += [(_contact(name, lang), None, str(value)) for name, value in values.items()]
    for entry in item.people.added:
        rows.append((_contact("name", lang), None, str(entry["name"])))
    return rows


def _differences(item: RoutinePlan, lang: str) -> list[str]:
    rows = changes(item, lang)
    more = len(rows) - _MOST_DIFFERENCES
    lines = [f"            {label}: {_change(old, new)}" for label, old, new in rows[:_MOST_DIFFERENCES]]
    return [*lines, f"            … {more}"] if more > 0 else lines


def _change(old: str | None, new: str | None) -> str:
    return f"{old or '–'} → {new or '–'}" if old else f"{new or '–'}"


def _label(pointer: str, lang: str) -> str:
    path = [int(part) if part.isdecimal() else part for part in pointer.split("/")[1:]]
    while path and isinstance(path[-1], int):
        path.pop()
    return labels.title_of(labels.property_at("routine", path), lang) or pointer


def _contact(name: str, lang: str) -> str:
    spec = labels.property_at("contacts", ("contacts", 0, name))
    return f"{labels.title_of(labels.property_at('contacts', ('contacts', 0)), lang)}, {labels.title_of(spec, lang).lower()}"


def plan_json(plan: Plan, findings: Sequence[Finding], *, dry: bool) -> str:
    """`{"list","parent","columns","offices","not_listed","findings","written"}`; findings as `check --format json` has them."""
    data: dict[str, Any] = {
        "list": plan.table.source.name,
        "parent": {"key": plan.ground.parent.key, "version": plan.ground.parent.version},
        "role": plan.ground.role,
        "columns": [asdict(column) for column in plan.layout.columns],
        "unused": list(plan.layout.unused),
        "offices": [
            {
                "office": item.office,
                "key": item.key,
                "version": item.version,
                "state": item.state,
                "line": item.line,
                "file": item.file.name,
                "changes": [asdict(each) for each in item.differences] if item.state == "changed" else [],
                "contacts": [dict(entry) for entry in item.people.added]
                + [dict(values) for values in item.people.values.values()],
            }
            for item in plan.items
        ],
        "counts": {state: len(plan.of(state)) for state in STATES},
        "not_listed": list(plan.not_listed),
        "findings": [asdict(each) for each in findings],
        "written": not dry,
    }
    return json_text(data)
