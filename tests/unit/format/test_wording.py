"""Whatever is spoilt in a document, it is told in our own words, in both languages."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from avtale.findings import Problem
from avtale.format.validate import document_problems
from avtale.source.read import parse
from tests.rewritten import spoilt
from tests.support import ROOT, discovered

DOCUMENTS = discovered(
    [*ROOT.glob("agreements/*/*.yaml"), *ROOT.glob("examples/samarbeid/agreements/[a-z]*/*.yaml")], at_least=9
)

# What the validator library says, what Python calls a value, and what is left when a word is missing.
FOREIGN = re.compile(
    r"is not valid under|does not match|is not of type|was expected|dditional properties|is a required property"
    r"|is not one of|is too (short|long)|non-empty|\bNone\b|\bTrue\b|\bFalse\b|\[['\"]|\{['\"]|\$|\^|  |«»|“”|\(\)|: ?\.| ,"
)


def told(count: int) -> Iterator[tuple[str, Problem]]:
    """What is said of so many spoilt documents, each with its text."""
    chance = random.Random(4)
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS)]
    for _ in range(count):
        text = spoilt(chance.choice(texts), chance)
        for problem in document_problems(parse(text)):
            yield text, problem


@pytest.mark.parametrize("count", [200, pytest.param(2500, marks=pytest.mark.extended)])
def test_no_message_is_the_validators(count: int) -> None:
    codes: Counter[str] = Counter()
    for text, problem in told(count):
        codes[problem.code] += 1
        for message in (problem.nb, problem.en):
            assert not FOREIGN.search(message), (message, problem.pointer, text)
            assert message[0].isupper() or message[0] in "«“", message
            assert message[-1] in ".?", message
            assert len(message) < 500, message
        assert problem.nb != problem.en
    assert set(codes) >= {
        f"schema-{what}"
        for what in ("date", "empty", "kind", "missing", "pattern", "range", "type", "unknown-key", "value")
    }, codes
