"""The typed model. Written by tools/make_model.py from schemas/*.json; do not edit.

Every field may be None or empty: a draft with gaps must still load (see avtale.format.values).
`pointer` is where the part stands in its document, by RFC 6901.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

from avtale.format.values import (
    Converter,
    Period,
    Text,
    boolean,
    date,
    integer,
    localized,
    many,
    period,
    prose,
    text,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Anything in a document that has fields of its own."""

    pointer: str = ""


@dataclass(frozen=True, slots=True)
class ControlHeader(Part):
    """Control header. The fields the quality system shows at the top of the first page."""

    issuer: str | None = None
    """Issuer. The party whose names stand at the top."""
    id: str | None = None
    """Document id. The number the quality system gives. It may come later."""
    code: str | None = None
    """Code. A short code in front of the title."""
    title: Text | None = None
    """Short title. The title in running headers and lists."""
    type: Text | None = None
    """Document type."""
    version: str | None = None
    """Version. Two parts, quoted: '1.01'. The file is called <key>-<version>.yaml."""
    status: Text | None = None
    """Status."""
    written_by: str | None = None
    """Written by."""
    effective_from: dt.date | None = None
    """Effective from. The day this version is taken into use."""
    approved_by: str | None = None
    """Approved by. Filled in by avtale approve."""
    approved_on: dt.date | None = None
    """Approved on. Filled in by avtale approve."""
    owner: str | None = None
    """Document owner."""
    next_review: dt.date | None = None
    """Next review."""


@dataclass(frozen=True, slots=True)
class Name(Part):
    """Name."""

    name: str | None = None
    """Name."""
    language: str | None = None
    """Language. nb bokmål, nn nynorsk, en English, se Northern Sami, sma Southern Sami, smj Lule Sami, fkv Kven"""
    from_: dt.date | None = None
    """From."""
    to: dt.date | None = None
    """To."""


@dataclass(frozen=True, slots=True)
class Alias(Part):
    """Another name in the document. Another name the document uses for the same party."""

    name: str | None = None
    """Name."""
    where: str | None = None
    """Where."""


@dataclass(frozen=True, slots=True)
class Span(Part):
    """From and to."""

    from_: dt.date | None = None
    """From."""
    to: dt.date | None = None
    """To. To and including this day."""


@dataclass(frozen=True, slots=True)
class Party(Part):
    """Party. One that binds itself and signs."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    names: tuple[Name, ...] = ()
    """Names. Official names in order: Norwegian, Sami, Kven."""
    also_named: tuple[Alias, ...] = ()
    """Other names in the document."""
    unit: str | None = None
    """Unit."""
    acts_through: str | None = None
    """Acts through. Who acts for the party, such as the follow-up service."""
    organisation_number: str | None = None
    """Organisation number."""
    existed: tuple[Span, ...] = ()
    """Has existed. The spans in which the party existed. No end means that it still does."""
    succeeded_by: str | None = None
    """Succeeded by."""


@dataclass(frozen=True, slots=True)
class Role(Part):
    """Role. One that does something under the agreement."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    title: Text | None = None
    """Title."""
    short: str | None = None
    """Short form."""
    party: str | None = None
    """Party. The party the role belongs to."""
    description: Text | None = None
    """Description. What the role is and who holds it."""


@dataclass(frozen=True, slots=True)
class Signatory(Part):
    """Signatory."""

    party: str | None = None
    """Party. The party it is signed for."""
    name: str | None = None
    """Name."""
    title: Text | None = None
    """Title. The office it is signed in."""
    signed_at: str | None = None
    """Place."""
    signed_on: dt.date | None = None
    """Date. The date that stands by the signature."""
    line: Text | None = None
    """Signature line. What stands on the line in a document that was transcribed."""


