"""The duty begins with what the document writes itself."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.locales.patterns import patterns
from avtale.rules.rule import RuleContext, problem

_MANY = 60  # characters of a text, enough to know it again


def check(context: RuleContext) -> Iterator[Problem]:
    """The page says “<owner> <strength> <does>”; the draft asks for an infinitive without its mark or a name."""
    own = context.own_language
    for duty in context.all(Duty):
        for lang, value in duty.does.values if duty.does else ():
            name, text = context.name(duty.owner), value.strip()
            named = bool(name) and text.lower().startswith(f"{name.lower()} ")
            rest = text[len(name) :].strip() if named else text
            mark = patterns(lang or own).before_verb.match(rest)
            if not named and mark is None:
                continue
            begins = name if named else mark[0].strip() if mark else ""
            verb = rest[mark.end() :].strip() if mark else ""
            verb = verb if len(verb) <= _MANY else f"{verb[:_MANY].rstrip()} …"
            help_nb = f"Skriv «{verb}»." if verb else "Begynn med verbet, slik det står etter «skal»."
            help_en = f"Write “{verb}”." if verb else "Begin with the verb as it stands after “shall”."
            yield problem(
                f"{duty.pointer}/does" + (f"/{lang}" if lang else ""),
                f"«Gjør» (does) begynner med «{begins}», men dokumentet skriver selv hvem som skal, bør, vil eller kan. {help_nb}",
                f"“Does” (does) begins with “{begins}”, but the document itself writes who shall, should, will or may. {help_en}",
            )
