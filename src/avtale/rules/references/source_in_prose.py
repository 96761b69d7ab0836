"""The text names a source that is not listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Reference
from avtale.format.values import Text
from avtale.locales.patterns import SourcePattern, patterns
from avtale.rules.first_look import held
from avtale.rules.references._laws import CITED, cited
from avtale.rules.rule import RuleContext, problem

# Texts that are names, sources themselves, or another rule's.
_APART = (
    *("/title", "/subject", "/control_header/", "/based_on/", "/references/", "/supersedes/", "/amends/"),
    *("/transcribed_from/", "/annexes/", "/disagreements/", "/silences/", "/selection/annex"),
)
_EACH = ("named", "law")
"""Kinds of which each name is a source of its own."""
_CALLED = r"\b(?:kal\w+|called|gohčodu\w+)\s+[«“\"'(]*"
_LISTED = {
    "annex": ("Før vedlegget opp under «annexes».", "List the annex under “annexes”."),
    "": ("Før den opp under «based_on» eller «references».", "List it under “based_on” or “references”."),
}


def check(context: RuleContext) -> Iterator[Problem]:
    """Sources named and not referenced (docs/domain.md, "What a good tool finds wrong")."""
    yield from _laws(context)
    text, own = context.entry.source.text, context.own_language
    sought = {
        lang: found
        for lang in context.spoken
        if (
            found := [
                (each, there) for each in patterns(lang).sources if (there := held(text, each.words_seen))
            ]
        )
    }
    told: list[tuple[str, str, str]] = []
    words = {word for found in sought.values() for _, there in found for word in there}
    for said, lang, value in context.holding(words):
        for each, there in sought.get(lang or own, ()):
            if any(word in value for word in there) and not said.pointer.startswith(_APART):
                yield from _in(value, said, lang, each, context, told)


def _in(
    value: str,
    said: Text,
    lang: str,
    each: SourcePattern,
    context: RuleContext,
    told: list[tuple[str, str, str]],
) -> Iterator[Problem]:
    """The first of each kind, of each number, or of each name, is enough; `told` are kind, number and words."""
    for pattern in each.find:
        for match in pattern.finditer(value):
            named = " ".join((match.groupdict().get("named") or match[0]).split())
            number = "".join(re.findall(r"\d+", named)[:1])
            if (
                any(
                    _same_name(named, words) if each.kind in _EACH else (each.kind, number) == (kind, first)
                    for kind, first, words in told
                )
                or _is_own(named, context)
                or _below_reference(said, context)
                or _is_listed(each, named, context)
            ):
                continue
            told.append((each.kind, number, named))
            do, do_en = _LISTED.get(each.kind, _LISTED[""])
            yield problem(
                f"{said.pointer}/{lang}" if lang else said.pointer,
                f"Teksten nevner «{named}», som ikke er ført opp som kilde. {do}",
                f"The text names “{named}”, which is not listed as a source. {do_en}",
            )


def _laws(context: RuleContext) -> Iterator[Problem]:
    """Laws and regulations by the names that `laws.yaml` knows; each is told once."""
    there = held(context.entry.source.text, CITED)
    listed: set[str] | None = None
    for said, lang, value in context.holding(there):
        if said.pointer.startswith(_APART):
            continue
        for words, law in cited(value):
            if listed is None:
                listed = {each.id or each.title for title in _titles(context) for _, each in cited(title)}
            if (law.id or law.title) in listed or _below_reference(said, context) or law.end is not None:
                continue  # references/source_ended tells of one that is over
            listed.add(law.id or law.title)
            yield problem(
                f"{said.pointer}/{lang}" if lang else said.pointer,
                f"Teksten nevner «{words}», som ikke er ført opp som kilde. Før den opp under «based_on» eller «references»; "
                f"navnet er nok: «- title: {words}».",
                f"The text names “{words}”, which is not listed as a source. List it under “based_on” or “references”; "
                f"the name is enough: “- title: {words}”.",
            )


def _titles(context: RuleContext) -> Iterator[str]:
    """What the document lists, by title: sources, those of the documents it builds on, and annexes."""
    for reference in context.all(Reference):
        if reference.title:
            yield " ".join(text for _, text in reference.title.values) + f" {reference.section or ''}"
        known = context.repository.versions.get(reference.key or "")
        document = known[-1].document if known else None
        if document is not None:
            yield str(document.title or "")
            yield from (str(each.title) for each in document.based_on if each.title)
    for annex in context.document.annexes:
        yield str(annex.title or "")


def _is_own(named: str, context: RuleContext) -> bool:
    """Whether a name is the document's own: it stands in its title, or the text calls it that.

    More words than one are the name of an agreement only in English; else of a plan, which is a source though the title names it.
    """
    if " " in named and not named.endswith("Agreement"):
        return False
    document, header = context.document, context.document.control_header
    titles = (document.title, document.subject, header.title if header else None)
    said = " ".join(text for title in titles if title for _, text in title.values).lower()
    return bool(_stem(named) in said or re.search(_CALLED + re.escape(named), context.entry.source.text))


def _stem(word: str) -> str:
    """A name without its article, as it may stand in a title."""
    return re.sub(r"(?:met|ene|en|et|er|e|a)\Z", "", word.lower())


def _same_name(named: str, title: str) -> bool:
    """Whether the words of one name are among those of the other, article and years apart."""
    one, other = (
        {_stem(word) for word in re.findall(r"[^\W\d_]{4,}", text.lower())} for text in (named, title)
    )
    return bool(one and other) and (one <= other or other <= one)


def _below_reference(said: Text, context: RuleContext) -> bool:
    """Whether a text is itself where a source is listed; the legal basis of a delegation is."""
    return said.pointer.endswith("/delegation/legal_basis") or any(
        said.pointer.startswith(f"{reference.pointer}/") for reference in context.all(Reference)
    )


def _is_listed(each: SourcePattern, named: str, context: RuleContext) -> bool:
    if each.kind == "annex":
        # one with a number is another rule's
        return bool(context.document.annexes) or re.search(r"\d|\b[A-H]\b", named) is not None
    if each.kind in _EACH:
        return (
            any(_same_name(named, title) for title in _titles(context))
            or next(cited(named), None) is not None
        )
    for reference in context.all(Reference):
        title = " ".join(text for _, text in reference.title.values) if reference.title else ""
        if reference.key is not None:
            title += " " + _in_repository(reference.key, context)
        if each.known is None:
            if _designation(named) and _designation(named) == _designation(title):
                return True
        elif each.known.search(title) and _same_number(named, title):
            return True
    return False


def _in_repository(key: str, context: RuleContext) -> str:
    """What a document of the repository is called; where it is not there, what its key says."""
    known = context.repository.versions.get(key)
    document = known[-1].document if known else None
    kind = document.kind if document else None
    words = {"action_plan": "plan", "agreement": "avtale", "amendment": "avtale", "routine": "avtale"}
    return f"{document.title if document else ''} {words.get(kind or '', '')} {key}"


def _designation(text: str) -> str | None:
    """Prop. 1 of "Prop. 1 S (2014–2015)": the letters and the first number."""
    kind = re.search(r"\b(?:Prop|Innst|Meld|St\.\s?meld|Ot\.\s?prp|NOU)", text)
    number = re.search(r"\d+", text[kind.end() :]) if kind else None
    return f"{kind[0]} {number[0]}" if kind and number else None


def _same_number(named: str, title: str) -> bool:
    """A circular with a number is that circular; without, any will do."""
    numbers = re.findall(r"\d+", named)
    return not numbers or set(numbers) <= set(re.findall(r"\d+", title))
