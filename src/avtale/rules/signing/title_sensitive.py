"""The title gives something away in the notice of the signing service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from avtale.facts.access import names_youth
from avtale.facts.signing_service import sent_to_service
from avtale.findings import Problem
from avtale.locales.private import words
from avtale.rules.rule import RuleContext, problem
from avtale.rules.signing._shared import to_be_signed


def check(context: RuleContext) -> Iterator[Problem]:
    """A service shows the title before anyone has proved who they are (docs/domain.md, "Signing services")."""
    service = sent_to_service(context.repository.settings)
    header = context.document.control_header
    if service is None or header is None or header.title is None or header.public_title is not None:
        return
    if header.shielding or not to_be_signed(context):  # shielded-title-without-public tells of the first
        return
    certain = names_youth(header.title, context.document)
    if certain or any(_speaks_of_one(said, context) for _, said in header.title.values):
        yield problem(
            f"{header.pointer}/title",
            f"«Kort tittel» (title) røper hvem dokumentet gjelder, og {service} viser den i varsler. Skriv en «public_title» "
            "uten navn.",
            f"“Short title” (title) tells whom the document is about, and {service} shows it in notices. Write a "
            "“public_title” without a name.",
            severity=None if certain else "warning",
        )


def _speaks_of_one(title: str, context: RuleContext) -> bool:
    """Whether it names a plan for one person and then a first and a last name, which no party is called."""
    found = _plan_and_name().search(title)
    if found is None:
        return False
    parties = (name.name or "" for party in context.document.parties for name in party.names)
    return not any(found[1].casefold() in each.casefold() for each in parties)


@cache
def _plan_and_name() -> re.Pattern[str]:
    name = r"[A-ZÆØÅÁČĐŊŠŦŽ][a-zæøåáčđŋšŧž]+(?:-[A-ZÆØÅ][a-zæøå]+)?"
    return re.compile(rf"(?i:{words('plan')})\W+(?:\w+\W+){{0,2}}({name} {name})")
