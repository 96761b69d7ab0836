"""The catalogue, the output intent, the attached files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from avtale.conformance.complaint import Complaint

_TAG = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\Z")
# ISO 19005-3, 6.5.1: what an action may do is go somewhere; the named ones turn pages.
_ACTIONS = frozenset(("/URI", "/GoTo", "/GoToR", "/GoToE", "/Thread", "/SubmitForm", "/Named"))


def catalog_complaints(pdf: Any) -> Iterator[Complaint]:
    """What is missing from the trailer and the catalogue, or should not be there."""
    root = pdf.Root
    if pdf.is_encrypted:
        yield Complaint("A 6.1.3-2", "Filen er kryptert.", "The file is encrypted.")
    if "/ID" not in pdf.trailer:
        yield Complaint("A 6.1.3-1", "Filen mangler /ID.", "The trailer has no /ID.")
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield Complaint(
            "UA 7.1-3", "Filen sier ikke at den er tagget.", "The file does not say that it is tagged."
        )
    if root.get("/MarkInfo", {}).get("/Suspects") is True:
        yield Complaint("UA 7.1-4", "Taggene er merket som usikre.", "The tags are marked as suspect.")
    if not _TAG.match(str(root.get("/Lang", ""))):
        yield Complaint("UA 7.2-29", "Filen sier ikke hvilket språk den er på.", "The file has no language.")
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield Complaint(
            "UA 7.1-10",
            "Leseren får ikke beskjed om å vise tittelen.",
            "The viewer is not told to show the title.",
        )
    if (
        "/AA" in root
        or "/JavaScript" in root.get("/Names", {})
        or acts_forbidden(root.get("/OpenAction"))
        or any("/AA" in page for page in pdf.pages)
    ):
        yield Complaint("A 6.5", "Filen gjør noe av seg selv.", "The file acts by itself.")
    if "/OCProperties" in root and not all(
        str(config.get("/Name", "")) and "/AS" not in config
        for config in (
            root.OCProperties.get("/D", {}),
            *root.OCProperties.get("/Configs", []),
        )
    ):
        yield Complaint(
            "A 6.9", "Et lag mangler navn eller styrer seg selv.", "A layer has no name, or rules itself."
        )


def acts_forbidden(action: Any) -> bool:
    """Whether an action (or a mere destination) does what PDF/A forbids."""
    import pikepdf

    if not isinstance(action, pikepdf.Dictionary):
        return False
    kind = str(action.get("/S", "/GoTo"))
    return kind not in _ACTIONS or "/Next" in action


def intent_complaints(pdf: Any) -> Iterator[Complaint]:
    """The one output intent, with a profile for RGB."""
    intents = [item for item in pdf.Root.get("/OutputIntents", []) if item.get("/S") == "/GTS_PDFA1"]
    nb, en = (
        "Filen har ikke nøyaktig én fargeprofil for RGB.",
        "The file has not exactly one colour profile for RGB.",
    )
    if len(intents) != 1:
        yield Complaint("A 6.2.3", nb, en)
    for intent in intents:
        profile = intent.get("/DestOutputProfile")
        if profile is None or profile.get("/N") != 3 or profile.read_bytes()[36:40] != b"acsp":
            yield Complaint("A 6.2.3", nb, en)


def file_complaints(pdf: Any, part: int) -> Iterator[Complaint]:
    """What is wrong with the attached files (ISO 19005-3, 6.8; none at all in part 2)."""
    names = pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    files = list(names)[1::2]
    associated = [item.objgen for item in pdf.Root.get("/AF", [])]
    if part == 2 and files:
        yield Complaint(
            "A 6.8-5", "PDF/A-2 kan ikke ha en slik fil vedlagt.", "PDF/A-2 allows no such attached file."
        )
    if len(associated) != len(set(associated)):
        yield Complaint("A 6.8", "/AF nevner en fil to ganger.", "/AF names a file twice.")
    for item in files:
        name = str(item.get("/UF", ""))
        stream = item.get("/EF", {}).get("/F", {})
        faults = {
            "A 6.8-3": item.objgen not in associated or "/AFRelationship" not in item,
            "A 6.8-2": not name or not str(item.get("/F", "")),
            "A 6.8-1": not re.fullmatch(r"/[A-Za-z0-9-]+/[A-Za-z0-9.+-]+", str(stream.get("/Subtype", ""))),
            "A 6.8": "/ModDate" not in stream.get("/Params", {}),
        }
        for clause, wrong in faults.items():
            if wrong:
                yield Complaint(
                    clause,
                    f"Den vedlagte filen «{name}» er ikke beskrevet helt.",
                    f'The attached file "{name}" is not described in full.',
                )
