"""The typed model. Written by tools/make_model.py from schemas/*.json; do not edit.

Every field may be None or empty: a draft with gaps must still load (see avtale.format.values).
`pointer` is where the part stands in its document, by RFC 6901.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from msgspec import Struct

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


class Part(Struct, frozen=True):
    """Anything in a document that has fields of its own."""

    pointer: str = ""


class ControlHeader(Part, frozen=True):
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
    """Document type. What the quality system files it as, such as Styringsdokumenter."""
    version: str | None = None
    """Version. Two parts, quoted: '1.01'. The file is called <key>-<version>.yaml."""
    status: Text | None = None
    """Status. The quality system's word. Whether the document is in force is worked out from register and dates."""
    written_by: str | None = None
    """Written by. Who wrote the document, and so cannot approve it."""
    effective_from: dt.date | None = None
    """Effective from. The day this version is taken into use."""
    approved_by: str | None = None
    """Approved by. Filled in by avtale approve."""
    approved_on: dt.date | None = None
    """Approved on. Filled in by avtale approve."""
    owner: str | None = None
    """Document owner. The unit or office that keeps the document up to date."""
    next_review: dt.date | None = None
    """Next review. The day by which the document is to be reviewed."""
    shielding: str | None = None
    """Exempt from public access. The legal basis where the document is exempt. Left out, the document is public; a follow-up plan is always exempt."""
    public_title: Text | None = None
    """Public title. The title that may stand in the public journal and in notices, where the ordinary one may not."""


class Name(Part, frozen=True):
    """Name."""

    name: str | None = None
    """Name. The official name in full."""
    language: str | None = None
    """Language. nb bokmål, nn nynorsk, en English, se Northern Sami, sma Southern Sami, smj Lule Sami, fkv Kven"""
    from_: dt.date | None = None
    """From."""
    to: dt.date | None = None
    """To."""


class Alias(Part, frozen=True):
    """Another name in the document. Another name the document uses for the same party."""

    name: str | None = None
    """Name. The name as the text writes it."""
    where: str | None = None
    """Where. The place in the text where it is used."""


class Span(Part, frozen=True):
    """From and to."""

    from_: dt.date | None = None
    """From."""
    to: dt.date | None = None
    """To. To and including this day."""


class Party(Part, frozen=True):
    """Party. One that binds itself and signs."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    names: tuple[Name, ...] = ()
    """Names. Official names in order: Norwegian, Sami, Kven."""
    also_named: tuple[Alias, ...] = ()
    """Other names in the document. Other names the text uses for the same party."""
    unit: str | None = None
    """Unit. The department that enters into it for the party."""
    acts_through: str | None = None
    """Acts through. Who acts for the party, such as the follow-up service."""
    organisation_number: str | None = None
    """Organisation number."""
    existed: tuple[Span, ...] = ()
    """Has existed. The spans in which the party existed. No end means that it still does."""
    succeeded_by: str | None = None
    """Succeeded by. The name of the successor, where the party no longer exists."""


class Role(Part, frozen=True):
    """Role. One that does something under the agreement."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    title: Text | None = None
    """Title. What the document calls the role, such as OT coordinator."""
    short: str | None = None
    """Short form. The abbreviation the text uses, such as OT."""
    party: str | None = None
    """Party. The party the role belongs to."""
    description: Text | None = None
    """Description. What the role is and who holds it."""


class Signatory(Part, frozen=True):
    """Signatory."""

    party: str | None = None
    """Party. The party it is signed for."""
    name: str | None = None
    """Name. The name of the one who signs. It may come later."""
    title: Text | None = None
    """Title. The office it is signed in."""
    signed_at: str | None = None
    """Place. The place that stands by the signature."""
    signed_on: dt.date | None = None
    """Date. The date that stands by the signature."""
    line: Text | None = None
    """Signature line. What stands on the line in a document that was transcribed."""


class Reference(Part, frozen=True):
    """Source or document. A document of the repository by key and version, or another by title, issuer and date."""

    key: str | None = None
    """Key. The key of a document in the repository."""
    version: str | None = None
    """Version. Left out, the version in force on the day is meant."""
    title: Text | None = None
    """Title. The title of a document that is not in the repository."""
    issuer: str | None = None
    """Issuer. Who published the document, such as a directorate."""
    date: dt.date | None = None
    """Date. The day the document is dated."""
    section: str | None = None
    """Section. For a law or regulation."""
    in_force_from: dt.date | None = None
    """In force from. For a law: the day it came into force."""
    in_force_to: dt.date | None = None
    """In force to. For a law: the last day it applied."""
    relation: str | None = None
    """Relation. How this document relates to it."""
    about: Text | None = None
    """About. What it is used for here."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


class Validity(Part, frozen=True):
    """Validity."""

    from_: dt.date | None = None
    """Valid from. The first day the parties are bound."""
    to: dt.date | None = None
    """Valid to. To and including this day."""
    duration: Period | None = None
    """Lasts. In place of an end date, counted from the first day."""
    until_replaced: bool | None = None
    """Until replaced. true where the document stands until a new one replaces it."""
    retroactive: bool | None = None
    """Retroactive. Set where the agreement applies from before it was signed and the parties agree."""
    notice: Period | None = None
    """Notice. How long before leaving a party must say so."""
    renewal: Text | None = None
    """Renewal. What the text says about renewal."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""
    begins_when: StartCondition | None = None
    """Begins when."""
    ends_when: EndCondition | None = None
    """Ends when. Where the end hangs on something happening, such as the end of a project."""
    revised_every: Period | None = None
    """Revised every. Regular revision without an end."""
    termination: Termination | None = None
    """Termination. Who may give notice, when, and how."""
    lapses_when: tuple[Text, ...] = ()
    """Lapses or is renegotiated when. Events that end it or call for new talks."""
    intends_renewal: bool | None = None
    """The parties mean to renew. An intention, without effect."""
    legally_binding: bool | None = None
    """Legally binding. false where the parties say that no court can enforce it."""


class Evaluation(Part, frozen=True):
    """Evaluation."""

    every: Period | None = None
    """How often. How long there is between evaluations. A number and a unit, such as 1 year."""
    month: int | None = None
    """Month. 1 to 12."""
    convened_by: str | None = None
    """Convened by. The id of the role or party that calls the meeting."""
    participants: tuple[str, ...] = ()
    """Participants. The roles or parties that take part."""
    evaluators: tuple[Text, ...] = ()
    """Evaluators. Others who evaluate, such as researchers."""
    record: Text | None = None
    """Record. Where it is recorded that the evaluation was held."""
    findings: Text | None = None
    """Findings. What an evaluation has shown."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""
    by: dt.date | None = None
    """By. The last day, where it is done once."""
    before_expiry: Period | None = None
    """Before expiry. How long before the agreement ends."""


class Deadline(Part, frozen=True):
    """Deadline. Within a period of something, on a date, or regularly in a given month."""

    within: Period | None = None
    """Within. How much time may pass. A number and a unit, such as 5 working days."""
    of: Text | None = None
    """Counted from. What the time is counted from, such as “the interruption”."""
    date: dt.date | None = None
    """Date. A fixed day by which it must be done."""
    every: Period | None = None
    """How often. For what is repeated. A number and a unit, such as 6 months."""
    month: int | None = None
    """Month. 1 to 12. The month to do it in."""
    day: int | None = None
    """Day. 1 to 31. The day of the month."""


class Duty(Part, frozen=True):
    """Duty. Who does what, when, before what, and who is told."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    owner: str | None = None
    """Owner. The id of the role or party responsible."""
    together_with: tuple[str, ...] = ()
    """Together with. Others who do it together with the owner."""
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
    """Provided that. What must hold for the duty to apply."""
    otherwise: Text | None = None
    """Otherwise. What holds when the condition fails."""
    informs: tuple[str, ...] = ()
    """Informs. Roles or parties that shall be told."""
    agreed_between: tuple[str, ...] = ()
    """Agreed between. Those who must agree before it is done."""
    target_group: str | None = None
    """Target group. The id of the group it concerns, where that is not everyone."""
    consent: str | None = None
    """Consent. required: always, when_needed: when needed"""
    deadline: Deadline | None = None
    """Deadline."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""
    required: bool | None = None
    """Required locally. A local routine cannot leave this out. Whatever is “shall” is required anyway."""


class RoutineStep(Part, frozen=True):
    """Routine step."""

    letter: str | None = None
    """Letter. The letter the step stands under. It stays with the step between versions."""
    title: Text | None = None
    """Heading."""
    actions: tuple[Duty, ...] = ()
    """Actions. What is done in the step. Each action is a duty."""


class Age(Part, frozen=True):
    """Age."""

    from_: int | None = None
    """From. The age the group begins at, in whole years."""
    from_event: Text | None = None
    """From event. Such as: end of grunnskole."""
    to: int | None = None
    """To. The upper age in whole years. “to_bound” says whether it is included."""
    to_bound: str | None = None
    """Upper bound. inclusive: to and including, end_of_year: to the end of the year, under: below"""


class TargetGroup(Part, frozen=True):
    """Target group."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    title: Text | None = None
    """Who."""
    age: Age | None = None
    """Age. The age group."""
    everyone: bool | None = None
    """Everyone. true where everyone of that age is included, without conditions."""
    ways_in: tuple[Text, ...] = ()
    """Ways in. How one comes into the group, such as by leaving school."""
    conditions: tuple[Text, ...] = ()
    """Conditions. What must hold besides the age."""
    goal: Text | None = None
    """Goal. What the collaboration wants to achieve for the group."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


class Item(Part, frozen=True):
    """Item."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    text: Text | None = None
    """Text."""
    items: tuple[Text, ...] = ()
    """Parts. Sub-items."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


class ListOfItems(Part, frozen=True):
    """Items."""

    announced: int | None = None
    """Announced number. The number the text says there are."""
    heading: Text | None = None
    """Heading."""
    items: tuple[Item, ...] = ()
    """Items. The items, each with a lasting id."""


class Needs(Part, frozen=True):
    """Needs."""

    heading: Text | None = None
    """Heading."""
    items: tuple[Item, ...] = ()
    """Needs. The needs, an item for each."""
    met_by: tuple[Text, ...] = ()
    """Met by. The levels that meet them together."""


class Scheme(Part, frozen=True):
    """Scheme. A national scheme the agreement points to."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    title: Text | None = None
    """Name."""
    since: str | None = None
    """Since. When it began, in the source's words."""
    in_force: Span | None = None
    """In force. The span in which it applies."""
    replaces: Text | None = None
    """Replaces."""
    age: Age | None = None
    """Age. The age it is for."""
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


