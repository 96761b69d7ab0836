"""No pattern of ours takes longer than its text is long, whatever the text."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from types import FrameType

import pytest

from tests.hostile.patterns import Pattern, all_patterns, anchored, attacks, places_compiled
from tests.support import discovered

#: Put together in a function from what a schema, a file's name or a setting says, and tried as those.
FROM_ELSEWHERE = {"format/suggest.py", "format/explain/validator.py", "source/write.py", "generate/routine.py", "generate/offices.py", "desk/writing/plain.py", "locales/patterns.py", "rules/references/source_in_prose.py", "rules/references/unknown_clause.py", "rules/consistency/party_several_names.py"}  # fmt: skip


class TooLongError(Exception):
    pass


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """`re` looks for signals on its way, so that even what would never end is stopped."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def tried(pattern: Pattern, text: str) -> None:
    compiled, said = pattern.compiled, text.encode("utf-8", "replace") if pattern.raw else text
    if anchored(pattern):
        compiled.match(said)
        compiled.fullmatch(said)
    else:
        for _ in compiled.finditer(said):
            pass


def taken(pattern: Pattern, text: str, limit: float) -> float:
    begin = time.process_time()
    try:
        with within(limit):
            tried(pattern, text)
    except TooLongError:
        return limit
    return time.process_time() - begin


def slow(length: int, limit: float, most: int | None) -> Iterator[tuple[str, str, str]]:
    """Each pattern with a text that takes it longer than `limit` seconds, three times over."""
    seen = set()
    for pattern in discovered(all_patterns(), at_least=250):
        if (pattern.text, pattern.flags, anchored(pattern)) in seen:
            continue
        seen.add((pattern.text, pattern.flags, anchored(pattern)))
        for text in islice(attacks(pattern, length), most):
            if all(taken(pattern, text, 3 * limit) > limit for _ in range(3)):
                yield pattern.place, pattern.text, f"{text[:60]}…{text[-5:]}"
                break


def test_the_judge_sees_a_pattern_that_tries_every_split() -> None:
    for text in (r" *(?:- *)?(?:\w+:)? *\xa0", r"\s+\Z", r"(a+)+b", r"«([^»]*)»\?\Z", r"\}\s*\n\s*\{"):
        pattern = Pattern(text, False, 0, "x:1", frozenset({"search"}))
        assert any(taken(pattern, attack, 0.2) > 0.04 for attack in attacks(pattern, 8_000)), text
    for text in (r" *+\xa0", r"(?<!\s)\s++\Z", r"\bdemo\b", r"[a-z]+"):
        pattern = Pattern(text, False, 0, "x:1", frozenset({"search"}))
        assert all(taken(pattern, attack, 0.2) < 0.04 for attack in attacks(pattern, 8_000)), text


def test_every_pattern_is_collected() -> None:
    known = {pattern.place for pattern in all_patterns()}
    assert {place.partition(":")[0] for place in places_compiled() - known} <= FROM_ELSEWHERE
    assert {"source/refused.py", "locales/patterns.py", "schemas/common.json"} <= {
        place.partition(":")[0] for place in known
    }


def test_no_pattern_takes_longer_than_its_text() -> None:
    """Quadratic time would be more than a tenth of a second here, linear is less than a thousandth."""
    assert list(slow(8_000, 0.04, 24)) == []


@pytest.mark.extended
@pytest.mark.parametrize("length", [100_000, 1_000_000])
def test_no_pattern_takes_longer_than_a_text_of_a_megabyte(length: int) -> None:
    assert list(slow(length, 0.6 * length / 100_000, None)) == []


@pytest.mark.extended
def test_pieces_that_are_mixed_take_no_longer() -> None:
    """Two attacks of one pattern in turn."""
    wrong = []
    for pattern in all_patterns():
        texts = [text[:40] for text in islice(attacks(pattern, 40), 12)]
        for one in texts:
            for other in texts[:6]:
                text = (one + other) * (20_000 // len(one + other)) + "\x00"
                if all(taken(pattern, text, 0.6) > 0.2 for _ in range(2)):
                    wrong.append((pattern.place, pattern.text, one, other))
    assert wrong == []


def test_what_was_mended_still_finds_the_same() -> None:
    from avtale.format.quotes import _whole
    from avtale.rules.references.source_in_prose import _designation
    from avtale.source.refused import _HARD_SPACE

    assert [bool(_HARD_SPACE.match(text)) for text in ("\xa0", "  - navn:  \xa0x", " - \xa0", "navn: \xa0", "navn \xa0", "x: y\xa0")] == [True, True, True, True, False, False]  # fmt: skip
    assert [m and m[1] for m in map(_whole().fullmatch, ("“a b”", "„ a“", "“ ”", "“”", "“a”b”"))] == [
        "a b",
        " a",
        None,
        None,
        None,
    ]
    assert [_designation(text) for text in ("Prop. 1 S (2014–2015)", "Meld. St. 7", "NOU uten", "se Ot. prp. nr. 12", "x")] == ["Prop 1", "Meld 7", None, "Ot. prp 12", None]  # fmt: skip
    assert re.sub(r"\A\d+\.?\s+|(?<!\s)\s++\d++\Z", "", "1. august  2026") == "august"
