"""Strings that deceive: each character in each place has its right answer, and an honest text has none.

The repository passes before a character is put into it. What is found is named by its code point, at its line.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest

from avtale.errors import StateError, UsageError
from avtale.facts.repository import Repository
from avtale.findings import Finding
from avtale.format.mend import mended
from avtale.format.persons import among, honest_name, same_person
from avtale.format.skeleton import alike, skeleton
from avtale.lifecycle.approve import approve
from avtale.rules.check import check
from avtale.source.letters import has_unusual, hits
from avtale.source.read import parse
from tests.support import ON, discovered

AGREEMENT = """# Oppdiktet avtale til prøver.
format: 1
kind: agreement
key: prove
language: nb
control_header:
  issuer: county
  id: 1.2.3
  title: Prøveavtale
  version: '1.00'
  written_by: Ola Oppdiktet
  effective_from: 2026-08-01
title: Avtale mellom fylket og kontoret
parties:
  - id: county
    names:
      - name: Eksempel fylkeskommune
  - id: nav
    names:
      - name: NAV Prøve
roles:
  - id: adviser
    title: Veileder
    party: county
    description: Følger opp den unge.
responsibilities:
  - id: tell
    owner: adviser
    strength: shall
    does: melde fra om avbrudd
    informs: [nav]
    deadline: {within: 5 working days}
validity:
  from: 2026-08-01
  to: 2029-07-31
signatories:
  - party: county
    title: Fylkesdirektør
  - party: nav
    title: Avdelingsdirektør
"""
FILES = {
    "avtale.yaml": "format: 1\nowner:\n  names:\n    - name: Eksempel fylkeskommune\n      language: nb\nlanguage: nb\n",
    "contacts.yaml": "format: 1\ncontacts:\n  - document: prove\n    role: adviser\n    name: Kari Eksempel\n",
    "log/prove/2026-10-01-evaluation.yaml": "format: 1\nkey: prove\nduty: evaluation\noccurrence: 2026-10-01\n"
    "done_on: 2026-10-01\nby: Kari Eksempel\n",
    "register/annen/1.00/approval.yaml": "format: 1\nevent: approval\nkey: annen\nversion: '1.00'\non: 2026-01-01\n"
    f"approved_by: Kari Eksempel\nfingerprint: sha256-jcs:{'0' * 64}\n",
    "prove/prove-1.00.yaml": AGREEMENT,
}
DOCUMENT = "prove/prove-1.00.yaml"


class Place(NamedTuple):
    """A word of a file, and what kind of word it is."""

    file: str
    old: str
    word: str
    kind: str  # name, prose, comment, exact, key or loose

    def line(self) -> int:
        before, found, _ = FILES[self.file].partition(self.old)
        assert found, self.old
        return before.count("\n") + 1 + self.old[: self.old.index(self.word)].count("\n")


PLACES = {
    "party": Place(DOCUMENT, "name: NAV Prøve", "Prøve", "name"),
    "header title": Place(DOCUMENT, "title: Prøveavtale", "Prøveavtale", "name"),
    "author": Place(DOCUMENT, "written_by: Ola Oppdiktet", "Oppdiktet", "name"),
    "role": Place(DOCUMENT, "title: Veileder", "Veileder", "name"),
    "duty": Place(DOCUMENT, "does: melde fra om avbrudd", "melde", "prose"),
    "comment": Place(DOCUMENT, "# Oppdiktet avtale til prøver.", "avtale", "comment"),
    "dok.id": Place(DOCUMENT, "id: 1.2.3", "1.2.3", "name"),
    "key": Place(DOCUMENT, "strength: shall", "strength", "key"),
    "keyword": Place(DOCUMENT, "strength: shall", "shall", "exact"),
    "date": Place(DOCUMENT, "to: 2029-07-31", "2029-07-31", "exact"),
    "id": Place(DOCUMENT, "- id: nav", "nav", "exact"),
    "settings": Place("avtale.yaml", "name: Eksempel fylkeskommune", "fylkeskommune", "name"),
    "contact": Place("contacts.yaml", "name: Kari Eksempel", "Eksempel", "name"),
    "log": Place("log/prove/2026-10-01-evaluation.yaml", "by: Kari Eksempel", "Eksempel", "name"),
    "register": Place("register/annen/1.00/approval.yaml", "approved_by: Kari Eksempel", "Eksempel", "name"),
}

DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
INVISIBLE = (
    "\xad\u034f\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u206a\u206f\u2800\u3164"
    "\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffa\ufffb\U0001d173\U000e0001\U000e0041\U000e0100"
)
CONTROL = "\x7f\x85\x9f\u2028\u2029\ue000\uf0b7\ufdd0\ufffc\ufffd\uffff\U000f0000\U0001fffe"
#: A letter that looks like one of the word's, in its place, by the word's first letter that has one.
LETTERS = {
    "e": "\u0435",
    "o": "\u03bf",
    "a": "\u0430",
    "i": "\u0456",
    "l": "\u217c",
    "A": "\u0391",
    "P": "\u0420",
    "v": "\u03bd",
    "s": "\u0455",
}
WIDE = {char: chr(ord(char) + 0xFEE0) for char in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
BOLD = {char: chr(0x1D41A + ord(char) - ord("a")) for char in "abcdefghijklmnopqrstuvwxyz"}
DIGITS = {"Arabic": 0x660, "Persian": 0x6F0, "Devanagari": 0x966, "wide": 0xFF10, "bold": 0x1D7CE}
CODES = {"direction-character", "invisible-character", "control-character", "mixed-scripts", "foreign-digits"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository in which no letter deceives, as the test after this shows."""
    root = tmp_path / "agreements"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_before_anything_is_changed_no_letter_deceives(root: Path) -> None:
    assert not [one for one in found(root) if one.code in CODES or one.code.startswith(("schema", "file"))]


