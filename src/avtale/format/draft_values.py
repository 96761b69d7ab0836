"""What the drafts of the kinds below an agreement are filled with: its key and parties, the office, the year, the youth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from avtale.format.draft import Answers

UNKNOWN = {"nb": "FYLL INN", "en": "FILL IN"}


_YOUTHS = frozenset({"ungdommen", "ungdomen", "the youth", "youth", "nuorra"})


def services(names: Sequence[str]) -> tuple[str, ...]:
    """The parties of a youth's plan besides the youth, whom the draft puts in itself."""
    return tuple(name for name in names if name.strip().casefold() not in _YOUTHS)


def others(answers: Answers, ids: Sequence[str], lang: str, gap: Callable[..., object]) -> dict[str, Any]:
    """The values, by the names the drafts use. `ids` are the parties', `gap` makes a gap from two hints."""
    told = "en" if lang == "en" else "nb"
    year = answers.year or answers.valid_from.year
    above = {"key": answers.above.key, "version": answers.above.version} if answers.above else None
    based_on = [{**above, "relation": "builds_on"}] if above else [{"title": UNKNOWN[told]}]
    return {
        "amends": above or {"title": UNKNOWN[told]},
        "based_on": based_on,
        "plan_based_on": based_on
        if above
        else gap(
            "Avtalen eller rutinen planen bygger på, med key og version",
            "The agreement or routine it stands on, with key and version",
        ),
        "changes": [_change(answers, ids, told, gap)],
        "office": answers.office or _office(answers) or answers.title,
        "year": year,
        "year_end": (answers.valid_to or dt.date(year, 12, 31)).isoformat(),
        "reference": answers.reference or UNKNOWN[told],
        "right_note": "Not settled yet." if told == "en" else "Ikke avklart ennå.",
        **_plan(answers, ids, told, gap),
    }


def _office(answers: Answers) -> str:
    return next((name for name in answers.parties if "nav" in name.lower().split()), "")


def _change(answers: Answers, ids: Sequence[str], told: str, gap: Callable[..., object]) -> dict[str, Any]:
    """A first change: to prolong where a last day is given, else a duty more where the agreement has duties."""
    reason = gap("Hvorfor det endres", "Why it is changed")
    paragraph = gap(
        "Punktet slik leseren kjenner det, for eksempel «§6 C»", "The paragraph as the reader knows it"
    )
    if answers.valid_to is not None:
        return {
            "id": "longer",
            "action": "prolongs",
            "paragraph": paragraph,
            "to": answers.valid_to.isoformat(),
            "reason": reason,
        }
    if answers.above is None or not answers.above.has_duties:
        wording = {"old": gap(), "value": UNKNOWN[told], "reason": reason}
        return {"id": "first-change", "action": "adds", "paragraph": paragraph, "at": "/scope", **wording}
    duty = {
        "id": "new-duty",
        "owner": ids[0],
        "strength": gap(
            "shall, should, will eller may: skal, bør, vil eller kan", "shall, should, will or may"
        ),
        "does": gap(),
        "deadline": gap("For eksempel within: 5 working days", "Such as within: 5 working days"),
    }
    return {
        "id": "first-change",
        "action": "adds",
        "paragraph": paragraph,
        "at": "/responsibilities",
        "duty": duty,
        "reason": reason,
    }


def _plan(answers: Answers, ids: Sequence[str], told: str, gap: Callable[..., object]) -> dict[str, Any]:
    youth = "The youth" if told == "en" else "Ungdommen"
    names = dict(zip(ids, answers.parties, strict=True))
    contact = "Contact person at" if told == "en" else "Kontaktperson hos"
    title = gap("Stillingen det skrives under i", "The office it is signed in")
    parties = (
        list(answers.above.parties)
        if answers.above and answers.above.parties
        else [
            {"id": each, "names": [{"name": name, "language": answers.language}]}
            for each, name in names.items()
        ]
    )
    return {
        "first_role": f"{ids[0]}_contact",
        "plan_parties": [
            {"id": "young", "names": [{"name": youth, "language": answers.language}]},
            *parties,
        ],
        "plan_roles": [
            *(
                {"id": f"{each}_contact", "title": f"{contact} {name}", "party": each, "description": gap()}
                for each, name in names.items()
            ),
            {"id": "youth", "title": youth, "party": "young", "description": gap()},
        ],
        "plan_signatories": [
            {"party": "young", "title": youth},
            *({"party": each, "title": title} for each in ids),
        ],
    }
