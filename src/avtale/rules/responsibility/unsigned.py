"""Nothing shows that the agreement was signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.signatures import signed
from avtale.findings import Problem
from avtale.format.model import Agreement, Signatory
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Dotted lines and printed names are no signatures (seed 004, last page); a name with a day, and a decision with its case, are."""
    if not isinstance(context.document, Agreement) or not context.span.has_begun(context.on):
        return
    if context.transcribed:
        yield from _transcription(context)
    elif context.state.name in ("in_force", "expires_soon"):
        yield from _recorded(context)


def _transcription(context: RuleContext) -> Iterator[Problem]:
    if context.state.name == "closed" or context.repository.frozen_by(context.entry) is not None:
        return  # somebody vouches for the signed original
    signatories, adopted = context.all(Signatory), _adopted(context)
    bound = adopted | {one.party for one in signatories if _signed(one, context.on)}
    parties = {party.id for party in context.document.parties}
    if signatories and all(_signed(one, context.on) or one.party in adopted for one in signatories):
        return
    if parties and parties <= bound and not signatories:
        return
    advice, advice_en = "", ""
    if context.repository.root is not None and not context.entry.problems:
        command = f"avtale take-over {context.entry}"
        advice = f" Ligger den underskrevne originalen i arkivet, ta avskriften over: «{command} --by NAVN --where STED»."
        advice_en = f" Where the signed original lies in the archive, take the transcription over: “{command} --by NAME --where PLACE”."
    yield problem(
        "/signatories" if signatories else "",
        "«Underskrifter» (signatories): ingenting viser at avtalen er underskrevet eller vedtatt, og den gjelder alt. "
        "Skriv navnene slik de står på linjene i «line», navn og dag i «name» og «signed_on», eller vedtakene med dag og sak i "
        f"«adoptions».{advice}",
        "“Signatories” (signatories): nothing shows that the agreement was signed or adopted, and it already applies. "
        "Write the names as they stand on the lines in “line”, name and day in “name” and “signed_on”, or the adoptions with day "
        f"and case in “adoptions”.{advice_en}",
        on_key=True,
    )


def _signed(signatory: Signatory, on: dt.date) -> bool:
    """What stands on the line is a signature where it holds the last name of the one who signs.

    Where the line is not copied, a name with the day it was signed tells the same.
    """
    name = (signatory.name or "").split()
    if signatory.line is not None:
        return not name or name[-1].casefold() in str(signatory.line).casefold()
    return _has_come(signatory.signed_on, on) and any(letter.isalpha() for letter in signatory.name or "")


def _adopted(context: RuleContext) -> set[str | None]:
    """The parties that bound themselves by a decision whose day and case are known, in the file or the register."""
    document, register = context.document, context.repository.register
    assert isinstance(document, Agreement)
    recorded = register.of(context.entry.key, context.entry.version, "adoption")
    cases = {each.body for each in recorded if each.case and _has_come(each.on, context.on)}
    return {
        each.party
        for each in document.adoptions
        if (each.case and each.on is not None and each.on.last <= context.on) or each.body in cases
    }


def _has_come(day: object, on: dt.date) -> bool:
    """As text, 2017-05 is no later than any day of that month: it is enough to know the month, or the year."""
    return day is not None and str(day) <= on.isoformat()


def _recorded(context: RuleContext) -> Iterator[Problem]:
    count = signed(context.entry, context.repository)
    if count.apart:
        yield problem(
            "/signatories",
            f"«Underskrifter» (signatories): avtalen gjelder alt, men ingen fil har alle underskriftene: den som har flest, har "
            f"{count.recorded} av {count.required}, fordi partene underskrev hver sin kopi. La en part underskrive filen "
            "som en annen alt har underskrevet.",
            f"“Signatories” (signatories): the agreement already applies, but no file has all the signatures: the one with "
            f"most has {count.recorded} of {count.required}, since the parties signed a copy each. Let one party sign the "
            "file that another has signed already.",
            on_key=True,
        )
    elif count.recorded < count.required:
        yield problem(
            "/signatories",
            f"«Underskrifter» (signatories): avtalen gjelder alt, men registeret har {count.recorded} av "
            f"{count.required} underskrifter. Få den underskrevet med «avtale sign».",
            f"“Signatories” (signatories): the agreement already applies, but the register has {count.recorded} of "
            f"{count.required} signatures. Have it signed with “avtale sign”.",
            on_key=True,
        )