@dataclass(frozen=True, slots=True)
class Reference(Part):
    """Source or document. A document of the repository by key and version, or another by title, issuer and date."""

    key: str | None = None
    """Key. The key of a document in the repository."""
    version: str | None = None
    """Version."""
    title: Text | None = None
    """Title."""
    issuer: str | None = None
    """Issuer."""
    date: dt.date | None = None
    """Date."""
    section: str | None = None
    """Section. For a law or regulation."""
    in_force_from: dt.date | None = None
    """In force from."""
    in_force_to: dt.date | None = None
    """In force to."""
    relation: str | None = None
    """Relation. How this document relates to it."""
    about: Text | None = None
    """About. What it is used for here."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class Validity(Part):
    """Validity."""

    from_: dt.date | None = None
    """Valid from."""
    to: dt.date | None = None
    """Valid to. To and including this day."""
    duration: Period | None = None
    """Lasts."""
    until_replaced: bool | None = None
    """Until replaced."""
    retroactive: bool | None = None
    """Retroactive. Set where the agreement applies from before it was signed and the parties agree."""
    notice: Period | None = None
    """Notice."""
    renewal: Text | None = None
    """Renewal."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class Evaluation(Part):
    """Evaluation."""

    every: Period | None = None
    """How often."""
    month: int | None = None
    """Month. 1 to 12."""
    convened_by: str | None = None
    """Convened by."""
    participants: tuple[str, ...] = ()
    """Participants."""
    evaluators: tuple[Text, ...] = ()
    """Evaluators."""
    record: Text | None = None
    """Record. Where it is recorded that the evaluation was held."""
    findings: Text | None = None
    """Findings."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class Deadline(Part):
    """Deadline. Within a period of something, on a date, or regularly in a given month."""

    within: Period | None = None
    """Within."""
    of: Text | None = None
    """Counted from."""
    date: dt.date | None = None
    """Date."""
    every: Period | None = None
    """How often."""
    month: int | None = None
    """Month."""
    day: int | None = None
    """Day."""


@dataclass(frozen=True, slots=True)
class Duty(Part):
    """Duty. Who does what, when, before what, and who is told."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    owner: str | None = None
    """Owner. The id of the role or party responsible."""
    together_with: tuple[str, ...] = ()
    """Together with."""
    strength: str | None = None
    """Strength."""
    when: Text | None = None
    """When. What sets it off."""
    does: Text | None = None
    """Does. What the owner does, in the infinitive without “to” and without the name in front: “report the interruption”."""
    items: tuple[Text, ...] = ()
    """Parts. What it consists of."""
    before: Text | None = None
    """Before. What must not happen before this is done."""
    condition: Text | None = None
    """Provided that."""
    otherwise: Text | None = None
    """Otherwise. What holds when the condition fails."""
    informs: tuple[str, ...] = ()
    """Informs. Roles or parties that shall be told."""
    agreed_between: tuple[str, ...] = ()
    """Agreed between."""
    target_group: str | None = None
    """Target group."""
    consent: str | None = None
    """Consent. required: always, when_needed: when needed"""
    deadline: Deadline | None = None
    """Deadline."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class RoutineStep(Part):
    """Routine step."""

    letter: str | None = None
    """Letter."""
    title: Text | None = None
    """Heading."""
    actions: tuple[Duty, ...] = ()
    """Actions."""


@dataclass(frozen=True, slots=True)
class Age(Part):
    """Age."""

    from_: int | None = None
    """From."""
    from_event: Text | None = None
    """From event. Such as: end of grunnskole."""
    to: int | None = None
    """To."""
    to_bound: str | None = None
    """Upper bound. inclusive: to and including, end_of_year: to the end of the year, under: below"""


@dataclass(frozen=True, slots=True)
class TargetGroup(Part):
    """Target group."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    title: Text | None = None
    """Who."""
    age: Age | None = None
    """Age."""
    everyone: bool | None = None
    """Everyone."""
    ways_in: tuple[Text, ...] = ()
    """Ways in."""
    conditions: tuple[Text, ...] = ()
    """Conditions."""
    goal: Text | None = None
    """Goal."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class Item(Part):
    """Item."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    text: Text | None = None
    """Text."""
    items: tuple[Text, ...] = ()
    """Parts."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class ListOfItems(Part):
    """Items."""

    announced: int | None = None
    """Announced number. The number the text says there are."""
    heading: Text | None = None
    """Heading."""
    items: tuple[Item, ...] = ()
    """Items."""


@dataclass(frozen=True, slots=True)
class Needs(Part):
    """Needs."""

    heading: Text | None = None
    """Heading."""
    items: tuple[Item, ...] = ()
    """Needs."""
    met_by: tuple[Text, ...] = ()
    """Met by. The levels that meet them together."""


@dataclass(frozen=True, slots=True)
class Scheme(Part):
    """Scheme. A national scheme the agreement points to."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    title: Text | None = None
    """Name."""
    since: str | None = None
    """Since."""
    in_force: Span | None = None
    """In force."""
    replaces: Text | None = None
    """Replaces."""
    age: Age | None = None
    """Age."""
    after: Period | None = None
    """After. How long before it applies."""
    situation: Text | None = None
    """Situation."""
    offered_by: str | None = None
    """Offered by."""
    strength: str | None = None
    """Strength. How strongly the scheme binds the one who offers it."""
    offers: Text | None = None
    """Offer. What the one who offers the scheme does, in the infinitive without “to”: “give each of them an offer”."""
    aim: Text | None = None
    """Aim."""
    priority: Text | None = None
    """Priority."""
    replaced_by: Text | None = None
    """Replaced by."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class Background(Part):
    """Background."""

    text: Text | None = None
    """Text."""
    goal: Text | None = None
    """Goal."""
    needs: Needs | None = None
    """Needs."""
    commitments: tuple[Duty, ...] = ()
    """Commitments."""
    schemes: tuple[Scheme, ...] = ()
    """Schemes."""


@dataclass(frozen=True, slots=True)
class Meeting(Part):
    """Meeting."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    title: Text | None = None
    """Name."""
    forms: tuple[Text, ...] = ()
    """Forms."""
    between: tuple[str, ...] = ()
    """Between."""
    every: Period | None = None
    """How often."""
    month: int | None = None
    """Month. The month of the year's first meeting."""
    convened_by: str | None = None
    """Convened by."""
    invites: tuple[str, ...] = ()
    """Invites."""
    about: Text | None = None
    """About."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class Cost(Part):
    """Cost."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    what: tuple[Text, ...] = ()
    """What."""
    occasion: Text | None = None
    """Occasion."""
    paid_by: str | None = None
    """Paid by. each_party, or the id of a party."""


