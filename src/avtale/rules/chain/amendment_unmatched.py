"""The change does not fit the document."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.shape import Shape
from avtale.format.told import told
from avtale.inheritance.amended import apply, unfit
from avtale.rules.chain._said import name
from avtale.rules.rule import Facts, fault

_TEXT = Shape({"$ref": "#/$defs/localized"})


def check(facts: Facts) -> Iterator[Problem]:
    """Each change is tried on the version it amends, after the approved amendments before it."""
    amended, data = facts.chain.amended(facts.entry), facts.chain.before(facts.entry)
    if amended is None or data is None:
        return
    target = name(amended.entry)
    for change, why, stands in apply(facts.entry, data).faults:
        at = f"{change.pointer}/at" if change.at else change.pointer
        if why == "nowhere":
            yield fault(
                at,
                f"«Sted» (at): {target} har ikke noe sted «{change.at or ''}». Skriv stedet med id-ene slik de står der.",
                f"“Place” (at): {target} has no place “{change.at or ''}”. Write it with the ids as they stand there.",
            )
        elif why == "old":
            shown, shown_en = told(_TEXT, stands, "nb"), told(_TEXT, stands, "en")
            yield fault(
                f"{change.pointer}/old",
                f"«Gammel ordlyd» (old): i {target} står det «{shown}». Skriv det som står der.",
                f"“Old wording” (old): {target} says “{shown_en}”. Write what stands there.",
            )
        elif why == "taken":
            yield fault(
                at,
                f"«Sted» (at): {target} har alt noe der. Bruk en ny id, eller «action: replaces».",
                f"“Place” (at): {target} has something there already. Use a new id, or “action: replaces”.",
            )
        else:
            yield fault(
                change.pointer,
                "«Ny ordlyd» (value) mangler: det står ikke hva som skal settes inn. Legg til «value:», «duty:» eller «to:».",
                "“New wording” (value) is missing: nothing says what to put there. Add “value:”, “duty:” or “to:”.",
            )
    for change, problem in unfit(facts.entry, data):
        key = "to" if change.action == "prolongs" else "duty" if change.duty else "value"
        yield fault(f"{change.pointer}/{key}", problem.nb, problem.en)
