"""No author is named."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A draft that is to be approved; `approve` refuses it (docs/architecture.md, "What is kept, and where")."""
    header = context.document.control_header
    if header is None or context.repository.root is None or not context.absent(header, "written_by"):
        return
    if context.state.name == "draft":
        yield problem(
            "/control_header",
            "«Skrevet av» (written_by) mangler. Skriv navnet; uten det kan utkastet ikke godkjennes.",
            "“Written by” (written_by) is missing. Write the name; without it the draft cannot be approved.",
            on_key=True,
        )