@dataclass(frozen=True, slots=True)
class Economy(Part):
    """Economy."""

    frame: Text | None = None
    """Frame."""
    costs: tuple[Cost, ...] = ()
    """Costs."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class References(Part):
    """References."""

    cross: tuple[Reference, ...] = ()
    """Cross-references."""
    external: tuple[Reference, ...] = ()
    """External references."""


@dataclass(frozen=True, slots=True)
class Annex(Part):
    """Annex."""

    title: Text | None = None
    """Title."""
    file: str | None = None
    """File."""
    sha256: str | None = None
    """SHA-256."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class Transcription(Part):
    """Transcribed from. Set where the file only records another document. A transcription is never approved or signed."""

    title: str | None = None
    """Title."""
    issuer: str | None = None
    """Issuer."""
    pages: int | None = None
    """Pages."""
    note: Text | None = None
    """Note."""


@dataclass(frozen=True, slots=True)
class Silence(Part):
    """Silence. A finding that was looked at and shall be silent, with a reason."""

    code: str | None = None
    """Code."""
    at: str | None = None
    """Place. JSON pointer to the place; left out, the whole document."""
    reason: str | None = None
    """Reason."""
    until: dt.date | None = None
    """Until."""


@dataclass(frozen=True, slots=True)
class Section(Part):
    """Section. Order and headings; a section of your own has id, title and text."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    title: Text | None = None
    """Heading."""
    text: Text | None = None
    """Text."""


@dataclass(frozen=True, slots=True)
class Presence(Part):
    """Presence."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    who: str | None = None
    """Who."""
    place: Text | None = None
    """Place."""
    place_id: str | None = None
    """Place id. The same id for the same place."""
    days_per_week: Quantity | None = None
    """Days a week."""
    remaining_days: bool | None = None
    """The rest of the week."""
    part_of: Text | None = None
    """Part of."""
    strength: str | None = None
    """Strength."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class Quantity(Part):
    """Quantity."""

    min: int | None = None
    """At least."""
    max: int | None = None
    """At most."""


@dataclass(frozen=True, slots=True)
class Funding(Part):
    """Funding."""

    budget: str | None = None
    """Budget."""
    document: Reference | None = None
    """Budget document."""
    item: str | None = None
    """Item."""
    amount_nok: int | None = None
    """Amount in NOK."""
    year: int | None = None
    """Year."""
    form: Text | None = None
    """Form."""
    granted_by: str | None = None
    """Granted by."""
    granted_to: Text | None = None
    """Granted to."""
    pays_for: Text | None = None
    """Pays for."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class Selection(Part):
    """Selection of schools."""

    criteria: tuple[Item, ...] = ()
    """Criteria."""
    minimum: int | None = None
    """At least."""
    per: Text | None = None
    """Per."""
    from_year: int | None = None
    """From year."""
    annex: Text | None = None
    """Overview."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


@dataclass(frozen=True, slots=True)
class Reading(Part):
    """Reading."""

    value: Text | None = None
    """Value."""
    source: str | None = None
    """Source."""


@dataclass(frozen=True, slots=True)
class Disagreement(Part):
    """Disagreement between the sources. Where the sources differ, both are given."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    about: Text | None = None
    """About."""
    readings: tuple[Reading, ...] = ()
    """Readings."""


@dataclass(frozen=True, slots=True)
class Contact(Part):
    """Contact."""

    role: str | None = None
    """Role."""
    title: Text | None = None
    """Title."""
    place: str | None = None
    """Place."""


@dataclass(frozen=True, slots=True)
class ContactList(Part):
    """Contact list."""

    heading: Text | None = None
    """Heading."""
    items: tuple[Contact, ...] = ()
    """Contacts."""


@dataclass(frozen=True, slots=True)
class Owner(Part):
    """Owner."""

    names: tuple[Name, ...] = ()
    """Names."""
    organisation_number: str | None = None
    """Organisation number."""


