"""From the command line: what was done goes in, also many at once and from a form; what was wrong is taken back; what was kept is shown."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.outside import Ran, avtale, command, environment, tree
from tests.acceptance.test_browser import SIDEWAYS, VIEWS, browser, opened
from tests.unit.publish.world import World

assert browser  # a fixture
TODAY = "2027-10-05"
BODY = """
validity: {from: 2026-08-01, to: 2029-07-31, notice: 6 months}
evaluation: {every: 1 year, month: 4, convened_by: county}
meetings:
  - {id: leaders, title: Ledermøte, every: 6 months, month: 3, convened_by: county}
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    found = World(tmp_path)
    found.document(body=BODY)
    (tmp_path / "referat.pdf").write_bytes(b"referat")
    return found


def run(world: World, *words: str) -> Ran:
    return avtale(*words, cwd=world.agreements.parent, today=TODAY)


def logged(world: World) -> list[str]:
    return sorted(Path(name).name for name in tree(world.agreements) if name.startswith("log/"))


def test_from_the_form_to_the_proof(world: World) -> None:
    both = run(
        world, "done", "nordlia-nav", "evaluation", "leaders", "--by", "Kontoret", "--evidence", "referat.pdf"
    )
    assert both.code == 0, both.said
    assert "evalueringen som forfalt 30.04.2027, er registrert som holdt 05.10.2027" in both.out
    assert "møtet «leaders» som forfalt 30.09.2026" in both.out
    assert logged(world) == ["2026-09-30-leaders.yaml", "2027-04-30-evaluation.yaml"]
    undone = run(
        world, "done", "nordlia-nav", "evaluation", "--undo", "--by", "Kontoret", "--note", "Feil møte"
    )
    assert undone.code == 0
    assert "Fristen står åpen igjen." in undone.out
    assert run(world, "done", "--form", "gjort.csv").code == 0
    form = world.agreements.parent / "gjort.csv"
    text = form.read_bytes().decode("utf-8-sig")
    assert "evaluation;2027-04-30;Evaluering;;;" in text  # open again
    filled = text.replace(
        "evaluation;2027-04-30;Evaluering;;;", "evaluation;2027-04-30;Evaluering;02.05.2027;;referat.pdf"
    )
    form.write_bytes(
        filled.replace(
            "leaders;2027-03-31;Møte: Ledermøte;", "leaders;2027-03-31;Møte: Ledermøte;06.10.2027"
        ).encode()
    )
    bad = run(world, "done", "--from", "gjort.csv", "--by", "Kontoret")
    assert bad.code == 1
    assert "gjort.csv:2:" in bad.err
    assert "har ikke kommet ennå" in bad.err
    assert len(logged(world)) == 3
    form.write_text(filled, encoding="utf-8")
    good = run(world, "done", "--from", "gjort.csv", "--by", "Kontoret")
    assert good.code == 0, good.said
    assert "1 registrert." in good.err
    assert logged(world)[-1] == "2027-04-30-evaluation.yaml"
    assert "2027-04-30-evaluation.3.yaml" in logged(world)
    kept = run(world, "kept", "nordlia-nav")
    assert "! 30.04.2027  gjort 02.05.2027, 2 dager for sent – Kontoret; referat.pdf" in kept.out
    assert "Tatt tilbake 05.10.2027 av Kontoret" in kept.out
    (document,) = json.loads(run(world, "kept", "--all", "--format", "json").out)
    assert {one["id"]: one["outcome"] for one in document["promises"]} == {
        "leaders": "broken",
        "evaluation": "late",
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("done", "nordlia-nav"), "hvilken plikt"),
        (("done",), "hvilket dokument"),
        (("done", "nordlia-nav", "evaluation"), "--by"),
        (("done", "nordlia-nav", "evaluation", "--by", "A", "--on", "2027-10-06"), "har ikke kommet ennå"),
        (("done", "nordlia-nav", "evaluation", "leaders", "xyz", "--by", "A"), "ingen plikt «xyz»"),
        (("done", "nordlia-nav", "evaluation", "--undo", "--by", "A", "--note", "x"), "ingenting å ta tilbake"),
        (("done", "nordlia-nav", "evaluation", "--undo", "--by", "A", "--even-so"), "--undo tar tilbake"),
        (("done", "nordlia-nav", "evaluation", "--form", "x.csv"), "står hver for seg"),
        (("done", "--form", "x.docx"), ".csv eller .yaml"),
        (("done", "--form", "x.csv", "--from", "referat.pdf"), "står hver for seg"),
        (("done", "--from", "referat.pdf"), "må slutte på .csv"),
        (("done", "--from", "borte.csv"), "--from: mappen eller filen finnes ikke"),
        (("kept",), "--all"),
        (("kept", "nordlia-nav", "--all"), "--all"),
        (("kept", "borte"), "borte"),
    ],
)  # fmt: skip
def test_misuse_is_one_line_and_writes_nothing(words: tuple[str, ...], told: str, world: World) -> None:
    before = tree(world.agreements.parent)
    ran = run(world, *words)
    assert (ran.code, len(ran.err.strip().splitlines())) == (2, 1), ran.said
    assert told in ran.err
    assert tree(world.agreements.parent) == before


def test_a_form_that_is_there_is_not_written_over(world: World) -> None:
    form = world.agreements.parent / "gjort.yaml"
    form.write_text("fylt ut", encoding="utf-8")
    assert "kan ha fylt den ut" in run(world, "done", "--form", "gjort.yaml").err
    assert form.read_text(encoding="utf-8") == "fylt ut"


@pytest.mark.extended
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_everyone_can_read_the_page(lang: str, browser: Any, world: World) -> None:
    run(world, "done", "nordlia-nav", "evaluation", "--by", "Kontoret", "--on", "2027-05-02")
    run(world, "done", "nordlia-nav", "leaders", "--by", "Kontoret", "--on", "2026-09-30")
    run(world, "kept", "--all", "--format", "html", "--to", "ut", "--lang", lang)
    (file,) = (world.agreements.parent / "ut").iterdir()
    this = opened(browser, file)
    for view in VIEWS:
        this.look(*view)
        this.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        # What axe cannot decide is the ground behind words in a picture; they have the page's own ink and ground.
        assert [fault for fault in this.faults() if "<text" not in fault] == [], view
        if view[1] == "screen":
            assert this.page.evaluate(SIDEWAYS) == [], view
    assert this.page.get_by_role("img", name=re.compile("2027")).count() == 1
    this.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
    this.page.locator("summary").first.focus()
    this.page.keyboard.press("Enter")
    assert this.page.locator("details[open]").count() == 1
    assert (this.asked, this.said) == ([file.as_uri()], [])
    this.page.context.close()


@pytest.mark.extended
@pytest.mark.parametrize("columns", [40, 80, 140])
def test_it_fits_a_terminal_and_has_colour_there(columns: int, world: World) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with subprocess.Popen(
        command("kept", "nordlia-nav", "--on", TODAY), cwd=world.agreements.parent, env=environment(TERM="xterm-256color"),
        stdin=theirs, stdout=theirs, stderr=theirs,
    ) as process:  # fmt: skip
        os.close(theirs)
        out = b""
        try:
            while more := os.read(ours, 65536):
                out += more
        except OSError:  # the terminal is closed
            pass
    os.close(ours)
    assert process.returncode == 0
    text = out.decode()
    assert "\x1b[1;31m✗\x1b[0m" in text
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert max(map(len, plain.splitlines())) <= columns
    assert "okt  ··│" not in plain  # the fifth is today
    assert re.search(r"okt  .{4}│", plain)
