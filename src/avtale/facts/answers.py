"""Answers kept on the disk until anything they rest on has changed: what those of `check`, `status` and `due` have in common.

An answer rests on the content of every file below the agreements folder, on the day, on the question, on this avtale, its
schemas and the packages it runs with. All of it is looked at each time, so a kept answer is the answer one would get without
it, or it is not used. Nothing is kept of a repository that has follow-up plans in it (docs/architecture.md, "What leaves the house").
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from avtale.facts.root import PLANS
from avtale.resources import folder as resource
from avtale.source.inventory import digest, stamps

if TYPE_CHECKING:
    from avtale.facts.repository import DocumentFile
    from avtale.source.read import Source

SUM_BYTES = 32
_MOST_ANSWERS = 200
_PLAN = "follow_up_plan"


def read_answer(path: Path, form: bytes) -> bytes | None:
    """The answer kept at `path`; None where there is none of this form, whole, that nobody else could have laid there."""
    try:
        raw = path.read_bytes() if is_ours(path.parent) else b""
    except FileNotFoundError:
        return None
    summed, packed = raw[:SUM_BYTES], raw[SUM_BYTES:]
    return packed if sum_of(form, packed) == summed else None


def write_answer(path: Path, form: bytes, packed: bytes) -> None:
    """Keep an answer; the oldest go where too many are kept. Raises `OSError`."""
    folder = path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_ours(folder):
        return
    _prune(folder)
    temporary = folder / f"{path.name}.{os.getpid()}.tmp"
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(sum_of(form, packed) + packed)  # the sum tells a file that was cut off
    temporary.replace(path)


def state_of(root: Path, files: Mapping[str, bytes], *days: str) -> bytes:
    """Everything an answer rests on but git, as one digest: the files, the days, and this installation."""
    return sum_of(
        os.fsencode(os.path.realpath(root)),  # it may have become a link
        *(day.encode() for day in days),
        *(part for path, content in files.items() for part in (os.fsencode(path), content)),
        *_installation(),
    )


def may_be_kept(files: Mapping[str, bytes], entries: Iterable[DocumentFile]) -> bool:
    """Whether no plan lies in the repository, where it belongs or among the documents."""
    return not (has_plans(files) or any(_is_plan(entry.source) for entry in entries))


def has_plans(files: Mapping[str, bytes]) -> bool:
    """Whether plans lie where they belong; some disks take "Plans/x.YAML" for the same place."""
    beginning = f"{PLANS}/"
    return any(
        path.startswith(beginning) and path.endswith((".yaml", ".yml")) for path in map(str.casefold, files)
    )


def _is_plan(source: Source) -> bool:
    """Whether a file that lies among the documents is, or speaks of, a plan."""
    return _PLAN in source.text or (isinstance(source.data, dict) and source.data.get("kind") == _PLAN)


def is_ours(folder: Path) -> bool:
    """Whether nobody else can lay an answer there. Raises `OSError` where there is no such folder."""
    if not hasattr(os, "getuid"):
        return True
    about = folder.stat()
    return about.st_uid == os.getuid() and not about.st_mode & 0o022


def sum_of(*parts: bytes) -> bytes:
    """One digest of several parts, none of which can be taken for the end of another."""
    sums = blake2b(digest_size=SUM_BYTES)
    if len(parts) == 1:
        sums.update(parts[0])
        return sums.digest()
    for part in parts:
        sums.update(len(part).to_bytes(8, "big"))
        sums.update(part)
    return sums.digest()


def _installation() -> Iterator[bytes]:
    """What this avtale is: its files, its schemas, its Python and the versions of all that is installed beside it."""
    yield from (stamp.encode() for stamp in stamps(Path(__file__).resolve().parents[1]))
    for path in sorted(resource("schemas").glob("*.json")):
        yield digest(path)
    yield sys.version.encode()
    beside = Path(msgspec.__file__).parents[1].glob("*.dist-info")
    yield "\n".join(sorted(path.name for path in beside)).encode()


def _prune(folder: Path) -> None:
    """Let the oldest go where too many are kept."""
    answers = list(folder.iterdir())
    if len(answers) > _MOST_ANSWERS:
        answers.sort(key=lambda path: path.stat().st_mtime)
        for path in answers[: len(answers) - _MOST_ANSWERS // 2]:
            path.unlink(missing_ok=True)
