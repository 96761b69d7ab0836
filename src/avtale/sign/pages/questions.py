"""What is asked of the pages of a PDF, in this order; the first answer decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from avtale.errors import AvtaleError
from avtale.facts.overrides import templates_fingerprint
from avtale.format.model import RegisterEvent
from avtale.message import Message
from avtale.render.statement import versions_here
from avtale.sign.pages import evidence_words as words
from avtale.sign.pages.case import Case, other_words, read
from avtale.sign.pages.differences import differences
from avtale.sign.pages.likeness import unlike
from avtale.sign.pages.page_words import first_difference, running_text
from avtale.sign.pages.rerender import Rerendered, notes_of_its_own
from avtale.sign.pdf.states import signed_at_once
from avtale.sign.verdict import RenderingVerdict

__all__ = ["QUESTIONS", "untimely"]


def _added_before_signing(case: Case) -> RenderingVerdict | None:
    if read(signed_at_once, case.file.reader):
        return None
    return case.file.found("differs", words.ADDED_BEFORE)


def _approved_otherwise(case: Case) -> RenderingVerdict | None:
    """By the two fields of the header that the fingerprint leaves out, and that are printed."""
    if case.approval is None:
        return None
    header = case.source.document.get("control_header")
    said = header if isinstance(header, dict) else {}
    on = case.approval.on.isoformat() if case.approval.on else ""
    if (said.get("approved_by"), said.get("approved_on")) in (
        (case.approval.approved_by, on),
        (None, None),  # made before the approval: no signature of it counts
    ):
        return None
    return case.file.found("differs", words.OTHER_APPROVAL)


def _of_another_content(case: Case) -> RenderingVerdict | None:
    """A stranger's text may be made to cost hours to lay out."""
    approved = case.approval.fingerprint if case.approval else None
    if case.source.fingerprint in (case.entry.fingerprint, approved):
        return None
    return case.file.found("undecided", words.OTHER_SOURCE)


def _of_a_wrong_day(case: Case) -> RenderingVerdict | None:
    vouched_for = case.own and not case.anew
    wrong_day = untimely(case.file.day, case.approval, case.on)
    return None if wrong_day is None or vouched_for else case.file.found("undecided", wrong_day)


def untimely(day: dt.date | None, approval: RegisterEvent | None, on: dt.date) -> Message | None:
    """Why the pages cannot have been made for `day`: what is in force, and so on the page, is that of a day of their own choice."""
    if day is None or approval is None or approval.on is None:
        return None
    if day < approval.on:
        return words.before_approval(day, approval.on)
    return words.ahead(day) if day > on + dt.timedelta(days=1) else None


def _known_to_the_register(case: Case) -> RenderingVerdict | None:
    if not any(event.rendering_sha256 == case.file.sha256 for event in case.own):
        return None
    told = _tried_anew(case) if case.anew else words.RECORDED
    if told not in (words.RECORDED, words.ONLY_WORDS):
        return case.file.found("differs", told)
    return case.unless_more_is_shown("recorded", told)


def _tried_anew(case: Case) -> Message:
    """Where its words are not those of a rendering made now; else `RECORDED`, or `ONLY_WORDS` where more could not be tried here.

    Who signs after another does not take the register's word alone: the other may have written there, too.
    """
    file, statement = case.file, case.file.statement
    if file.day is None or file.language is None:
        return words.NO_DAY
    try:
        made = list(case.rerendered())
    except AvtaleError:  # no Pango here, or a template that breaks by now
        return words.ONLY_WORDS
    if any(one.data == file.first for one in made):
        return words.OTHER_NOTES if notes_of_its_own(case.source, case.entry) else words.RECORDED
    if statement is not None and statement.versions == versions_here():
        for one in made:
            if one.surroundings == statement.surroundings:
                return words.differ(
                    read(differences, one.data, file.first), other_words(one.data, file.first)
                )
    shown = read(running_text, file.first)
    told = [first_difference(running_text(one.data), shown) for one in made]
    if told and told[0] is not None and all(told):
        return words.not_anew(told[0])
    alike = (one.data for one, other in zip(made, told, strict=True) if other is None)
    return next((why for right in alike if (why := read(unlike, right, file.first))), words.ONLY_WORDS)


def _of_no_day(case: Case) -> RenderingVerdict | None:
    if case.file.day is not None and case.file.language is not None:
        return None
    return case.file.found("differs" if case.recorded else "undecided", words.NO_DAY)


def _of_other_templates(case: Case) -> RenderingVerdict | None:
    statement = case.file.statement
    if statement is None:
        return None
    known = {event.templates for event in case.events if event.rendering_sha256} - {None}
    if known and statement.templates not in known:
        return case.file.found("differs", words.OTHER_TEMPLATES)
    same_versions = statement.versions == versions_here()
    if same_versions and statement.templates != templates_fingerprint(case.repository):
        return case.file.found("differs" if case.recorded else "undecided", words.TEMPLATES_CHANGED)
    return None


def _rendered_anew(case: Case) -> RenderingVerdict:
    """The last question, which always has an answer."""
    made = []
    for one in case.rerendered():
        if one.data == case.file.first:
            if notes_of_its_own(case.source, case.entry):
                return case.file.found("undecided", words.OTHER_NOTES)
            return case.unless_more_is_shown("rendered", words.RENDERED)
        made.append(one)
    if case.recorded:
        return case.file.found("differs", words.NOT_THE_RECORDED)
    if not made:
        return case.file.found("not_compared", words.NO_REPOSITORY)
    return _held_against(made, case)


def _held_against(made: Sequence[Rerendered], case: Case) -> RenderingVerdict:
    """What differs between the file and what was `made`, and whether versions or surroundings explain it."""
    file, statement = case.file, case.file.statement
    if statement is None or statement.versions != versions_here():
        return _by_other_versions(made[0].data, case)
    if statement.form != "full":
        return file.found("differs", words.SHORT)
    alike = next((one for one in made if one.surroundings == statement.surroundings), None)
    right = (alike or made[0]).data
    # Signing may have taken away what was put in, such as what a field showed: so also as it was before.
    where = read(differences, right, file.first) or read(differences, right, file.pdf)
    if not where:
        return file.found("undecided", words.PACKED_OTHERWISE)
    other = other_words(right, file.pdf)
    told = words.differ(where, other)
    if alike:
        return file.found("differs", told)
    why = read(unlike, right, file.first) if other is None else None  # no setting hides a word
    return file.found("undecided", words.surroundings(told)) if why is None else file.found("differs", why)


def _by_other_versions(made: bytes, case: Case) -> RenderingVerdict:
    """Lines and pages may break otherwise; the words in their order may not. The register must know the file too."""
    file = case.file
    other = first_difference(running_text(made), read(running_text, file.pdf))
    if other is not None:
        return file.found("undecided", words.other_versions(file.statement, other))
    why = read(unlike, made, file.first)
    if why is not None:
        return file.found("differs", why)
    if case.own:
        return file.found("compared", words.COMPARED)
    return file.found("undecided", words.other_versions(file.statement, None))


QUESTIONS: tuple[Callable[[Case], RenderingVerdict | None], ...] = (
    _added_before_signing,
    _approved_otherwise,
    _of_another_content,
    _of_a_wrong_day,
    _known_to_the_register,
    _of_no_day,
    _of_other_templates,
    _rendered_anew,
)
