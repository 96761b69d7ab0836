"""Which files are ours to write over: what `render` made itself, and nobody has signed.

A PDF says so in its metadata (the creator tool), an HTML page in its `generator`. A signed PDF is a
document in its own right, whoever laid it out, and is never overwritten without being asked for.
"""

from __future__ import annotations

import glob
import re
from pathlib import Path

from avtale.errors import UsageError
from avtale.source.write import is_there, write_whole

_MADE_BY_US = re.compile(
    rb"<xmp:CreatorTool>avtale</xmp:CreatorTool>|<meta name=.generator. content=.avtale.>"
)
_SIGNED = re.compile(rb"/ByteRange\s*\[")


def may_overwrite(path: Path) -> bool:
    """Whether `path` is free, or an unsigned rendering of ours."""
    if not is_there(path):
        return True
    if not path.is_file():
        return False
    if any(path.parent.glob(f"{glob.escape(path.name)}.*.p7s")):  # signed beside it (CAdES)
        return False
    data = path.read_bytes()
    return _MADE_BY_US.search(data) is not None and _SIGNED.search(data) is None


def write_rendering(folder: Path, name: str, files: dict[str, bytes], *, force: bool = False) -> list[Path]:
    """Write each file of a rendering as <name>.<format> in `folder`, whole or not at all.

    Looks at every target before the first is written. Raises `UsageError` where one of them is not ours
    (unless `force`), `SystemFailure` where the disk does not take it; old files are whole then.
    """
    targets = {folder / f"{name}.{ending}": data for ending, data in files.items()}
    for path in targets:
        if not force and not may_overwrite(path):
            raise UsageError(
                nb=f"Filen {path} finnes fra før og er ikke en usignert fil fra avtale render. Den er ikke rørt. "
                "Flytt den, velg en annen mappe med --to, eller bruk --force.",
                en=f"The file {path} exists and is no unsigned file of avtale render. It was left alone. "
                "Move it, choose another folder with --to, or use --force.",
            )
    for path, data in targets.items():
        write_whole(path, data)
    return list(targets)
