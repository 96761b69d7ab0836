"""Files damaged by chance: as text, as a tree of values, and as a folder of files.

A mutant is a file and a short list of steps, each with a seed of its own. So a seed gives the same mutant again,
and one that fails is made smaller by leaving steps out.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from avtale.source.dump import dump
from avtale.source.read import parse

Step = tuple[str, int]
"""What is done, and the seed of the chance that decides where."""

VALUES = (
    *(
        "",
        "null",
        "~",
        "true",
        "false",
        "ja",
        "0",
        "-1",
        "1e400",
        ".inf",
        ".nan",
        "0x1F",
        "1_000",
        "12:30:45",
    ),
    *("99999999999999999999", "999999999999999999", "-999999999999999999", "1.10", "0301", "9" * 5000),
    *("2026-08-01", "2026-02-30", "9999-12-31", "0001-01-01", "0000-00-00", "10000-01-01", "01.08.2026"),
    *("2026-08-01T12:00:00Z", "xx.xx.2026", "'2026-08-01\n'", '"2026-08-01\\n"', "٢٠٢٦-٠٨-٠١", "2026-8-1"),
    *(
        "[]",
        "{}",
        "[[]]",
        "{a: {b: c}}",
        "[a, [b, {c: d}]]",
        "{? a}",
        "[? a : b]",
        "? a",
        "- - - a",
        "{<<: *x}",
    ),
    *(
        "'x'",
        "'",
        '"',
        '"\\x00"',
        '"\\ud83d"',
        '"\\udc00x"',
        '"\\U0010FFFF"',
        '"\\uFFFE"',
        '"\\q"',
        "''",
        '" "',
    ),
    *(
        "!x y",
        "!!python/name:os.system ''",
        "!!int 3",
        "!!binary aGVp",
        "!<tag:x> y",
        "*x",
        "&x y",
        "&x",
        "*",
    ),
    *(
        "99999999999 years",
        f"{'9' * 5000} years",
        "9999 years",
        "120000 months",
        f"{'9' * 5000}.1",
        "1 day",
        "0 days",
        "5 working days",
        "1 years",
        "1 år",
    ),
    *(
        "shall",
        "county",
        "each_party",
        "nav",
        "nb",
        "en",
        "xx",
        "agreement",
        "1.00",
        "'1.00'",
        "v1",
        "01.01.01",
    ),
    *("{{ 7*7 }}", "<b>", "<script>x</script>", "![x](y)", "[x](file:///)", "[x](javascript:1)", "[x](//[)"),
    *(
        "[x](http://[::1)",
        "../../etc/passwd",
        "/dev/zero",
        '"a\\0b"',
        "a/b\\c",
        "C:\\x",
        "." * 300,
        "/" * 300,
    ),
    *(
        "\t",
        "- a",
        "a: b",
        "a: b: c",
        "|",
        ">-",
        "|9",
        "|\n  a",
        "#",
        " # x",
        "%",
        "@",
        "`",
        "---",
        "...",
        "%YAML 1.1",
    ),
    *(
        "æ",
        "𝒳",
        "e\u0301",
        "\u2028",
        "\u2029",
        "\x85",
        "\ufeff",
        "\u202e",
        "\u00a0",
        "\u200b",
        "\x00",
        "\x07",
        "\x1b[31m",
    ),
    *(
        "a" * 2000,
        "*" * 3000,
        "[" * 60,
        "[" * 40 + "]" * 40,
        "{a: " * 60,
        "(" * 500,
        "_" * 500,
        "`" * 501,
        "ab " * 3000,
    ),
)
PIECES = (
    *(
        "\t",
        " ",
        "  ",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        "\x00",
        "\x1f",
        "\x7f",
        "\x85",
        "\u2028",
        "\u2029",
        "\ufeff",
    ),
    *(
        ":",
        ": ",
        "- ",
        "-",
        "?",
        "? ",
        "#",
        " #",
        "'",
        '"',
        "\\",
        "&",
        "*",
        "!",
        "|",
        ">",
        "{",
        "}",
        "[",
        "]",
        ",",
    ),
    *(
        "---\n",
        "...\n",
        "%TAG ! x\n",
        "<<: ",
        "&a ",
        "*a",
        "!!str ",
        "!!set ",
        "𝒳",
        "\u0301",
        "\ue000",
        "\U000f0000",
    ),
)


@dataclass(frozen=True)
class Mutant:
    """A text, where it is from, and what is done to it."""

    origin: str
    text: str
    steps: tuple[Step, ...]

    @property
    def data(self) -> bytes:
        text = self.text
        for name, seed in self.steps:
            text = STEPS[name](text, Random(seed))
        raw = text.encode("utf-8", "surrogatepass")
        for name, seed in self.steps:
            raw = RAW_STEPS[name](raw, Random(seed)) if name in RAW_STEPS else raw
        return raw

    def smaller(self) -> list[Mutant]:
        return [
            Mutant(self.origin, self.text, self.steps[:at] + self.steps[at + 1 :])
            for at in range(len(self.steps))
        ]


def mutant(chance: Random, texts: list[tuple[str, str]]) -> Mutant:
    """One mutant of one of the texts, which are pairs of a name and a text."""
    origin, text = chance.choice(texts)
    names = chance.choice((TEXT_NAMES, TREE_NAMES, TREE_NAMES, (*TEXT_NAMES, *TREE_NAMES)))
    steps = [(chance.choice(names), chance.getrandbits(32)) for _ in range(chance.choice((1, 1, 1, 2, 3, 5)))]
    if chance.random() < 0.05:
        steps.append((chance.choice(tuple(RAW_STEPS)), chance.getrandbits(32)))
    return Mutant(origin, text, tuple(steps))


# --- the text ---


def _line(text: str, chance: Random) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, chance.randrange(len(lines))


def _value(text: str, chance: Random) -> str:
    lines, at = _line(text, chance)
    key, colon, _ = lines[at].partition(":")
    if colon:
        lines[at] = f"{key}: {chance.choice(VALUES)}"
    return "\n".join(lines)


def _flow_value(text: str, chance: Random) -> str:
    """One word of a line with brackets, or any other line, becomes another value."""
    lines, at = _line(text, chance)
    words = lines[at].split(" ")
    words[chance.randrange(len(words))] = chance.choice(VALUES)
    lines[at] = " ".join(words)
    return "\n".join(lines)


def _drop(text: str, chance: Random) -> str:
    lines, at = _line(text, chance)
    del lines[at : at + chance.choice((1, 1, 2, 10))]
    return "\n".join(lines)


def _double(text: str, chance: Random) -> str:
    lines, at = _line(text, chance)
    piece = lines[at : at + chance.choice((1, 1, 3, 12))]
    lines[at:at] = piece * chance.choice((1, 1, 1, 40))
    return "\n".join(lines)


def _swap(text: str, chance: Random) -> str:
    lines, at = _line(text, chance)
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def _words(text: str, chance: Random) -> str:
    lines, at = _line(text, chance)
    words = lines[at].split(" ")
    chance.shuffle(words)
    lines[at] = " ".join(words)
    return "\n".join(lines)


def _indent(text: str, chance: Random) -> str:
    lines, at = _line(text, chance)
    by = chance.choice(("  ", " ", "\t", "- ", "    ", "\u00a0", ""))
    for number in range(at, min(len(lines), at + chance.choice((1, 1, 4)))):
        lines[number] = by + lines[number] if by else lines[number].lstrip()
    return "\n".join(lines)


def _cut(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    until = at + chance.choice((1, 2, 10, 100, len(text)))
    return text[:at] + text[until:]


def _piece(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(PIECES) + text[at:]


def _character(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    code = chance.choice((chance.randrange(0x80), chance.randrange(0x3000), chance.randrange(0x110000)))
    return text[:at] + chr(code) + text[at + chance.randrange(2) :]


def _breaks(text: str, chance: Random) -> str:
    return text.replace("\n", chance.choice(("\r\n", "\r", "\r\r\n", "\n\n", "\u2028", "\x85")))


def _quotes(text: str, chance: Random) -> str:
    marks = [at for at, letter in enumerate(text) if letter in "'\""]
    if not marks:
        return text
    at = chance.choice(marks)
    return text[:at] + chance.choice(("'", '"', "", "''", "\\")) + text[at + 1 :]


def _anchor(text: str, chance: Random) -> str:
    """The value of one line is named, and another line takes it; or is merged with it."""
    lines, at = _line(text, chance)
    other = chance.randrange(len(lines))
    for number, put in ((at, "&a "), (other, "*a")):
        key, colon, rest = lines[number].partition(":")
        if colon:
            lines[number] = f"{key}: {put}{rest.lstrip() if put.startswith('&') else ''}"
    if chance.random() < 0.3:
        lines.insert(other + 1, " " * (len(lines[other]) - len(lines[other].lstrip())) + "<<: *a")
    return "\n".join(lines)


def _deep(text: str, chance: Random) -> str:
    depth = chance.choice((10, 48, 49, 50, 51, 400))
    return _put_value(text, chance, chance.choice(("[" * depth + "]" * depth, "{a: " * depth + "}" * depth)))


def _put_value(text: str, chance: Random, value: str) -> str:
    lines, at = _line(text, chance)
    lines[at] = f"{lines[at].partition(':')[0] or 'x'}: {value}"
    return "\n".join(lines)


def _long(text: str, chance: Random) -> str:
    piece = chance.choice(
        (
            "x",
            "æ ",
            "a: ",
            "*",
            "[",
            "_",
            "\\",
            "`",
            "<",
            "| ",
            "1. ",
            "- ",
            "((",
            "@a.",
            "&amp;",
            "[](",
            "**a ",
        )
    )
    return _put_value(text, chance, json.dumps(piece * chance.choice((500, 5000)), ensure_ascii=False))


def _nothing(text: str, chance: Random) -> str:
    return chance.choice(
        (
            "",
            "\n",
            "# bare\n",
            "---\n",
            "---\n---\n",
            "\ufeff",
            text + "\x00",
            text + "\n" * 500,
            "{}",
            "[]",
            "x",
        )
    )


def _begin(text: str, chance: Random) -> str:
    heads = (
        "\ufeff",
        "---\n",
        "%YAML 1.1\n---\n",
        "%YAML 9.9\n---\n",
        "%TAG !! x\n---\n",
        "\n" * 50,
        "\t",
        "...\n",
        "? ",
    )
    return chance.choice(heads) + text


# --- the tree ---


def _tree(change: Callable[[Any, Random], None]) -> Callable[[str, Random], str]:
    """A step on the values of a file: read, changed, written again. A file that is none any more is left alone."""

    def step(text: str, chance: Random) -> str:
        data = parse(text.encode("utf-8", "surrogatepass")).data
        if not isinstance(data, dict) or not data:
            return text
        data = json.loads(json.dumps(data))  # no value is shared, as aliases do
        change(data, chance)
        if chance.random() < 0.9:
            return dump(data, without=()).decode("utf-8", "surrogatepass")
        return json.dumps(data, ensure_ascii=False, indent=1)

    return step


def _nodes(data: Any) -> list[tuple[Any, Any]]:
    """Every value, as what holds it and its key or index there."""
    found: list[tuple[Any, Any]] = []
    waiting = [data]
    while waiting:
        holder = waiting.pop()
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            found.append((holder, key))
            if isinstance(holder[key], (dict, list)) and holder[key]:
                waiting.append(holder[key])
    return found


def _transplant(data: Any, chance: Random) -> None:
    holder, key = chance.choice(_nodes(data))
    other, there = chance.choice(_nodes(data))
    holder[key] = json.loads(json.dumps(other[there]))


def _exchange(data: Any, chance: Random) -> None:
    (holder, key), (other, there) = chance.choice(_nodes(data)), chance.choice(_nodes(data))
    one, two = json.loads(json.dumps(holder[key])), json.loads(json.dumps(other[there]))
    holder[key] = two
    other[there] = one


def _another(data: Any, chance: Random) -> None:
    values: tuple[Any, ...] = (
        *(None, True, False, 0, -1, 10**17, 10**30, 1, 13, "", " ", "x", [], {}, [[]], [None], {"a": None}),
        *("2026-02-30", "9999-12-31", "0001-01-01", "2026-08-01\n", "99999999999 years", "999 years", "1.00"),
        *(
            "../x",
            "a\0b",
            "\u2028",
            "\ud7ff",
            "æ" * 3000,
            "county",
            "nav",
            ["county"],
            {"nb": "x"},
            {"en": "x"},
        ),
        *([{}], [[], {}], {"nb": None}, {"": ""}, {"a/b~c": "x"}, [{"id": "x"}, {"id": "x"}], ["x"] * 300),
    )
    holder, key = chance.choice(_nodes(data))
    holder[key] = chance.choice(values)


def _remove(data: Any, chance: Random) -> None:
    holder, key = chance.choice(_nodes(data))
    del holder[key]


def _multiply(data: Any, chance: Random) -> None:
    holder, key = chance.choice(_nodes(data))
    if isinstance(holder, list):
        holder += [json.loads(json.dumps(holder[key])) for _ in range(chance.choice((1, 1, 50)))]
    else:
        holder[f"{key}{chance.choice(('2', ' ', '-', 's'))}"] = holder[key]


def _misspell(data: Any, chance: Random) -> None:
    pairs = [(holder, key) for holder, key in _nodes(data) if isinstance(key, str) and key]
    holder, key = chance.choice(pairs)
    at = chance.randrange(len(key))
    wrong = chance.choice(
        (key[:at] + key[at + 1 :], key.upper(), f"{key} ", f"{key}/~0", key[:at] + "æ\n" + key[at:], "")
    )
    holder[wrong] = holder.pop(key)


def _kind(data: Any, chance: Random) -> None:
    data["kind"] = chance.choice(
        ("agreement", "routine", "programme", "follow_up_plan", "action_plan", "amendment", "settings")
    )


def _letters(data: Any, chance: Random) -> None:
    """The letters of one text are changed."""
    texts = [(holder, key) for holder, key in _nodes(data) if isinstance(holder[key], str)]
    if texts:
        holder, key = chance.choice(texts)
        holder[key] = _piece(holder[key], chance) if chance.random() < 0.5 else _cut(holder[key], chance)


# --- the bytes ---


def _bytes(raw: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.randbytes(chance.choice((1, 2, 8))) + raw[at + chance.choice((0, 3)) :]


def _encoded(raw: bytes, chance: Random) -> bytes:
    text = raw.decode("utf-8", "replace")
    return text.encode(
        chance.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-7", "cp037")), "replace"
    )


STEPS: dict[str, Callable[[str, Random], str]] = {
    "value": _value, "flow-value": _flow_value, "drop": _drop, "double": _double, "swap": _swap, "words": _words,
    "indent": _indent, "cut": _cut, "piece": _piece, "character": _character, "breaks": _breaks, "quotes": _quotes,
    "anchor": _anchor, "deep": _deep, "long": _long, "nothing": _nothing, "begin": _begin,
    "transplant": _tree(_transplant), "exchange": _tree(_exchange), "another": _tree(_another),
    "remove": _tree(_remove), "multiply": _tree(_multiply), "misspell": _tree(_misspell), "kind": _tree(_kind),
    "letters": _tree(_letters), "bytes": lambda text, _: text, "encoded": lambda text, _: text,
}  # fmt: skip
RAW_STEPS: dict[str, Callable[[bytes, Random], bytes]] = {"bytes": _bytes, "encoded": _encoded}
TREE_NAMES = (
    "transplant",
    "exchange",
    "another",
    "another",
    "remove",
    "multiply",
    "misspell",
    "kind",
    "letters",
)
TEXT_NAMES = tuple(
    name for name in STEPS if name not in (*TREE_NAMES, *RAW_STEPS, "nothing", "breaks", "begin")
) * 3 + ("nothing", "breaks", "begin")


# --- the folder ---


def damaged_folder(chance: Random, source: Path, target: Path) -> list[str]:
    """A copy of the repository `source` at `target` with one to three things done to it; tells what."""
    shutil.copytree(source, target, symlinks=True)
    for path in target.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    told = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        files = sorted(path for path in target.rglob("*") if path.is_file() and not path.is_symlink())
        if not files:
            break
        name = chance.choice(FOLDER_NAMES)
        one, other = chance.choice(files), chance.choice(files)
        told.append(f"{name} {one.relative_to(target)} {other.relative_to(target)}")
        FOLDER_STEPS[name](chance, one, other)
    return told


def _damage(chance: Random, one: Path, _other: Path) -> None:
    text = one.read_bytes().decode("utf-8", "replace")
    one.write_bytes(mutant(chance, [("", text)]).data)


def _move(chance: Random, one: Path, other: Path) -> None:
    one.rename(
        other.with_name(
            chance.choice(
                (
                    one.name,
                    f"x{one.name}",
                    "avtale.yml",
                    "ny.yaml",
                    "æ\n\x1b[1m.yaml",
                    f"{'x' * 240}.yaml",
                    ".skjult.yaml",
                    "a b~c%20.yml",
                )
            )
        )
    )


def _exchange_files(_chance: Random, one: Path, other: Path) -> None:
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def _copy(chance: Random, one: Path, other: Path) -> None:
    other.with_name(chance.choice((f"kopi-{one.name}", "contacts.yaml", "ny-9.99.yaml"))).write_bytes(
        one.read_bytes()
    )


def _over(_chance: Random, one: Path, other: Path) -> None:
    other.write_bytes(one.read_bytes())


def _gone(_chance: Random, one: Path, _other: Path) -> None:
    one.unlink()


def _folder(_chance: Random, one: Path, _other: Path) -> None:
    one.unlink()
    one.mkdir()


def _loop(chance: Random, one: Path, other: Path) -> None:
    one.unlink()
    one.symlink_to(
        chance.choice(
            (one.name, "..", ".", "/dev/null", "/dev/zero", "finnes-ikke", str(other), "/etc/passwd")
        )
    )


def _folder_loop(chance: Random, one: Path, _other: Path) -> None:
    link = one.with_name("sløyfe")
    if not link.is_symlink():
        link.symlink_to(chance.choice((".", "..", "sløyfe")))


def _pipe(_chance: Random, one: Path, _other: Path) -> None:
    one.unlink()
    os.mkfifo(one)


def _not_utf8(_chance: Random, one: Path, _other: Path) -> None:
    one.rename(os.fsdecode(os.fsencode(one.parent) + b"/\xff\xfe" + os.fsencode(one.name)))


FOLDER_STEPS: dict[str, Callable[[Random, Path, Path], None]] = {
    "damage": _damage, "move": _move, "exchange": _exchange_files, "copy": _copy, "over": _over, "gone": _gone,
    "folder": _folder, "loop": _loop, "folder-loop": _folder_loop, "pipe": _pipe, "not-utf8": _not_utf8,
}  # fmt: skip
FOLDER_NAMES = (*("damage",) * 12, *("move", "exchange", "copy", "over", "gone") * 2, *FOLDER_STEPS)
