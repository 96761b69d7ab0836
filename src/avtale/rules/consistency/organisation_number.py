"""The organisation number cannot be right."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem, Severity
from avtale.format.model import Office, Party
from avtale.rules.rule import Located, RuleContext, problem

_WEIGHTS = (
    3,
    2,
    7,
    6,
    5,
    4,
    3,
    2,
    1,
)  # modulus 11; a test compares with python-stdnum, which takes 0.1 s to import


def check(context: RuleContext) -> Iterator[Problem]:
    """Nine digits that no unit can have; other forms are the schema's to tell of (docs/domain.md, "Numbers with check digits")."""
    if context.document.invented:
        return
    given = [(one.organisation_number, one.pointer) for one in context.all(Party)]
    given += [(one.organisation_number, one.pointer) for one in context.all(Office)]
    for number, pointer in given:
        if _wrong(number):
            frozen = context.repository.frozen_by(context.entry) is not None
            yield _describe(number or "", pointer, "warning" if frozen else None)


def check_repository(repository: Repository, _history: History | None = None) -> Iterator[Located]:
    """The owner's in the settings."""
    owner, source = repository.settings.owner, repository.settings_source
    if owner is not None and source is not None and _wrong(owner.organisation_number):
        yield source, _describe(owner.organisation_number or "", owner.pointer, None)


def _describe(number: str, pointer: str, severity: Severity | None) -> Problem:
    near = _near(number)
    return problem(
        f"{pointer}/organisation_number",
        f"«Organisasjonsnummer» (organisation_number): «{number}» har feil kontrollsiffer, så ingen enhet kan ha det."
        f"{f' Mener du {near}?' if near else ''} Slå det opp i Enhetsregisteret, og skriv det derfra.",
        f"“Organisation number” (organisation_number): “{number}” has a wrong check digit, so no unit can have it."
        f"{f' Do you mean {near}?' if near else ''} Look it up in Enhetsregisteret, and write it from there.",
        severity=severity,
    )


def _wrong(number: str | None) -> bool:
    return number is not None and _nine(number) and not _fits(number)


def _nine(number: str) -> bool:
    return len(number) == len(_WEIGHTS) and number.isascii() and number.isdecimal()


def _fits(number: str) -> bool:
    return sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=True)) % 11 == 0


def _near(number: str) -> str | None:
    """The one number that two neighbouring digits changed about would give; None for none or several."""
    swapped = {number[:at] + number[at + 1] + number[at] + number[at + 2 :] for at in range(len(number) - 1)}
    found = [each for each in swapped if _fits(each)]
    return found[0] if len(found) == 1 else None
