"""A shielded title without a public one."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.access import names_youth
from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A shielded title needs a public one (docs/domain.md, "Public access")."""
    header = context.document.control_header
    if header is None:
        return
    if header.shielding and header.public_title is None and context.absent(header, "public_title"):
        yield problem(
            f"{header.pointer}/shielding",
            "«Offentlig tittel» (public_title) mangler, og dokumentet er unntatt offentlighet. Skriv en tittel som kan "
            "stå i journalen.",
            "“Public title” (public_title) is missing, and the document is exempt from public access. Write a title that "
            "may stand in the journal.",
        )
    if header.public_title is not None and names_youth(header.public_title, context.document):
        yield problem(
            f"{header.pointer}/public_title",
            "«Offentlig tittel» (public_title) røper hvem planen gjelder. Ta bort navnet og saksnummeret.",
            "“Public title” (public_title) tells whom the plan is about. Take away the name and the case number.",
        )
