"""Whom the one who asks trusts, and where he has said so: given for this once, the repository he stands in, his own configuration.

Never the folder that a file lies in: who sends a file could send the trust along with it (docs/decisions/0015).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from avtale.errors import UsageError
from avtale.facts.configuration import OwnConfiguration, TrustSettings
from avtale.facts.root import SETTINGS_FILE
from avtale.sign.basis import Basis, TrustFrom
from avtale.sign.identity.trust import Trust, load_trust
from avtale.sign.identity.vouched import vouched

if TYPE_CHECKING:
    from avtale.facts.repository import Repository
    from avtale.sign.identity.binding import Vouched


class Asker(Struct, frozen=True):
    """Trust, who signs for whom, the register to compare with, and where each was taken from."""

    trust: Trust
    vouched: tuple[Vouched, ...]
    repository: Repository | None
    count_demonstration: bool
    basis: Basis


def asker(
    own: OwnConfiguration,
    repository: Repository | None = None,
    given: Sequence[Path] = (),
    *,
    signing: bool = False,
    shown: Callable[[Path], str] = str,
) -> Asker:
    """From `given`, the settings of `repository`, and one's `own` configuration, in this order.

    What is said of who signs for whom counts from wherever one has said it. With `signing`, certificates of the settings
    that are not there yet are none: nothing is judged by them. `shown` is how the reader sees a path. Raises
    `UsageError` for a certificate, or for settings of it, that cannot be read.
    """
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
            issuers=trust.issuers,
            register=None if repository is None or repository.root is None else shown(repository.root),
        ),
    )


def _settings(repository: Repository | None) -> TrustSettings | None:
    """Raises `UsageError` where what they say of it cannot be read: left out, an issuer that is named for a party would limit nobody."""
    if repository is None or repository.root is None:
        return None
    file, signing = repository.root / SETTINGS_FILE, repository.settings.signing
    whole = repository.settings_source is not None and repository.settings_source.problems
    for found in repository.settings_problems:
        if whole or found.pointer == "/signing" or found.pointer.startswith("/signing/"):
            raise UsageError(
                nb=f"{file} kan ikke brukes: {found.nb}", en=f"{file} cannot be used: {found.en}"
            )
    return None if signing is None else TrustSettings(file, signing)


def _trust(
    given: Sequence[Path], here: TrustSettings | None, own: TrustSettings | None
) -> tuple[TrustFrom | None, list[Path]]:
    if given:
        return "option", list(given)
    for source, settings in (("repository", here), ("configuration", own)):
        if settings is not None and settings.signing.trust:
            return source, [settings.path(path) for path in settings.signing.trust]  # type: ignore[return-value]
    return None, []
