"""The agreement with a processor lacks a clause that the regulation demands."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Agreement
from avtale.rules.privacy._clauses import is_of_processor, lacking, named
from avtale.rules.rule import RuleContext, problem

# Article 28 (3) of the General Data Protection Regulation, (EU) 2016/679: what stands before its letters, then these.
_BEFORE = ("purposes", "data_subjects", "categories")
_LETTERS = {
    "instructions": "a", "confidentiality": "b", "security": "c", "sub_processors": "d", "rights": "e",
    "assistance": "f", "at_end": "g", "audit": "h",
}  # fmt: skip


def check(context: RuleContext) -> Iterator[Problem]:
    """One finding that names what lacks."""
    document = context.document
    if not isinstance(document, Agreement) or not is_of_processor(context):
        return
    missing = lacking(context, (*_BEFORE, *_LETTERS))
    if not missing:
        return
    data = document.data_processing
    yield problem(
        data.pointer if data is not None else "/title",
        "Avtalen med databehandleren har ikke alt det artikkel 28 nr. 3 krever. Fyll ut dette under «data_processing»: "
        f"{named(missing, 'nb', _LETTERS)}.",
        "The agreement with the processor has not all that article 28 (3) demands. Fill in this under "
        f"“data_processing”: {named(missing, 'en', _LETTERS)}.",
        on_key=True,
    )
