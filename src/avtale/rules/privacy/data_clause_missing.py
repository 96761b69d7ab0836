"""The agreement is about persons, and says nothing of how data on them is protected."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Agreement, Reference
from avtale.locales.patterns import patterns
from avtale.rules.first_look import held
from avtale.rules.privacy._clauses import is_of_processor
from avtale.rules.rule import RuleContext, problem

_NAMES = (
    "/title",
    "/subject",
    "/control_header/",
    "/parties/",
    "/silences/",
    "/transcribed_from/",
    "/annexes/",
)


def check(context: RuleContext) -> Iterator[Problem]:
    """Articles 24, 26 and 28 of the regulation: who is responsible is to be settled where data on persons is used."""
    document = context.document
    if not isinstance(document, Agreement) or not context.absent(document, "data_processing"):
        return
    text = context.entry.source.text
    known = {lang: patterns(lang).persons for lang in context.spoken}
    sought = {lang: persons for lang, persons in known.items() if held(text, persons.words_seen)}
    if not sought or is_of_processor(context) or _says_so(context):
        return
    for said in context.said:
        if said.pointer.startswith(_NAMES) or _of_source(said.pointer, context):
            continue
        for lang, value in said.values:
            persons = sought.get(lang or context.own_language)
            if persons is not None and (found := next(persons.all(value), None)):
                yield problem(
                    f"{said.pointer}/{lang}" if lang else said.pointer,
                    f"Teksten nevner «{found[0]}», og avtalen sier ingenting om personvern. Skriv under "
                    "«data_processing» hvem som er behandlingsansvarlig, hva opplysningene brukes til, grunnlaget, "
                    "og når de slettes.",
                    f"The text names “{found[0]}”, and the agreement says nothing of data protection. Write under "
                    "“data_processing” who is the controller, what the data is used for, the legal basis, and when "
                    "it is deleted.",
                )
                return


def _says_so(context: RuleContext) -> bool:
    return any(
        patterns(lang or context.own_language).of_data("said").search(value)
        for said in context.said
        if not said.pointer.startswith("/silences/")
        for lang, value in said.values
    )


def _of_source(pointer: str, context: RuleContext) -> bool:
    return any(pointer.startswith(f"{reference.pointer}/") for reference in context.all(Reference))
