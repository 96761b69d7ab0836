"""What the register says of signatures, and what the one who asks has seen in a file: an event is a file that anybody can add."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.facts.seen import keep_seen, load_seen, seen_as
from avtale.facts.signatures import Signed, signed
from avtale.format.model import RegisterEvent
from avtale.publish.status import status
from avtale.publish.status_table import write
from avtale.sign.recording import record_signature
from avtale.sign.seen import shown_by
from avtale.sign.signing import sign
from tests.unit.sign.test_timestamps import root as root
from tests.unit.sign.world import WHEN, World


def _counted(root: Path, own: Path) -> Signed:
    repository = Repository.open(root)
    return signed(repository.entries[0], repository, load_seen(own, root))


def _event(root: Path) -> RegisterEvent:
    [event] = Repository.open(root).register.of("eksempel-nav-ot", "2.00", "signature")
    return event


def test_a_forged_event_is_only_recorded(root: Path, world: World, tmp_path: Path) -> None:
    """The genuine signature is nav's alone; the event for the county says that it signed what nav signed over."""
    own = tmp_path / "own"
    genuine = sign(world.unsigned, party="nav", credential=world.nav, when=WHEN, confirmed=True)
    record_signature(genuine, root / "x.pdf", Repository.open(root))
    keep_seen(own, root, [genuine.seen_as])
    assert _counted(root, own) == Signed(2, 1, verified=1)

    event = next(root.glob("register/*/*/signature-nav-*.yaml"))
    forged = event.read_text(encoding="utf-8").replace("party: nav", "party: county")
    forged = forged.replace(genuine.pdf_sha256, "0" * 64).replace(genuine.previous_sha256, genuine.pdf_sha256)
    event.with_name("signature-county-00000000.yaml").write_text(forged, encoding="utf-8")
    repository = Repository.open(root)
    assert _counted(root, own) == Signed(2, 2, verified=1)
    lines = status(repository, WHEN.date(), seen=load_seen(own, root))
    assert lines[0].as_json()["signed"] == {"required": 2, "recorded": 2, "verified": 1}
    assert "2 av 2 registrert" in write(lines)
    assert "«Registrert»: registeret sier det, men filen er ikke prøvd herfra" in " ".join(
        write(lines).split()
    )

    keep_seen(own, root, (), [genuine.seen_as])
    assert _counted(root, own) == Signed(2, 2, verified=0), "what fails later is seen no more"


@pytest.mark.parametrize(
    "lie",
    [("demonstration: true", "demonstration: false"), ("signer: 'DEMO", "signer: 'Fylkesdirektøren DEMO")],
)
def test_an_event_that_says_more_than_the_file_is_only_recorded(
    root: Path, world: World, lie: tuple[str, str]
) -> None:
    """The file holds a demonstration by one person: an event that calls it earnest, or another's, has not been seen."""
    made = sign(world.unsigned, party="nav", credential=world.nav, when=WHEN, confirmed=True)
    event = record_signature(made, root / "x.pdf", Repository.open(root))
    shown = shown_by(made.data, root / "x.pdf")
    assert shown == {made.seen_as} == {seen_as(_event(root))}
    text = event.read_text(encoding="utf-8")
    assert lie[0] in text
    event.write_text(text.replace(*lie), encoding="utf-8")
    assert seen_as(_event(root)) not in shown


def test_what_was_seen_in_another_repository_is_not_seen_in_this(
    root: Path, world: World, tmp_path: Path
) -> None:
    """Whoever sends a repository chooses the issuers that its settings trust."""
    own = tmp_path / "own"
    made = sign(world.unsigned, party="nav", credential=world.nav, when=WHEN, confirmed=True)
    record_signature(made, root / "x.pdf", Repository.open(root))
    keep_seen(own, tmp_path / "sent" / "agreements", [made.seen_as])
    assert _counted(root, own) == Signed(2, 1, verified=0)
    keep_seen(own, root, [made.seen_as])
    assert _counted(root, own) == Signed(2, 1, verified=1)


def test_a_damaged_signature_shows_nothing(root: Path, world: World) -> None:
    made = sign(world.unsigned, party="nav", credential=world.nav, when=WHEN, confirmed=True)
    begins = made.data.rindex(b"/Contents <") + len(b"/Contents <")
    damaged = made.data[:begins] + b"0" * 2000 + made.data[begins + 2000 :]
    assert damaged[begins - 11 : begins] == b"/Contents <"
    assert shown_by(damaged, root / "x.pdf") == set()
