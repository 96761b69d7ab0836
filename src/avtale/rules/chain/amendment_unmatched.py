"""The change does not fit the document."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.describe import describe
from avtale.format.shape import Shape
from avtale.inheritance.amended import apply, unfit
from avtale.rules.chain._said import name
from avtale.rules.rule import RuleContext, problem

_TEXT = Shape({"$ref": "#/$defs/localized"})


def check(context: RuleContext) -> Iterator[Problem]:
    """Each change is tried on the version it amends, after the approved amendments before it."""
    amended, data = context.chain.amended(context.entry), context.chain.before(context.entry)
    if amended is None or data is None:
        return
    target = name(amended.entry)
    for change, why, stands in apply(context.entry, data).faults:
        at = f"{change.pointer}/at" if change.at else change.pointer
        if why == "nowhere":
            yield problem(
                at,
                f"«Sted» (at): {target} har ikke noe sted «{change.at or ''}». Skriv stedet med id-ene slik de står der.",
                f"“Place” (at): {target} has no place “{change.at or ''}”. Write it with the ids as they stand there.",
            )
        elif why == "old":
            shown, shown_en = describe(_TEXT, stands, "nb"), describe(_TEXT, stands, "en")
            yield problem(
                f"{change.pointer}/old",
                f"«Gammel ordlyd» (old): i {target} står det «{shown}». Skriv det som står der.",
                f"“Old wording” (old): {target} says “{shown_en}”. Write what stands there.",
            )
        elif why == "taken":
            yield problem(
                at,
                f"«Sted» (at): {target} har alt noe der. Bruk en ny id, eller «action: replaces».",
                f"“Place” (at): {target} has something there already. Use a new id, or “action: replaces”.",
            )
        else:
            yield problem(
                change.pointer,
                "«Ny ordlyd» (value) mangler: det står ikke hva som skal settes inn. Legg til «value:», «duty:» eller «to:».",
                "“New wording” (value) is missing: nothing says what to put there. Add “value:”, “duty:” or “to:”.",
            )
    for change, found in unfit(context.entry, data):
        key = "to" if change.action == "prolongs" else "duty" if change.duty else "value"
        yield problem(f"{change.pointer}/{key}", found.nb, found.en)