class Background(Part, frozen=True):
    """Background."""

    text: Text | None = None
    """Text."""
    goal: Text | None = None
    """Goal."""
    needs: Needs | None = None
    """Needs. The needs the collaboration answers."""
    commitments: tuple[Duty, ...] = ()
    """Commitments. What the parties are bound by already."""
    schemes: tuple[Scheme, ...] = ()
    """Schemes. National schemes it builds on or replaces."""


class Meeting(Part, frozen=True):
    """Meeting."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    title: Text | None = None
    """Name. What the meeting is called, such as “Leaders' meeting”."""
    forms: tuple[Text, ...] = ()
    """Forms. How it is held, such as in person or on screen."""
    between: tuple[str, ...] = ()
    """Between. The roles or parties that meet."""
    every: Period | None = None
    """How often. How long there is between meetings. A number and a unit, such as 3 months."""
    month: int | None = None
    """Month. The month of the year's first meeting."""
    convened_by: str | None = None
    """Convened by. The id of the role or party that calls the meeting."""
    invites: tuple[str, ...] = ()
    """Invites. Others who are invited."""
    about: Text | None = None
    """About. What the meeting is about."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""
    convener_alternates: tuple[str, ...] = ()
    """The convener alternates between. The ids of those who take turns to call it."""
    quorum: int | None = None
    """Quorum. How many must be present."""


class Cost(Part, frozen=True):
    """Cost."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    what: tuple[Text, ...] = ()
    """What. The expenses, such as meeting rooms."""
    occasion: Text | None = None
    """Occasion. The occasion of the cost."""
    paid_by: str | None = None
    """Paid by. each_party, or the id of a party."""


class Economy(Part, frozen=True):
    """Economy."""

    frame: Text | None = None
    """Frame. What the text says of the limits of the money."""
    costs: tuple[Cost, ...] = ()
    """Costs. Who pays which expenses."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""
    shares: tuple[Share, ...] = ()
    """Cost key. The shares add up to 100."""


class References(Part, frozen=True):
    """References."""

    cross: tuple[Reference, ...] = ()
    """Cross-references. Documents in the same quality system."""
    external: tuple[Reference, ...] = ()
    """External references. Laws, circulars and others' documents."""


class Annex(Part, frozen=True):
    """Annex."""

    title: Text | None = None
    """Title."""
    file: str | None = None
    """File. Where the file lies, from the document it belongs to."""
    sha256: str | None = None
    """SHA-256. The fingerprint of the file: 64 characters, 0–9 and a–f. A changed file becomes a finding."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


class Transcription(Part, frozen=True):
    """Transcribed from. Set where the file only records another document. A transcription is never approved or signed."""

    title: str | None = None
    """Title. The title of the document it was copied from."""
    issuer: str | None = None
    """Issuer. Who issued the document it was copied from."""
    pages: int | None = None
    """Pages. How many pages it had."""
    note: Text | None = None
    """Note."""


class Silence(Part, frozen=True):
    """Silence. A finding that was looked at and shall be silent, with a reason."""

    code: str | None = None
    """Code. The code of the finding, such as meeting-without-cadence."""
    at: str | None = None
    """Place. JSON pointer to the place; items of a list by id or number. Left out, the whole document."""
    reason: str | None = None
    """Reason. Why the finding does not apply here. Without a reason the silence has no effect."""
    until: dt.date | None = None
    """Until. The last day of the silence. Without a date it has no end."""


class Section(Part, frozen=True):
    """Section. Order and headings; a section of your own has id, title and text."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    title: Text | None = None
    """Heading."""
    text: Text | None = None
    """Text."""
    number: str | None = None
    """Number. The number as it stands in an agreement that keeps its own."""


class Presence(Part, frozen=True):
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
    """Days a week. How many days, at least and at most."""
    remaining_days: bool | None = None
    """The rest of the week. true where the rest of the week is spent at this place."""
    part_of: Text | None = None
    """Part of. The scheme or service it is part of."""
    strength: str | None = None
    """Strength."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


class Quantity(Part, frozen=True):
    """Quantity."""

    min: int | None = None
    """At least. The least number."""
    max: int | None = None
    """At most. The greatest number."""


class Funding(Part, frozen=True):
    """Funding."""

    budget: str | None = None
    """Budget. The budget the money comes from."""
    document: Reference | None = None
    """Budget document."""
    item: str | None = None
    """Item. The scheme or item in the budget."""
    amount_nok: int | None = None
    """Amount in NOK. The amount in whole kroner."""
    year: int | None = None
    """Year. The year of the money."""
    form: Text | None = None
    """Form."""
    granted_by: str | None = None
    """Granted by. Who grants the money."""
    granted_to: Text | None = None
    """Granted to."""
    pays_for: Text | None = None
    """Pays for."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


class Selection(Part, frozen=True):
    """Selection of schools."""

    criteria: tuple[Item, ...] = ()
    """Criteria. What decides whether a school is in."""
    minimum: int | None = None
    """At least. The least number of schools."""
    per: Text | None = None
    """Per."""
    from_year: int | None = None
    """From year. The year it applies from."""
    annex: Text | None = None
    """Overview."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


class Reading(Part, frozen=True):
    """Reading."""

    value: Text | None = None
    """Value."""
    source: str | None = None
    """Source. The source that says so."""


class Disagreement(Part, frozen=True):
    """Disagreement between the sources. Where the sources differ, both are given."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    about: Text | None = None
    """About."""
    readings: tuple[Reading, ...] = ()
    """Readings. What each source says, with the source."""


class Contact(Part, frozen=True):
    """Contact."""

    role: str | None = None
    """Role."""
    title: Text | None = None
    """Title."""
    place: str | None = None
    """Place. The office or school where the contact sits."""


class ContactList(Part, frozen=True):
    """Contact list."""

    heading: Text | None = None
    """Heading."""
    items: tuple[Contact, ...] = ()
    """Contacts. A line for each contact."""


class StartCondition(Part, frozen=True):
    """Begins when. Where the start hangs on something happening."""

    adoptions: int | None = None
    """Number of adoptions. How many of those listed under adoptions must have adopted it."""
    event: Text | None = None
    """Event. What must happen before it applies."""


class EndCondition(Part, frozen=True):
    """Ends when."""

    project: Text | None = None
    """Project. It lasts as long as the project."""
    terminated_by: str | None = None
    """Terminated by. one: a single party suffices, all: every party must"""
    event: Text | None = None
    """Event. What brings it to an end."""


class Termination(Part, frozen=True):
    """Termination."""

    notice: Period | None = None
    """Notice. How long before. A number and a unit, such as 6 months."""
    mutual: bool | None = None
    """Mutual. true where all parties may give notice alike."""
    in_writing: bool | None = None
    """In writing. true where notice must be in writing."""
    decision_by: str | None = None
    """Requires a decision by. The body that must decide on it."""
    demand_by: DayOfYear | None = None
    """Demanded by. The last day of the year to give notice."""
    ends_after: Period | None = None
    """Ends after. Counted from the last day for notice: 15 months from 1 October is 1 January."""


class DayOfYear(Part, frozen=True):
    """Day of the year."""

    month: int | None = None
    """Month. 1 to 12."""
    day: int | None = None
    """Day. 1 to 31. The day of the month."""


class Share(Part, frozen=True):
    """Share."""

    party: str | None = None
    """Party."""
    percent: int | None = None
    """Per cent. The party's share. The shares add up to a hundred."""


class Adoption(Part, frozen=True):
    """Adoption. A party that adopts in a body instead of signing."""

    party: str | None = None
    """Party."""
    body: str | None = None
    """Body. The body that adopts it, such as a municipal council."""
    on: dt.date | None = None
    """Date. The day it was adopted. “avtale adopt” can record it too."""
    case: str | None = None
    """Case. The case number, such as 12/27."""


class Confidentiality(Part, frozen=True):
    """Confidentiality."""

    text: Text | None = None
    """Text."""
    legal_bases: tuple[Reference, ...] = ()
    """Legal bases. The laws behind the duty, with section."""
    consent: Text | None = None
    """Consent that lifts it. Who may share what with whom, and where the record is kept."""