@dataclass(frozen=True, slots=True)
class LeadTimes(Part):
    """Lead times. How long before the deadline to warn."""

    expiry: Period | None = None
    """Before expiry."""
    evaluation: Period | None = None
    """Before evaluation."""
    duty: Period | None = None
    """Before other deadlines."""


@dataclass(frozen=True, slots=True)
class Signing(Part):
    """Signing."""

    trust: tuple[str, ...] = ()
    """Trust. Folders or files with certificates and revocation lists, relative to this file."""
    count_demonstration: bool | None = None
    """Count demonstration signatures. For trials only. Otherwise they never count."""


@dataclass(frozen=True, slots=True)
class Rendering(Part):
    """Rendering."""

    archive_profile: str | None = None
    """Archive profile."""
    accent_colour: str | None = None
    """Accent colour. Six hex digits after #."""
    keep_comments: bool | None = None
    """Keep comments in the embedded source."""


@dataclass(frozen=True, slots=True)
class SettingsSilence(Part):
    """Silence. Concerns the documents that file and key point out; without them the whole repository."""

    code: str | None = None
    """Code."""
    file: str | None = None
    """File. A file name relative to this file; * stands for anything, as in ot/*.yaml."""
    key: str | None = None
    """Key. The document's key; all its versions."""
    at: str | None = None
    """Place. JSON pointer to the place; left out, the whole document."""
    reason: str | None = None
    """Reason."""
    until: dt.date | None = None
    """Until. The last day of the silence."""


@dataclass(frozen=True, slots=True)
class Settings(Part):
    """Settings. agreements/avtale.yaml: whose repository this is and how it is followed up."""

    format: int | None = None
    """Format."""
    owner: Owner | None = None
    """Owner."""
    language: str | None = None
    """Language. The language of messages and documents unless told otherwise."""
    main_branch: str | None = None
    """Main branch. The git branch where what is decided lies."""
    lead_times: LeadTimes | None = None
    """Lead times."""
    silences: tuple[SettingsSilence, ...] = ()
    """Silences. Findings in several documents that were looked at and shall be silent, with a reason."""
    signing: Signing | None = None
    """Signing."""
    rendering: Rendering | None = None
    """Rendering."""


@dataclass(frozen=True, slots=True)
class RegisterEvent(Part):
    """Register event. One file per event under agreements/register. Added, never changed."""

    format: int | None = None
    """Format."""
    event: str | None = None
    """Event."""
    key: str | None = None
    """Key. A short name in lower case, digits, - and _. Never changed between versions."""
    version: str | None = None
    """Version."""
    on: dt.date | None = None
    """Date."""
    fingerprint: str | None = None
    """Fingerprint."""
    approved_by: str | None = None
    """Approved by."""
    party: str | None = None
    """Party. A short name in lower case, digits, - and _. Never changed between versions."""
    signer: str | None = None
    """Signer."""
    signed_at: str | None = None
    """Time."""
    time_from: str | None = None
    """Time from."""
    pdf_sha256: str | None = None
    """SHA-256 of the PDF."""
    certificate_sha256: str | None = None
    """SHA-256 of the certificate."""
    file: str | None = None
    """Signed file."""
    demonstration: bool | None = None
    """Demonstration."""
    withdrawn_by: str | None = None
    """Withdrawn by."""
    reason: str | None = None
    """Reason."""


@dataclass(frozen=True, slots=True)
class Evidence(Part):
    """Evidence."""

    title: str | None = None
    """Title."""
    where: str | None = None
    """Where. Where it lies, such as the archive's case number."""
    sha256: str | None = None
    """SHA-256. The digest of the file."""


@dataclass(frozen=True, slots=True)
class LogEntry(Part):
    """Log entry. One file per duty done, agreements/log/<key>/<day>-<duty>.yaml. Added, never changed."""

    format: int | None = None
    """Format."""
    key: str | None = None
    """Key. The key of the document that has the duty."""
    duty: str | None = None
    """Duty. The id of the duty or meeting, or evaluation or review."""
    occurrence: dt.date | None = None
    """Occurrence. The day it fell due by the document, before any move for a weekend."""
    done_on: dt.date | None = None
    """Done on."""
    by: str | None = None
    """By. The office or position that did it."""
    evidence: tuple[Evidence, ...] = ()
    """Evidence. What shows that it was done, such as minutes."""


