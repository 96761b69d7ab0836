"""What `avtale.sign.pages.evidence` says to the reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from avtale.errors import AvtaleError
from avtale.message import Message
from avtale.render.statement import Statement, versions_here
from avtale.sign.pages.differences import Difference

RECORDED = Message(
    "Sidene er dem registeret kjenner fra før første underskrift.",
    "The pages are those that the register knows from before the first signature.",
)
ONLY_WORDS = Message(
    "Sidene er laget med andre versjoner eller i andre omgivelser enn her, så bare ordene på dem, og om en ser og hører dem, er prøvd. "
    "Se gjennom sidene i filen, og bruk ikke underskriften om noe er tegnet til eller har byttet plass.",
    "The pages were made with other versions or in other surroundings than here, so only the words on them, and whether one sees and hears them, were tried. "
    "Look through the pages of the file, and do not use the signature where something is drawn beside them or has changed its place.",
)
RENDERED = Message(
    "Sidene er det kilden gir når den gjengis på nytt.",
    "The pages are what the source gives when it is rendered anew.",
)
COMPARED = Message(
    "Filen er laget av andre utgaver av programmene. Registeret kjenner den, og ordene på sidene er de samme som i kilden.",
    "The file was made by other versions of the programs. The register knows it, and the words on its pages are those of "
    "the source.",
)
NO_REPOSITORY = Message(
    "Sidene er ikke sammenlignet med kilden: dokumentet hører ikke til noen samling her. Kjør kommandoen i samlingen, "
    "eller pek på den med --repo.",
    "The pages were not compared with the source: the document belongs to no repository here. Run the command in the "
    "repository, or point to it with --repo.",
)
UNREADABLE = Message(
    "Filen er bygd opp slik at to programmer leser den ulikt, og er ikke slik «avtale render» lager den.",
    "The file is built so that two programs read it otherwise, and is not as “avtale render” makes it.",
)
ADDED_BEFORE = Message(
    "Noe er lagt til i filen etter at den ble laget og før den første underskriften.",
    "Something was added to the file after it was made and before the first signature.",
)
NO_DAY = Message(
    "Filen sier ikke hvilken dag og på hvilket språk den ble laget, så sidene kan ikke sammenlignes med kilden.",
    "The file does not say for which day and in which language it was made, so its pages cannot be compared with the source.",
)


def before_approval(day: dt.date, approved: dt.date) -> Message:
    return Message(
        "Sidene er laget slik dokumentet var {day}, før det ble godkjent {approved}.",
        "The pages were made as the document was on {day}, before it was approved on {approved}.",
        day=day,
        approved=approved,
    )


def ahead(day: dt.date) -> Message:
    return Message(
        "Sidene er laget slik dokumentet blir {day}, en dag som ikke er kommet.",
        "The pages were made as the document will be on {day}, a day that has not come.",
        day=day,
    )


OTHER_APPROVAL = Message(
    "Filen sier at en annen har godkjent, eller på en annen dag, enn registeret gjør.",
    "The file names another approver, or another day, than the register does.",
)
OTHER_SOURCE = Message(
    "Kilden i filen er en annen enn dokumentet i samlingen, så sidene er ikke gjengitt på nytt.",
    "The source in the file is another than the document in the repository, so its pages were not rendered anew.",
)
NOT_THE_RECORDED = Message(
    "Sidene er ikke dem registeret kjenner fra før første underskrift, og ikke det kilden gir.",
    "The pages are not those that the register knows from before the first signature, nor what the source gives.",
)
OTHER_TEMPLATES = Message(
    "Filen er trykt med andre maler enn dem den første underskriften i registeret gjelder.",
    "The file was printed with other templates than those that the first signature in the register is about.",
)
TEMPLATES_CHANGED = Message(
    "Malene i overrides/ er andre enn da filen ble laget, så sidene kan ikke sammenlignes med kilden.",
    "The templates in overrides/ are others than when the file was made, so its pages cannot be compared with the source.",
)
SHORT = Message(
    "Filen er en kortform, som ikke er noen utgave av dokumentet.",
    "The file is a short form, which is no version of the document.",
)
PACKED_OTHERWISE = Message(
    "Sidene er de samme som kilden gir, men filen er pakket av et annet program enn «avtale render».",
    "The pages are what the source gives, but the file was packed by another program than “avtale render”.",
)
OTHER_NOTES = Message(
    "Kilden inni filen har merknader (#) eller unntak (silences) som dokumentet i samlingen ikke har, og som ingen har godkjent. "
    "Er de tatt bort i samlingen siden, sett dem tilbake; ellers lag filen på nytt med «avtale render».",
    "The source inside the file has comments (#) or silences that the document in the repository has not, and that nobody approved. "
    "Where they were taken away in the repository since, put them back; else make the file anew with “avtale render”.",
)
OVERRIDDEN = Message(
    "Sidene er trykt med samlingens egne maler (overrides/), som kan si mer enn kilden. Les dem.",
    "The pages were printed with the repository's own templates (overrides/), which may say more than the source. Read them.",
)

_PARTS = {
    "/Pages": Message("antallet sider er et annet", "the number of pages is another"),
    "/Contents": Message(
        "det som er tegnet på siden, er et annet", "what is drawn on the page is something else"
    ),
    "/ToUnicode": Message(
        "kopiering og søk gir andre tegn enn siden viser",
        "copying and searching give other letters than the page shows",
    ),
    "/Font": Message("skriften tegner andre tegn", "the font draws other letters"),
    "/Annots": Message(
        "det som ligger oppå siden (felter, lenker), er et annet", "what lies upon the page is something else"
    ),
    "/StructTreeRoot": Message(
        "det en skjermleser leser opp, er noe annet", "what a screen reader reads aloud is something else"
    ),
    "/Outlines": Message("bokmerkene er andre", "the bookmarks are others"),
    "/AF": Message("vedlegget er et annet", "the attachment is another"),
    "/Names": Message("vedleggene er andre", "the attachments are others"),
    "/OpenAction": Message("en handling kjøres når filen åpnes", "an action runs when the file is opened"),
    "/AA": Message("en handling kjøres av seg selv", "an action runs by itself"),
    "/OCProperties": Message("lag kan slås av og på", "layers can be turned on and off"),
    "/AcroForm": Message("underskriftsfeltene er andre", "the signature fields are others"),
    "/Metadata": Message(
        "det filen sier om seg selv, er noe annet", "what the file says of itself is something else"
    ),
    "/Info": Message(
        "det filen sier om seg selv, er noe annet", "what the file says of itself is something else"
    ),
}
_ELSE = Message("oppbygningen er en annen", "the structure is another")


def differ(where: Sequence[Difference], words: tuple[str, str] | None) -> Message:
    """What differs, on which page; and the first words that do."""
    told: dict[tuple[int | None, Message], None] = {}
    for one in where:
        told.setdefault((one.page, _part(one)), None)
    listed = list(told)[:4]
    nb = "; ".join((f"side {page}: " if page else "") + part.nb for page, part in listed)
    en = "; ".join((f"page {page}: " if page else "") + part.en for page, part in listed)
    if words is not None:
        nb += f". Der kilden gir «{words[0]}», står det «{words[1]}»"
        en += f". Where the source gives “{words[0]}”, it says “{words[1]}”"
    return Message(f"Filen er ikke det kilden gir: {nb}.", f"The file is not what the source gives: {en}.")


def _part(one: Difference) -> Message:
    for key in ("/ToUnicode", "/Font"):
        if key in one.path:
            return _PARTS[key]
    if one.page is not None and one.path[:1] in (
        ("/Resources",),
        ("/MediaBox",),
        ("/CropBox",),
        ("/Rotate",),
    ):
        return _PARTS["/Contents"]
    return _PARTS.get(one.path[0], _ELSE) if one.path else _ELSE


def foreign(found: Sequence[Message]) -> Message:
    """What a file holds that rendering never puts in."""
    return Message(
        f"Filen har noe «avtale render» aldri legger inn: {', '.join(one.nb for one in found)}.",
        f"The file holds something that “avtale render” never puts in: {', '.join(one.en for one in found)}.",
    )


def surroundings(told: Message) -> Message:
    """Something differs, and so does what it depends on."""
    return Message(
        "Innstillingene eller andre dokumenter i samlingen er endret siden filen ble laget, så det kan ikke avgjøres om "
        f"sidene er det kilden gir. {told.nb}",
        "The settings or other documents of the repository have changed since the file was made, so it cannot be decided "
        f"whether its pages are what the source gives. {told.en}",
    )


def other_versions(statement: Statement | None, other: tuple[str, str] | None) -> Message:
    """Made by other programs than those at hand; and the first words that differ."""
    made = str(statement.versions) if statement is not None else None
    nb = f"av {made}" if made else "før «avtale render» skrev ned hvordan"
    en = f"by {made}" if made else "before “avtale render” wrote down how"
    nb = f"Filen er laget {nb}, og her er {versions_here()}, så sidene kan ikke gjengis helt likt."
    en = f"The file was made {en}, and here is {versions_here()}, so its pages cannot be rendered just the same."
    if other is not None:
        nb += f" Der kilden gir «{other[0]}», står det «{other[1]}»."
        en += f" Where the source gives “{other[0]}”, it says “{other[1]}”."
    return Message(nb, en)


def not_anew(other: tuple[str, str]) -> Message:
    """The register knows the pages, and the source gives other words now."""
    return Message(
        f"Registeret kjenner sidene, men kilden gir andre ord nå: der den gir «{other[0]}», står det «{other[1]}».",
        f"The register knows the pages, but the source gives other words now: where it gives “{other[0]}”, it says “{other[1]}”.",
    )


def not_rendered(error: AvtaleError) -> Message:
    """Why nothing could be rendered here."""
    return Message(
        f"Sidene kan ikke gjengis på nytt og sammenlignes her. {error.nb}",
        f"The pages cannot be rendered anew and compared here. {error.en}",
    )


def refused(name: str, why: Message, *, signed: bool) -> Message:
    """Why a file is not signed, and what to do."""
    if signed:
        nb = "Be den som underskrev først, om filen slik «avtale sign» skrev den, eller lag PDF-en på nytt med «avtale render» og la alle underskrive den."
        en = "Ask whoever signed first for the file as “avtale sign” wrote it, or make the PDF anew with “avtale render” and let all sign that."
    else:
        nb = "Lag PDF-en på nytt med «avtale render», og underskriv den."
        en = "Make the PDF anew with “avtale render” and sign that."
    return Message(f"{name} blir ikke underskrevet. {why.nb} {nb}", f"{name} is not signed. {why.en} {en}")
