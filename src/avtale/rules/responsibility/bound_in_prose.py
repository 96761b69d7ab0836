"""The text binds an institution that is no party, role or body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Agreement, Name, Party, Role
from avtale.format.owners import titled
from avtale.locales.patterns import Patterns, patterns
from avtale.rules.rule import RuleContext, problem

_IN_WORDS = (
    "/scope",
    "/principle",
    "/purposes/",
    "/sections/",
    "/economy/",
    "/confidentiality/",
    "/data_processing/",
)
_LONGEST = 6
"""Words of a name."""


def check(context: RuleContext) -> Iterator[Problem]:
    """Who is bound in words alone signs nothing, and is reminded of nothing; each is told once."""
    if not isinstance(context.document, Agreement):
        return
    known: str | None = None
    for said in context.said:
        if not said.markdown or not said.pointer.startswith(_IN_WORDS):
            continue
        for lang, value in said.values:
            for named in _bound(value, patterns(lang or context.own_language)):
                known = _known(context) if known is None else known
                if named.lower() in known:
                    continue
                known += f"\n{named.lower()}"
                yield problem(
                    f"{said.pointer}/{lang}" if lang else said.pointer,
                    f"Teksten binder {named}, som ikke er ført opp. Før den opp under «parties» når den skriver under, "
                    f"ellers under «roles» med «organisation: {named}», og skriv det den skal gjøre, som en plikt.",
                    f"The text binds {named}, which is not listed. List it under “parties” where it signs, else under "
                    f"“roles” with “organisation: {named}”, and write what it is to do as a duty.",
                )


def _bound(text: str, language: Patterns) -> Iterator[str]:
    """The name of each institution that stands right before a verb that binds."""
    for verb in language.binds.finditer(text):
        words = re.split(r"\s+", text[max(0, verb.start() - 200) : verb.start()].rstrip())
        for count in range(1, _LONGEST + 1):
            named = " ".join(words[-count:]).lstrip('(«“"')
            if named[:1].isupper() and language.institution.fullmatch(named):
                yield named
                break


def _known(context: RuleContext) -> str:
    """Every name of a party, role or body, the document's own or from above, without capitals."""
    names = [name.name for name in context.all(Name)]
    names += [
        each
        for one in context.all(Party)
        for each in (one.acts_through, *(also.name for also in one.also_named))
    ]
    names += [role.organisation for role in context.all(Role)]
    names += context.names.values()
    texts = [one.title for one in titled(context.document)] + [one.short_name for one in context.all(Party)]
    said = [value for text in texts if text for _, value in text.values]
    return "\n".join(str(name) for name in (*names, *said) if name).lower()