class DataProcessing(Part, frozen=True):
    """Data processing. The legal basis for processing is another thing than the consent that lifts confidentiality."""

    controllers: tuple[str, ...] = ()
    """Controllers. The parties that decide why and how the information is used."""
    joint: bool | None = None
    """Joint controllers. true where the parties are joint controllers."""
    legal_bases: tuple[Reference, ...] = ()
    """Legal bases. What the processing rests on in the data protection regulation and law. It is seldom consent."""
    purposes: tuple[Text, ...] = ()
    """Purposes. What the information is used for."""
    categories: tuple[Text, ...] = ()
    """Categories. What kinds of information are processed."""
    kept_for: Period | None = None
    """Kept for. How long the information is kept. A number and a unit, such as 2 years."""
    deleted_when: Text | None = None
    """Deleted when."""
    text: Text | None = None
    """Text."""


class Change(Part, frozen=True):
    """Change."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    action: str | None = None
    """Action. What is done."""
    at: str | None = None
    """Place. JSON pointer into the amended document, with an id in place of an index."""
    paragraph: str | None = None
    """Paragraph. The paragraph as the reader knows it."""
    old: Text | None = None
    """Old wording. What the agreement says today, word for word."""
    value: Text | None = None
    """New wording. What is to stand there instead."""
    duty: Duty | None = None
    """New duty."""
    to: dt.date | None = None
    """Prolonged to. The new last day, for a prolongation."""
    reason: Text | None = None
    """Reason."""


class Goal(Part, frozen=True):
    """Goal of the year."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    text: Text | None = None
    """Goal."""
    measured_by: Text | None = None
    """Measured by. How one sees that the goal is reached."""
    source: str | None = None
    """Source. The paragraph this stands in, such as “§6 C”."""


class Office(Part, frozen=True):
    """Office."""

    name: str | None = None
    """Name. The office's name, such as NAV Eksempelvik."""
    municipality: str | None = None
    """Municipality. The municipality it lies in."""
    address: str | None = None
    """Address. The office's visiting address."""
    organisation_number: str | None = None
    """Organisation number."""
    days: tuple[Text, ...] = ()
    """Days. The days the adviser is there, such as Monday."""
    place: Text | None = None
    """Place."""
    school: str | None = None
    """School. The school the office works with."""


class LeftOut(Part, frozen=True):
    """Left out. A step of the agreement not used here, with a reason. Required steps cannot be left out."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    reason: Text | None = None
    """Reason. Why the step is not used at this office."""


class Youth(Part, frozen=True):
    """The youth. Never a national identity number."""

    name: str | None = None
    """Name. Leave the name out where others may read the plan; use the case reference."""
    reference: str | None = None
    """Case reference. The number in the case system. Never a national identity number."""
    age: int | None = None
    """Age. In whole years."""
    guardians: bool | None = None
    """Guardians take part. true where guardians take part in the plan."""


class Right(Part, frozen=True):
    """Right to upper secondary education."""

    from_: dt.date | None = None
    """From. The first day of the right to education."""
    to: dt.date | None = None
    """To. The last day of the right to education."""
    note: Text | None = None
    """Note."""


class MeanTried(Part, frozen=True):
    """Means tried. A county means tried before NAV measures."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    what: Text | None = None
    """What."""
    by: str | None = None
    """By."""
    from_: dt.date | None = None
    """From."""
    to: dt.date | None = None
    """To."""
    result: Text | None = None
    """Result."""


class EducationGoal(Part, frozen=True):
    """Education goal."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    text: Text | None = None
    """Goal."""
    by: dt.date | None = None
    """By."""


class Measure(Part, frozen=True):
    """Measure."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    title: Text | None = None
    """Measure."""
    type: str | None = None
    """Type. What sort of measure it is."""
    provider: str | None = None
    """Provider. The id of the role or party that provides it."""
    purpose: Text | None = None
    """Purpose. The purpose decides who follows up."""
    responsible: str | None = None
    """Responsible. The id of the role that follows up while it lasts."""
    supports: str | None = None
    """Supports the goal. The id of the education goal it ties to."""
    from_: dt.date | None = None
    """From."""
    to: dt.date | None = None
    """To."""
    place: Text | None = None
    """Place."""


class ConsentRecord(Part, frozen=True):
    """Consent. The consent that lifts confidentiality: who, what, to whom, why, when, and where it is kept; never its text."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    given_by: str | None = None
    """Given by. Who consented, such as “the youth”. Not the name where others may read the plan."""
    information: tuple[Text, ...] = ()
    """Information. What information the consent covers."""
    shared_between: tuple[str, ...] = ()
    """Shared between. The roles or parties that may share it."""
    purpose: Text | None = None
    """Purpose. What the information may be used for."""
    given_on: dt.date | None = None
    """Given on. The day it was given."""
    expires_on: dt.date | None = None
    """Expires on. The last day it holds."""
    withdrawn_on: dt.date | None = None
    """Withdrawn on. The day it was withdrawn."""
    kept_at: str | None = None
    """Kept at. Where the signed record is kept."""


class Told(Part, frozen=True):
    """Told."""

    who: str | None = None
    """Who. The id of the role or party that was told."""
    on: dt.date | None = None
    """Date."""


class Event(Part, frozen=True):
    """Event."""

    id: str | None = None
    """Id. A short name in lower case, digits, - and _. Never changed between versions."""
    type: str | None = None
    """Type. interrupted, ended or handed over"""
    on: dt.date | None = None
    """Date."""
    measure: str | None = None
    """Measure."""
    known_to: str | None = None
    """Known to. Who knew first."""
    told: tuple[Told, ...] = ()
    """Told. Those who were told, and when."""
    responsible_now: str | None = None
    """Responsible now. The id of the role responsible after the event."""
    note: Text | None = None
    """Note."""


class Signing(Part, frozen=True):
    """Signing."""

    trust: tuple[str, ...] = ()
    """Trust. Folders or files with certificates and revocation lists, relative to this file."""
    count_demonstration: bool | None = None
    """Count demonstration signatures. For trials only. Otherwise they never count."""
    service: str | None = None
    """Signing service. The service that documents are sent to for signing. “none” is keys of your own, without limits but ours."""
    limits: SigningLimits | None = None
    """Limits. Limits of your own. They go before those of the service."""
    signers: tuple[Signer, ...] = ()
    """Who signs for whom. Certificates and issuers you have checked for a party."""


class SigningLimits(Part, frozen=True):
    """Limits."""

    signers: int | None = None
    """Signers. The most who can sign one document."""
    title: int | None = None
    """Title. The most characters of the title."""
    megabytes: int | None = None
    """Megabytes. The largest file that can be sent, in megabytes."""


class Signer(Part, frozen=True):
    """Signer for a party."""

    party: str | None = None
    """Party. The party's name as it stands in the documents, or its organisation number."""
    certificates: tuple[str, ...] = ()
    """Certificates. SHA-256 of each certificate that signs for the party."""
    issuers: tuple[str, ...] = ()
    """Issuers. Issuers that may vouch for the party by name: files with their certificate, relative to this file."""


class Owner(Part, frozen=True):
    """Owner."""

    names: tuple[Name, ...] = ()
    """Names. The county's names, one for each language."""
    organisation_number: str | None = None
    """Organisation number."""


class LeadTimes(Part, frozen=True):
    """Lead times. How long before the deadline to warn."""

    expiry: Period | None = None
    """Before expiry. How long before an agreement ends a warning is given."""
    evaluation: Period | None = None
    """Before evaluation. How long before an evaluation a warning is given."""
    duty: Period | None = None
    """Before other deadlines. How long before other deadlines a warning is given."""


class Rendering(Part, frozen=True):
    """Rendering."""

    archive_profile: str | None = None
    """Archive profile. The archive format of the PDF."""
    accent_colour: str | None = None
    """Accent colour. A # and six characters, 0–9 and a–f, such as #00549f."""
    keep_comments: bool | None = None
    """Keep comments in the embedded source. true where the comments in the file are to go with the PDF."""
    logo: Logo | None = None
    """Logo. A picture in the header of the first page: a file in the repository, and the words that say what it shows."""


class Logo(Part, frozen=True):
    """Logo."""

    file: str | None = None
    """File. The path from the folder of avtale.yaml to an SVG or a PNG."""
    text: Text | None = None
    """Text. What the logo shows, for screen readers; in several languages if you like."""


class EndedSource(Part, frozen=True):
    """Source no longer in force."""

    names: tuple[str, ...] = ()
    """Names. What the source is called, and no other source is."""
    ended: dt.date | None = None
    """In force to. The last day the source was in force."""
    replaced_by: str | None = None
    """Replaced by. What is in force now, as the finding is to say it."""


class SettingsSilence(Part, frozen=True):
    """Silence. Concerns the documents that file and key point out; without them the whole repository."""

    code: str | None = None
    """Code. The code of the finding."""
    file: str | None = None
    """File. A file name relative to this file; * stands for anything, as in ot/*.yaml."""
    key: str | None = None
    """Key. The document's key; all its versions."""
    at: str | None = None
    """Place. JSON pointer to the place; left out, the whole document."""
    reason: str | None = None
    """Reason. Why the finding does not apply in this repository."""
    until: dt.date | None = None
    """Until. The last day of the silence."""