def found(root: Path, lang: str = "nb") -> tuple[Finding, ...]:
    return check(Repository.open(root), on=ON, lang=lang).findings


def put(root: Path, *words: tuple[Place, str]) -> tuple[Finding, ...]:
    """What is found when each word stands in its place; the files are then what they were."""
    for name, text in FILES.items():
        for place, word in words:
            if place.file == name:
                text = text.replace(place.old, place.old.replace(place.word, word), 1)
        (root / name).write_text(text, encoding="utf-8", newline="")
    try:
        return found(root)
    finally:
        for name, text in FILES.items():
            (root / name).write_text(text, encoding="utf-8")


def told(findings: tuple[Finding, ...], place: Place, char: str) -> Finding:
    """The finding that names the character, in the right file at the right line, and says nothing raw."""
    code = f"U+{ord(char):04X}"
    where = (f"agreements/{place.file}", place.line())
    named = [one for one in findings if code in one.message and (one.file, one.line) == where]
    assert named, (place, code, findings)
    assert not any(
        unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp") for one in named for each in one.message
    )
    return named[0]


@pytest.mark.parametrize(
    ("char", "code"),
    discovered(
        (
            *((char, "direction-character") for char in DIRECTION),
            *((char, "invisible-character") for char in INVISIBLE),
            *((char, "control-character") for char in CONTROL),
        ),
        at_least=50,
    ),
    ids=lambda value: f"U+{ord(value):04X}" if len(value) == 1 else value,
)
def test_a_hidden_character_is_named_in_every_place(char: str, code: str, root: Path) -> None:
    together = [place for name, place in PLACES.items() if name != "key"]
    findings = put(root, *((place, f"{place.word[:2]}{char}{place.word[2:]}") for place in together))
    lines = {(f"agreements/{place.file}", place.line()) for place in together}
    assert {(one.file, one.line) for one in findings if f"U+{ord(char):04X}" in one.message} == lines
    for place in together:
        one = told(findings, place, char)
        if place.kind == "exact":
            assert one.severity == "error"
            continue
        assert one.code == code
        frozen = place.file.startswith(("log", "register"))
        soft = char == "\xad" and place.kind in ("prose", "comment")
        assert one.severity == ("warning" if frozen or soft else "error"), place
    key = PLACES["key"]
    assert told(put(root, (key, f"{key.word[:2]}{char}{key.word[2:]}")), key, char).severity == "error"


