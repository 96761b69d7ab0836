"""Nothing shows that the agreement was signed."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.signatures import signed
from avtale.findings import Problem
from avtale.format.model import Agreement, Signatory
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Dotted lines and printed names are no signatures (seed 004, last page)."""
    if not isinstance(context.document, Agreement) or not context.span.has_begun(context.on):
        return
    if context.transcribed:
        yield from _transcription(context)
    elif context.state.name in ("in_force", "expires_soon"):
        yield from _recorded(context)


def _transcription(context: RuleContext) -> Iterator[Problem]:
    signatories = context.all(Signatory)
    if signatories and all(_signed(signatory) for signatory in signatories):
        return
    yield problem(
        "/signatories" if signatories else "",
        "«Underskrifter» (signatories): ingenting viser at avtalen er underskrevet, og den gjelder alt. "
        "Finn den underskrevne utgaven, og skriv navnene slik de står på linjene i «line».",
        "“Signatories” (signatories): nothing shows that the agreement was signed, and it already applies. "
        "Find the signed copy and write the names as they stand on the lines in “line”.",
        on_key=True,
    )


def _signed(signatory: Signatory) -> bool:
    """What stands on the line is a signature where it holds the last name of the one who signs."""
    if signatory.line is None:
        return False
    name = (signatory.name or "").split()
    return not name or name[-1].casefold() in str(signatory.line).casefold()


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
