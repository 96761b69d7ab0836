"""The measure lacks a purpose or somebody responsible."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import RuleContext, called, problem

_FIELDS = {
    "purpose": ("Formål", "Purpose", "Skriv hva tiltaket skal føre til.", "Write what it is to lead to."),
    "responsible": ("Ansvarlig", "Responsible", "Skriv hvem som følger opp.", "Write who follows up."),
}


def check(context: RuleContext) -> Iterator[Problem]:
    """The purpose of a measure decides who follows up (seed 004, §6 B)."""
    if not isinstance(context.document, FollowUpPlan):
        return
    for measure in context.document.measures:
        for key, (nb, en, do_nb, do_en) in _FIELDS.items():
            if context.absent(measure, key):
                name = called(measure.title, measure.id)
                yield problem(
                    measure.pointer,
                    f"«{nb}» ({key}) mangler for «{name}». {do_nb}",
                    f"“{en}” ({key}) is missing for “{name}”. {do_en}",
                )