@pytest.mark.parametrize(
    "char",
    [*DIRECTION, "\xad", "\u200b", "\u2060", "\ufeff", "\u2028", "\ue000"],
    ids=lambda c: f"U+{ord(c):04X}",
)
def test_an_escape_hides_nothing(char: str, root: Path) -> None:
    place = PLACES["duty"]
    file = root / DOCUMENT
    file.write_text(
        AGREEMENT.replace("does: melde fra om avbrudd", f'does: "mel\\u{ord(char):04x}de fra"'),
        encoding="utf-8",
    )
    told(found(root), place, char)


@pytest.mark.parametrize(
    "char", ["\u202e", "\u200b", "\xad", "\ue000", "\u0660"], ids=lambda c: f"U+{ord(c):04X}"
)
def test_the_name_of_a_file_is_read_too(char: str, root: Path) -> None:
    (root / DOCUMENT).rename(root / f"prove/pro{char}ve-1.00.yaml")
    named = [one for one in found(root) if f"U+{ord(char):04X}" in one.message]
    assert named
    assert {one.severity for one in named} == {"error"}


@pytest.mark.parametrize("letters", [LETTERS, WIDE, BOLD], ids=["other script", "wide", "bold"])
def test_a_letter_of_another_kind_is_named_in_every_place(letters: dict[str, str], root: Path) -> None:
    wanted = {}
    for name, place in PLACES.items():
        at = next((at for at, char in enumerate(place.word) if char in letters), None)
        if at is not None and name not in ("comment", "key"):
            char = letters[place.word[at]]
            wanted[name] = (place, place.word[:at] + char + place.word[at + 1 :], char)
    assert len(wanted) >= 9
    findings = put(root, *((place, word) for place, word, _ in wanted.values()))
    for name, (place, _, char) in wanted.items():
        one = told(findings, place, char)
        if place.kind in ("name", "prose"):
            assert one.code == "mixed-scripts", name
            assert (one.severity == "error") == (
                place.kind == "name" and not place.file.startswith(("log", "register"))
            )


@pytest.mark.parametrize(
    "word", ["Eksi\u0307mpel", "Eksempe\u0301\u0301l", "Ma\u030a\u030al", "M\xe5\u030al"]
)
def test_a_mark_that_does_not_show_is_named(word: str, root: Path) -> None:
    place = PLACES["party"]
    mark = next(char for char in reversed(word) if unicodedata.combining(char))
    one = told(put(root, (place, word)), place, mark)
    assert (one.code, one.severity) == ("mixed-scripts", "error")
    with pytest.raises(UsageError, match=r"U\+03"):
        honest_name(word)


@pytest.mark.parametrize("kind", DIGITS)
def test_a_digit_of_another_script_is_named(kind: str, root: Path) -> None:
    for name in ("dok.id", "date", "party", "duty"):
        place = PLACES[name]
        digit = chr(DIGITS[kind] + 2)
        word = place.word.replace("2", digit, 1) if "2" in place.word else f"{place.word} {digit}"
        one = told(put(root, (place, word)), place, digit)
        assert one.code == ("schema-date" if name == "date" else "foreign-digits")


@pytest.mark.parametrize(
    "space", ["\xa0", "\u2007", "\u2009", "\u202f", "\u3000"], ids=lambda c: f"U+{ord(c):04X}"
)
@pytest.mark.parametrize("name", ["keyword", "date", "id", "key"])
def test_a_space_that_is_none_is_named_where_a_value_is_exact(space: str, name: str, root: Path) -> None:
    place = PLACES[name]
    if space == "\xa0" or name != "key":
        one = told(put(root, (place, f"{place.word}{space}")), place, space)
        assert "Mener du «shall»" not in one.message
        assert place.word in one.message


