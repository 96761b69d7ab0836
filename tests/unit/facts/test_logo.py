"""A logo is a picture and nothing else: what refers to anything, runs or is too large is turned away."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from avtale.facts.logo import LARGEST, WIDEST, LogoFile, logo
from avtale.facts.repository import Repository


def png(width: int, height: int) -> bytes:
    header = b"\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\0\0\0" + b"\0" * 4
    return b"\x89PNG\r\n\x1a\n" + header + b"\0\0\0\0IEND" + b"\0" * 4


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def found(root: Path, data: bytes | None, name: str = "logo") -> LogoFile | str | None:
    (root / "avtale.yaml").write_text(
        f"format: 1\nrendering: {{logo: {{file: {name}, text: Fylket}}}}\n", encoding="utf-8"
    )
    if data is not None:
        (root / "logo").write_bytes(data)
    told = logo(Repository.open(root))
    return told if told is None or isinstance(told, LogoFile) else told.en


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (png(1, WIDEST), "image/png"),
        (svg("<path fill='url(#a)'/><use href='#b'/>"), "image/svg+xml"),
        (b"\xef\xbb\xbf" + svg(" " * (LARGEST - len(svg("")) - 3)), "image/svg+xml"),
    ],
)
def test_a_picture_is_taken_as_it_is(data: bytes, media: str, tmp_path: Path) -> None:
    taken = found(tmp_path, data)
    assert isinstance(taken, LogoFile)
    assert (taken.data, taken.media) == (data, media)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "There is no logo"),
        (svg(" " * LARGEST), "above 500 kB"),
        (png(4, 4)[:30], "damaged PNG"),
        (png(4, 4).replace(b"IEND", b"XXXX"), "damaged PNG"),
        (png(4, 4).replace(b"IHDR", b"XXXX"), "damaged PNG"),
        (png(0, 4), "0 × 4 dots"),
        (png(4, WIDEST + 1), "4 × 4001 dots"),
        (b"GIF89a", "neither an SVG nor a PNG"),
        (b"\xff\xfe", "neither an SVG nor a PNG"),
        (b"<html/>", "neither an SVG nor a PNG"),
        (b"<!DOCTYPE svg>" + svg(""), "DOCTYPE"),
        (svg("<script/>"), "fetches or runs"),
        (svg("<image/>"), "fetches or runs"),
        (svg("", "onload='x'"), "fetches or runs"),
        (svg("<use href='https://example.org/x'/>"), "fetches or runs"),
        (svg("<path fill='url(https://example.org/x)'/>"), "fetches or runs"),
        (svg("<style>@import 'x';</style>"), "fetches or runs"),
    ],
)  # fmt: skip
def test_what_is_no_plain_picture_is_told(data: bytes | None, why: str, tmp_path: Path) -> None:
    assert why in str(found(tmp_path, data))


def test_a_logo_outside_the_repository_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "logo").write_bytes(png(4, 4))
    (tmp_path / "in").mkdir()
    assert "outside the repository" in str(found(tmp_path / "in", None, "../logo"))