class Generate(Part, frozen=True):
    """Local routines. How “avtale generate routine” reads the list of offices and writes the routines."""

    columns: Columns | None = None
    """Columns. The heading in the list of offices for each field. Left out, it is guessed."""
    series: Series | None = None
    """Series."""
    role: str | None = None
    """Contact role. The id of the agreement's role that the office's contact person holds."""
    folder: str | None = None
    """Folder. The folder below agreements/ for the routines. Left out: rutiner."""
    written_by: str | None = None
    """Written by. Who stands as the author of the routines where --by is not given. Somebody else has to approve them."""


class Columns(Part, frozen=True):
    """Columns."""

    office: str | None = None
    """Office. The heading of the column in the list of offices."""
    key: str | None = None
    """Key. The heading of the column in the list of offices."""
    dok_id: str | None = None
    """Document id. The heading of the column in the list of offices."""
    organisation_number: str | None = None
    """Organisation number. The heading of the column in the list of offices."""
    municipality: str | None = None
    """Municipality. The heading of the column in the list of offices."""
    address: str | None = None
    """Address. The heading of the column in the list of offices."""
    postal_code: str | None = None
    """Postal code. The heading of the column in the list of offices."""
    postal_town: str | None = None
    """Postal town. The heading of the column in the list of offices."""
    days: str | None = None
    """Days. The heading of the column in the list of offices."""
    place: str | None = None
    """Place. The heading of the column in the list of offices."""
    school: str | None = None
    """School. The heading of the column in the list of offices."""
    contact: str | None = None
    """Contact person. The heading of the column in the list of offices."""
    telephone: str | None = None
    """Telephone. The heading of the column in the list of offices."""
    email: str | None = None
    """E-mail. The heading of the column in the list of offices."""
    deputy: str | None = None
    """Deputy. The heading of the column in the list of offices."""
    leader: str | None = None
    """Leader. The heading of the column in the list of offices."""
    language: str | None = None
    """Language. The heading of the column in the list of offices."""
    contact_from: str | None = None
    """Contact person from. The heading of the column in the list of offices."""
    effective_from: str | None = None
    """Effective from. The heading of the column in the list of offices."""
    steps: str | None = None
    """Local steps. The heading of the column in the list of offices."""


class Series(Part, frozen=True):
    """Series. The document ids of new routines: the prefix and the next free number. None is ever used again."""

    prefix: str | None = None
    """Prefix. What stands in front of the number, such as “2.1.1.2.”."""
    first: int | None = None
    """First number. The number of the first routine."""
    digits: int | None = None
    """Digits. The least number of digits; shorter numbers get zeros in front."""


class Settings(Part, frozen=True):
    """Settings. agreements/avtale.yaml: whose repository this is and how it is followed up."""

    format: int | None = None
    """Format. The edition of the file format. Always 1."""
    owner: Owner | None = None
    """Owner. The county the repository belongs to."""
    language: str | None = None
    """Language. The language of messages and documents unless told otherwise."""
    languages: tuple[str, ...] = ()
    """Required languages. The languages documents must be there in unless they say otherwise themselves."""
    ended_sources: tuple[EndedSource, ...] = ()
    """Sources no longer in force. Laws, regulations, circulars and schemes that “avtale check” shall tell of, beside those it knows."""
    main_branch: str | None = None
    """Main branch. The git branch where what is decided lies."""
    lead_times: LeadTimes | None = None
    """Lead times."""
    silences: tuple[SettingsSilence, ...] = ()
    """Silences. Findings in several documents that were looked at and shall be silent, with a reason."""
    signing: Signing | None = None
    """Signing. Rules for the signatures."""
    rendering: Rendering | None = None
    """Rendering. Colour, archive format and what goes with the PDF."""
    generate: Generate | None = None
    """Local routines."""


class Configuration(Part, frozen=True):
    """Configuration. avtale.yaml in your own configuration folder: whom you trust, wherever you stand."""

    format: int | None = None
    """Format. The edition of the file format. Always 1."""
    repository: str | None = None
    """Repository. The folder of the register that “avtale verify” compares with where you stand in no repository, relative to this file."""
    signing: Signing | None = None
    """Signing. Rules for the signatures."""


class RegisterEvent(Part, frozen=True):
    """Register event. One file per event under agreements/register. Added, never changed."""

    format: int | None = None
    """Format. The edition of the file format. Always 1."""
    event: str | None = None
    """Event. What is registered."""
    key: str | None = None
    """Key. A short name in lower case, digits, - and _. Never changed between versions."""
    version: str | None = None
    """Version."""
    on: dt.date | None = None
    """Date."""
    fingerprint: str | None = None
    """Fingerprint. The fingerprint of the content that was approved."""
    approved_by: str | None = None
    """Approved by. Who approved it. Never its author."""
    checked_with: dt.date | None = None
    """Checked with. The day of the newest rule that the content was checked with. What comes later gives warnings only."""
    party: str | None = None
    """Party. A short name in lower case, digits, - and _. Never changed between versions."""
    signer: str | None = None
    """Signer. The name in the signer's certificate."""
    signed_at: str | None = None
    """Time. When it was signed, with the time zone."""
    time_from: str | None = None
    """Time from. Where the time was taken from."""
    pdf_sha256: str | None = None
    """SHA-256 of the PDF. The fingerprint of the signed file."""
    html_sha256: str | None = None
    """SHA-256 of the HTML. The fingerprint of the signed HTML file, where that is what was signed."""
    signature_sha256: str | None = None
    """SHA-256 of the signature. The fingerprint of the .p7s file beside the HTML file."""
    previous_sha256: str | None = None
    """SHA-256 of the file before. The fingerprint of the file as it was when it was signed."""
    rendering_sha256: str | None = None
    """SHA-256 of the rendering. The fingerprint of the file as “avtale render” made it, before anybody signed."""
    rendered_with: str | None = None
    """Rendered with. The versions of the programs that made the file."""
    templates: str | None = None
    """Templates. The fingerprint of the repository's own templates, or “none” where none were used."""
    certificate_sha256: str | None = None
    """SHA-256 of the certificate. The fingerprint of the signer's certificate."""
    file: str | None = None
    """Signed file. Where the signed original lies."""
    demonstration: bool | None = None
    """Demonstration. true where it was signed with a practice key."""
    withdrawn_by: str | None = None
    """Withdrawn by. Who withdrew the document."""
    reason: str | None = None
    """Reason. Why it was done."""
    body: str | None = None
    """Body. The body that decided."""
    case: str | None = None
    """Case. The case number of the decision."""
    parent: str | None = None
    """Parent. A short name in lower case, digits, - and _. Never changed between versions."""
    parent_version: str | None = None
    """Parent version."""
    reviewed_by: str | None = None
    """Reviewed by. Who looked the document through."""
    decision: str | None = None
    """Decision. kept: stays as it is, changes: must be changed"""


class Evidence(Part, frozen=True):
    """Evidence."""

    title: str | None = None
    """Title. What the evidence is, such as “Minutes of the evaluation”."""
    where: str | None = None
    """Where. Where it lies, such as the archive's case number."""
    sha256: str | None = None
    """SHA-256. The fingerprint of the file: 64 characters, 0–9 and a–f."""


class LogEntry(Part, frozen=True):
    """Log entry. One file per duty done, agreements/log/<key>/<day>-<duty>.yaml. Added, never changed."""

    format: int | None = None
    """Format. The edition of the file format. Always 1."""
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
    even_so: bool | None = None
    """Even so. true where it was done before the duty began, and whoever recorded it has said that the day is right even so."""
    evidence: tuple[Evidence, ...] = ()
    """Evidence. What shows that it was done, such as minutes."""
    note: str | None = None
    """Note. What else should be remembered, in one sentence. Nothing about individuals."""


class ContactEntry(Part, frozen=True):
    """Contact."""

    document: str | None = None
    """Document. The key of the document."""
    role: str | None = None
    """Role. A short name in lower case, digits, - and _. Never changed between versions."""
    name: str | None = None
    """Name. Who holds the role in the span."""
    telephone: str | None = None
    """Telephone. The work number, never a private one."""
    email: str | None = None
    """E-mail. The work address, never a private one."""
    deputy: str | None = None
    """Deputy. Who steps in during absence."""
    leader: str | None = None
    """Leader. The nearest superior."""
    address: str | None = None
    """Address. The visiting address."""
    language: str | None = None
    """Language."""
    from_: dt.date | None = None
    """From. The first day in the role."""
    to: dt.date | None = None
    """To. The last day in the role. Left out, the person still holds it."""


class Contacts(Part, frozen=True):
    """Contacts. agreements/contacts.yaml: who holds a role, from and to. Not content."""

    format: int | None = None
    """Format. The edition of the file format. Always 1."""
    contacts: tuple[ContactEntry, ...] = ()
    """Contacts. Who holds which role, from and to a day."""