@pytest.mark.parametrize(
    "dash", ["\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"], ids=lambda c: f"U+{ord(c):04X}"
)
def test_a_dash_in_a_date_is_named(dash: str, root: Path) -> None:
    place = PLACES["date"]
    one = told(put(root, (place, place.word.replace("-", dash))), place, dash)
    assert "Skriv 2029-07-31." in one.message


HONEST = [
    "Nuõrtež ǩiõl âʹlǧǧ, ǥ ǯ ʒ Ǯ Ʒ ŋ đ ŧ", "Romsa fylkkasuohkan, Sámi álbmot", "Háčku ja Žižže", "Ha\u030akon A\u0301",
    "Иван Петров", "Городской совет Примерска", "Αρμονία Αθηνών", "שלום לכולם", "اتفاقية التعاون", "می\u200cخواهم بروم",
    "שלום\u200f (NAV) \u200eabc", "中文协议", "日本語とカタカナ Tokyo", "한국어", "नमस्ते क्\u200dष", "5 µg og 3 μg", "Ω, α og β", "ΔT over 2 °C",
    "👩\u200d🏫 underviser", "❤\ufe0f og 1\ufe0f\u20e3", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "§\xa05 og 10\xa0000 kr", "1–2 uker — kanskje", "«sitat» og “quote”", "Straße, naïve, Łódź, Çelik, Ñandú", "x² og ½ og №", "Ⅳ del",
    "العدد ٤ فقط", "E\u2011post", "Øvre Årdal – Ålesund …", "Müller Ğüneş ıI", "İstanbul, Jį\u0307\u0301 ir i\u0307\u0301, A\u030a\u0301, ė, ṡ", "K\u2212faktor",
]  # fmt: skip


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_text_is_left_in_peace(text: str, root: Path) -> None:
    places = (PLACES[name] for name in ("party", "duty", "role"))
    findings = put(
        root, *((place._replace(word=place.old.partition(": ")[2]), f'"{text}"') for place in places)
    )
    assert not [one for one in findings if one.code in CODES], findings


