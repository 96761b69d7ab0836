"""Which of the register's signatures the one who asks has seen valid in a file.

An event is a file that whoever may write in the repository can add, and no check can tell a false one. `avtale verify` looks at
the signature itself; what it found is kept among one's own answers (`environment.answers_folder`), where no repository writes.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from avtale.facts.answers import read_answer, sum_of, write_answer
from avtale.format.model import RegisterEvent

_FORMAT = b"avtale seen signatures 2\n"

Seen = Collection[bytes]
"""The signatures seen, each as `seen_as` tells it."""


def load_seen(folder: Path | None, root: Path | None) -> frozenset[bytes]:
    """What is kept below `folder`, one's own, of the repository in `root`; nothing where either is none, or cannot be read."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        path = _path(folder, root)
        packed = None if path is None else read_answer(path, _FORMAT)
        if packed is not None:
            return msgspec.msgpack.decode(packed, type=frozenset[bytes])
    return frozenset()


def keep_seen(
    folder: Path | None, root: Path | None, valid: Iterable[bytes], others: Iterable[bytes] = ()
) -> None:
    """Keep that the signatures `valid` were seen in a file, and no longer that `others` were; each as `seen_as` tells it."""
    path, before = _path(folder, root), load_seen(folder, root)
    now = (before - set(others)) | set(valid)
    if path is not None and now != before:
        with contextlib.suppress(OSError):  # a disk that refuses is no fault: then they are told as recorded
            write_answer(path, _FORMAT, msgspec.msgpack.encode(now))


def seen_as(event: RegisterEvent) -> bytes:
    """What tells the signature of an event: whose it is, of which content, in which file, by whom, and whether in earnest."""
    file = event.signature_sha256 or event.pdf_sha256
    told = (event.key, event.version, event.party, event.fingerprint, file, event.signer)
    return signature_sum(*told, demonstration=bool(event.demonstration))


def signature_sum(*told: str | None, demonstration: bool) -> bytes:
    """The same of one that lies in a file: key, version, party, fingerprint of the content, digest of the file as it left it,
    the name in the certificate."""
    return sum_of(*(str(part).encode() for part in (*told, demonstration)))


def _path(folder: Path | None, root: Path | None) -> Path | None:
    """One for each repository: whoever stood in another's, with the issuers that its settings trust, has seen nothing for this one."""
    if folder is None or root is None:
        return None
    return folder / "seen" / sum_of(os.fsencode(os.path.realpath(root))).hex()
