"""What is left out is not there above."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Routine
from avtale.inheritance.left_out import place_of
from avtale.message import Message
from avtale.rules.chain._said import name
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Each id under left_out names a part of the document above."""
    document, effective = context.document, context.effective
    if not isinstance(document, Routine) or effective is None or effective.above is None:
        return
    for each in document.left_out:
        if each.id is None or place_of(effective.above, each.id) is not None:
            continue
        near = difflib.get_close_matches(each.id, effective.above.duties, n=1)
        yield problem(
            f"{each.pointer}/id",
            "«Utelatt» (left_out): {above} har ikke noe som heter «{id}».{way}",
            "“Left out” (left_out): {above} has nothing called “{id}”.{way}",
            above=[name(parent.entry) for parent in effective.parents],
            id=each.id,
            way=Message(f" Mener du «{near[0]}»?", f" Do you mean “{near[0]}”?")
            if near
            else Message(" Slett linjen.", " Delete the line."),
        )