SAME = [
    ("Bo Eksempel", "B\u043e Eksempel"), ("Bo Eksempel", "bo  eksempel"), ("Bo Eksempel", "Bo\u200b Eksempel"), ("Bo Eksempel", "Bo\xa0Eksempel"),
    ("Bo Eksempel", "Bo\xad Eksempel"), ("Bo Eksempel", "Ｂｏ Eksempel"), ("Bo Eksempel", "𝐁𝐨 Eksempel"), ("Bo Eksempel", "\u0392o Eksempel"),
    ("Ida Prøve", "lda Prøve"), ("Ida Prøve", "|da Prøve"), ("Ola Prøve", "0la Prøve"), ("Ola Prøve", "OLA PRØVE"), ("Håkon Å", "Ha\u030akon A\u030a"),
    ("Håkon Å", "H\u0430\u030akon Å"), ("Tom Prøve", "Torn Prøve"), ("Unn-Mari Prøve", "Unn Mari Prøve"), ("Unn-Mari", "Unn\u2011Mari"), ("U. Prøve", "U Prøve"),
    ("Kari Prøve", "Kari\u0307 Prøve"), ("Kari Prøve", "Kar\u0131\u0307 Prøve"), ("Håkon Å", "Ha\u030a\u030akon Å"), ("Håkon Å", "H\xe5\u030akon Å"),
    ("Bo Eksempel", "Bo Eksempel\u202c"), ("Bo Eksempel", "Bo\u3164Eksempel"), ("Rosa", "R\u03bf\u0455\u0430"), ("Bo Eksempel", "Bo Eksempel\U000e0041"),
]  # fmt: skip
OTHERS = [
    ("Kari Hansen", "Karl Hansen"), ("Bo Eksempel", "Bø Eksempel"), ("Håkon Prøve", "Hakon Prøve"), ("Mai Prøve", "Mal Prøve"), ("Иван Петров", "Ivan Petrov"),
    ("Ola Prøve, leder", "Mari Prøve, leder"), ("NAV Eksempel, Ola Prøve", "NAV Eksempel, Mari Prøve"), ("Ola Prøve (NAV)", "Mari Prøve (NAV)"),
    ("Ola Prøve", "Ole Prøve"), ("Anne Prøve", "Ane Prøve"), ("Đ Prøve", "D Prøve"), ("Eli Prøve", "Ell Prøve"), ("Čáhci", "Cahci"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_that_look_alike_are_one_person(one: str, other: str, root: Path) -> None:
    assert same_person(one, other)
    assert among(other, f"Kari Eksempel, {one}")
    assert among(one, f"Kari Eksempel og {other}")
    author = AGREEMENT.replace("written_by: Ola Oppdiktet", f"written_by: '{one}'")
    (root / DOCUMENT).write_text(author, encoding="utf-8")
    repository = Repository.open(root)
    entry = next(iter(repository.entries))
    before = (root / DOCUMENT).read_bytes()
    with pytest.raises((StateError, UsageError)):
        approve(entry, repository, by=other, on=ON, findings=())
    assert (root / DOCUMENT).read_bytes() == before
    assert not (root / "register/prove").exists()
    (root / DOCUMENT).write_text(
        author.replace("control_header:", f"control_header:\n  approved_by: '{other}'"), encoding="utf-8"
    )
    assert "approver-is-author" in {each.code for each in found(root)}


BESIDE = [
    *(
        "Prøve Mari",
        "Mari Prøve – leder",
        "Mari Prøve - leder",
        "Mari Prøve | NAV",
        "Mari Prøve/NAV",
        "v/ Mari Prøve",
    ),
    *("seksjonsleder Mari Prøve", "ved Mari Prøve", "på vegne av Mari Prøve", "Mari Prøve · NAV Liksomfjord"),
]


@pytest.mark.parametrize(
    "written",
    ["Prøve, Mari", "Mari Prøve (leder)", "Mari Prøve <mari@example.org>", "Mari Prøve, leder", *BESIDE],
)
def test_a_title_or_a_surname_first_makes_no_other_person(written: str) -> None:
    assert among("Mari Prøve", written)
    assert among(written, "Mari Prøve")
    assert among(written, "Bo Eksempel og Mari Prøve")
    assert not among(written, "Bo Eksempel, leder")
    assert not among("Bo Eksempel", written)
    narrowly = among("Mari Prøve", written, widely=False) and among(written, "Mari Prøve", widely=False)
    assert narrowly == (written not in BESIDE)  # what is found since is a warning in what was approved


@pytest.mark.parametrize("by", [" samt ", " i samarbeid med ", " ja ", " · ", "; ", "/"])
def test_each_of_several_wrote_it(by: str) -> None:
    several = f"Bo Eksempel{by}Mari Prøve"
    assert among("Mari Prøve", several)
    assert among("Bo Eksempel", several)
    assert not among("Bo Prøve", several)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_names_that_differ_are_two_persons(one: str, other: str, root: Path) -> None:
    assert not same_person(one, other)
    assert not among(other, f"Kari Eksempel og {one}")
    (root / DOCUMENT).write_text(AGREEMENT.replace("Ola Oppdiktet", one), encoding="utf-8")
    repository = Repository.open(root)
    made = approve(next(iter(repository.entries)), repository, by=other, on=ON, findings=())
    assert made.approved_by == other
    assert made.event.is_file()


@pytest.mark.parametrize(
    "name", ["B\u043e Eksempel", "Bo\u200b Eksempel", "Bo \u202eEksempel", "Bo\x1b[2J", "𝐁𝐨"]
)
def test_a_name_that_is_not_what_it_looks_like_is_not_recorded(name: str) -> None:
    with pytest.raises(UsageError, match=r"U\+"):
        honest_name(name)


def test_the_skeleton_is_the_standards() -> None:
    """Examples of UTS 39, section 4: whole-script confusables, and one letter for two."""
    assert skeleton("scope") == skeleton("\u0455\u0441\u043e\u0440\u0435")
    assert alike("ѕсоре", "scope")
    assert alike("ǉeto", "ljeto")
    assert alike("rn", "m")
    assert not alike("paypal", "paypol")


def test_the_usual_characters_hold_none_that_is_looked_for() -> None:
    """The first look lets no character through that the second would find."""
    every = "a".join(chr(code) for code in range(0x80, 0x110000))
    missed = [every[at] for at, _ in hits(every) if not has_unusual(every[at])]
    assert missed == []


MENDED = [
    ("name: NAV Prøve", "name: NAV Prø\xadve", "name: NAV Prøve"),
    ("does: melde fra", "does: mel\u200bde fra", "does: melde fra"),
    ("# Oppdiktet avtale", "# Opp\u2060diktet \ufeffavtale", "# Oppdiktet avtale"),
    ("strength: shall", "strength: shall\xa0", "strength: 'shall'"),
    ("to: 2029-07-31", "to: 2029\u201107\u201131", "to: 2029-07-31"),
    ("to: 2029-07-31", "to: \u200e2029-07-31", "to: 2029-07-31"),
    ("strength: shall", "streng\xadth: shall", "strength: shall"),
]


@pytest.mark.parametrize(("old", "worse", "_better"), MENDED)
def test_fix_takes_away_what_is_plainly_a_stray(old: str, worse: str, _better: str) -> None:
    raw = AGREEMENT.replace(old, worse, 1).encode()
    assert raw != AGREEMENT.encode()
    after = mended(raw)
    assert parse(after).data == parse(AGREEMENT).data
    assert mended(after) == after


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d🏫",
        "می\u200cخواهم",
        "❤\ufe0f",
        "שלום\u200f",
        "\u202emot",
        "A\u3164B",
        "N\u0391V",
        "\u0664",
        "E\u2011post",
        "§\xa05",
    ],
)
def test_fix_leaves_what_is_of_use_and_what_somebody_must_look_at(text: str) -> None:
    raw = AGREEMENT.replace("does: melde fra", f"does: melde {text} fra", 1).encode()
    assert mended(raw) == raw


