"""The text names a source that is not listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Reference
from avtale.format.values import Text
from avtale.locales.patterns import SourcePattern, patterns
from avtale.rules.first_look import held
from avtale.rules.rule import RuleContext, problem

# Texts that are names, sources themselves, or another rule's.
_APART = (
    *("/title", "/subject", "/control_header/", "/based_on/", "/references/", "/supersedes/", "/amends/"),
    *("/transcribed_from/", "/annexes/", "/disagreements/", "/silences/", "/selection/annex"),
)
_LISTED = {
    "annex": ("Før vedlegget opp under «annexes».", "List the annex under “annexes”."),
    "": ("Før den opp under «based_on» eller «references».", "List it under “based_on” or “references”."),
}


def check(context: RuleContext) -> Iterator[Problem]:
    """Sources named and not referenced (docs/domain.md, "What a good tool finds wrong")."""
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
    told: set[tuple[str, str]] = set()
    for said in context.said if sought else ():
        for lang, value in said.values:
            for each, there in sought.get(lang or own, ()):
                if any(word in value for word in there) and not said.pointer.startswith(_APART):
                    yield from _in(value, said, lang, each, context, told)


def _in(
    value: str, said: Text, lang: str, each: SourcePattern, context: RuleContext, told: set[tuple[str, str]]
) -> Iterator[Problem]:
    """The first of each kind, or of each number, is enough."""
    for pattern in each.find:
        for match in pattern.finditer(value):
            named = " ".join((match.groupdict().get("named") or match[0]).split())
            number = (each.kind, "".join(re.findall(r"\d+", named)[:1]))
            if number in told or _below_reference(said, context) or _is_listed(each, named, context):
                continue
            told.add(number)
            do, do_en = _LISTED.get(each.kind, _LISTED[""])
            yield problem(
                f"{said.pointer}/{lang}" if lang else said.pointer,
                f"Teksten nevner «{named}», som ikke er ført opp som kilde. {do}",
                f"The text names “{named}”, which is not listed as a source. {do_en}",
            )


def _below_reference(said: Text, context: RuleContext) -> bool:
    return any(said.pointer.startswith(f"{reference.pointer}/") for reference in context.all(Reference))


def _is_listed(each: SourcePattern, named: str, context: RuleContext) -> bool:
    if each.kind == "annex":
        # one with a number is another rule's
        return bool(context.document.annexes) or re.search(r"\d|\b[A-H]\b", named) is not None
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
