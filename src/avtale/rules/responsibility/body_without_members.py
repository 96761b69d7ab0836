"""The body has neither members nor anyone to appoint them."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Body
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    for body in context.all(Body):
        if not body.appointed_by and context.absent(body, "members") and context.absent(body, "appointed_by"):
            yield problem(
                body.pointer,
                "«Medlemmer» (members) mangler: hvem sitter i {body}? Legg til «members:» med «party:» og «count:», "
                "eller «appointed_by:» med den som oppnevner.",
                "“Members” (members) are missing: who sits in {body}? Add “members:” with “party:” and “count:”, or "
                "“appointed_by:” with whoever appoints.",
                body=called(body.title, body.id),
            )