def test_nothing_is_approved_that_turns_the_text(root: Path) -> None:
    (root / DOCUMENT).write_text(AGREEMENT.replace("melde fra", "melde \u202efra"), encoding="utf-8")
    repository = Repository.open(root)
    entry = next(iter(repository.entries))
    findings = check(repository, on=dt.date(2026, 11, 21), only=[entry]).findings
    with pytest.raises(StateError, match="direction-character"):
        approve(entry, repository, by="Kari Eksempel", on=ON, findings=findings)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("r\u00e5d-1.00.yaml", "ra\u030ad-1.00.yaml", True),
        ("prove-1.00.yaml", "Prove-1.00.yaml", True),
        ("a/prove-1.00.yaml", "A/prove-1.00.yaml", True),
        ("a/prove-1.00.yaml", "b/prove-1.00.yaml", False),
    ],
)
def test_two_files_of_which_a_disk_keeps_one_are_told(
    one: str, other: str, told: bool, tmp_path: Path
) -> None:
    (tmp_path / "avtale.yaml").write_text("format: 1\n", encoding="utf-8")
    for name in (one, other):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(AGREEMENT, encoding="utf-8")
    found = check(Repository.open(tmp_path), on=ON).findings
    named = {each.file.partition("/")[2] for each in found if each.code == "names-look-alike"}
    assert named == ({one, other} if told else set())