class Document(Part, frozen=True):
    """What every kind of document has."""

    format: int | None = None
    """Format. The edition of the file format. Always 1."""
    kind: str | None = None
    """Kind. What kind of document this is."""
    key: str | None = None
    """Key. The document's lasting name. With the version it names the file; never changed."""
    language: str | None = None
    """Language. The language the text is written in."""
    languages: tuple[str, ...] = ()
    """Required languages. The languages the whole text must be there in. Left out, what the settings say."""
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
    """Parties. Those who bind themselves, in the order the document names them."""
    roles: tuple[Role, ...] = ()
    """Roles. Those who do something under the document. Duties and meetings refer to a role's id."""
    based_on: tuple[Reference, ...] = ()
    """Based on. Agreements, plans and laws it stands on."""
    numbering: str | None = None
    """Numbering. decimal 1., paragraph § 1, part Del 1, letter A."""
    invented: bool | None = None
    """Invented. An example. Every page says so, and only demonstration keys may be used."""
    validity: Validity | None = None
    """Validity. How long it applies: dates, a length, or until something happens."""
    evaluation: Evaluation | None = None
    """Evaluation. When the collaboration is assessed, and who calls the meeting."""
    references: References | None = None
    """References. Documents the reader may need, besides those this one is built on."""
    annexes: tuple[Annex, ...] = ()
    """Annexes. Files that belong to it, each with its fingerprint."""
    sections: tuple[Section, ...] = ()
    """Sections. The order of sections and headings of your own. Left out, the template's order holds."""
    silences: tuple[Silence, ...] = ()
    """Silences. Findings that were considered and are not to be shown again, each with a reason."""


class ActionPlan(Document, frozen=True):
    """Action plan. The yearly plan under a framework agreement, signed on its own."""

    year: int | None = None
    """Year. The year the plan is for."""
    goals: tuple[Goal, ...] = ()
    """Goals of the year. What the parties want to have reached by the end of the year."""
    actions: tuple[Duty, ...] = ()
    """Actions. Who does what in the course of the year. Written as duties."""
    economy: Economy | None = None
    """Economy. Who pays for what."""
    reporting: tuple[Duty, ...] = ()
    """Reporting. Who reports what, to whom and when. Written as duties."""
    signatories: tuple[Signatory, ...] = ()
    """Signatories. Who signs for each party, and in what office."""


class Agreement(Document, frozen=True):
    """Collaboration agreement. An agreement between two or more parties."""

    background: Background | None = None
    """Background. Why the agreement exists: laws, needs and schemes."""
    purposes: ListOfItems | None = None
    """Purposes. What the collaboration is to achieve, point by point."""
    principle: Text | None = None
    """Common principle. What the cooperation rests on."""
    responsibilities: tuple[Duty, ...] = ()
    """Responsibilities. Who is responsible for what. Each item is a duty."""
    target_groups: tuple[TargetGroup, ...] = ()
    """Target groups. Whom the collaboration is for."""
    meetings: tuple[Meeting, ...] = ()
    """Meetings. The meetings the parties hold: how often, who calls them, and what they are about."""
    scope: Text | None = None
    """Scope. What it covers and what not."""
    routine_steps: tuple[RoutineStep, ...] = ()
    """Routine steps. The work step by step, each step with a letter."""
    economy: Economy | None = None
    """Economy. Who pays for what."""
    adoptions: tuple[Adoption, ...] = ()
    """Adopted by. Bodies that must adopt the agreement, such as a municipal council."""
    confidentiality: Confidentiality | None = None
    """Confidentiality. What the duty of confidentiality covers, and the laws behind it."""
    data_processing: DataProcessing | None = None
    """Data protection."""
    reporting: tuple[Duty, ...] = ()
    """Reporting. Who reports what, to whom and when. Written as duties."""
    deviations: tuple[Duty, ...] = ()
    """Deviations. What each party does when the agreement is not followed. Written as duties."""
    dispute: tuple[Duty, ...] = ()
    """Disagreement. What happens on disagreement, step by step."""
    signatories: tuple[Signatory, ...] = ()
    """Signatories. Who signs for each party, and in what office."""


class Amendment(Document, frozen=True):
    """Amendment. Changes or prolongs parts of a signed agreement, and is signed itself."""

    amends: Reference | None = None
    """Amends. The amended agreement, by key and version."""
    changes: tuple[Change, ...] = ()
    """Changes. Each item says where in the agreement, and what is to stand there."""
    signatories: tuple[Signatory, ...] = ()
    """Signatories. Who signs for each party, and in what office."""


class FollowUpPlan(Document, frozen=True):
    """Follow-up plan. A youth's plan. It lies in agreements/plans/ and never enters git."""

    youth: Youth | None = None
    """The youth."""
    right: Right | None = None
    """Right to education. The span in which the youth has a right to education."""
    mapping: ListOfItems | None = None
    """Mapping. What the mapping showed, point by point. No more than the plan needs."""
    education_goal: EducationGoal | None = None
    """Education goal. The aim of the education. Without one, activities to wake an interest are needed."""
    interest_activities: ListOfItems | None = None
    """Activities that may wake an interest. For one who does not know what to choose yet."""
    means_tried: tuple[MeanTried, ...] = ()
    """Means tried. What the county has tried before NAV steps in."""
    measures: tuple[Measure, ...] = ()
    """Measures. The measures the youth is in or is to begin."""
    nav_requires: ListOfItems | None = None
    """What NAV requires. What NAV must know to grant a measure."""
    legal_bases: tuple[Reference, ...] = ()
    """Legal bases for processing. The basis for processing; not the consent."""
    consents: tuple[ConsentRecord, ...] = ()
    """Consents. The consents that let the parties share information. Only where they are kept, never their text."""
    responsible_now: str | None = None
    """Responsible now. The role responsible for the youth today."""
    events: tuple[Event, ...] = ()
    """Events. What has happened: interruption, ending and handing over, and who was told."""
    duties: tuple[Duty, ...] = ()
    """Agreed follow-up. Who is to follow up what, and when."""
    signatories: tuple[Signatory, ...] = ()
    """Signatories. Who signs for each party, and in what office."""


class Programme(Document, frozen=True):
    """Programme. A national scheme or pilot."""

    aims: Text | None = None
    """Aims."""
    purposes: ListOfItems | None = None
    """Purposes. What the collaboration is to achieve, point by point."""
    run_by: tuple[str, ...] = ()
    """Run by. The roles or parties that run the programme."""
    target_groups: tuple[TargetGroup, ...] = ()
    """Target groups. Whom the collaboration is for."""
    services: ListOfItems | None = None
    """Services. What the programme offers, point by point."""
    presence: tuple[Presence, ...] = ()
    """Presence. Who is where, and on how many days a week."""
    responsibilities: tuple[Duty, ...] = ()
    """Responsibilities. Who is responsible for what. Each item is a duty."""
    selection: Selection | None = None
    """Selection of schools. How schools are chosen."""
    partners: ListOfItems | None = None
    """Partners. Those the programme works with who are no parties."""
    funding: Funding | None = None
    """Funding. Where the money comes from and what it pays for."""
    disagreements: tuple[Disagreement, ...] = ()
    """Disagreements. Places where the sources say different things."""
    contacts: ContactList | None = None
    """Contacts. Names and numbers in the document itself. Those that change often belong in contacts.yaml."""


