"""Text laid out to take long: the time a file takes grows with its length, and no faster."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.format import schema
from avtale.format.markdown import forbidden
from avtale.format.mend import mended
from avtale.lifecycle.mend import mend
from avtale.national_number import masked
from avtale.publish.calendar import calendar
from avtale.publish.show import show_text
from avtale.publish.status import status
from avtale.report import formats
from avtale.rules.check import check
from avtale.rules.language._values import values
from tests.support import AGREEMENT, ON

SHORT, LONG = 20_000, 100_000

#: What begins a form of Markdown, of YAML or of our own patterns again and again without ever ending it.
PIECES = {
    "stars": "*", "strong": "**a ", "under": "_a ", "bracket": "[", "close": "]", "picture": "![", "link": "[a](",
    "links": "[a](b) ", "reference": "[a][", "title": '[a](b "', "angle": "[a](<", "definition": "[a]: b\n", "open": "[a\n",
    "tick": "`", "ticks": "`a", "less": "<", "tag": "<a ", "comment": "<!--", "cdata": "<![CDATA[", "mail": "<a@b.",
    "entity": "&amp", "backslash": "\\", "quote": ">", "quotes": "> ", "item": "- ", "items": "- a\n", "inside": "  - a\n",
    "number": "1. ", "table": "|a|b|\n", "tables": "a|b\n-|-\n", "heading": "# ", "under-heading": "a\n=\n", "fence": "```\n",
    "at": "a@", "ats": "@a.", "digits": "1", "blank digits": "1 ", "dots": "1.", "days": "5 dager ", "date": "1.1.2026 ",
    "span": "1–", "law": "§ ", "parenthesis": "åtte (", "blanks": " ", "lines": "\n", "hard blanks": "\u00a0",
    "accents": "\u0301", "gaps": "____ ", "template": "{{", "guillemet": "«…", "words": "ord ", "name": "NAV ", "step": "trinn A, ",
    "source": "Bygger på ", "circular": "rundskriv ", "phone": "12 34 ", "article": "artikkel 6 ", "numbers": "010203 ", "address": "](",
    "clause": "§ 4 ", "clauses": "punkt 4 i planen, ",
}  # fmt: skip


def text_in(piece: str, length: int) -> str:
    return piece * (length // len(piece))


def agreement(piece: str, length: int) -> str:
    """A document whose duty and purpose say it, the latter in two languages."""
    said = json.dumps(text_in(piece, length // 3), ensure_ascii=False)
    duty = AGREEMENT.replace("does: melde fra om avbrudd", f"does: {said}")
    return f"{duty}scope:\n  nb: {said}\n  en: {said}\n"


def taken(what: Callable[[], object]) -> float:
    begin = time.process_time()
    what()
    return time.process_time() - begin


#: Everything but checks of whole documents, which are slower and need not be tried with every piece each time.
LOOKS: dict[str, Callable[[str], object]] = {
    "forbidden": forbidden,
    "masked": masked,
    "values": lambda text: values(text, "nb"),
}


@pytest.mark.parametrize("look", LOOKS)
def test_a_text_takes_the_time_of_its_length(look: str) -> None:
    """Quadratic time would be some seconds for the first piece that has it."""
    for name, piece in PIECES.items():
        text = text_in(piece, SHORT // 2 if look == "forbidden" else SHORT)
        assert taken(lambda text=text: LOOKS[look](text)) < 0.7, name  # type: ignore[misc]


#: Files with one fault many times over.
MANY: dict[str, Callable[[int], str]] = {
    "unknown names": lambda n: AGREEMENT + "".join(f"felt{i}: x\n" for i in range(n // 10)),
    "long names": lambda n: AGREEMENT + "".join(f"{'felt' * 50}{i}: x\n" for i in range(n // 200)),
    "wrong duties": lambda n: duties(n, "{idd: x, ovner: county, strength: skall, does: [x]}"),
    "the same id": lambda n: duties(n, "{id: x, owner: county, strength: shall, does: melde}"),
    "unmended dates": lambda n: duties(n, "{owner: county, does: melde, deadline: {date: 1.8.2026}}"),
    "tagged dates": lambda n: duties(n, "{owner: county, does: melde, deadline: {date: !!str 1.8.2026}}"),
    "the same key": lambda n: AGREEMENT + "x: 1\n" * (n // 5),
    "annexes": lambda n: AGREEMENT + "annexes:\n" + "".join(f"  - {{id: a{i}}}\n" for i in range(n // 14)),
    "long value": lambda n: AGREEMENT.replace("strength: shall", f"strength: {'shal' * (n // 4)}"),
    "long date": lambda n: AGREEMENT.replace("from: 2026-08-01", f"from: {'2026-08-01' * (n // 10)}"),
    "brackets": lambda n: AGREEMENT + "x: " + "[" * n,
    "carriage returns": lambda n: AGREEMENT + "\r" * n,
}  # fmt: skip


def duties(length: int, one: str) -> str:
    return AGREEMENT.replace("evaluation:", f"  - {one}\n" * (length // len(one)) + "evaluation:")


def times(text: str, path: Path) -> dict[str, float]:
    """How long each use of the file takes."""
    path.write_text(text, encoding="utf-8")
    made: dict[str, Repository] = {}
    found = {"read": taken(lambda: made.update(it=Repository.loose([path])))}
    read = made["it"]
    entry = read.entries[0]
    report = check(read, on=ON)
    found["check"] = taken(lambda: check(read, on=ON))
    found |= {name: taken(lambda name=name: formats.write(report, name)) for name in formats.NAMES}  # type: ignore[misc]
    found["mend"] = taken(lambda: mend(entry, read))
    if entry.document is not None:
        found["show"] = taken(lambda: show_text(entry, read, ON))
        found["status"] = taken(lambda: status(read, ON))
        found["calendar"] = taken(lambda: calendar(read, ON))
    return found


@pytest.mark.parametrize("name", ["unknown names", "unmended dates"])
def test_many_faults_of_a_kind_take_the_time_of_one_reading(name: str, tmp_path: Path) -> None:
    assert max(times(MANY[name](SHORT // 2), tmp_path / "x.yaml").values()) < 1


@pytest.mark.extended
@pytest.mark.parametrize("name", MANY)
def test_faults_ten_times_as_many_take_about_ten_times_as_long(name: str, tmp_path: Path) -> None:
    _grows(MANY[name], tmp_path / "x.yaml")


@pytest.mark.extended
@pytest.mark.parametrize("name", PIECES)
def test_a_document_takes_the_time_of_its_length(name: str, tmp_path: Path) -> None:
    _grows(lambda length: agreement(PIECES[name], length), tmp_path / "x.yaml")


def _grows(make: Callable[[int], str], path: Path) -> None:
    """Five times the length takes at most nine times as long; quadratic would be 25.

    What seems to take longer is timed once more, and the faster counts: a busy machine slows one run, a square every run.
    """
    short, long = times(make(SHORT), path), times(make(LONG), path)
    if any(took >= max(0.5, 9 * short[what]) for what, took in long.items()):
        again = times(make(LONG), path)
        long = {what: min(took, again[what]) for what, took in long.items()}
    for what, took in long.items():
        assert short[what] < 1.5, (what, short[what])
        assert took < max(0.5, 9 * short[what]), (what, short[what], took)


def test_mending_a_thousand_dates_mends_them_all() -> None:
    text = MANY["unmended dates"](60_000)
    assert text.count("date: 1.8.2026") > 900
    after = mended(text.encode()).decode()
    assert after == text.replace("1.8.2026", "'2026-08-01'")


def test_no_pattern_of_a_schema_takes_long() -> None:
    found = set()
    for kind in schema.kinds():
        found |= set(re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', json.dumps(schema.bundled(kind))))
    assert len(found) >= 4
    for pattern in (re.compile(json.loads(f'"{each}"')) for each in found):
        for piece in ("a", "1", "a-", "1.", "-", " ", "1 day"):
            text = text_in(piece, LONG) + "!"
            assert taken(lambda p=pattern, t=text: p.search(t)) < 0.2, pattern  # type: ignore[misc]
