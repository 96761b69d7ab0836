"""Whom the one at the command line trusts: by `--trust`, `--repo`, the repository one stands in, one's own configuration (`sign.asker`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from avtale.cli.file_change import shown
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.facts.configuration import own_configuration

if TYPE_CHECKING:
    from avtale.sign.asker import Asker


def asker(invocation: Invocation, given: tuple[Path, ...] = (), *, signing: bool = False) -> Asker:
    """See `avtale.sign.asker.asker`. Raises `UsageError` for a configuration or a certificate that cannot be read."""
    from avtale.facts.repository import Repository
    from avtale.sign.asker import asker

    own = own_configuration()
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
    return asker(own, repository, given, signing=signing, shown=shown)
