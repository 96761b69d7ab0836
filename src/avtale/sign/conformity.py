"""Whether a file keeps the standards it claims, on its way to a signature and when it is verified."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from avtale.conformance.judge import MOST, Complaint, Unjudged, claim, complaints
from avtale.errors import StateError
from avtale.message import Message
from avtale.sign.verdict import FileVerdict

__all__ = ["Conformity", "conformity", "refuse_nonconforming", "with_conformity"]

_LARGEST = 50_000_000  # bytes
_READ = 4_000_000  # bytes of drawing that are read of a file that anybody may have made: five seconds at most


class Conformity(Struct, frozen=True):
    """What a file claims, as `PDF/A-3a + PDF/UA-1`, and what keeps it from that; None: it could not be judged."""

    claims: str
    complaints: tuple[Complaint, ...] | None


def conformity(pdf: bytes, *, most: int = MOST) -> Conformity | None:
    """The judgement on the file as it is; None for one that claims nothing."""
    try:
        said = claim(pdf)
        if not said:
            return None
        found = complaints(pdf, most=most) if len(pdf) <= _LARGEST else None
    except Unjudged:
        return Conformity("PDF/A, PDF/UA", None)
    return Conformity(str(said), found)


def refuse_nonconforming(pdf: bytes, name: str) -> None:
    """Raises `StateError` for a file that does not keep the standards it claims, or claims none: what is signed keeps both."""
    judged = conformity(pdf)
    if judged is None:
        raise StateError(
            nb=f"{name} oppgir verken PDF/A eller PDF/UA. Rett det «avtale render» melder, og lag PDF-en på nytt.",
            en=f"{name} claims neither PDF/A nor PDF/UA. Mend what “avtale render” reports, and render the PDF again.",
        )
    if judged.complaints == ():
        return
    first = judged.complaints[0] if judged.complaints else None
    nb = f"{first.nb} ({first.clause})" if first else "Filen er for stor eller skadet til å prøves."
    en = f"{first.en} ({first.clause})" if first else "The file is too large or too damaged to be judged."
    raise StateError(
        nb=f"{name} sier at den er {judged.claims}, men holder det ikke: {nb} Rett det, og lag PDF-en på nytt.",
        en=f"{name} says that it is {judged.claims}, but does not keep it: {en} Mend it, and render the PDF again.",
    )


def with_conformity(verdict: FileVerdict, pdf: bytes) -> FileVerdict:
    """The verdict with a remark where the file claims what it does not keep.

    The remark changes no verdict: what the parties signed, they signed. A file that failed anyway is not judged.
    """
    if verdict.verdict == "total_failed":
        return verdict
    judged = conformity(pdf, most=_READ)
    if judged is None:
        return verdict
    told: tuple[Message, ...] = ()
    if judged.complaints is None:
        told = (
            Message(
                f"Om filen er {judged.claims}, kunne ikke prøves.",
                f"Whether the file is {judged.claims} could not be judged.",
            ),
        )
    elif judged.complaints:
        first = judged.complaints[0]
        told = (
            Message(
                f"Filen sier at den er {judged.claims}, men holder det ikke: {first.nb} ({first.clause}) "
                "Underskriftene gjelder like fullt.",
                f"The file says that it is {judged.claims}, but does not keep it: {first.en} ({first.clause}) "
                "The signatures hold all the same.",
            ),
        )
    clauses = None if judged.complaints is None else tuple(one.clause for one in judged.complaints)
    return replace(
        verdict,
        reasons=(*verdict.reasons, *told),
        conformance=(judged.claims, clauses),
    )
