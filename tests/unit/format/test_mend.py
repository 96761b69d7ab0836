"""Mending: only what is beyond doubt, and no other byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.format.mend import mended
from avtale.format.validate import document_problems
from avtale.source.read import parse
from tests.support import AGREEMENT

# A piece of the agreement, how it is badly written, and how it is mended.
PLAIN = [
    ("effective_from: 2026-08-01", "effective_from: 1.8.2026", "effective_from: '2026-08-01'"),
    ("effective_from: 2026-08-01", 'effective_from:   "01.08.2026"  # skolestart', 'effective_from:   "2026-08-01"  # skolestart'),
    ("title: Prøveavtale  # kort", "title: true  # kort", "title: 'true'  # kort"),
    ("does: melde fra om avbrudd", "does: false", "does: 'false'"),
    ("month: 4", "month: '4'", "month: 4"),
    ("month: 4", 'month: " 4 " # april', "month: 4 # april"),
    ("format: 1", "format: '1'", "format: 1"),
    ("validity:\n", "validity:\n  retroactive: 'true'\n", "validity:\n  retroactive: true\n"),
    ("informs: [nav]", "informs: [nav]\n    items: [true, navn]", "informs: [nav]\n    items: ['true', navn]"),
    ("validity:\n", "validity:\n  retroactive: Nei\n", "validity:\n  retroactive: false\n"),
    ("validity:\n", "validity:\n  lapses_when:\n    - Huset selges: helt\n", "validity:\n  lapses_when:\n    - 'Huset selges: helt'\n"),
    ("informs: [nav]", "informs: [nav]\n    items: [{nb: rom, lys og varme}]", "informs: [nav]\n    items: [{nb: 'rom, lys og varme'}]"),
    ("responsibilities:\n", "responsibilities:\n  - {id: a, owner: nav, strength: shall, does: bytte låser, lys, og lamper}\n",
     "responsibilities:\n  - {id: a, owner: nav, strength: shall, does: 'bytte låser, lys, og lamper'}\n"),
]  # fmt: skip
# Files that cannot be read before the text has its quotes.
UNREAD = [
    ("does: melde fra om avbrudd", "does: melde fra: ved avbrudd", "does: 'melde fra: ved avbrudd'"),
    ("does: melde fra om avbrudd", "does: melde d'accord: ved\n      avbrudd", "does: 'melde d''accord: ved\n      avbrudd'"),
    ("title: Prøveavtale mellom", "title: Prøve: mellom", "title: 'Prøve: mellom Eksempel fylkeskommune og NAV Eksempel'"),
    ("responsibilities:\n", "responsibilities:\n  - {id: a, owner: nav, does: rydde: alle rom, strength: shall}\n",
     "responsibilities:\n  - {id: a, owner: nav, does: 'rydde: alle rom', strength: shall}\n"),
]  # fmt: skip
DOUBTFUL = [
    ("effective_from: 2026-08-01", "effective_from: 01/08/2026"),
    ("effective_from: 2026-08-01", "effective_from: 31.02.2026"),
    ("effective_from: 2026-08-01", "effective_from: 1.8.26"),
    ("effective_from: 2026-08-01", "effective_from: august 2026"),
    ("effective_from: 2026-08-01", "effective_from: xx.xx.2026"),
    ("effective_from: 2026-08-01", "effective_from: &d 01.08.2026"),
    ("title: Prøveavtale  # kort", "title: null"),
    ("title: Prøveavtale  # kort", "title: ~"),
    ("title: Prøveavtale  # kort", "title:"),
    ("title: Prøveavtale  # kort", "title: [a]"),
    ("month: 4", "month: '04'"),
    ("month: 4", "month: april"),
    ("month: 4", "month: '13'"),
    ("month: 4", "month: true"),
    ("strength: shall", "strength: true"),
    ("strength: shall", "strength: skal"),
    ("validity:\n", "validity:\n  retroactive: kanskje\n"),
    ("kind: agreement", "kind: true"),
    ("key: prove", "key: prove\nkey: prove"),
    ("does: melde fra om avbrudd", "does: melde fra: om avbrudd # straks"),
    ("month: 4", "month: mai: 4"),
    ("validity:\n", "validity:\n  notice: from: 2026\n"),
    ("informs: [nav]", "informs: [nav]\n    items: [{nb: 'rom', lys}]"),
    ("- id: county", "- {id: county, nmaes}\n  - id: county2"),
]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(("good", "bad", "right"), PLAIN)
def test_what_is_plain_is_mended_and_no_other_byte(
    good: str, bad: str, right: str, ends: str, start: bytes
) -> None:
    def written(piece: str) -> bytes:
        return start + AGREEMENT.replace(good, piece, 1).replace("\n", ends).encode()

    assert good in AGREEMENT
    assert document_problems(parse(written(bad)))
    assert document_problems(parse(written(right))) == []
    assert mended(written(bad)) == written(right)
    assert mended(written(right)) == written(right)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(("good", "bad", "right"), UNREAD)
def test_a_text_with_a_colon_gets_its_quotes_and_the_file_can_be_read(
    good: str, bad: str, right: str, ends: str, start: bytes
) -> None:
    rest = " Eksempel fylkeskommune og NAV Eksempel" if "mellom" in good else ""

    def written(piece: str, gone: str) -> bytes:
        return start + AGREEMENT.replace(good + gone, piece, 1).replace("\n", ends).encode()

    assert parse(written(bad, "")).problems
    assert mended(written(bad, "")) == written(right, rest)
    assert document_problems(parse(written(right, rest))) == []


@pytest.mark.parametrize(("good", "bad"), DOUBTFUL)
def test_what_could_mean_two_things_is_left_to_the_author(good: str, bad: str) -> None:
    assert good in AGREEMENT
    raw = AGREEMENT.replace(good, bad, 1).encode()
    source = parse(raw)
    assert source.problems or document_problems(source)
    assert mended(raw) == raw


def test_all_of_it_in_one_go_and_the_doubtful_stays() -> None:
    text = AGREEMENT
    for good, bad, _ in (PLAIN[0], PLAIN[2], PLAIN[4]):
        text = text.replace(good, bad, 1)
    text = text.replace("to: 2029-07-31", "to: 31/07/2029")
    (left,) = document_problems(parse(mended(text.encode())))
    assert left.pointer == "/validity/to"


def test_a_list_in_braces_is_mended_where_it_stands() -> None:
    bad = AGREEMENT.replace(
        "{party: county, title: Fylkesdirektør}", "{party: county, signed_on: 1.2.2026, title: true}"
    )
    after = mended(bad.encode()).decode()
    assert "{party: county, signed_on: '2026-02-01', title: 'true'}" in after


NAMES = """parties:
  - id: county
    names:{head}
      - name: Eksempel fylkkasuohkan   # samisk
        language: se
{between}      - language: nb
        name: Eksempel fylkeskommune
  - id: nav
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("head", ["", "\n      # norsk først"])
@pytest.mark.parametrize("between", ["", "      # det norske\n\n"])
def test_names_are_put_in_order_and_their_comments_go_with_them(ends: str, head: str, between: str) -> None:
    def written(piece: str) -> bytes:
        old = AGREEMENT[AGREEMENT.index("parties:") : AGREEMENT.index("    names: [{name: NAV")]
        return AGREEMENT.replace(old, piece).replace("\n", ends).encode()

    sami = "      - name: Eksempel fylkkasuohkan   # samisk\n        language: se\n"
    norwegian = f"{between}      - language: nb\n        name: Eksempel fylkeskommune\n"
    top = f"{head}\n" if head else "\n"
    begin = "parties:\n  - id: county\n    names:"
    first = f"{top[1:]}" if head else ""
    if head and between:  # each has its own comment, so the first one's goes along
        right = f"{begin}\n{norwegian}{first}{sami}  - id: nav\n"
    else:
        right = f"{begin}\n{first}{norwegian}{sami}  - id: nav\n"
    wrong = NAMES.format(head=head, between=between)
    assert document_problems(parse(written(wrong))) == []
    assert mended(written(wrong)).decode() == written(right).decode()
    assert mended(written(right)) == written(right)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (
            "names: [{name: Sámi, language: sma}, {name: Norsk, language: nn}]",
            "names: [{name: Norsk, language: nn}, {name: Sámi, language: sma}]",
        ),
        (
            "names: [{name: K, language: fkv}, {name: E, language: en}, {name: S, language: se}, {name: N, language: nb}]",
            "names: [{name: N, language: nb}, {name: E, language: en}, {name: S, language: se}, {name: K, language: fkv}]",
        ),
    ],
)
def test_names_on_one_line_change_places(wrong: str, right: str) -> None:
    good = "names: [{name: Eksempel fylkeskommune, language: nb}]"
    assert mended(AGREEMENT.replace(good, wrong).encode()).decode() == AGREEMENT.replace(good, right)