@dataclass(frozen=True, slots=True)
class Document(Part):
    """What every kind of document has."""

    format: int | None = None
    """Format. The edition of the file format. Always 1."""
    kind: str | None = None
    """Kind. What kind of document this is."""
    key: str | None = None
    """Key. The document's lasting name. With the version it names the file; never changed."""
    language: str | None = None
    """Language. The language the text is written in: nb, nn, en or se."""
    transcribed_from: Transcription | None = None
    """Transcribed from."""
    supersedes: tuple[Reference, ...] = ()
    """Supersedes. Documents this one replaces."""
    control_header: ControlHeader | None = None
    """Control header."""
    title: Text | None = None
    """Full title. The whole title on the first page."""
    subject: Text | None = None
    """Subject. What it is about, shown in quotes below the title."""
    parties: tuple[Party, ...] = ()
    """Parties."""
    roles: tuple[Role, ...] = ()
    """Roles."""
    based_on: tuple[Reference, ...] = ()
    """Based on. Agreements, plans and laws it stands on."""
    purposes: ListOfItems | None = None
    """Purposes."""
    target_groups: tuple[TargetGroup, ...] = ()
    """Target groups."""
    validity: Validity | None = None
    """Validity."""
    evaluation: Evaluation | None = None
    """Evaluation."""
    references: References | None = None
    """References."""
    annexes: tuple[Annex, ...] = ()
    """Annexes."""
    sections: tuple[Section, ...] = ()
    """Sections. The order of sections and headings of your own. Left out, the template's order holds."""
    silences: tuple[Silence, ...] = ()
    """Silences."""


@dataclass(frozen=True, slots=True)
class Agreement(Document):
    """Collaboration agreement. An agreement between two or more parties."""

    background: Background | None = None
    """Background."""
    principle: Text | None = None
    """Common principle. What the cooperation rests on."""
    responsibilities: tuple[Duty, ...] = ()
    """Responsibilities."""
    meetings: tuple[Meeting, ...] = ()
    """Meetings."""
    scope: Text | None = None
    """Scope. What it covers and what not."""
    routine_steps: tuple[RoutineStep, ...] = ()
    """Routine steps."""
    economy: Economy | None = None
    """Economy."""
    signatories: tuple[Signatory, ...] = ()
    """Signatories."""


@dataclass(frozen=True, slots=True)
class Programme(Document):
    """Programme. A national scheme or pilot."""

    aims: Text | None = None
    """Aims."""
    run_by: tuple[str, ...] = ()
    """Run by."""
    services: ListOfItems | None = None
    """Services."""
    presence: tuple[Presence, ...] = ()
    """Presence."""
    responsibilities: tuple[Duty, ...] = ()
    """Responsibilities."""
    selection: Selection | None = None
    """Selection of schools."""
    partners: ListOfItems | None = None
    """Partners."""
    funding: Funding | None = None
    """Funding."""
    disagreements: tuple[Disagreement, ...] = ()
    """Disagreements."""
    contacts: ContactList | None = None
    """Contacts."""


P = TypeVar("P", bound=Part)


def bind(cls: type[P], data: Any, pointer: str = "") -> P | None:
    """An object of `cls` from a mapping, leniently; None where `data` is no mapping."""
    if not isinstance(data, dict):
        return None
    values = {
        name: converter(data[key], f"{pointer}/{key}") for key, name, converter in PLANS[cls] if key in data
    }
    return cls(pointer=pointer, **values)


def _one(cls: type[Part]) -> Converter:
    def read(value: Any, pointer: str = "") -> Part | None:
        return bind(cls, value, pointer)

    return read


