"""An independent judge of a PDF's bytes: PDF/A-3a and PDF/UA-1 as far as our documents can break them.

It knows nothing of avtale. veraPDF cannot be had from the package registries, so what veraPDF found in 134
documents (the design's PDF facts) was made into the checks of this folder, with qpdf and poppler as second opinions.
`complaints` returns plain sentences; tests assert that there are none. It takes unsigned and signed files alike.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from tests.judges.pdf_content import content_complaints
from tests.judges.pdf_structure import structure_complaints
from tests.judges.pdf_xmp import xmp_complaints

_PRINT, _UNSEEN = 4, 1 | 2 | 32  # annotation flags: Print; Invisible, Hidden, NoView
_RADIO = 1 << 15


def complaints(data: bytes, *, part: int = 3, attached: bool = True) -> list[str]:
    """What keeps the file from PDF/A-`part`a and PDF/UA-1; `attached`: it must carry its source."""
    found: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found += _catalog(pdf)
        found += xmp_complaints(pdf, part)
        found += _output_intent(pdf)
        found += _files(pdf, part, attached)
        found += _pages(pdf)
        found += _form(pdf)
        found += structure_complaints(pdf)
        found += content_complaints(pdf)
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


def _run(*command: str, data: bytes, after: tuple[str, ...] = (), may_fail: bool = False) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "judged.pdf")
        path.write_bytes(data)
        done = subprocess.run([*command, str(path), *after], capture_output=True, check=False, timeout=60)
    if done.returncode and not may_fail:
        raise AssertionError(f"{command[0]} failed: {done.stderr.decode(errors='replace')}")
    return (done.stdout + done.stderr).decode(errors="replace")


def _catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if pdf.is_encrypted:
        yield "the file is encrypted"
    if "/ID" not in pdf.trailer:
        yield "the trailer has no /ID"
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "/MarkInfo does not say that the file is tagged"
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", str(root.get("/Lang", ""))):
        yield "the catalogue has no language"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "the viewer is not told to show the title"
    if "/OpenAction" in root or "/AA" in root or "/JavaScript" in root.get("/Names", {}):
        yield "the file acts by itself"


def _output_intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = [item for item in pdf.Root.get("/OutputIntents", []) if item.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1:
        yield f"there are {len(intents)} output intents for PDF/A instead of one"
    for intent in intents:
        profile = intent.get("/DestOutputProfile")
        if profile is None or profile.read_bytes()[36:40] != b"acsp" or profile.get("/N") != 3:
            yield "the output intent has no RGB profile"


def _files(pdf: pikepdf.Pdf, part: int, attached: bool) -> Iterator[str]:
    names = pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    files = list(names)[1::2]
    associated = [item.objgen for item in pdf.Root.get("/AF", [])]
    if part == 2 and files:
        yield "PDF/A-2 allows no attached file but PDF/A (6.8-5)"
    if len(associated) != len(set(associated)):
        yield "/AF names a file twice"
    relations = []
    for item in files:
        name = str(item.get("/UF", ""))
        relations.append(item.get("/AFRelationship"))
        if item.objgen not in associated:
            yield f"the attached file {name} is not in /AF"
        if not name or str(item.get("/F", "")) != name:
            yield f"the attached file {name} has no /F and /UF that agree"
        stream = item.EF.F
        if not re.fullmatch(r"/[a-z]+/[a-z0-9.+-]+", str(stream.get("/Subtype", ""))):
            yield f"the attached file {name} has no media type"
        if "/ModDate" not in stream.get("/Params", {}):
            yield f"the attached file {name} has no date"
    if attached and relations.count("/Source") != 1:
        yield "the file does not carry exactly one source (/AFRelationship /Source)"


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    owners = parent_tree(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        annotations = list(page.get("/Annots", []))
        if annotations and page.get("/Tabs") != "/S":
            yield f"page {number}: the tab order does not follow the structure"
        for annotation in annotations:
            for complaint in _annotation(annotation, owners):
                yield f"page {number}: {complaint}"


def _annotation(annotation: pikepdf.Object, owners: dict[int, pikepdf.Object]) -> Iterator[str]:
    kind = str(annotation.get("/Subtype"))
    name = f"{kind} {annotation.get('/T', annotation.get('/Contents', ''))}"
    flags = int(annotation.get("/F", 0))
    if not flags & _PRINT or flags & _UNSEEN:
        yield f"{name} is not both seen and printed (/F {flags})"
    owner = owners.get(int(annotation.get("/StructParent", -1)))
    expected = {"/Link": "/Link", "/Widget": "/Form"}.get(kind, "/Annot")
    if owner is None:
        yield f"{name} is not in the structure tree"
    elif owner.get("/S") != expected:
        yield f"{name} lies under {owner.get('/S')} instead of {expected}"
    elif annotation.objgen not in {kid.get("/Obj").objgen for kid in _kids(owner) if _is_reference(kid)}:
        yield f"{name} is not what its {expected} element refers to"
    if kind == "/Link" and not str(annotation.get("/Contents", "")):
        yield f"{name} says nothing to a screen reader"
    left, low, right, high = map(float, annotation.Rect)
    if kind == "/Widget" and left != right and low != high and "/N" not in annotation.get("/AP", {}):
        yield f"{name} has no appearance (6.3.3)"
    action = annotation.get("/A", {}).get("/S", "/URI")
    if action not in ("/URI", "/GoTo") or "/AA" in annotation:
        yield f"{name} does something that PDF/A forbids: {action}"


def _form(pdf: pikepdf.Pdf) -> Iterator[str]:
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    if "/NeedAppearances" in form:
        yield "the form asks viewers to draw its fields (/NeedAppearances, 6.4.1)"
    if "/XFA" in form:
        yield "the form is XFA"
    fields = list(_fields(form.get("/Fields", [])))
    on_pages = {item.objgen for page in pdf.pages for item in page.get("/Annots", [])}
    for field in fields:
        name = str(field.get("/T", ""))
        if not str(field.get("/TU", "")).strip():
            yield f"the field {name} has no /TU"
        if field.get("/FT") == "/Btn" and int(field.get("/Ff", 0)) & _RADIO:
            yield f"the field {name} is a radio button (UA 7.18.1-3)"
        if "/Rect" in field and field.objgen not in on_pages:
            yield f"the field {name} is on no page"
    if any(field.get("/FT") == "/Sig" for field in fields) and not int(form.get("/SigFlags", 0)) & 1:
        yield "there are signature fields, and /SigFlags does not say so"


def _fields(kids: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for field in kids:
        yield field
        yield from _fields(kid for kid in field.get("/Kids", []) if "/T" in kid)


def parent_tree(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    """What the numbers of pages and annotations lead to in the structure tree."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/ParentTree" not in root:
        return {}
    return dict(pikepdf.NumberTree(root.ParentTree).items())


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_reference(kid: object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