@pytest.mark.parametrize(
    "names",
    [
        "names: [{name: Eksempel, language: se}, {name: Eksempel}]",  # of no language
        "names: [{name: Eksempel, language: se}, {name: Eksempel, language: norsk}]",  # a fault of its own
        "names: {name: Eksempel, language: se}",
    ],
)
def test_names_that_are_not_known_for_sure_are_left(names: str) -> None:
    raw = AGREEMENT.replace("names: [{name: Eksempel fylkeskommune, language: nb}]", names).encode()
    assert mended(raw) == raw


def test_what_is_no_document_is_left_alone() -> None:
    for raw in (b"", b"a: [", b"\xff", b"[1]", b"kind: [x]\n", b"x" * 2_000_000):
        assert mended(raw) == raw


@given(st.data())
def test_mending_never_adds_a_fault_and_never_changes_a_right_value(data: st.DataObject) -> None:
    lines = AGREEMENT.splitlines(keepends=True)
    values = st.sampled_from(
        ["true", "'4'", "1.8.2026", "24.10.2022", "'false'", "null", "0301", "nei", "[1]", "x: y"]
    )
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[number].partition(": ")
        if colon:
            lines[number] = f"{key}: {data.draw(values)}\n"
    raw = "".join(lines).encode()
    after = mended(raw)
    before, now = parse(raw), parse(after)
    if before.problems:
        assert after == raw
        return
    assert set(document_problems(now)) <= set(document_problems(before))
    wrong = {problem.pointer for problem in document_problems(before)}
    for pointer, value in leaves(before.data):
        if pointer not in wrong:
            assert dict(leaves(now.data))[pointer] == value