# For each class: the key in YAML, the attribute, and how it is read.
PLANS: dict[type[Part], tuple[tuple[str, str, Converter], ...]] = {
    ControlHeader: (
        ("issuer", "issuer", text),
        ("id", "id", text),
        ("code", "code", text),
        ("title", "title", localized),
        ("type", "type", localized),
        ("version", "version", text),
        ("status", "status", localized),
        ("written_by", "written_by", text),
        ("effective_from", "effective_from", date),
        ("approved_by", "approved_by", text),
        ("approved_on", "approved_on", date),
        ("owner", "owner", text),
        ("next_review", "next_review", date),
    ),
    Name: (
        ("name", "name", text),
        ("language", "language", text),
        ("from", "from_", date),
        ("to", "to", date),
    ),
    Alias: (
        ("name", "name", text),
        ("where", "where", text),
    ),
    Span: (
        ("from", "from_", date),
        ("to", "to", date),
    ),
    Party: (
        ("id", "id", text),
        ("names", "names", many(_one(Name))),
        ("also_named", "also_named", many(_one(Alias))),
        ("unit", "unit", text),
        ("acts_through", "acts_through", text),
        ("organisation_number", "organisation_number", text),
        ("existed", "existed", many(_one(Span))),
        ("succeeded_by", "succeeded_by", text),
    ),
    Role: (
        ("id", "id", text),
        ("title", "title", localized),
        ("short", "short", text),
        ("party", "party", text),
        ("description", "description", localized),
    ),
    Signatory: (
        ("party", "party", text),
        ("name", "name", text),
        ("title", "title", localized),
        ("signed_at", "signed_at", text),
        ("signed_on", "signed_on", date),
        ("line", "line", localized),
    ),
    Reference: (
        ("key", "key", text),
        ("version", "version", text),
        ("title", "title", localized),
        ("issuer", "issuer", text),
        ("date", "date", date),
        ("section", "section", text),
        ("in_force_from", "in_force_from", date),
        ("in_force_to", "in_force_to", date),
        ("relation", "relation", text),
        ("about", "about", localized),
        ("source", "source", text),
    ),
    Validity: (
        ("from", "from_", date),
        ("to", "to", date),
        ("duration", "duration", period),
        ("until_replaced", "until_replaced", boolean),
        ("retroactive", "retroactive", boolean),
        ("notice", "notice", period),
        ("renewal", "renewal", localized),
        ("source", "source", text),
    ),
    Evaluation: (
        ("every", "every", period),
        ("month", "month", integer),
        ("convened_by", "convened_by", text),
        ("participants", "participants", many(text)),
        ("evaluators", "evaluators", many(localized)),
        ("record", "record", localized),
        ("findings", "findings", prose),
        ("source", "source", text),
    ),
    Deadline: (
        ("within", "within", period),
        ("of", "of", localized),
        ("date", "date", date),
        ("every", "every", period),
        ("month", "month", integer),
        ("day", "day", integer),
    ),
    Duty: (
        ("id", "id", text),
        ("owner", "owner", text),
        ("together_with", "together_with", many(text)),
        ("strength", "strength", text),
        ("when", "when", localized),
        ("does", "does", localized),
        ("items", "items", many(localized)),
        ("before", "before", localized),
        ("condition", "condition", localized),
        ("otherwise", "otherwise", localized),
        ("informs", "informs", many(text)),
        ("agreed_between", "agreed_between", many(text)),
        ("target_group", "target_group", text),
        ("consent", "consent", text),
        ("deadline", "deadline", _one(Deadline)),
        ("source", "source", text),
    ),
    RoutineStep: (
        ("letter", "letter", text),
        ("title", "title", localized),
        ("actions", "actions", many(_one(Duty))),
    ),
    Age: (
        ("from", "from_", integer),
        ("from_event", "from_event", localized),
        ("to", "to", integer),
        ("to_bound", "to_bound", text),
    ),
    TargetGroup: (
        ("id", "id", text),
        ("title", "title", localized),
        ("age", "age", _one(Age)),
        ("everyone", "everyone", boolean),
        ("ways_in", "ways_in", many(localized)),
        ("conditions", "conditions", many(localized)),
        ("goal", "goal", localized),
        ("source", "source", text),
    ),
    Item: (
        ("id", "id", text),
        ("text", "text", localized),
        ("items", "items", many(localized)),
        ("source", "source", text),
    ),
    ListOfItems: (
        ("announced", "announced", integer),
        ("heading", "heading", localized),
        ("items", "items", many(_one(Item))),
    ),
    Needs: (
        ("heading", "heading", localized),
        ("items", "items", many(_one(Item))),
        ("met_by", "met_by", many(localized)),
    ),
    Scheme: (
        ("id", "id", text),
        ("title", "title", localized),
        ("since", "since", text),
        ("in_force", "in_force", _one(Span)),
        ("replaces", "replaces", localized),
        ("age", "age", _one(Age)),
        ("after", "after", period),
        ("situation", "situation", localized),
        ("offered_by", "offered_by", text),
        ("strength", "strength", text),
        ("offers", "offers", localized),
        ("aim", "aim", localized),
        ("priority", "priority", localized),
        ("replaced_by", "replaced_by", localized),
        ("source", "source", text),
    ),
    Background: (
        ("text", "text", prose),
        ("goal", "goal", localized),
        ("needs", "needs", _one(Needs)),
        ("commitments", "commitments", many(_one(Duty))),
        ("schemes", "schemes", many(_one(Scheme))),
    ),
    Meeting: (
        ("id", "id", text),
        ("title", "title", localized),
        ("forms", "forms", many(localized)),
        ("between", "between", many(text)),
        ("every", "every", period),
        ("month", "month", integer),
        ("convened_by", "convened_by", text),
        ("invites", "invites", many(text)),
        ("about", "about", localized),
        ("source", "source", text),
    ),
    Cost: (
        ("id", "id", text),
        ("what", "what", many(localized)),
        ("occasion", "occasion", localized),
        ("paid_by", "paid_by", text),
    ),
    Economy: (
        ("frame", "frame", localized),
        ("costs", "costs", many(_one(Cost))),
        ("source", "source", text),
    ),
    References: (
        ("cross", "cross", many(_one(Reference))),
        ("external", "external", many(_one(Reference))),
    ),
    Annex: (
        ("title", "title", localized),
        ("file", "file", text),
        ("sha256", "sha256", text),
        ("source", "source", text),
    ),
    Transcription: (
        ("title", "title", text),
        ("issuer", "issuer", text),
        ("pages", "pages", integer),
        ("note", "note", localized),
    ),
    Silence: (
        ("code", "code", text),
        ("at", "at", text),
        ("reason", "reason", text),
        ("until", "until", date),
    ),
    Section: (
        ("id", "id", text),
        ("title", "title", localized),
        ("text", "text", prose),
    ),
    Presence: (
        ("id", "id", text),
        ("who", "who", text),
        ("place", "place", localized),
        ("place_id", "place_id", text),
        ("days_per_week", "days_per_week", _one(Quantity)),
        ("remaining_days", "remaining_days", boolean),
        ("part_of", "part_of", localized),
        ("strength", "strength", text),
        ("source", "source", text),
    ),
    Quantity: (
        ("min", "min", integer),
        ("max", "max", integer),
    ),
    Funding: (
        ("budget", "budget", text),
        ("document", "document", _one(Reference)),
        ("item", "item", text),
        ("amount_nok", "amount_nok", integer),
        ("year", "year", integer),
        ("form", "form", localized),
        ("granted_by", "granted_by", text),
        ("granted_to", "granted_to", localized),
        ("pays_for", "pays_for", localized),
        ("source", "source", text),
    ),
    Selection: (
        ("criteria", "criteria", many(_one(Item))),
        ("minimum", "minimum", integer),
        ("per", "per", localized),
        ("from_year", "from_year", integer),
        ("annex", "annex", localized),
        ("source", "source", text),
    ),
    Reading: (
        ("value", "value", localized),
        ("source", "source", text),
    ),
    Disagreement: (
        ("id", "id", text),
        ("about", "about", localized),
        ("readings", "readings", many(_one(Reading))),
    ),
    Contact: (
        ("role", "role", text),
        ("title", "title", localized),
        ("place", "place", text),
    ),
    ContactList: (
        ("heading", "heading", localized),
        ("items", "items", many(_one(Contact))),
    ),
    Owner: (
        ("names", "names", many(_one(Name))),
        ("organisation_number", "organisation_number", text),
    ),
    LeadTimes: (
        ("expiry", "expiry", period),
        ("evaluation", "evaluation", period),
        ("duty", "duty", period),
    ),
    Signing: (
        ("trust", "trust", many(text)),
        ("count_demonstration", "count_demonstration", boolean),
    ),
    Rendering: (
        ("archive_profile", "archive_profile", text),
        ("accent_colour", "accent_colour", text),
        ("keep_comments", "keep_comments", boolean),
    ),
    SettingsSilence: (
        ("code", "code", text),
        ("file", "file", text),
        ("key", "key", text),
        ("at", "at", text),
        ("reason", "reason", text),
        ("until", "until", date),
    ),
    Settings: (
        ("format", "format", integer),
        ("owner", "owner", _one(Owner)),
        ("language", "language", text),
        ("main_branch", "main_branch", text),
        ("lead_times", "lead_times", _one(LeadTimes)),
        ("silences", "silences", many(_one(SettingsSilence))),
        ("signing", "signing", _one(Signing)),
        ("rendering", "rendering", _one(Rendering)),
    ),
    RegisterEvent: (
        ("format", "format", integer),
        ("event", "event", text),
        ("key", "key", text),
        ("version", "version", text),
        ("on", "on", date),
        ("fingerprint", "fingerprint", text),
        ("approved_by", "approved_by", text),
        ("party", "party", text),
        ("signer", "signer", text),
        ("signed_at", "signed_at", text),
        ("time_from", "time_from", text),
        ("pdf_sha256", "pdf_sha256", text),
        ("certificate_sha256", "certificate_sha256", text),
        ("file", "file", text),
        ("demonstration", "demonstration", boolean),
        ("withdrawn_by", "withdrawn_by", text),
        ("reason", "reason", text),
    ),
    Evidence: (
        ("title", "title", text),
        ("where", "where", text),
        ("sha256", "sha256", text),
    ),
    LogEntry: (
        ("format", "format", integer),
        ("key", "key", text),
        ("duty", "duty", text),
        ("occurrence", "occurrence", date),
        ("done_on", "done_on", date),
        ("by", "by", text),
        ("evidence", "evidence", many(_one(Evidence))),
    ),
    Document: (
        ("format", "format", integer),
        ("kind", "kind", text),
        ("key", "key", text),
        ("language", "language", text),
        ("transcribed_from", "transcribed_from", _one(Transcription)),
        ("supersedes", "supersedes", many(_one(Reference))),
        ("control_header", "control_header", _one(ControlHeader)),
        ("title", "title", localized),
        ("subject", "subject", localized),
        ("parties", "parties", many(_one(Party))),
        ("roles", "roles", many(_one(Role))),
        ("based_on", "based_on", many(_one(Reference))),
        ("purposes", "purposes", _one(ListOfItems)),
        ("target_groups", "target_groups", many(_one(TargetGroup))),
        ("validity", "validity", _one(Validity)),
        ("evaluation", "evaluation", _one(Evaluation)),
        ("references", "references", _one(References)),
        ("annexes", "annexes", many(_one(Annex))),
        ("sections", "sections", many(_one(Section))),
        ("silences", "silences", many(_one(Silence))),
    ),
    Agreement: (
        ("format", "format", integer),
        ("kind", "kind", text),
        ("key", "key", text),
        ("language", "language", text),
        ("transcribed_from", "transcribed_from", _one(Transcription)),
        ("supersedes", "supersedes", many(_one(Reference))),
        ("control_header", "control_header", _one(ControlHeader)),
        ("title", "title", localized),
        ("subject", "subject", localized),
        ("parties", "parties", many(_one(Party))),
        ("roles", "roles", many(_one(Role))),
        ("based_on", "based_on", many(_one(Reference))),
        ("purposes", "purposes", _one(ListOfItems)),
        ("target_groups", "target_groups", many(_one(TargetGroup))),
        ("validity", "validity", _one(Validity)),
        ("evaluation", "evaluation", _one(Evaluation)),
        ("references", "references", _one(References)),
        ("annexes", "annexes", many(_one(Annex))),
        ("sections", "sections", many(_one(Section))),
        ("silences", "silences", many(_one(Silence))),
        ("background", "background", _one(Background)),
        ("principle", "principle", prose),
        ("responsibilities", "responsibilities", many(_one(Duty))),
        ("meetings", "meetings", many(_one(Meeting))),
        ("scope", "scope", prose),
        ("routine_steps", "routine_steps", many(_one(RoutineStep))),
        ("economy", "economy", _one(Economy)),
        ("signatories", "signatories", many(_one(Signatory))),
    ),
    Programme: (
        ("format", "format", integer),
        ("kind", "kind", text),
        ("key", "key", text),
        ("language", "language", text),
        ("transcribed_from", "transcribed_from", _one(Transcription)),
        ("supersedes", "supersedes", many(_one(Reference))),
        ("control_header", "control_header", _one(ControlHeader)),
        ("title", "title", localized),
        ("subject", "subject", localized),
        ("parties", "parties", many(_one(Party))),
        ("roles", "roles", many(_one(Role))),
        ("based_on", "based_on", many(_one(Reference))),
        ("purposes", "purposes", _one(ListOfItems)),
        ("target_groups", "target_groups", many(_one(TargetGroup))),
        ("validity", "validity", _one(Validity)),
        ("evaluation", "evaluation", _one(Evaluation)),
        ("references", "references", _one(References)),
        ("annexes", "annexes", many(_one(Annex))),
        ("sections", "sections", many(_one(Section))),
        ("silences", "silences", many(_one(Silence))),
        ("aims", "aims", prose),
        ("run_by", "run_by", many(text)),
        ("services", "services", _one(ListOfItems)),
        ("presence", "presence", many(_one(Presence))),
        ("responsibilities", "responsibilities", many(_one(Duty))),
        ("selection", "selection", _one(Selection)),
        ("partners", "partners", _one(ListOfItems)),
        ("funding", "funding", _one(Funding)),
        ("disagreements", "disagreements", many(_one(Disagreement))),
        ("contacts", "contacts", _one(ContactList)),
    ),
}

KINDS: dict[str, type[Document]] = {
    "agreement": Agreement,
    "programme": Programme,
}

# Which fields name something by its id, and what: class, key, attribute, target.
REFERS: tuple[tuple[type[Part], str, str, str], ...] = (
    (ControlHeader, "issuer", "issuer", "party"),
    (Role, "party", "party", "party"),
    (Signatory, "party", "party", "party"),
    (Evaluation, "convened_by", "convened_by", "actor"),
    (Evaluation, "participants", "participants", "actor"),
    (Duty, "owner", "owner", "actor"),
    (Duty, "together_with", "together_with", "actor"),
    (Duty, "informs", "informs", "actor"),
    (Duty, "agreed_between", "agreed_between", "actor"),
    (Duty, "target_group", "target_group", "target_group"),
    (Scheme, "offered_by", "offered_by", "actor"),
    (Meeting, "between", "between", "actor"),
    (Meeting, "convened_by", "convened_by", "actor"),
    (Meeting, "invites", "invites", "actor"),
    (Presence, "who", "who", "actor"),
    (Contact, "role", "role", "actor"),
)
