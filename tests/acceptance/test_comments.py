"""A comment on a draft stands beside it, and is in nothing that leaves the house."""

from __future__ import annotations

import contextlib
import zlib
from pathlib import Path

import pytest

from tests.acceptance.outside import avtale
from tests.unit.desk.desks import repository

SAID = "Hemmelighetsfullt"
COMMENT = f"format: 1\nevent: comment\non: 2026-11-20\nby: Kim {SAID}\ntext: {SAID} om fristen\nat: /responsibilities/0\n"
MADE = [
    ("render", "prove@1.00", "--format", "html,pdf", "--to", "{out}"),
    ("show", "prove@1.00"),
    ("show", "prove@1.00", "--format", "json"),
    ("history", "prove@1.00"),
    ("diff", "prove@1.00", "prove@1.00", "--format", "html", "--to", "{out}"),
    ("status", "--format", "json"),
    ("due", "--format", "json"),
    ("remind", "--calendar-dir", "{out}/kalender"),
    ("kept", "prove@1.00", "--format", "json"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path, **{"comments__prove__1.00__1-comment-3fa90c": COMMENT})


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(each, id=" ".join(each[:3]), marks=pytest.mark.extended if each[0] == "render" else ())
        for each in MADE
    ],
)
def test_what_leaves_the_house_has_no_comment(command: tuple[str, ...], root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = avtale(
        *(part.format(out=out) for part in command), "--on", "2026-11-21", "--repo", str(root), cwd=tmp_path
    )
    assert done.code in (0, 1), done.err
    made = (
        [path for path in out.rglob("*") if path.is_file()]
        if any("{out}" in part for part in command)
        else []
    )
    assert bool(made) == any("{out}" in part for part in command)
    assert SAID not in done.out + done.err
    texts = [_unpacked(path.read_bytes()) for path in made]
    assert not made or any(b"prove" in text for text in texts)  # it can be seen at all
    assert not any(SAID.encode() in text for text in texts)


def _unpacked(data: bytes) -> bytes:
    """A file with what is deflated in it laid open, so that an embedded file is seen."""
    found, at = [data], data.find(b"stream")
    while at >= 0:
        with contextlib.suppress(zlib.error, IndexError):
            found.append(zlib.decompressobj().decompress(data[at:].split(b"\n", 1)[1]))
        at = data.find(b"stream", at + 6)
    return b"\n".join(found)


def test_the_check_reads_it_and_tells_what_is_wrong(root: Path, tmp_path: Path) -> None:
    folder = root / "comments/prove/1.00"
    checked = avtale("check", "--repo", str(root), "--on", "2026-11-21", cwd=tmp_path)
    assert (checked.code, "comment" in checked.out) == (0, False)
    for number, (text, told) in enumerate(
        [
            ("format: 1\nevent: sent\non: 2026-11-20\nby: Per\n", "fingerprint"),
            (COMMENT.replace("comment\n", "shout\n"), "shout"),
            (COMMENT + "secret: true\n", "secret"),
            (COMMENT.replace("om fristen", "om 01010750160"), "fødselsnummer"),
            ("format: [", "mangler det en verdi"),
        ]
    ):
        path = folder / f"{number + 2}-comment-000000.yaml"
        path.write_text(text, encoding="utf-8")
        found = avtale("check", "--repo", str(root), "--on", "2026-11-21", cwd=tmp_path)
        assert path.name in found.out
        assert told in found.out, found.out
        path.unlink()
