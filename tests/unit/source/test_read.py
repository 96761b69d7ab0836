"""Reading a file: values as written, positions, and what is wrong with it, from untrusted bytes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from avtale.errors import UsageError
from avtale.source.read import MAX_BYTES, MAX_DEPTH, MAX_VALUES, parse, read_source


def first(raw: bytes | str) -> tuple[str, int, int]:
    """Code, line and column of the only problem; such a file has no data."""
    source = parse(raw)
    assert source.data is None
    (problem,) = source.problems
    assert problem.place is not None
    assert problem.nb != problem.en
    return (problem.code, *problem.place)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1),
        ("0", 0),
        ("-7", -7),
        ("1.10", "1.10"),
        ("0301", "0301"),
        ("+47", "+47"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("15850712325", 15850712325),
        ("9999999999999999999999", "9999999999999999999999"),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("yes", "yes"),
        ("no", "no"),
        ("null", None),
        ("~", None),
        ("", None),
        ("Null", "Null"),
        ("2017-06-01", "2017-06-01"),
        ("12:30:45", "12:30:45"),
        (".inf", ".inf"),
        ("'1'", "1"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("æøå čđŋšŧž 𝒳", "æøå čđŋšŧž 𝒳"),
    ],
)
def test_a_value_is_what_the_author_wrote(written: str, value: object) -> None:
    source = parse(f"a: {written}\n")
    assert source.problems == []
    assert source.data == {"a": value}
    assert type(source.data["a"]) is type(value)


TEXT = """\
# en kommentar
a:
  - b: én
    c: [1, 𝒳𝒳, to]
'd/e~f': >-
  flere
  linjer
