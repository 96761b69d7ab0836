"""What the files of mutants in bulk share. xdist gives a file to one worker, so there is a file for each of two."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.run import one_file, one_folder, repositories, sources

CHUNK = 250


def files(seed: str, chunk: int, folder: Path) -> None:
    """A chunk of damaged files; every tenth is also rendered, compared and carried on."""
    texts = sources()
    for number in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        one_file(f"{seed}:{number}", texts, folder, wide=number % 10 == 0)


def folders(seed: str, chunk: int, folder: Path) -> None:
    """A chunk of damaged repositories."""
    known = repositories()
    for number in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        one_folder(f"{seed}:{number}", known, folder, wide=number % 10 == 0)
