"""Whatever is done to the bytes of a signed file, it is seen; and no damage gives a traceback. Updates behind it: tests/hostile/pdf."""

from __future__ import annotations

import random
import re

import pytest

from avtale.errors import UsageError
from avtale.sign.signing import sign
from tests.support import discovered
from tests.unit.sign.test_verify import judge
from tests.unit.sign.world import WHEN, World


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
