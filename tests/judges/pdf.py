"""The product's own judge of a PDF's bytes (`avtale.conformance`), with qpdf and poppler as second opinions.

`complaints` returns plain sentences; tests assert that there are none. It takes unsigned and signed files alike.
That the judge itself is right is tested construct by construct, against what veraPDF said of each.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from pathlib import Path

import pikepdf

from avtale.conformance import judge as conformance
from avtale.conformance.nodes import tree
from tests.support import PATIENCE


def complaints(data: bytes, *, part: int = 3, attached: bool = True) -> list[str]:
    """What keeps the file from PDF/A-`part`a and PDF/UA-1; `attached`: it must carry its source."""
    found = [str(complaint) for complaint in conformance.complaints(data, part=part)]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = list(pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))[1::2]
        if attached and [item.get("/AFRelationship") for item in names].count("/Source") != 1:
            found.append("the file does not carry exactly one source (/AFRelationship /Source)")
    return found + second_opinions(data)


def second_opinions(data: bytes) -> list[str]:
    """What qpdf and poppler hold against the file."""
    found = []
    check = _run("qpdf", "--check", data=data, may_fail=True)
    if "No syntax or stream encoding errors found" not in check or "WARNING" in check:
        found.append(f"qpdf: {check.strip()}")
    if not re.search(r"^Tagged: +yes$", _run("pdfinfo", data=data), re.M):
        found.append("pdfinfo: the file is not tagged")
    for line in _run("pdffonts", data=data).splitlines()[2:]:
        # The columns from the right: object number and generation, uni, sub, emb.
        *_, embedded, _subset, unicode, _number, _generation = line.split()
        if (embedded, unicode) != ("yes", "yes"):
            found.append(f"pdffonts: not embedded or without a Unicode map: {line.split()[0]}")
    return found


def tagged_text(data: bytes) -> str:
    """The structure tree with its text, as `pdfinfo -struct-text` reads it."""
    return _run("pdfinfo", "-struct-text", data=data)


def pages_text(data: bytes) -> list[str]:
    """The text of each page, laid out as on paper."""
    return _run("pdftotext", "-layout", data=data, after=("-",)).split("\f")[:-1]


def overprinted(data: bytes) -> list[tuple[str, str]]:
    """Pairs of words of which one is printed over the other, by poppler's boxes."""
    found = []
    for page in _run("pdftotext", "-bbox", data=data, after=("-",)).split("<page ")[1:]:
        words = [([float(each) for each in box], word) for *box, word in _WORD.findall(page)]
        found += [
            (one, other)
            for at, (a, one) in enumerate(words)
            for b, other in words[at + 1 :]
            if min(a[2], b[2]) - max(a[0], b[0]) > 0.3 and min(a[3], b[3]) - max(a[1], b[1]) > _LEADING
        ]
    return found


_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
_LEADING = 4.0  # points by which the boxes of two lines overlap, one below the other


def _run(*command: str, data: bytes, after: tuple[str, ...] = (), may_fail: bool = False) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "judged.pdf")
        path.write_bytes(data)
        done = subprocess.run(
            [*command, str(path), *after], capture_output=True, check=False, timeout=PATIENCE
        )
    if done.returncode and not may_fail:
        raise AssertionError(f"{command[0]} failed: {done.stderr.decode(errors='replace')}")
    return (done.stdout + done.stderr).decode(errors="replace")


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    """The names of all tags in reading order."""
    return [node.kind for node in tree(pdf.Root.StructTreeRoot)]
