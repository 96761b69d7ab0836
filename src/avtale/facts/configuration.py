"""The user's own configuration, and what settings say of trust: whom the one who asks trusts, and who signs for whom.

Two files may say it: `avtale.yaml` of the repository one stands in, and `avtale.yaml` in one's own configuration folder. A file
that lies beside what is asked about never does (docs/decisions/0015).
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from avtale import environment
from avtale.errors import UsageError
from avtale.facts.root import SETTINGS_FILE
from avtale.format.bind import P, bind
from avtale.format.model import Configuration, Signing
from avtale.format.validate import schema_problems
from avtale.source.dump import dump
from avtale.source.editing import add_item, put_in
from avtale.source.read import parse, read_source


class TrustSettings(Struct, frozen=True):
    """What one settings file says of signing; its paths count from `folder`."""

    file: Path
    signing: Signing

    @property
    def folder(self) -> Path:
        return self.file.parent

    def path(self, given: str) -> Path:
        """A path of the file."""
        return self.folder / given


class OwnConfiguration(Struct, frozen=True):
    """The configuration as read; `file` need not exist, then the rest is None."""

    file: Path
    trust: TrustSettings | None = None
    repository: Path | None = None


def own_configuration() -> OwnConfiguration:
    """One's own configuration; without a place for it, one with nothing in it. Raises as `load_configuration`."""
    folder = environment.configuration_folder()
    return OwnConfiguration(Path()) if folder is None else load_configuration(folder)


def read_own(file: Path, schema: str, cls: type[P]) -> P:
    """A file of one's own, beside every repository, by its schema. Raises as `load_configuration`, and `SystemFailure` where it cannot be read."""
    source = read_source(file, str(file))
    if problems := schema_problems(source, schema):
        raise UsageError(
            nb=f"{file} kan ikke brukes: {problems[0].nb}", en=f"{file} cannot be used: {problems[0].en}"
        )
    return bind(cls, source.data) or cls()


def load_configuration(folder: Path) -> OwnConfiguration:
    """The configuration in `folder`. Raises `UsageError` where it cannot be read or does not follow its schema."""
    file = folder / SETTINGS_FILE
    if not file.is_file():
        return OwnConfiguration(file)
    read = read_own(file, "configuration", Configuration)
    trust = None if read.signing is None else TrustSettings(file, read.signing)
    return OwnConfiguration(file, trust, None if read.repository is None else folder / read.repository)


def with_certificate(raw: bytes | None, party: str, certificate: str, *, name: str) -> bytes:
    """The configuration file `raw` (None: there is none yet) with one more certificate (SHA-256) for `party`.

    Comments and order stay. Raises `StateError` where the file cannot be changed without touching anything else.
    """
    entry = {"party": party, "certificates": [certificate]}
    if raw is None or not raw.strip():
        return dump({"format": 1, "signing": {"signers": [entry]}})
    data = parse(raw, name).data
    signing = data.get("signing") if isinstance(data, dict) else None
    if not isinstance(signing, dict):
        return put_in(raw, "/signing", {"signers": [entry]}, name=name)
    if not isinstance(signing.get("signers"), list):
        return put_in(raw, "/signing/signers", [entry], name=name)
    return add_item(raw, "/signing/signers", entry, name=name)