g: &x {h: i}
j: *x
"""


@pytest.mark.parametrize(
    ("pointer", "value", "key"),
    [
        ("", (2, 1), (2, 1)),
        ("/a", (3, 3), (2, 1)),
        ("/a/0", (3, 5), (3, 5)),
        ("/a/0/b", (3, 8), (3, 5)),
        ("/a/0/c/2", (4, 16), (4, 16)),
        ("/d~1e~0f", (5, 10), (5, 1)),
        ("/g/h", (8, 11), (8, 8)),
        ("/j", (9, 4), (9, 1)),
        ("/j/h", (8, 11), (8, 8)),
        ("/a/0/nothing/here", (3, 5), (3, 5)),
        ("/nothing", (2, 1), (2, 1)),
    ],
)
def test_positions_count_from_one_in_code_points(
    pointer: str, value: tuple[int, int], key: tuple[int, int]
) -> None:
    source = parse(TEXT)
    assert source.problems == []
    assert source.position(pointer) == value
    assert source.position(pointer, on_key=True) == key


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("a: 1\n\tb: 2\n", ("file-tab", 2, 1)),
        ("a:\n\t- b\n", ("file-tab", 2, 1)),
        ("a: 1\nb: 2\na: 3\n", ("file-duplicate-key", 3, 1)),
        ("a: 1\n---\nb: 2\n", ("file-several-documents", 2, 1)),
        ("a: !!python/object/apply:os.system ['id']\n", ("file-tag", 1, 4)),
        ("a: !viktig x\n", ("file-tag", 1, 4)),
        ("a: *b\n", ("file-alias", 1, 4)),
        ("a: &a\n  b: *a\n", ("file-alias", 2, 6)),
        ("a: [1, 2\nb: 3\n", ("file-syntax", 1, 4)),
        ("a: b: c\n", ("file-syntax", 1, 5)),
        ("a: 1\nb # c\nd: 2\n", ("file-syntax", 2, 1)),
        ("a: 'b\nc: d\n", ("file-syntax", 1, 4)),
        ("a: @b\n", ("file-syntax", 1, 4)),
        ("a:\n  b: 1\n  c:\xa02\n  d: 3\n", ("file-syntax", 3, 5)),
        ("a:\n  b: 1\n\xa0\xa0c: 2\n  # d\n  e: 3\n", ("file-syntax", 3, 1)),
        ("a:\n  - b\n  -c\nd: 1\n", ("file-syntax", 3, 3)),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> gren\n", ("file-syntax", 2, 1)),
        ("a: [b] c\n", ("file-syntax", 1, 8)),
        ("? [a]\n: b\n", ("file-syntax", 1, 3)),
        ("- a\n- b\n", ("file-syntax", 1, 1)),
        ("bare tekst\n", ("file-syntax", 1, 1)),
        ("[", ("file-syntax", 1, 2)),
        ("a: [", ("file-syntax", 1, 5)),
        ("", ("file-empty", 1, 1)),
        ("# bare en kommentar\n", ("file-empty", 1, 1)),
        ("null\n", ("file-empty", 1, 1)),
        ("a: \x07\n", ("file-syntax", 1, 4)),
        (b"a: 1\nb: \xe6\xf8\xe5\n", ("file-encoding", 2, 4)),
        ("a: æ\n".encode("utf-16"), ("file-encoding", 1, 1)),
        ("a: æ\n".encode("utf-16-le"), ("file-encoding", 1, 1)),
        ("å: [" * (MAX_DEPTH + 1), ("file-too-deep", 1, 101)),
    ],
)
def test_what_is_wrong_is_said_with_its_place(raw: bytes | str, place: tuple[str, int, int]) -> None:
    assert first(raw) == place


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("a:\n  b:\xa01\n  c: 2\n", "hardt mellomrom"),
        ("a:\n  - b\n  -c\nd: 1\n", "mellomrom etter streken"),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> gren\n", "fletting i git"),
        ("a:\n  b: [c] d\n  e: 1\n", "Sett hele teksten i anførselstegn"),
    ],
)
def test_the_reason_is_named_and_not_what_the_parser_missed(raw: str, words: str) -> None:
    (problem,) = parse(raw).problems
    assert words in problem.nb
    assert "kolon" not in problem.nb


def test_a_byte_order_mark_is_nothing_wrong() -> None:
    assert parse("\ufeffa: æ\n".encode()).data == {"a": "æ"}


def test_utf_16_is_called_by_its_name() -> None:
    (problem,) = parse("a: æ\n".encode("utf-16")).problems
    assert "UTF-16" in problem.nb


def test_every_duplicate_is_told() -> None:
    assert [problem.place for problem in parse("a: 1\na: 2\nb: 3\nb: 4\n").problems] == [(2, 1), (4, 1)]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 10)}]\n" for i in range(12)
)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param("a: " + "[" * 20_000, "file-too-deep", id="open brackets"),
        pytest.param("a: " + "[" * 20_000 + "]" * 20_000, "file-too-deep", id="closed brackets"),
        pytest.param("a: " + "{b: " * 20_000, "file-too-deep", id="braces"),
        pytest.param("".join(f"{' ' * i}- \n" for i in range(900)), "file-too-deep", id="indentation"),
        pytest.param(BOMB, "file-alias", id="alias bomb"),
        pytest.param(b"a: " + b"x" * 10_000_000, "file-too-large", id="ten megabytes"),
    ],
)
def test_a_hostile_file_is_refused_at_once(raw: bytes | str, code: str) -> None:
    begin = time.process_time()
    assert first(raw)[0] == code
    assert time.process_time() - begin < 1


def test_the_largest_file_allowed_is_read_in_time() -> None:
    raw = "a:\n" + "  - b: c\n" * ((MAX_BYTES - 10) // 9)
    begin = time.process_time()
    source = parse(raw.encode())
    assert len(source.problems) <= 1
    assert time.process_time() - begin < 10


def test_a_large_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.yaml"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    assert [problem.code for problem in read_source(path).problems] == ["file-too-large"]


@pytest.mark.parametrize("name", ["nothing.yaml", "folder", "file/below.yaml"])
def test_what_is_no_file_is_misuse(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("a: 1\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_source(tmp_path / name)
    assert caught.value.nb != caught.value.en


def test_a_file_is_called_what_the_caller_says(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: 1\n", encoding="utf-8")
    assert read_source(tmp_path / "x.yaml", "agreements/x.yaml").name == "agreements/x.yaml"
    assert read_source(tmp_path / "x.yaml").name == str(tmp_path / "x.yaml")


@pytest.mark.parametrize("more", [0, 1])
def test_a_limit_allows_what_it_names_and_nothing_more(more: int, tmp_path: Path) -> None:
    def codes(raw: bytes) -> list[str]:
        return [problem.code for problem in parse(raw).problems]

    bytes_ = b"a: b\n#" + b"x" * (MAX_BYTES + more - 6)
    (tmp_path / "x.yaml").write_bytes(bytes_)
    deep = b"a: " + b"[" * (MAX_DEPTH - 1 + more) + b"]" * (MAX_DEPTH - 1 + more)
    # The mapping, the list and its items, each of them one value.
    values = b"a: [" + b",".join([b"x"] * (MAX_VALUES - 2 + more)) + b"]"
    assert codes(bytes_) == ["file-too-large"] * more
    assert [problem.code for problem in read_source(tmp_path / "x.yaml").problems] == [
        "file-too-large"
    ] * more
    assert codes(deep) == ["file-too-deep"] * more
    assert codes(values) == ["file-alias"] * more


@pytest.mark.parametrize(
    ("written", "word"),
    [(r"\ud835\udcb3", "tegnet selv"), (r"\ud835", "tegnet selv"), (r"\uZZ", "siffer"), (r"\xg", "siffer")],
)
def test_an_escape_that_yaml_does_not_read_is_explained(written: str, word: str) -> None:
    (problem,) = parse(f'a: "{written}"\n').problems
    assert (problem.code, word in problem.nb, "found" in problem.en) == ("file-syntax", True, False)
    assert parse('a: "\\U0001d4b3"\n').data == {"a": "\U0001d4b3"}