class Routine(Document, frozen=True):
    """Local routine. A local office's version of an agreement: contacts, times and extra steps. The rest is inherited."""

    office: Office | None = None
    """Office. The office the routine is for."""
    target_groups: tuple[TargetGroup, ...] = ()
    """Target groups. Whom the collaboration is for."""
    presence: tuple[Presence, ...] = ()
    """Presence. Who is where, and on how many days a week."""
    responsibilities: tuple[Duty, ...] = ()
    """Responsibilities. What the office does besides what the agreement says."""
    meetings: tuple[Meeting, ...] = ()
    """Meetings. The office's own meetings, and what differs from the agreement."""
    routine_steps: tuple[RoutineStep, ...] = ()
    """Routine steps. Local steps. What the agreement says applies without being repeated here."""
    contacts: ContactList | None = None
    """Contacts. Names and numbers in the document itself. Those that change often belong in contacts.yaml."""
    left_out: tuple[LeftOut, ...] = ()
    """Left out. Steps of the agreement not used here, each with a reason."""
    signatories: tuple[Signatory, ...] = ()
    """Signatories. Who signs for each party, and in what office."""


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
        ("shielding", "shielding", text),
        ("public_title", "public_title", localized),
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
        ("begins_when", "begins_when", _one(StartCondition)),
        ("ends_when", "ends_when", _one(EndCondition)),
        ("revised_every", "revised_every", period),
        ("termination", "termination", _one(Termination)),
        ("lapses_when", "lapses_when", many(localized)),
        ("intends_renewal", "intends_renewal", boolean),
        ("legally_binding", "legally_binding", boolean),
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
        ("by", "by", date),
        ("before_expiry", "before_expiry", period),
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
        ("required", "required", boolean),
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
        ("convener_alternates", "convener_alternates", many(text)),
        ("quorum", "quorum", integer),
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
        ("shares", "shares", many(_one(Share))),
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
        ("number", "number", text),
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
    StartCondition: (
        ("adoptions", "adoptions", integer),
        ("event", "event", localized),
    ),
    EndCondition: (
        ("project", "project", localized),
        ("terminated_by", "terminated_by", text),
        ("event", "event", localized),
    ),
    Termination: (
        ("notice", "notice", period),
        ("mutual", "mutual", boolean),
        ("in_writing", "in_writing", boolean),
        ("decision_by", "decision_by", text),
        ("demand_by", "demand_by", _one(DayOfYear)),
        ("ends_after", "ends_after", period),
    ),
    DayOfYear: (
        ("month", "month", integer),
        ("day", "day", integer),
    ),
    Share: (
        ("party", "party", text),
        ("percent", "percent", integer),
    ),
    Adoption: (
        ("party", "party", text),
        ("body", "body", text),
        ("on", "on", date),
        ("case", "case", text),
    ),
    Confidentiality: (
        ("text", "text", prose),
        ("legal_bases", "legal_bases", many(_one(Reference))),
        ("consent", "consent", localized),
    ),
    DataProcessing: (
        ("controllers", "controllers", many(text)),
        ("joint", "joint", boolean),
        ("legal_bases", "legal_bases", many(_one(Reference))),
        ("purposes", "purposes", many(localized)),
        ("categories", "categories", many(localized)),
        ("kept_for", "kept_for", period),
        ("deleted_when", "deleted_when", localized),
        ("text", "text", prose),
    ),
    Change: (
        ("id", "id", text),
        ("action", "action", text),
        ("at", "at", text),
        ("paragraph", "paragraph", text),
        ("old", "old", localized),
        ("value", "value", localized),
        ("duty", "duty", _one(Duty)),
        ("to", "to", date),
        ("reason", "reason", localized),
    ),
    Goal: (
        ("id", "id", text),
        ("text", "text", localized),
        ("measured_by", "measured_by", localized),
        ("source", "source", text),
    ),
    Office: (
        ("name", "name", text),
        ("municipality", "municipality", text),
        ("address", "address", text),
        ("organisation_number", "organisation_number", text),
        ("days", "days", many(localized)),
        ("place", "place", localized),
        ("school", "school", text),
    ),
    LeftOut: (
        ("id", "id", text),
        ("reason", "reason", localized),
    ),
    Youth: (
        ("name", "name", text),
        ("reference", "reference", text),
        ("age", "age", integer),
        ("guardians", "guardians", boolean),
    ),
    Right: (
        ("from", "from_", date),
        ("to", "to", date),
        ("note", "note", localized),
    ),
    MeanTried: (
        ("id", "id", text),
        ("what", "what", localized),
        ("by", "by", text),
        ("from", "from_", date),
        ("to", "to", date),
        ("result", "result", localized),
    ),
    EducationGoal: (
        ("id", "id", text),
        ("text", "text", localized),
        ("by", "by", date),
    ),
    Measure: (
        ("id", "id", text),
        ("title", "title", localized),
        ("type", "type", text),
        ("provider", "provider", text),
        ("purpose", "purpose", localized),
        ("responsible", "responsible", text),
        ("supports", "supports", text),
        ("from", "from_", date),
        ("to", "to", date),
        ("place", "place", localized),
    ),
    ConsentRecord: (
        ("id", "id", text),
        ("given_by", "given_by", text),
        ("information", "information", many(localized)),
        ("shared_between", "shared_between", many(text)),
        ("purpose", "purpose", localized),
        ("given_on", "given_on", date),
        ("expires_on", "expires_on", date),
        ("withdrawn_on", "withdrawn_on", date),
        ("kept_at", "kept_at", text),
    ),
    Told: (
        ("who", "who", text),
        ("on", "on", date),
    ),
    Event: (
        ("id", "id", text),
        ("type", "type", text),
        ("on", "on", date),
        ("measure", "measure", text),
        ("known_to", "known_to", text),
        ("told", "told", many(_one(Told))),
        ("responsible_now", "responsible_now", text),
        ("note", "note", localized),
    ),
    Signing: (
        ("trust", "trust", many(text)),
        ("count_demonstration", "count_demonstration", boolean),
        ("service", "service", text),
        ("limits", "limits", _one(SigningLimits)),
        ("signers", "signers", many(_one(Signer))),
    ),
    SigningLimits: (
        ("signers", "signers", integer),
        ("title", "title", integer),
        ("megabytes", "megabytes", integer),
    ),
    Signer: (
        ("party", "party", text),
        ("certificates", "certificates", many(text)),
        ("issuers", "issuers", many(text)),
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
    Rendering: (
        ("archive_profile", "archive_profile", text),
        ("accent_colour", "accent_colour", text),
        ("keep_comments", "keep_comments", boolean),
        ("logo", "logo", _one(Logo)),
    ),
    Logo: (
        ("file", "file", text),
        ("text", "text", localized),
    ),
    EndedSource: (
        ("names", "names", many(text)),
        ("ended", "ended", date),
        ("replaced_by", "replaced_by", text),
    ),
    SettingsSilence: (
        ("code", "code", text),
        ("file", "file", text),
        ("key", "key", text),
        ("at", "at", text),
        ("reason", "reason", text),
        ("until", "until", date),
    ),
    Generate: (
        ("columns", "columns", _one(Columns)),
        ("series", "series", _one(Series)),
        ("role", "role", text),
        ("folder", "folder", text),
        ("written_by", "written_by", text),
    ),
    Columns: (
        ("office", "office", text),
        ("key", "key", text),
        ("dok_id", "dok_id", text),
        ("organisation_number", "organisation_number", text),
        ("municipality", "municipality", text),
        ("address", "address", text),
        ("postal_code", "postal_code", text),
        ("postal_town", "postal_town", text),
        ("days", "days", text),
        ("place", "place", text),
        ("school", "school", text),
        ("contact", "contact", text),
        ("telephone", "telephone", text),
        ("email", "email", text),
        ("deputy", "deputy", text),
        ("leader", "leader", text),
        ("language", "language", text),
        ("contact_from", "contact_from", text),
        ("effective_from", "effective_from", text),
        ("steps", "steps", text),
    ),
    Series: (
        ("prefix", "prefix", text),
        ("first", "first", integer),
        ("digits", "digits", integer),
    ),
    Settings: (
        ("format", "format", integer),
        ("owner", "owner", _one(Owner)),
        ("language", "language", text),
        ("languages", "languages", many(text)),
        ("ended_sources", "ended_sources", many(_one(EndedSource))),
        ("main_branch", "main_branch", text),
        ("lead_times", "lead_times", _one(LeadTimes)),
        ("silences", "silences", many(_one(SettingsSilence))),
        ("signing", "signing", _one(Signing)),
        ("rendering", "rendering", _one(Rendering)),
        ("generate", "generate", _one(Generate)),
    ),
    Configuration: (
        ("format", "format", integer),
        ("repository", "repository", text),
        ("signing", "signing", _one(Signing)),
    ),
    RegisterEvent: (
        ("format", "format", integer),
        ("event", "event", text),
        ("key", "key", text),
        ("version", "version", text),
        ("on", "on", date),
        ("fingerprint", "fingerprint", text),
        ("approved_by", "approved_by", text),
        ("checked_with", "checked_with", date),
        ("party", "party", text),
        ("signer", "signer", text),
        ("signed_at", "signed_at", text),
        ("time_from", "time_from", text),
        ("pdf_sha256", "pdf_sha256", text),
        ("html_sha256", "html_sha256", text),
        ("signature_sha256", "signature_sha256", text),
        ("previous_sha256", "previous_sha256", text),
        ("rendering_sha256", "rendering_sha256", text),
        ("rendered_with", "rendered_with", text),
        ("templates", "templates", text),
        ("certificate_sha256", "certificate_sha256", text),
        ("file", "file", text),
        ("demonstration", "demonstration", boolean),
        ("withdrawn_by", "withdrawn_by", text),
        ("reason", "reason", text),
        ("body", "body", text),
        ("case", "case", text),
        ("parent", "parent", text),
        ("parent_version", "parent_version", text),
        ("reviewed_by", "reviewed_by", text),
        ("decision", "decision", text),
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
        ("even_so", "even_so", boolean),
        ("evidence", "evidence", many(_one(Evidence))),
        ("note", "note", text),
    ),
    ContactEntry: (
        ("document", "document", text),
        ("role", "role", text),
        ("name", "name", text),
        ("telephone", "telephone", text),
        ("email", "email", text),
        ("deputy", "deputy", text),
        ("leader", "leader", text),
        ("address", "address", text),
        ("language", "language", text),
        ("from", "from_", date),
        ("to", "to", date),
    ),
    Contacts: (
        ("format", "format", integer),
        ("contacts", "contacts", many(_one(ContactEntry))),
    ),
    Document: (
        ("format", "format", integer),
        ("kind", "kind", text),
        ("key", "key", text),
        ("language", "language", text),
        ("languages", "languages", many(text)),
        ("transcribed_from", "transcribed_from", _one(Transcription)),
        ("supersedes", "supersedes", many(_one(Reference))),
        ("control_header", "control_header", _one(ControlHeader)),
        ("title", "title", localized),
        ("subject", "subject", localized),
        ("parties", "parties", many(_one(Party))),
        ("roles", "roles", many(_one(Role))),
        ("based_on", "based_on", many(_one(Reference))),
        ("numbering", "numbering", text),
        ("invented", "invented", boolean),
        ("validity", "validity", _one(Validity)),
        ("evaluation", "evaluation", _one(Evaluation)),
        ("references", "references", _one(References)),
        ("annexes", "annexes", many(_one(Annex))),
        ("sections", "sections", many(_one(Section))),
        ("silences", "silences", many(_one(Silence))),
    ),
    ActionPlan: (
        ("format", "format", integer),
        ("kind", "kind", text),
        ("key", "key", text),
        ("language", "language", text),
        ("languages", "languages", many(text)),
        ("transcribed_from", "transcribed_from", _one(Transcription)),
        ("supersedes", "supersedes", many(_one(Reference))),
        ("control_header", "control_header", _one(ControlHeader)),
        ("title", "title", localized),
        ("subject", "subject", localized),
        ("parties", "parties", many(_one(Party))),
        ("roles", "roles", many(_one(Role))),
        ("based_on", "based_on", many(_one(Reference))),
        ("numbering", "numbering", text),
        ("invented", "invented", boolean),
        ("validity", "validity", _one(Validity)),
        ("evaluation", "evaluation", _one(Evaluation)),
        ("references", "references", _one(References)),
        ("annexes", "annexes", many(_one(Annex))),
        ("sections", "sections", many(_one(Section))),
        ("silences", "silences", many(_one(Silence))),
        ("year", "year", integer),
        ("goals", "goals", many(_one(Goal))),
        ("actions", "actions", many(_one(Duty))),
        ("economy", "economy", _one(Economy)),
        ("reporting", "reporting", many(_one(Duty))),
        ("signatories", "signatories", many(_one(Signatory))),
    ),
    Agreement: (
        ("format", "format", integer),
        ("kind", "kind", text),
        ("key", "key", text),
        ("language", "language", text),
        ("languages", "languages", many(text)),
        ("transcribed_from", "transcribed_from", _one(Transcription)),
        ("supersedes", "supersedes", many(_one(Reference))),
        ("control_header", "control_header", _one(ControlHeader)),
        ("title", "title", localized),
        ("subject", "subject", localized),
        ("parties", "parties", many(_one(Party))),
        ("roles", "roles", many(_one(Role))),
        ("based_on", "based_on", many(_one(Reference))),
        ("numbering", "numbering", text),
        ("invented", "invented", boolean),
        ("validity", "validity", _one(Validity)),
        ("evaluation", "evaluation", _one(Evaluation)),
        ("references", "references", _one(References)),
        ("annexes", "annexes", many(_one(Annex))),
        ("sections", "sections", many(_one(Section))),
        ("silences", "silences", many(_one(Silence))),
        ("background", "background", _one(Background)),
        ("purposes", "purposes", _one(ListOfItems)),
        ("principle", "principle", prose),
        ("responsibilities", "responsibilities", many(_one(Duty))),
        ("target_groups", "target_groups", many(_one(TargetGroup))),
        ("meetings", "meetings", many(_one(Meeting))),
        ("scope", "scope", prose),
        ("routine_steps", "routine_steps", many(_one(RoutineStep))),
        ("economy", "economy", _one(Economy)),
        ("adoptions", "adoptions", many(_one(Adoption))),
        ("confidentiality", "confidentiality", _one(Confidentiality)),
        ("data_processing", "data_processing", _one(DataProcessing)),
        ("reporting", "reporting", many(_one(Duty))),
        ("deviations", "deviations", many(_one(Duty))),
        ("dispute", "dispute", many(_one(Duty))),
        ("signatories", "signatories", many(_one(Signatory))),
    ),
    Amendment: (
        ("format", "format", integer),
        ("kind", "kind", text),
        ("key", "key", text),
        ("language", "language", text),
        ("languages", "languages", many(text)),
        ("transcribed_from", "transcribed_from", _one(Transcription)),
        ("supersedes", "supersedes", many(_one(Reference))),
        ("control_header", "control_header", _one(ControlHeader)),
        ("title", "title", localized),
        ("subject", "subject", localized),
        ("parties", "parties", many(_one(Party))),
        ("roles", "roles", many(_one(Role))),
        ("based_on", "based_on", many(_one(Reference))),
        ("numbering", "numbering", text),
        ("invented", "invented", boolean),
        ("validity", "validity", _one(Validity)),
        ("evaluation", "evaluation", _one(Evaluation)),
        ("references", "references", _one(References)),
        ("annexes", "annexes", many(_one(Annex))),
        ("sections", "sections", many(_one(Section))),
        ("silences", "silences", many(_one(Silence))),
        ("amends", "amends", _one(Reference)),
        ("changes", "changes", many(_one(Change))),
        ("signatories", "signatories", many(_one(Signatory))),
    ),
    FollowUpPlan: (
        ("format", "format", integer),
        ("kind", "kind", text),
        ("key", "key", text),
        ("language", "language", text),
        ("languages", "languages", many(text)),
        ("transcribed_from", "transcribed_from", _one(Transcription)),
        ("supersedes", "supersedes", many(_one(Reference))),
        ("control_header", "control_header", _one(ControlHeader)),
        ("title", "title", localized),
        ("subject", "subject", localized),
        ("parties", "parties", many(_one(Party))),
        ("roles", "roles", many(_one(Role))),
        ("based_on", "based_on", many(_one(Reference))),
        ("numbering", "numbering", text),
        ("invented", "invented", boolean),
        ("validity", "validity", _one(Validity)),
        ("evaluation", "evaluation", _one(Evaluation)),
        ("references", "references", _one(References)),
        ("annexes", "annexes", many(_one(Annex))),
        ("sections", "sections", many(_one(Section))),
        ("silences", "silences", many(_one(Silence))),
        ("youth", "youth", _one(Youth)),
        ("right", "right", _one(Right)),
        ("mapping", "mapping", _one(ListOfItems)),
        ("education_goal", "education_goal", _one(EducationGoal)),
        ("interest_activities", "interest_activities", _one(ListOfItems)),
        ("means_tried", "means_tried", many(_one(MeanTried))),
        ("measures", "measures", many(_one(Measure))),
        ("nav_requires", "nav_requires", _one(ListOfItems)),
        ("legal_bases", "legal_bases", many(_one(Reference))),
        ("consents", "consents", many(_one(ConsentRecord))),
        ("responsible_now", "responsible_now", text),
        ("events", "events", many(_one(Event))),
        ("duties", "duties", many(_one(Duty))),
        ("signatories", "signatories", many(_one(Signatory))),
    ),
    Programme: (
        ("format", "format", integer),
        ("kind", "kind", text),
        ("key", "key", text),
        ("language", "language", text),
        ("languages", "languages", many(text)),
        ("transcribed_from", "transcribed_from", _one(Transcription)),
        ("supersedes", "supersedes", many(_one(Reference))),
        ("control_header", "control_header", _one(ControlHeader)),
        ("title", "title", localized),
        ("subject", "subject", localized),
        ("parties", "parties", many(_one(Party))),
        ("roles", "roles", many(_one(Role))),
        ("based_on", "based_on", many(_one(Reference))),
        ("numbering", "numbering", text),
        ("invented", "invented", boolean),
        ("validity", "validity", _one(Validity)),
        ("evaluation", "evaluation", _one(Evaluation)),
        ("references", "references", _one(References)),
        ("annexes", "annexes", many(_one(Annex))),
        ("sections", "sections", many(_one(Section))),
        ("silences", "silences", many(_one(Silence))),
        ("aims", "aims", prose),
        ("purposes", "purposes", _one(ListOfItems)),
        ("run_by", "run_by", many(text)),
        ("target_groups", "target_groups", many(_one(TargetGroup))),
        ("services", "services", _one(ListOfItems)),
        ("presence", "presence", many(_one(Presence))),
        ("responsibilities", "responsibilities", many(_one(Duty))),
        ("selection", "selection", _one(Selection)),
        ("partners", "partners", _one(ListOfItems)),
        ("funding", "funding", _one(Funding)),
        ("disagreements", "disagreements", many(_one(Disagreement))),
        ("contacts", "contacts", _one(ContactList)),
    ),
    Routine: (
        ("format", "format", integer),
        ("kind", "kind", text),
        ("key", "key", text),
        ("language", "language", text),
        ("languages", "languages", many(text)),
        ("transcribed_from", "transcribed_from", _one(Transcription)),
        ("supersedes", "supersedes", many(_one(Reference))),
        ("control_header", "control_header", _one(ControlHeader)),
        ("title", "title", localized),
        ("subject", "subject", localized),
        ("parties", "parties", many(_one(Party))),
        ("roles", "roles", many(_one(Role))),
        ("based_on", "based_on", many(_one(Reference))),
        ("numbering", "numbering", text),
        ("invented", "invented", boolean),
        ("validity", "validity", _one(Validity)),
        ("evaluation", "evaluation", _one(Evaluation)),
        ("references", "references", _one(References)),
        ("annexes", "annexes", many(_one(Annex))),
        ("sections", "sections", many(_one(Section))),
        ("silences", "silences", many(_one(Silence))),
        ("office", "office", _one(Office)),
        ("target_groups", "target_groups", many(_one(TargetGroup))),
        ("presence", "presence", many(_one(Presence))),
        ("responsibilities", "responsibilities", many(_one(Duty))),
        ("meetings", "meetings", many(_one(Meeting))),
        ("routine_steps", "routine_steps", many(_one(RoutineStep))),
        ("contacts", "contacts", _one(ContactList)),
        ("left_out", "left_out", many(_one(LeftOut))),
        ("signatories", "signatories", many(_one(Signatory))),
    ),
}

