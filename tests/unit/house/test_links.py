"""A link of the site that leads nowhere is found, and one that leads somewhere is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.links import dead_links

PAGE = '<html><body><h1 id="top">A</h1><p><a href="{}">b</a></p></body></html>'


@pytest.mark.parametrize(
    ("link", "dead"),
    [
        ("b.html", False),
        ("b.html#top", False),
        ("#top", False),
        ("sub/", False),
        ("https://example.org/nothing", False),
        ("c.html", True),
        ("b.html#bottom", True),
        ("#bottom", True),
        ("../outside.html", True),
    ],
)
def test_links(link: str, dead: bool, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.html", "sub/index.html"):
        (tmp_path / name).write_text(PAGE.format("#top"), encoding="utf-8")
    (tmp_path / "a.html").write_text(PAGE.format(link), encoding="utf-8")
    assert dead_links(tmp_path) == ([f"a.html: {link}"] if dead else [])


def test_a_picture_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<html><body><img src="p.png"></body></html>', encoding="utf-8")
    assert dead_links(tmp_path) == ["a.html: p.png"]
