"""What the register says of signatures, and what the one who asks has seen in a file: an event is a file that anybody can add."""

from __future__ import annotations

from pathlib import Path

from avtale.facts.repository import Repository
from avtale.facts.seen import keep_seen, load_seen
from avtale.facts.signatures import Signed, signed
from avtale.publish.status import status
from avtale.publish.status_table import write
from avtale.sign.recording import record_signature
from avtale.sign.signing import sign
from tests.unit.sign.test_timestamps import root as root
from tests.unit.sign.world import WHEN, World


def _counted(root: Path, own: Path) -> Signed:
    repository = Repository.open(root)
    return signed(repository.entries[0], repository, load_seen(own))


def test_a_forged_event_is_only_recorded(root: Path, world: World, tmp_path: Path) -> None:
    """The genuine signature is nav's alone; the event for the county says that it signed what nav signed over."""
    own = tmp_path / "own"
    genuine = sign(world.unsigned, party="nav", credential=world.nav, when=WHEN, confirmed=True)
    record_signature(genuine, root / "x.pdf", Repository.open(root))
    keep_seen(own, [genuine.seen_as])
    assert _counted(root, own) == Signed(2, 1, verified=1)

    event = next(root.glob("register/*/*/signature-nav-*.yaml"))
    forged = event.read_text(encoding="utf-8").replace("party: nav", "party: county")
    forged = forged.replace(genuine.pdf_sha256, "0" * 64).replace(genuine.previous_sha256, genuine.pdf_sha256)
    event.with_name("signature-county-00000000.yaml").write_text(forged, encoding="utf-8")
    repository = Repository.open(root)
    assert _counted(root, own) == Signed(2, 2, verified=1)
    lines = status(repository, WHEN.date(), seen=load_seen(own))
    assert lines[0].as_json()["signed"] == {"required": 2, "recorded": 2, "verified": 1}
    assert "2 av 2 ført" in write(lines)
    assert "prøvd herfra" in write(lines)

    keep_seen(own, (), [genuine.seen_as])
    assert _counted(root, own) == Signed(2, 2, verified=0), "what fails later is seen no more"
