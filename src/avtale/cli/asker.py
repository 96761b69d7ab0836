"""Whom the one who asks trusts, and where he has said so: options, the repository he stands in, his own configuration.

Never the folder that a file lies in: who sends a file could send the trust along with it (docs/decisions/0015).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from avtale import environment
from avtale.cli.file_change import shown
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.facts.configuration import OwnConfiguration, TrustSettings, load_configuration
from avtale.sign.basis import Basis, TrustFrom

if TYPE_CHECKING:
    from avtale.facts.repository import Repository
    from avtale.sign.binding import Vouched
    from avtale.sign.trust import Trust


class Asker(Struct, frozen=True):
    """Trust, who signs for whom, the register to compare with, and where each was taken from."""

    trust: Trust
    vouched: tuple[Vouched, ...]
    repository: Repository | None
    count_demonstration: bool
    basis: Basis


def asker(invocation: Invocation, given: tuple[Path, ...] = (), *, signing: bool = False) -> Asker:
    """From `--trust` (`given`), `--repo`, the repository one stands in, and one's own configuration, in this order.

    What is said of who signs for whom counts from wherever one has said it. With `signing`, certificates of the settings
    that are not there yet are none: nothing is judged by them. Raises `UsageError` for a configuration or a
    certificate that cannot be read.
    """
    from avtale.facts.repository import Repository
    from avtale.sign.trust import Trust, load_trust
    from avtale.sign.vouched import vouched

    own = configuration()
    repository = invocation.repository_if_any()
    if repository is None and own.repository is not None:
        from avtale.facts.root import find_root

        root = find_root(own.repository)
        if root is None:
            raise UsageError(
                nb=f"Fant ingen samling i {own.repository}, som {own.file} peker på.",
                en=f"No repository in {own.repository}, which {own.file} points at.",
            )
        repository = Repository.open(root)
    here = _settings(repository)
    settled = [one for one in (here, own.trust) if one is not None]
    source, paths = _trust(given, here, own.trust)
    try:
        trust = load_trust(paths)
    except UsageError:
        if not signing:
            raise
        trust = Trust()
    counted = [one.signing.count_demonstration for one in settled]
    return Asker(
        trust=trust,
        vouched=tuple(said for one in settled for said in vouched(one)),
        repository=repository,
        count_demonstration=bool(next((one for one in counted if one is not None), False)),
        basis=Basis(
            trust_from=source,
            trust=tuple(map(shown, paths)),
            issuers=tuple(dict.fromkeys(one.subject.human_friendly for one in trust.anchors)),
            register=None if repository is None or repository.root is None else shown(repository.root),
        ),
    )


def configuration() -> OwnConfiguration:
    """One's own configuration; without a place for it, one with nothing in it."""
    folder = environment.configuration_folder()
    return OwnConfiguration(Path()) if folder is None else load_configuration(folder)


def _settings(repository: Repository | None) -> TrustSettings | None:
    if repository is None or repository.root is None or repository.settings.signing is None:
        return None
    return TrustSettings(repository.root / "avtale.yaml", repository.settings.signing)


def _trust(
    given: tuple[Path, ...], here: TrustSettings | None, own: TrustSettings | None
) -> tuple[TrustFrom | None, list[Path]]:
    if given:
        return "option", list(given)
    for source, settings in (("repository", here), ("configuration", own)):
        if settings is not None and settings.signing.trust:
            return source, [settings.path(path) for path in settings.signing.trust]  # type: ignore[return-value]
    return None, []
