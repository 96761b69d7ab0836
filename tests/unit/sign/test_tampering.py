"""Whatever is done to a signed file, it is seen; and no damage gives a traceback."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from avtale.errors import StateError, UsageError
from avtale.sign.signing import sign
from tests.support import discovered
from tests.unit.sign.test_verify import judge
from tests.unit.sign.world import WHEN, World, source_text


def _outcome(pdf: bytes, world: World) -> str:
    """The verdict's word, or "misuse"; any other exception fails the test."""
    try:
        return judge(pdf, world).verdict
    except UsageError:
        return "misuse"


@pytest.mark.extended
def test_a_changed_byte_anywhere_is_seen(world: World) -> None:
    chance = random.Random(2026)
    outcomes = []
    for _ in range(300):
        data = bytearray(world.twice)
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        outcomes.append(_outcome(bytes(data), world))
    assert "total_passed" not in outcomes
    assert {"total_failed", "misuse"} <= set(outcomes)


@pytest.mark.parametrize("step", [89, pytest.param(17, marks=pytest.mark.extended)])
def test_a_changed_byte_in_what_no_signature_covers_is_seen(world: World, step: int) -> None:
    """The last signature's own container: every byte of it was tried once by hand, one in so many is here."""
    gap = discovered(re.finditer(rb"<([0-9A-F]{1000,})>", world.twice), at_least=2)[-1]
    used = len(world.twice[gap.start(1) : gap.end(1)].rstrip(b"0"))
    places = discovered(range(gap.start(1), gap.start(1) + used + 20, step), at_least=2500 // step)
    for place in places:
        data = bytearray(world.twice)
        data[place] = ord(f"{int(chr(data[place]), 16) ^ 1:X}")
        assert _outcome(bytes(data), world) != "total_passed", place


def test_the_case_of_a_digit_is_seen(world: World) -> None:
    gap = discovered(re.finditer(rb"<([0-9A-F]{1000,})>", world.twice), at_least=2)[-1]
    place = gap.start(1) + re.search(rb"[A-F]", gap[1]).start()  # type: ignore[union-attr]
    data = bytearray(world.twice)
    data[place] |= 0x20
    assert _outcome(bytes(data), world) == "total_failed"


def test_a_cut_file_never_passes(world: World) -> None:
    chance = random.Random(7)
    for length in [0, 1, 5, len(world.twice) - 1, *(chance.randrange(len(world.twice)) for _ in range(60))]:
        assert _outcome(world.twice[:length], world) != "total_passed", length


def test_bytes_put_in_or_taken_out_are_seen(world: World) -> None:
    chance = random.Random(11)
    for _ in range(60):
        place, count = chance.randrange(len(world.twice)), chance.randrange(1, 40)
        assert _outcome(world.twice[:place] + world.twice[place + count :], world) != "total_passed"
        more = world.twice[:place] + chance.randbytes(count) + world.twice[place:]
        assert _outcome(more, world) != "total_passed"


@pytest.mark.parametrize(
    "tail", [b"\n", b" ", b"x", b"%%EOF\n", b"\r\n%%EOF", b"\0" * 10, b"\n1 0 obj\nnull\nendobj\n"]
)
def test_bytes_after_the_end_are_seen(world: World, tail: bytes) -> None:
    assert _outcome(world.twice + tail, world) in ("total_failed", "misuse")


def _page_text(writer: Any) -> None:
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    page[pdf_name("/Contents")] = stream
    writer.update_container(page)


def _annotation(writer: Any) -> None:
    rectangle = generic.ArrayObject(map(generic.NumberObject, (0, 0, 500, 800)))
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Square"),
            pdf_name("/Rect"): rectangle,
        }
    )
    writer.register_annotation(writer.root["/Pages"]["/Kids"].raw_get(0).reference, writer.add_object(note))


def _covering_field(writer: Any) -> None:
    append_signature_field(writer, SigFieldSpec("overlay", box=(0, 0, 500, 800)))


def _metadata(writer: Any) -> None:
    metadata = writer.root["/Metadata"]
    metadata._data = metadata.data.replace(b"Samarbeidsavtale", b"Oppsigelse")
    metadata._encoded_data = None
    writer.update_container(metadata)


def _source(writer: Any) -> None:
    specification = writer.root["/AF"][0].get_object()
    stream = generic.StreamObject(stream_data=source_text().replace(b"2028", b"2038"))
    specification["/EF"][pdf_name("/F")] = writer.add_object(stream)
    writer.update_container(specification["/EF"])


def _orphan(writer: Any) -> None:
    writer.add_object(generic.StreamObject(stream_data=b"hidden"))


def _emptied_field(writer: Any) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    del field["/V"]
    writer.update_container(field)


CHANGES: list[Callable[[Any], None]] = [
    _page_text,
    _annotation,
    _covering_field,
    _metadata,
    _source,
    _orphan,
    _emptied_field,
]


class _Writer(IncrementalPdfFileWriter):
    """Writes the change alone; the library would rewrite the metadata as well."""

    def _update_meta(self) -> None:
        return


def _updated(pdf: bytes, change: Callable[[Any], None]) -> bytes:
    writer = _Writer(io.BytesIO(pdf))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    assert output.getvalue().startswith(pdf)
    assert len(output.getvalue()) > len(pdf)
    return output.getvalue()


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_an_update_after_the_last_signature_is_seen(world: World, change: Callable[[Any], None]) -> None:
    assert _outcome(_updated(world.twice, change), world) in ("total_failed", "misuse")


@pytest.mark.parametrize(
    "change",
    [one for one in CHANGES if one not in (_orphan, _emptied_field)],
    ids=lambda change: change.__name__.strip("_"),
)
def test_an_update_between_two_signatures_is_seen(world: World, change: Callable[[Any], None]) -> None:
    """The second party is not let sign on it. (What verify says where another program let it: tests/hostile/pdf.)"""
    between = _updated(world.once, change)
    with pytest.raises(StateError, match="cannot be signed"):
        sign(between, party="nav", credential=world.nav, when=WHEN)
    assert judge(between, world).signatures[0].verdict == "total_failed"


def test_a_signature_moved_to_another_file_is_seen(world: World) -> None:
    """The signed part of one file with the container of the same party's signature on another."""
    other = sign(world.unsigned, party="county", credential=world.county, when=WHEN).data
    ours, theirs = (re.search(rb"<([0-9A-F]{1000,}?)0*>", data) for data in (world.once, other))
    assert ours
    assert theirs
    contents = b"<" + theirs[1].ljust(len(ours[0]) - 2, b"0") + b">"
    mixed = world.once.replace(ours[0], contents)
    assert mixed != world.once
    assert len(mixed) == len(world.once)
    assert judge(mixed, world).signatures[0].verdict == "total_failed"


def test_random_bytes_with_a_pdf_head_never_break(world: World) -> None:
    chance = random.Random(3)
    for _ in range(50):
        assert _outcome(b"%PDF-1.7\n" + chance.randbytes(chance.randrange(3000)), world) == "misuse"