# Which fields hold parts, and which hold texts.
HOLDS: dict[type[Part], tuple[str, ...]] = {
    ControlHeader: (),
    Name: (),
    Alias: (),
    Span: (),
    Party: (
        "names",
        "also_named",
        "existed",
    ),
    Role: (),
    Signatory: (),
    Reference: (),
    Validity: (
        "begins_when",
        "ends_when",
        "termination",
    ),
    Evaluation: (),
    Deadline: (),
    Duty: ("deadline",),
    RoutineStep: ("actions",),
    Age: (),
    TargetGroup: ("age",),
    Item: (),
    ListOfItems: ("items",),
    Needs: ("items",),
    Scheme: (
        "in_force",
        "age",
    ),
    Background: (
        "needs",
        "commitments",
        "schemes",
    ),
    Meeting: (),
    Cost: (),
    Economy: (
        "costs",
        "shares",
    ),
    References: (
        "cross",
        "external",
    ),
    Annex: (),
    Transcription: (),
    Silence: (),
    Section: (),
    Presence: ("days_per_week",),
    Quantity: (),
    Funding: ("document",),
    Selection: ("criteria",),
    Reading: (),
    Disagreement: ("readings",),
    Contact: (),
    ContactList: ("items",),
    StartCondition: (),
    EndCondition: (),
    Termination: ("demand_by",),
    DayOfYear: (),
    Share: (),
    Adoption: (),
    Confidentiality: ("legal_bases",),
    DataProcessing: ("legal_bases",),
    Change: ("duty",),
    Goal: (),
    Office: (),
    LeftOut: (),
    Youth: (),
    Right: (),
    MeanTried: (),
    EducationGoal: (),
    Measure: (),
    ConsentRecord: (),
    Told: (),
    Event: ("told",),
    Signing: (
        "limits",
        "signers",
    ),
    SigningLimits: (),
    Signer: (),
    Owner: ("names",),
    LeadTimes: (),
    Rendering: ("logo",),
    Logo: (),
    EndedSource: (),
    SettingsSilence: (),
    Generate: (
        "columns",
        "series",
    ),
    Columns: (),
    Series: (),
    Settings: (
        "owner",
        "ended_sources",
        "lead_times",
        "silences",
        "signing",
        "rendering",
        "generate",
    ),
    Configuration: ("signing",),
    RegisterEvent: (),
    Evidence: (),
    LogEntry: ("evidence",),
    ContactEntry: (),
    Contacts: ("contacts",),
    Document: (
        "transcribed_from",
        "supersedes",
        "control_header",
        "parties",
        "roles",
        "based_on",
        "validity",
        "evaluation",
        "references",
        "annexes",
        "sections",
        "silences",
    ),
    ActionPlan: (
        "transcribed_from",
        "supersedes",
        "control_header",
        "parties",
        "roles",
        "based_on",
        "validity",
        "evaluation",
        "references",
        "annexes",
        "sections",
        "silences",
        "goals",
        "actions",
        "economy",
        "reporting",
        "signatories",
    ),
    Agreement: (
        "transcribed_from",
        "supersedes",
        "control_header",
        "parties",
        "roles",
        "based_on",
        "validity",
        "evaluation",
        "references",
        "annexes",
        "sections",
        "silences",
        "background",
        "purposes",
        "responsibilities",
        "target_groups",
        "meetings",
        "routine_steps",
        "economy",
        "adoptions",
        "confidentiality",
        "data_processing",
        "reporting",
        "deviations",
        "dispute",
        "signatories",
    ),
    Amendment: (
        "transcribed_from",
        "supersedes",
        "control_header",
        "parties",
        "roles",
        "based_on",
        "validity",
        "evaluation",
        "references",
        "annexes",
        "sections",
        "silences",
        "amends",
        "changes",
        "signatories",
    ),
    FollowUpPlan: (
        "transcribed_from",
        "supersedes",
        "control_header",
        "parties",
        "roles",
        "based_on",
        "validity",
        "evaluation",
        "references",
        "annexes",
        "sections",
        "silences",
        "youth",
        "right",
        "mapping",
        "education_goal",
        "interest_activities",
        "means_tried",
        "measures",
        "nav_requires",
        "legal_bases",
        "consents",
        "events",
        "duties",
        "signatories",
    ),
    Programme: (
        "transcribed_from",
        "supersedes",
        "control_header",
        "parties",
        "roles",
        "based_on",
        "validity",
        "evaluation",
        "references",
        "annexes",
        "sections",
        "silences",
        "purposes",
        "target_groups",
        "services",
        "presence",
        "responsibilities",
        "selection",
        "partners",
        "funding",
        "disagreements",
        "contacts",
    ),
    Routine: (
        "transcribed_from",
        "supersedes",
        "control_header",
        "parties",
        "roles",
        "based_on",
        "validity",
        "evaluation",
        "references",
        "annexes",
        "sections",
        "silences",
        "office",
        "target_groups",
        "presence",
        "responsibilities",
        "meetings",
        "routine_steps",
        "contacts",
        "left_out",
        "signatories",
    ),
}
SAYS: dict[type[Part], tuple[str, ...]] = {
    ControlHeader: (
        "title",
        "type",
        "status",
        "public_title",
    ),
    Name: (),
    Alias: (),
    Span: (),
    Party: (),
    Role: (
        "title",
        "description",
    ),
    Signatory: (
        "title",
        "line",
    ),
    Reference: (
        "title",
        "about",
    ),
    Validity: (
        "renewal",
        "lapses_when",
    ),
    Evaluation: (
        "evaluators",
        "record",
        "findings",
    ),
    Deadline: ("of",),
    Duty: (
        "when",
        "does",
        "items",
        "before",
        "condition",
        "otherwise",
    ),
    RoutineStep: ("title",),
    Age: ("from_event",),
    TargetGroup: (
        "title",
        "ways_in",
        "conditions",
        "goal",
    ),
    Item: (
        "text",
        "items",
    ),
    ListOfItems: ("heading",),
    Needs: (
        "heading",
        "met_by",
    ),
    Scheme: (
        "title",
        "replaces",
        "situation",
        "offers",
        "aim",
        "priority",
        "replaced_by",
    ),
    Background: (
        "text",
        "goal",
    ),
    Meeting: (
        "title",
        "forms",
        "about",
    ),
    Cost: (
        "what",
        "occasion",
    ),
    Economy: ("frame",),
    References: (),
    Annex: ("title",),
    Transcription: ("note",),
    Silence: (),
    Section: (
        "title",
        "text",
    ),
    Presence: (
        "place",
        "part_of",
    ),
    Quantity: (),
    Funding: (
        "form",
        "granted_to",
        "pays_for",
    ),
    Selection: (
        "per",
        "annex",
    ),
    Reading: ("value",),
    Disagreement: ("about",),
    Contact: ("title",),
    ContactList: ("heading",),
    StartCondition: ("event",),
    EndCondition: (
        "project",
        "event",
    ),
    Termination: (),
    DayOfYear: (),
    Share: (),
    Adoption: (),
    Confidentiality: (
        "text",
        "consent",
    ),
    DataProcessing: (
        "purposes",
        "categories",
        "deleted_when",
        "text",
    ),
    Change: (
        "old",
        "value",
        "reason",
    ),
    Goal: (
        "text",
        "measured_by",
    ),
    Office: (
        "days",
        "place",
    ),
    LeftOut: ("reason",),
    Youth: (),
    Right: ("note",),
    MeanTried: (
        "what",
        "result",
    ),
    EducationGoal: ("text",),
    Measure: (
        "title",
        "purpose",
        "place",
    ),
    ConsentRecord: (
        "information",
        "purpose",
    ),
    Told: (),
    Event: ("note",),
    Signing: (),
    SigningLimits: (),
    Signer: (),
    Owner: (),
    LeadTimes: (),
    Rendering: (),
    Logo: ("text",),
    EndedSource: (),
    SettingsSilence: (),
    Generate: (),
    Columns: (),
    Series: (),
    Settings: (),
    Configuration: (),
    RegisterEvent: (),
    Evidence: (),
    LogEntry: (),
    ContactEntry: (),
    Contacts: (),
    Document: (
        "title",
        "subject",
    ),
    ActionPlan: (
        "title",
        "subject",
    ),
    Agreement: (
        "title",
        "subject",
        "principle",
        "scope",
    ),
    Amendment: (
        "title",
        "subject",
    ),
    FollowUpPlan: (
        "title",
        "subject",
    ),
    Programme: (
        "title",
        "subject",
        "aims",
    ),
    Routine: (
        "title",
        "subject",
    ),
}

KINDS: dict[str, type[Document]] = {
    "action_plan": ActionPlan,
    "agreement": Agreement,
    "amendment": Amendment,
    "follow_up_plan": FollowUpPlan,
    "programme": Programme,
    "routine": Routine,
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
    (Meeting, "convener_alternates", "convener_alternates", "actor"),
    (Presence, "who", "who", "actor"),
    (Contact, "role", "role", "actor"),
    (Share, "party", "party", "party"),
    (Adoption, "party", "party", "party"),
    (DataProcessing, "controllers", "controllers", "actor"),
    (MeanTried, "by", "by", "actor"),
    (Measure, "provider", "provider", "actor"),
    (Measure, "responsible", "responsible", "actor"),
    (ConsentRecord, "shared_between", "shared_between", "actor"),
    (Told, "who", "who", "actor"),
    (Event, "known_to", "known_to", "actor"),
    (Event, "responsible_now", "responsible_now", "actor"),
    (FollowUpPlan, "responsible_now", "responsible_now", "actor"),
)
