"""The clause on data protection lacks the legal basis, how long the data is kept, or the rights of the persons."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Agreement
from avtale.rules.privacy._clauses import is_of_processor, lacking, named
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Articles 5, 6 and 12–22, and 26 for joint controllers; a processor's agreement is `processor-clause-missing`."""
    document = context.document
    data = document.data_processing if isinstance(document, Agreement) else None
    if data is None or is_of_processor(context):
        return
    asked = ["legal_bases", "rights", *(("arrangement",) if data.joint else ())]
    if not any((data.deleted_when, data.at_end)):
        asked.insert(1, "kept_for")
    if missing := lacking(context, asked):
        yield problem(
            data.pointer,
            f"«Personvern» (data_processing) sier ikke alt. Fyll ut {named(missing, 'nb')}.",
            f"“Data protection” (data_processing) does not say all. Fill in {named(missing, 'en')}.",
            on_key=True,
        )
