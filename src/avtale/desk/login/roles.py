"""What somebody may do: the one place where a claim becomes a person with roles, and a plan is somebody's to see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Any

from avtale.desk.errors import NotAllowed
from avtale.desk.session import ROLES, Person, Role
from avtale.desk.settings import DeskSettings
from avtale.facts.access import shared_with
from avtale.facts.repository import DocumentFile
from avtale.format.model import DeskGrant, DeskLogin, DeskRoles, FollowUpPlan
from avtale.terminal import one_line

_LONGEST = 300


def person_of(claims: dict[str, Any], settings: DeskSettings) -> Person:
    """Who the provider told of. Of the groups only those are kept that the settings name.

    Raises `NotAllowed` where it does not say who it is, or they have no role.
    """
    login = settings.provider or DeskLogin()
    subject = claims.get(login.person_claim or "sub")
    if login.person_claim == "email" and claims.get("email_verified") is not True:
        subject = None
    if not isinstance(subject, str) or not subject.strip():
        raise NotAllowed(
            nb="Utstederen sier ikke hvem du er på den måten innstillingene krever. Be den som driver skrivebordet, om å se på «person_claim».",
            en="The provider does not say who you are in the way that the settings need. Ask whoever runs the desk to look at “person_claim”.",
        )
    given = claims.get(login.roles_claim or "")
    groups = frozenset(
        each for each in (given if isinstance(given, list) else [given]) if isinstance(each, str)
    )
    roles: set[Role] = {role for role in ROLES if _given(role, settings.roles, subject, groups)}
    if not roles:
        raise NotAllowed(
            nb="Du er logget inn, men har ingen rolle her. Be den som styrer tilgangene, om å få en.",
            en="You are logged in, but have no role here. Ask whoever gives access for one.",
        )
    used = {each for grant in settings.plan_grants for each in grant.claim}
    name, email = _text(claims, login.name_claim or "name"), _text(claims, "email")
    return Person(
        name=name or _text(claims, "preferred_username") or email or one_line(subject)[:_LONGEST],
        roles=frozenset(roles | {"reader"}),
        authenticated=True,
        subject=subject,
        email=email if claims.get("email_verified") is not False else "",
        groups=groups & used,
    )


def may_see(plan: DocumentFile, person: Person, settings: DeskSettings, on: dt.date) -> bool:
    """Whether somebody holds a role that has to do with a plan on the day: it is responsible now, or a consent shares with it."""
    document = plan.document
    if not settings.serves_plans or not person.authenticated or not isinstance(document, FollowUpPlan):
        return False
    actors = {document.responsible_now, *shared_with(plan, on)}
    return any(
        actors.intersection(grant.roles)
        and (not grant.plans or any(fnmatchcase(plan.key or "", each) for each in grant.plans))
        and _named(grant.people, grant.claim, person.subject, person.groups)
        for grant in settings.plan_grants
    )


def _given(role: Role, roles: DeskRoles, subject: str, groups: frozenset[str]) -> bool:
    """Whether the settings give somebody a role: a `-` of its name is a `_` there."""
    grant: DeskGrant | None = getattr(roles, role.replace("-", "_"))
    return grant is not None and (bool(grant.everyone) or _named(grant.people, grant.claim, subject, groups))


def _named(people: Iterable[str], groups: Iterable[str], subject: str, theirs: frozenset[str]) -> bool:
    return subject in people or not theirs.isdisjoint(groups)


def _text(claims: dict[str, Any], name: str) -> str:
    found = claims.get(name)
    return one_line(" ".join(found.split()))[:_LONGEST] if isinstance(found, str) else ""
