"""JSON pointers (RFC 6901): how findings, silences and facts name a place in a document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


def join(*parts: str | int) -> str:
    """The pointer of a path of keys and indexes: join("parties", 0, "id") is "/parties/0/id"."""
    return "".join(map(step, parts))


@lru_cache(4096)  # the same few keys again and again
def step(part: str | int) -> str:
    """One key or index as a pointer has it: step("id") is "/id"."""
    return "/" + str(part).replace("~", "~0").replace("/", "~1")


def split(pointer: str) -> list[str]:
    """The parts of a pointer, unescaped; indexes stay text. "" gives []."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def parent(pointer: str) -> str:
    """The pointer one level up; that of the root is the root."""
    return pointer.rpartition("/")[0]


def index(part: str) -> int:
    """The place in a list that a part of a pointer names; -1 where it names none."""
    return int(part) if part.isdecimal() and len(part) < 10 else -1


def resolve(data: object, parts: Iterable[str]) -> object:
    """The value at a path in plain data. Raises `KeyError` where there is none."""
    for part in parts:
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and 0 <= index(part) < len(data):
            data = data[index(part)]
        else:
            raise KeyError(part)
    return data
