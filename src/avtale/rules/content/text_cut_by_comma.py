"""A comma in `[…]` has made several items of one text."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.values import Text
from avtale.locales.patterns import patterns
from avtale.rules.rule import RuleContext, problem
from avtale.source.unquoted import in_quotes


def check(context: RuleContext) -> Iterator[Problem]:
    """An item goes on as a sentence does, and the first does not; or the first is as a sentence begins, the last as it ends."""
    source = context.entry.source
    if "[" not in source.text:
        return
    lists: dict[str, list[Text]] = {}
    for said in context.said:
        above, _, index = said.pointer.rpartition("/")
        if index.isdecimal():
            lists.setdefault(above, []).append(said)
    for above, items in lists.items():
        if len(items) < 2 or not _one_sentence([str(each) for each in items], context.own_language):
            continue
        place = source.place(above)
        if place is None or not place.flow:
            continue
        written = source.lines[place.line : place.end_line + 1]
        written[-1] = written[-1][: place.end_column]
        key, written[0] = written[0][place.key_column : place.column], written[0][place.column :]
        if any(sign in line for line in written for sign in "\"'{}"):
            continue  # the author knows what makes an item
        yield problem(
            above,
            "Kommaet deler teksten i {many} punkter. Er det én tekst, så sett den i anførselstegn: «{line}». Er det flere, så skriv hvert punkt på "
            "en linje for seg med «- » foran.",
            "The comma cuts the text into {many} items. Where it is one text, put it in quotes: “{line}”. Where they are several, write each on a "
            "line of its own with “- ” before it.",
            many=len(items),
            line=f"{key}[{in_quotes(', '.join(map(str, items)))}]",
        )


def _one_sentence(items: list[str], lang: str) -> bool:
    first, *others = (item.strip() for item in items)
    goes_on = patterns(lang).goes_on
    if not goes_on.match(first) and any(goes_on.match(item) for item in others):
        return True
    return first[:1].isupper() and others[-1].endswith(".") and all(item[:1].islower() for item in others)
