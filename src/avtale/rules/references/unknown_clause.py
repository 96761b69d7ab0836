"""The text cites a clause of its own that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Agreement, Amendment, Clause, Document
from avtale.format.numbers import bare, taken
from avtale.locales.patterns import CLAUSE_NUMBER, CitedClause, patterns
from avtale.rules.first_look import held
from avtale.rules.rule import RuleContext, problem

# Names, and what is said of other documents.
_APART = (
    *("/title", "/subject", "/control_header/", "/based_on/", "/references/", "/supersedes/", "/amends/"),
    *("/transcribed_from/", "/annexes/", "/silences/", "/disagreements/"),
)
_HEAD = frozenset(
    (
        *(
            "format",
            "kind",
            "key",
            "language",
            "languages",
            "control_header",
            "title",
            "subject",
            "numbering",
        ),
        *("sections", "silences", "invented", "supersedes", "transcribed_from"),
    )
)
_BEGINS_LINE = re.compile(rf"^(?:[#*]|[^\S\n])*+§{{0,2}}[^\S\n]*+({CLAUSE_NUMBER})", re.MULTILINE)
_AGREEMENT = re.compile("vtal|greement|iehtadus")  # to a routine, the one above
_AHEAD = 200
"""Characters in front of a number that can say whose it is."""
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZÆØÅČŠŽ])|\n\s*\n")


def check(context: RuleContext) -> Iterator[Problem]:
    """Held to the numbers that the author gave and to those that the page gives; an amendment cites another's."""
    if isinstance(context.document, Amendment):
        return
    text, own = context.entry.source.text, context.own_language
    sought = {
        lang: patterns(lang).clause for lang in context.spoken if held(text, patterns(lang).clause.words_seen)
    }
    known: _Known | None = None
    for said, lang, value in context.holding({word for each in sought.values() for word in each.words_seen}):
        cited = sought.get(lang or own)
        if cited is None or said.pointer.startswith(_APART) or not cited.find.search(value):
            continue
        known = known or _Known(context)
        for shown, number in _own(value, cited, known):
            if not known.has(number):
                yield problem(
                    f"{said.pointer}/{lang}" if lang else said.pointer,
                    f"«{shown}»: dokumentet har ikke noe punkt {number}. Rett nummeret, skriv punktet det er ment, "
                    "eller nevn dokumentet det står i.",
                    f"“{shown}”: the document has no clause {number}. Correct the number, write the clause that is "
                    "meant, or name the document it stands in.",
                )


def _own(value: str, cited: CitedClause, known: _Known) -> Iterator[tuple[str, str]]:
    """Each clause of the document itself that a text cites: as it is shown, and its number."""
    whole = cited.other.search(value) is not None
    begin = 0
    for end in [*(found.end() for found in _SENTENCE.finditer(value)), len(value)]:
        sentence, begin = value[begin:end], end
        before_here = False
        elsewhere = whole if sentence == value else cited.other.search(sentence) is not None
        every = list(cited.find.finditer(sentence))
        for last, found, following in zip([None, *every], every, [*every[1:], None], strict=False):
            between = sentence[last.end() if last else 0 : found.start()]
            near = sentence[found.end() : following.start() if following else None]
            ahead = sentence[max(0, found.start() - _AHEAD) : found.start()]
            section = found[0].startswith("§")
            here = cited.here.match(near) or cited.before.search(ahead)
            if here and (known.plain or not _AGREEMENT.search(here[0])):
                before_here = True
            elif here or cited.elsewhere.match(near) or (before_here and cited.other.search(between)):
                before_here = False
                continue
            elif not before_here and (
                not known.plain or elsewhere or (section and (whole or not known.sections))
            ):
                continue
            numbers = [found["first"]]
            if found["many"] or "." in found["first"]:
                numbers += re.findall(CLAUSE_NUMBER, found["more"])
            yield from ((" ".join(found[0].split()), number) for number in numbers)


class _Known:
    """Which numbers a document has. `plain`: one that names no document means this; `sections`: so does a § alone."""

    def __init__(self, context: RuleContext) -> None:
        document = context.document
        self.plain = isinstance(document, Agreement)
        clauses = context.all(Clause)
        numbers = [one.number for one in document.sections if one.number]
        numbers += [one.number for one in clauses if one.number]
        self.sections = document.numbering == "paragraph" or any("§" in number for number in numbers)
        told = [value for pointer, value in context.strings if pointer.endswith("/source")]
        begun = [
            number
            for said in context.said
            if said.markdown
            for _, text in said.values
            for number in _BEGINS_LINE.findall(text)
        ]
        given = taken(document.sections)
        self.own = given | {_plain(bare(number)) for number in numbers}
        self.own |= {each for text in told for each in re.findall(CLAUSE_NUMBER, text)} | {
            *map(_plain, begun)
        }
        self.most = max((len(value) for value in _lists(context.entry.source.data)), default=0)
        self.unnumbered = {
            bare(one.number)
            for one in document.sections
            if one.number and not any(clause.number for clause in one.clauses)
        }
        self.chapters = _chapters(document, context.entry.source.data, given)

    def has(self, number: str) -> bool:
        """Whether there is such a number; where only the page could tell, there is."""
        asked = _plain(number)
        if asked in self.own or re.sub(r"[a-z]$", "", asked) in self.own:
            return True
        first, _, rest = asked.partition(".")
        counted = [int(part) for part in rest.split(".") if part.isdecimal()] if rest else []
        inside = all(part <= self.most for part in counted)
        if first in self.unnumbered and rest:
            return inside
        return first.isdecimal() and int(first) in self.chapters and inside


def _chapters(document: Document, data: dict[str, object], own: set[str]) -> range:
    """The numbers that the page may give sections by itself: from 1 on, or after those of an author who began at 1."""
    used = [int(number) for number in own if number.isdecimal()]
    many = len(data.keys() - _HEAD) + sum(section.number is None for section in document.sections) + 1
    if 1 in used:
        return range(max(used) + 1, max(used) + 1 + sum(key in data for key in _LATE))
    return range(1, many + len(document.sections) + 1)


_LATE = (
    *("responsibilities", "routine_steps", "reporting", "deviations", "dispute", "adoptions", "signatories"),
    *("references", "annexes"),
)


def _plain(number: str) -> str:
    return "".join(number.split()).rstrip(".").lower()


def _lists(data: object) -> Iterator[list[object]]:
    if isinstance(data, dict):
        for value in data.values():
            yield from _lists(value)
    elif isinstance(data, list):
        yield data
        for value in data:
            yield from _lists(value)