def leaves(data: object, pointer: str = "") -> list[tuple[str, object]]:
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in leaves(value, f"{pointer}/{key}")]
    if isinstance(data, list):
        return [leaf for index, value in enumerate(data) for leaf in leaves(value, f"{pointer}/{index}")]
    return [(pointer, data)]


@pytest.mark.parametrize(
    ("piece", "right"),
    [
        ("title: “Prøveavtale”  # kort", "title: Prøveavtale  # kort"),
        ("title: {nb: ”Prøveavtale”}  # kort", "title: {nb: Prøveavtale}  # kort"),
        ("title: “2026”  # kort", "title: '2026'  # kort"),
        ("title: “Prøve” og “avtale”  # kort", "title: “Prøve” og “avtale”  # kort"),
        ("title: “ ”  # kort", "title: “ ”  # kort"),
        ("title: &t “Prøveavtale”  # kort", "title: &t “Prøveavtale”  # kort"),
    ],
)
def test_the_quotes_of_word_go_from_a_whole_title(piece: str, right: str) -> None:
    wrong = AGREEMENT.replace("title: Prøveavtale  # kort", piece, 1)
    assert wrong != AGREEMENT
    assert mended(wrong.encode()).decode() == AGREEMENT.replace("title: Prøveavtale  # kort", right, 1)


def test_a_text_that_is_a_quotation_keeps_its_quotes() -> None:
    raw = AGREEMENT.replace("does: melde fra om avbrudd", "does: “melde fra om avbrudd”", 1).encode()
    assert "“melde".encode() in raw
    assert mended(raw) == raw


def test_names_of_any_number_of_parties_are_put_in_order_and_one_that_cannot_be_moved_is_left() -> None:
    names = "[{name: Okta, language: se}, {name: En, language: nb}]"
    tied = "[{name: &a Okta, language: se}, {name: *a, language: nb}]"
    written = [f"  - {{id: p{number}, names: {tied if number == 33 else names}}}" for number in range(60)]
    raw = AGREEMENT[: AGREEMENT.index("parties:")] + "parties:\n" + "\n".join(written) + "\n"
    parties = parse(mended(raw.encode())).data["parties"]
    assert [n for n, party in enumerate(parties) if party["names"][0]["language"] != "nb"] == [33]
