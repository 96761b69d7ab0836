"""Whom one trusts: the line, then the repository one stands in, then one's own configuration; never the file's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.cli.asker import asker
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.sign.demo import make_demo_keys
from tests.support import refused
from tests.unit.sign.world import PARTIES, PASSWORD, WHEN

SIGNER = "signers: [{{party: {}, certificates: ['{}']}}]"


@pytest.fixture(scope="module")
def authorities(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A certificate for each that may say whom to trust."""
    folder = tmp_path_factory.mktemp("authorities")
    return {
        name: make_demo_keys(folder / name, PARTIES[:1], password=PASSWORD, when=WHEN).ca
        for name in ("option", "repository", "configuration")
    }


def settings(agreement: Path, signing: str) -> None:
    with (agreement.parents[1] / "avtale.yaml").open("a", encoding="utf-8") as file:
        file.write(f"signing: {{{signing}}}\n")


@pytest.fixture
def own(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One's own configuration file, to be filled."""
    monkeypatch.setenv("AVTALE_CONFIG", str(here / "mine"))
    (here / "mine").mkdir()
    return here / "mine" / "avtale.yaml"


@pytest.mark.parametrize(
    ("said_by", "counts"),
    [
        (("option", "repository", "configuration"), "option"),
        (("repository", "configuration"), "repository"),
        (("configuration",), "configuration"),
        ((), None),
    ],
)
def test_the_nearest_that_says_anything_counts(
    said_by: tuple[str, ...],
    counts: str | None,
    authorities: dict[str, Path],
    agreement: Path,
    own: Path,
    app: Invocation,
) -> None:
    if "repository" in said_by:
        settings(agreement, f"trust: ['{authorities['repository']}']")
    if "configuration" in said_by:
        own.write_text(
            f"format: 1\nsigning: {{trust: ['{authorities['configuration']}']}}\n", encoding="utf-8"
        )
    found = asker(app, (authorities["option"],) if "option" in said_by else ())
    assert found.basis.trust_from == counts
    assert [Path(path).resolve() for path in found.basis.trust] == ([authorities[counts]] if counts else [])
    assert len(found.trust.anchors) == (1 if counts else 0)
    assert found.basis.register == "agreements"


def test_who_signs_for_whom_counts_from_wherever_it_is_said(
    agreement: Path, own: Path, app: Invocation
) -> None:
    settings(agreement, SIGNER.format("nav", "a" * 64))
    own.write_text(f"format: 1\nsigning: {{{SIGNER.format('county', 'b' * 64)}}}\n", encoding="utf-8")
    assert [said.party for said in asker(app).vouched] == ["nav", "county"]


@pytest.mark.parametrize(
    ("theirs", "mine", "counts"),
    [("true", "false", True), ("false", "true", False), (None, "true", True), (None, None, False)],
)
def test_a_demonstration_counts_where_the_nearest_says_so(
    theirs: str | None, mine: str | None, counts: bool, agreement: Path, own: Path, app: Invocation
) -> None:
    if theirs:
        settings(agreement, f"count_demonstration: {theirs}")
    if mine:
        own.write_text(f"format: 1\nsigning: {{count_demonstration: {mine}}}\n", encoding="utf-8")
    assert asker(app).count_demonstration is counts


def test_the_repository_that_ones_configuration_points_at(
    agreement: Path,
    own: Path,
    app: Invocation,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    own.write_text(f"format: 1\nrepository: '{agreement.parents[1]}'\n", encoding="utf-8")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    found = asker(app).repository
    assert found is not None
    assert found.root == agreement.parents[1]
    own.write_text(f"format: 1\nrepository: '{elsewhere}'\n", encoding="utf-8")
    with refused(UsageError, "peker på"):
        asker(Invocation())


def test_a_certificate_that_is_not_there_stops_who_judges_and_not_who_signs(
    agreement: Path, app: Invocation
) -> None:
    settings(agreement, "trust: [mangler.pem]")
    with pytest.raises(UsageError):
        asker(app)
    assert asker(app, signing=True).trust.anchors == ()
