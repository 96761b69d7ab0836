"""Whatever a file asks for, it ends within ten seconds and 500 MB, with a verdict or one line that says why not."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from avtale.sign.conformity import conformity
from avtale.sign.pages.page_words import running_text
from tests.hostile.pdf.bombs import BOMBS
from tests.hostile.pdf.bytes import File
from tests.hostile.pdf.costs import MEGABYTES, SECONDS
from tests.hostile.pdf.ground import Ground
from tests.support import ROOT, discovered

# Those that come to a bound of time or size and not to a count: they take twice as long as all the others. One of each
# kind is tried below in every run (`_drawn_without_end`, the tables of letters).
LARGE = frozenset(
    {
        "fields_without_end",
        "packet_that_swells_from_the_start",
        "pages_of_small_steps",
        "store_of_one_list_again_and_again",
    }
)


@pytest.mark.parametrize(
    "left_out",
    [
        pytest.param(LARGE, id="the quick ones"),
        pytest.param(frozenset(), id="all", marks=pytest.mark.extended),
    ],
)
def test_every_small_file_ends(ground: Ground, tmp_path: Path, left_out: frozenset[str]) -> None:
    """All in one process of their own, so that what one leaves behind counts too."""
    files = []
    for name in discovered(sorted(BOMBS.keys() - left_out), at_least=30):
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(BOMBS[name](File(ground.world.twice)))
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.pdf.costs", *map(str, files)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == len(files), (files[len(lines)].name, done.stderr[-500:])
    for file, line in zip(files, lines, strict=True):
        assert line["seconds"] < SECONDS, (file.name, line)
        assert line["megabytes"] < MEGABYTES, (file.name, line)
        assert line["answer"] != "total_passed", file.name
        assert "\n" not in line["answer"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fields_that_name_the_next_twice", "form fields"),
        ("pages_in_a_ring", "pages"),
        ("names_that_name_the_next_twice", "attachments"),
        ("updates_by_the_thousand", "120 updates"),
        ("section_of_a_billion_objects", "150000 objects"),
    ],
)
def test_the_limit_is_told(ground: Ground, name: str, words: str) -> None:
    from avtale.errors import UsageError

    with pytest.raises(UsageError, match=words) as found:
        ground.verdict(BOMBS[name](File(ground.world.twice)))
    assert found.value.text("nb") != found.value.text("en")


def _font_of_codes(page: Any, pdf: Any) -> None:
    lines = b"<0000> <ffff> <0000>\n" * 50_000
    made = pdf.make_stream(b"50000 beginbfrange\n" + lines + b"endbfrange")
    page.Resources.Font = pikepdf.Dictionary(A=pikepdf.Dictionary(ToUnicode=made))
    page.Contents = pdf.make_stream(b"BT /A 1 Tf <0001> Tj ET")


def _drawn_without_end(page: Any, pdf: Any) -> None:
    page.Contents = pdf.make_stream(b"q " * 4_000_000)


@pytest.mark.parametrize("change", [_font_of_codes, _drawn_without_end])
def test_the_words_of_a_page_are_not_looked_for_without_end(
    ground: Ground, change: Callable[[Any, Any], None]
) -> None:
    """What `verify` asks of a file that says it was made by other versions."""
    assert any("enige" in page for page in running_text(ground.world.unsigned))
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(ground.world.unsigned)) as pdf:
        change(pdf.pages[0].obj, pdf)
        pdf.save(saved, compress_streams=True)
    begin = time.process_time()
    with pytest.raises(ValueError, match=r"too (m|large)"):
        running_text(saved.getvalue())
    assert time.process_time() - begin < 4


@pytest.mark.parametrize(
    "table",
    [
        b"beginbfchar " * 80_000,
        b"beginbfrange " + b"<A> <A> [" * 110_000 + b" endbfrange",
        b"beginbfrange " + b"<0000> <ffff> <0000>\n" * 50_000 + b"endbfrange",
        b"beginbfrange <A> <A>" + b" " * 1_000_000 + b"endbfrange",
        b"beginbfchar " + b"<A> <A " * 140_000 + b"endbfchar",
    ],
    ids=["begun and never ended", "lists without end", "every code again", "blanks", "half pairs"],
)
def test_the_letters_of_a_font_are_judged_in_no_time(ground: Ground, table: bytes) -> None:
    """The judge of PDF/A runs in `verify` too, on whatever somebody sent."""
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(ground.world.unsigned)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one:
                one.ToUnicode.write(table)
        pdf.save(saved)
    assert conformity(ground.world.unsigned) is not None
    begin = time.process_time()
    judged = conformity(saved.getvalue(), most=4_000_000)
    assert time.process_time() - begin < 6
    assert judged is not None
    assert judged.complaints != ()
