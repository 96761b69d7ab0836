"""A clause, or a section of one's own, that says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Clause
from avtale.format.shape import document_shape
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A section whose id is a field says what that field says."""
    for clause in context.all(Clause):
        if not (clause.text or clause.duty or clause.clauses):
            yield problem(
                clause.pointer,
                f"Punktet {clause.number or clause.title or ''} har ikke noe innhold. Skriv «text», «duty» eller "
                "«clauses», eller ta det bort.".replace("  ", " "),
                f"The clause {clause.number or clause.title or ''} has no content. Write “text”, “duty” or “clauses”, "
                "or take it away.".replace("  ", " "),
            )
    for section in context.document.sections:
        if section.id and not (section.text or section.clauses) and section.id not in _FIELDS:
            yield problem(
                f"{section.pointer}/id",
                f"Delen «{section.id}» har bare en overskrift, og vises ikke. Skriv «text» eller «clauses», eller rett "
                "id-en.",
                f"The section “{section.id}” has a heading alone, and is not shown. Write “text” or “clauses”, or "
                "correct the id.",
            )


_FIELDS = {*document_shape().fields, "duties", "inherited", "revisions"}
