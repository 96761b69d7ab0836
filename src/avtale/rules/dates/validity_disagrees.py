"""Two statements about the duration contradict each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.validity import after, ahead_of
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.describe import describe_kind, describe_period
from avtale.format.model import Validity
from avtale.format.values import Period
from avtale.locales.patterns import patterns
from avtale.rules.dates._amended import also_amended
from avtale.rules.rule import RuleContext, problem

_DAY = dt.date(2001, 1, 1)
"""Any day: periods are compared by where they lead from it."""


def check(context: RuleContext) -> Iterator[Problem]:
    """The forms of validity that real agreements have (docs/domain.md, "Forms of validity"), held against each other."""
    yield from also_amended(context, _of)


def _of(context: RuleContext) -> Iterator[Problem]:
    validity = context.document.validity
    if validity is None:
        return
    start, end = context.span.start, context.span.end
    if start is not None and end is not None and end < start:
        return  # dates/end_before_start tells of it
    nb, en = (describe_kind(context.document.kind, lang) for lang in ("nb", "en"))
    yield from _two_ends(context, validity, nb, en)
    yield from _notice(validity, start, end, nb, en)
    yield from _longer_than_all(validity, start, end, nb, en)
    yield from _evaluation(context, start, end, nb, en)


def _two_ends(context: RuleContext, validity: Validity, kind: str, kind_en: str) -> Iterator[Problem]:
    fixed = (
        ("Gjelder til", "Valid to", "to")
        if validity.to
        else ("Varer i", "Lasts", "duration")
        if validity.duration
        else None
    )
    if fixed is None:
        return
    nb, en, key = fixed
    if validity.until_replaced:
        yield problem(
            "/validity/until_replaced",
            f"«Til den avløses» (until_replaced) og «{nb}» ({key}) gir {kind} hver sin slutt. Behold den ene.",
            f"“Until replaced” (until_replaced) and “{en}” ({key}) each give {kind_en} an end. Keep one of them.",
        )
    said = validity.renewal.values if validity.renewal else ()
    by_itself = next(
        filter(None, (patterns(lang or context.own_language).by_itself.search(each) for lang, each in said)),
        None,
    )
    if by_itself is not None:
        yield problem(
            "/validity/renewal",
            f"«Fornyelse» (renewal) sier «{by_itself[0]}», men med «{nb}» ({key}) er {kind} slutt den dagen. "
            f"Ta bort «{key}», eller skriv hva partene må gjøre for å forlenge.",
            f"“Renewal” (renewal) says “{by_itself[0]}”, but with “{en}” ({key}) {kind_en} ends on that day. "
            f"Take “{key}” away, or write what the parties must do to prolong it.",
        )


def _notice(
    validity: Validity, start: dt.date | None, end: dt.date | None, kind: str, kind_en: str
) -> Iterator[Problem]:
    terms = validity.termination
    other = terms.notice if terms else None
    if validity.notice and other and _days(validity.notice) != _days(other):
        yield problem(
            "/validity/termination/notice",
            f"«Oppsigelsesfrist» (notice) er {_long(other)} her, men {_long(validity.notice)} under «validity». Behold den ene.",
            f"“Notice” (notice) is {other} here, but {validity.notice} under “validity”. Keep one of them.",
        )
    notice = other or validity.notice
    if terms and terms.demand_by and terms.ends_after and notice and _days(terms.ends_after) < _days(notice):
        yield problem(
            "/validity/termination/ends_after",
            f"«Opphører etter» (ends_after) er {_long(terms.ends_after)}, kortere enn oppsigelsesfristen (notice), som er {_long(notice)}. Rett den ene.",
            f"“Ends after” (ends_after) is {terms.ends_after}, shorter than the notice (notice), which is {notice}. Correct one of them.",
        )
    key = "termination/notice" if other else "notice"
    if start is not None and validity.to and end and notice and ahead_of(end, notice) < start:
        yield problem(
            f"/validity/{key}",
            f"«Oppsigelsesfrist» (notice) er {_long(notice)}, lenger enn hele {kind} ({short(start)}–{short(end)}). Rett den, eller ta den bort.",
            f"“Notice” (notice) is {notice}, longer than the whole of {kind_en} ({start}–{end}). Correct it, or take it away.",
        )


def _longer_than_all(
    validity: Validity, start: dt.date | None, end: dt.date | None, kind: str, kind_en: str
) -> Iterator[Problem]:
    every = validity.revised_every
    if every and start is not None and end is not None and after(start, every) > end:
        yield problem(
            "/validity/revised_every",
            f"«Revideres hvert» (revised_every) er {_long(every)}, men {kind} er slutt {short(end)} og blir aldri revidert. Rett den ene.",
            f"“Revised every” (revised_every) is {every}, but {kind_en} ends {end} and is never revised. Correct one of them.",
        )


def _evaluation(
    context: RuleContext, start: dt.date | None, end: dt.date | None, kind: str, kind_en: str
) -> Iterator[Problem]:
    evaluation, header = context.document.evaluation, context.document.control_header
    by = evaluation.by if evaluation else None
    begins = context.span.start_from or start
    if by and ((end and by.first > end) or (begins and by.last < begins)):
        yield problem(
            "/evaluation/by",
            f"«Innen» (by): evalueringen skal holdes innen {short(by)}, utenfor tiden {kind} gjelder ({_describe(start)}–{_describe(end)}). Rett dagen.",
            f"“By” (by): the evaluation is to be held by {by}, outside the time of {kind_en} ({start or ''}–{end or ''}). Correct the day.",
        )
    before = evaluation.before_expiry if evaluation else None
    if before and end is None and context.span.open_ended:
        yield problem(
            "/evaluation/before_expiry",
            f"«Før utløp» (before_expiry) er {_long(before)}, men {kind} har ingen siste dag å regne fra. Skriv «every» og «month» i stedet.",
            f"“Before expiry” (before_expiry) is {before}, but {kind_en} has no last day to count from. Write “every” and “month” instead.",
        )
    elif before and start and end and ahead_of(end, before) < start:
        yield problem(
            "/evaluation/before_expiry",
            f"«Før utløp» (before_expiry) er {_long(before)}, lenger enn hele {kind} ({short(start)}–{short(end)}). Rett den.",
            f"“Before expiry” (before_expiry) is {before}, longer than the whole of {kind_en} ({start}–{end}). Correct it.",
        )
    review = header.next_review if header else None
    if (
        review
        and end
        and review > end
        and context.state.name in ("draft", "approved", "in_force", "expires_soon")
    ):
        yield problem(
            "/control_header/next_review",
            f"«Neste revisjon» (next_review) er {short(review)}, men da er {kind} slutt ({short(end)}). Velg en tidligere dag.",
            f"“Next review” (next_review) is {review}, but {kind_en} has ended by then ({end}). Choose an earlier day.",
        )


def _days(period: Period) -> dt.date:
    return after(_DAY, period)


def _long(length: Period) -> str:
    return describe_period(length, "nb")


def _describe(day: dt.date | None) -> str:
    return short(day) if day else ""
