"""The title is longer than the signing service takes."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem
from avtale.rules.signing._shared import limits


def check(context: RuleContext) -> Iterator[Problem]:
    """The header's title goes along with the file, and the public one beside it."""
    found = limits(context)
    header = context.document.control_header
    if found is None or found.title is None or header is None:
        return
    for text, nb, en, key in (
        (header.title, "Kort tittel", "Short title", "title"),
        (header.public_title, "Offentlig tittel", "Public title", "public_title"),
    ):
        for lang, words in text.values if text is not None else ():
            if len(words) > found.title:
                yield problem(
                    f"{header.pointer}/{key}{f'/{lang}' if lang else ''}",
                    f"«{nb}» ({key}) har {len(words)} tegn, og {found.said('nb')} tar høyst {found.title}. Skriv den kortere.",
                    f"“{en}” ({key}) has {len(words)} characters, and {found.said('en')} takes at most {found.title}. "
                    "Make it shorter.",
                )
