"""Everything a reader sees is said in bokmål and in English, and neither has words of the other.

Words that the author of a document wrote, keys and commands are the same in both, and are left out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from avtale.catalogue.codes import codes
from avtale.cli.placed import placed
from avtale.locales import labels
from tests.laid_out import examples_folder
from tests.support import ROOT, discovered

SOURCE = ROOT / "src/avtale"
EXPECTED = Path(__file__).resolve().parents[1] / "catalogue/expected"

_WORD = re.compile(r"[^\W\d_]+")
#: Small words and words of ours that stand in one of the languages only.
NORWEGIAN = frozenset(
    _WORD.findall("""
    og ikke er som på det den et har ble blir til fra med av eller men må kan skal uten hvis når der finnes mangler
    mappen filen linje dokumentet avtalen versjonen feltet gjelder skriv slett legg sett gi bruk nøkkel underskrift
    godkjent godkjenning fant ingen flere bare også allerede først etter før mellom dette denne disse hva hvem hvor
    hvilken hvorfor ett noe noen sin sitt sine seg være vært velg kjør kunne lest lese
    """)
)
ENGLISH = frozenset(
    _WORD.findall("""
    the and not are was were of with without that this these those have had been must which who whom whose what where
    when there here from into than then they them its it none only also already first after before between delete
    write mend give use choose put take file folder line document agreement version field key missing holds found
    nothing does did cannot could would will or
    """)
)
# What is the same in both: a quotation in either language's marks or as code, a key in parentheses, a list of what is
# allowed, the place of a value, options, files, commands, placeholders, and the mark that demonstration keys bear.
_QUOTED = re.compile(
    r"«[^»]*»|“[^”]*”|`[^`]*`|\([a-z_.,:/ ]+\)|(?:Her kan stå|Tillatt|Allowed|ett av disse): [^.]*|"
    r"\{[a-z_]*\}|--?[a-z][\w-]*|[\w./-]+\.(?:yaml|json|ics|pdf|csv)|DEMO – ikke gyldig|take.over|[A-ZÆØÅ]{2,}[=\w]*"
)


def foreign(text: str, words: frozenset[str], known: frozenset[str] = frozenset()) -> set[str]:
    """Words of `text` that are of the other language: listed there, or for English with a Norwegian letter."""
    found = set(_WORD.findall(_QUOTED.sub(" ", text)))
    lowered = {word.lower() for word in found if word.lower() not in known}
    # A letter alone is named, not used.
    letters = {word for word in lowered if words is NORWEGIAN and re.search("[æøå]", word) and word[1:]}
    return (lowered & words) | letters


def literal(node: ast.expr) -> str | None:
    """The text an expression stands for, with a gap for each value put in; None where it is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return None


@cache
def pairs() -> list[tuple[str, str, str]]:
    """Where, the text in bokmål and the text in English, wherever both are given side by side."""
    return discovered(_pairs(), at_least=400)


def _pairs() -> Iterator[tuple[str, str, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found: list[ast.expr | None] = []
            if isinstance(node, ast.Call):
                named = {each.arg: each.value for each in node.keywords}
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                skipped = {"Message": 0, "Told": 0, "fault": 1, "Problem": 2}.get(name)
                if "nb" in named and "en" in named:
                    found = [named["nb"], named["en"]]
                elif skipped is not None and len(node.args) >= skipped + 2:
                    found = list(node.args[skipped : skipped + 2])
            elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
                found = list(node.elts)
            elif isinstance(node, ast.Dict):
                known = {
                    literal(key): value for key, value in zip(node.keys, node.values, strict=True) if key
                }
                found = [known.get("nb"), known.get("en")]
            texts = [literal(each) for each in found if each is not None]
            if len(texts) != 2 or not all(texts):
                continue
            nb, en = str(texts[0]), str(texts[1])
            # Two texts side by side are a pair where the first is a sentence in bokmål.
            if not isinstance(node, ast.Tuple) or (" " in nb and foreign(nb, NORWEGIAN)):
                yield f"{place}:{getattr(node, 'lineno', 0)}", nb, en


def test_what_the_commands_and_rules_say_has_no_words_of_the_other_language() -> None:
    wrong = [
        (where, sorted(words), text)
        for where, nb, en in pairs()
        for text, words in ((nb, foreign(nb, ENGLISH)), (en, foreign(en, NORWEGIAN)))
        if words
    ]
    assert wrong == []


def test_no_sentence_is_left_untranslated() -> None:
    assert [
        (where, nb) for where, nb, en in pairs() if nb == en and len(_WORD.findall(_QUOTED.sub(" ", nb))) > 2
    ] == []


def test_every_placeholder_of_the_help_has_an_english_word() -> None:
    found = set()
    for path in sorted((SOURCE / "cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.keyword)
                and node.arg == "metavar"
                and isinstance(node.value, ast.Constant)
            ):
                found |= set(re.findall("[A-ZÆØÅ]{2,}", str(node.value.value)))
    same = {word for word in discovered(found, at_least=15) if placed(word, "en") == word}
    assert same == {"FORMAT", "REF", "REV"}
    assert placed("--baseline FIL", "en") == "--baseline FILE"
    assert placed("DATO|DOK", "nn") == "DATO|DOK"


def test_the_words_of_the_documents_are_of_their_language() -> None:
    for lang, words in (("nb", ENGLISH), ("en", NORWEGIAN)):
        told = discovered(labels(lang).texts.items(), at_least=200)
        assert [(key, text) for key, text in told if foreign(re.sub(r"{[^}]*}", " ", text), words)] == []


def test_a_help_page_is_written_in_its_language() -> None:
    wrong = [
        (rule.code, words)
        for rule in discovered(codes().values(), at_least=80)
        for page, other in ((rule.nb, ENGLISH), (rule.en, NORWEGIAN))
        if (words := foreign(re.sub(r"(?ms)^```.*?^```$", " ", f"{page.title}\n{page.text}"), other))
    ]
    assert wrong == []


def test_what_the_examples_are_told_is_said_in_each_language() -> None:
    """In the expected findings, which hold both messages of each and are held against a check elsewhere."""
    wrong = []
    for path in discovered(EXPECTED.glob("*.txt"), at_least=150):
        known = frozenset(word.lower() for word in _WORD.findall(_written(path.stem)))
        messages = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("    ")]
        assert messages, path.name
        for nb, en in zip(messages[::2], messages[1::2], strict=True):
            if nb == en or foreign(nb, ENGLISH, known) or foreign(en, NORWEGIAN, known):
                wrong.append((path.stem, nb, en))
    assert wrong == []


def _written(code: str) -> str:
    """All that the authors of a code's examples wrote."""
    files = [path for path in (examples_folder() / code).rglob("*") if path.is_file()]
    return " ".join(path.read_text(encoding="utf-8", errors="replace") for path in files)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Filen mangler.", NORWEGIAN, {"filen", "mangler"}),
        ("The file «må ikke» (is_at) stands.", NORWEGIAN, set()),
        ("Bestått.", NORWEGIAN, {"bestått"}),
        ("Delete “the line”, eller skriv.", ENGLISH, {"delete"}),
        ("Parten Ære er med.", ENGLISH, set()),
        ("Not ø, but så.", NORWEGIAN, {"så"}),
    ],
)
def test_a_foreign_word_is_seen(text: str, words: frozenset[str], expected: set[str]) -> None:
    assert foreign(text, words) == expected
