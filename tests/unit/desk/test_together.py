"""Two who wrote in one file: the content of both, and every comment, is in what comes of it; and no draft is begun over another."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from avtale.desk.writing.drafts import Drafts
from avtale.desk.writing.together import together
from avtale.facts.merge import merge_documents
from avtale.generate.merge import merge
from avtale.source.comments import comments
from avtale.source.read import parse
from tests.unit.desk.desks import NOW
from tests.unit.desk.test_write import APPROVAL, step_of, writer

BASE = """title: En
validity:
  from: 2026-08-01
responsibilities:
  # om avbrudd
  - id: tell
    does: melde fra
  - id: call
    does: ringe
"""
MET = ("does: ringe", "does: ringe skolen")


def laid(mine: str, there: str, base: str = BASE) -> bytes:
    made = together(base.encode(), mine.encode(), there.encode(), name="x")
    assert made is not None
    assert not made.clashes
    return made.text


@pytest.mark.parametrize("change", [("title: En\n", "title: En  # heter snart To\n"), ("  - id: tell\n    does: melde fra\n", "  # avklart 12.11\n  - id: tell\n    does: si fra\n"), ("    does: ringe\n", "    # hvem?\n    does: ringe\n")])  # fmt: skip
@pytest.mark.parametrize("ours", [True, False])
def test_what_one_wrote_as_a_comment_is_there_whoever_saved_first(
    change: tuple[str, str], ours: bool
) -> None:
    one, other = BASE.replace(*change), BASE.replace(*MET)
    assert one != BASE
    made = parse(laid(one, other) if ours else laid(other, one), "x")
    assert set(comments(parse(one.encode(), "x"))) <= set(comments(made))
    assert made.data["responsibilities"][1]["does"] == "ringe skolen"
    assert made.data["responsibilities"][0]["does"] == ("si fra" if "si fra" in one else "melde fra")


def test_a_comment_on_what_the_other_took_out_stands_at_the_end() -> None:
    mine = BASE.replace("    does: ringe\n", "    does: ringe  # ikke i ferien\n")
    there = BASE.replace("  - id: call\n    does: ringe\n", "").replace("En", "To")
    assert laid(there, mine).endswith(b"# ikke i ferien\n")


@pytest.mark.parametrize(("mine", "there"), [(b"a: [", b"a: 2\n"), (b"a: 2\n", b"a: ["), (b"- a\n", b"a: 2\n"), (b"a: 2\n", b"- a\n")])  # fmt: skip
def test_what_cannot_be_read_is_not_merged(mine: bytes, there: bytes) -> None:
    assert together(b"a: 1\n", mine, there, name="x") is None


def test_a_comment_that_one_took_out_goes() -> None:
    assert b"om avbrudd" not in laid(BASE.replace("  # om avbrudd\n", ""), BASE.replace(*MET))


def test_anchors_line_ends_and_the_mark_of_the_order_of_bytes_stay() -> None:
    base = BASE.replace("melde fra", "&a melde fra").replace("does: ringe", "does: *a")
    mine, there = base.replace("melde fra", "si fra"), base.replace("En", "To")
    for end in ("\n", "\r\n"):
        made = laid(mine, "\ufeff" + there.replace("\n", end), base).decode()
        assert made == "\ufeff" + there.replace("melde fra", "si fra").replace("\n", end)


def test_very_long_texts_are_merged_in_no_time() -> None:
    """Each line was looked for among all: a minute for a text as long as the desk takes."""
    base = "".join(f"  - id: d{number}\n    does: noe\n    note: to\n" for number in range(12_000))
    mine, new = base.replace("d11999", "mitt"), base.replace("d11998", "nytt")
    begun = time.process_time()
    assert merge(base, mine, new).text == base.replace("d11999", "mitt").replace("d11998", "nytt")
    apart = merge(base, base.replace("d0\n", "mitt\n"), new)
    assert ("mitt" in apart.text, "nytt" in apart.text, len(apart.clashes)) == (True, False, 1)
    assert apart.clashes[0].line == 1
    assert time.process_time() - begun < 3


@pytest.mark.extended
def test_lists_as_long_as_a_file_can_hold_are_merged_in_no_time() -> None:
    """Who saves holds the repository meanwhile, and twenty thousand parts took minutes."""

    def parts(known: str, said: str) -> dict[str, list[dict[str, str]]]:
        return {"duties": [{known: f"d{number}", "does": said} for number in range(20_000)]}

    begun = time.process_time()
    for known in ("id", "what"):
        merge_documents(parts(known, "a"), parts(known, "b"), {"duties": [*parts(known, "a")["duties"][1:]]})
        merge_documents(parts(known, "a"), parts("new", "b"), parts("other", "c"))
    assert time.process_time() - begun < 20


def test_to_begin_again_goes_on_with_what_is_written(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.begin("kari", "a.yaml", None, b"begun", NOW)
    drafts.keep("kari", "a.yaml", b"an hour's work", "x", NOW)
    assert drafts.begin("kari", "a.yaml", None, b"begun", NOW).text == b"an hour's work"


def test_a_new_document_is_not_saved_where_a_draft_of_ones_own_is(tmp_path: Path) -> None:
    kari = writer(tmp_path, **{"register__prove__1.00__approval": APPROVAL})
    one = kari.post("/next/prove/1.00").headers["location"]
    at = "/control_header"
    page = kari.get(f"{one}?at={at}").text
    typed = {"at": at, "step": step_of(page), f"f:{at}/version": "2.00"}
    kari.post(one, typed, headers={"HX-Request": "true"})
    again = {"key": "prove", "version": "1.00", "how": "next", "major": "1"}
    two = kari.post("/new/copy", again).headers["location"]
    assert two == "/draft/ot/prove-2.00.yaml"
    assert kari.post(one, {"op": "save"}).status_code == 409
    assert kari.desk.drafts.find("chosen:Kari Nordmann", two.removeprefix("/draft/")) is not None
    assert len(kari.desk.drafts.of("chosen:Kari Nordmann")) == 2
