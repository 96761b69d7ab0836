"""A desk over a small repository, and a browser that does without a network: each request goes right to the application."""

from __future__ import annotations

import datetime as dt
import functools
import re
from pathlib import Path
from typing import Any

import anyio
import httpx
from starlette.applications import Starlette
from starlette.responses import Response

from avtale.desk.app import Desk, app
from avtale.desk.session import Person, Session
from avtale.desk.settings import DeskSettings
from tests.support import AGREEMENT, ON

NOW = dt.datetime(ON.year, ON.month, ON.day, 12, tzinfo=dt.UTC)
SETTINGS = "format: 1\nowner:\n  names: [{name: Eksempel fylkeskommune, language: nb}]\n"
PLAN = """format: 1
kind: follow_up_plan
key: plan-hemmelig
language: nb
control_header: {version: '1.00', title: Plan for Hemmelig Ungdom}
title: Plan for Hemmelig Ungdom
youth: {name: Hemmelig Ungdom}
"""


def repository(folder: Path, **files: str) -> Path:
    """A repository with one agreement, and these files, `name__below` for `name/below.yaml`."""
    root = folder / "agreements"
    written = {"avtale": SETTINGS, "ot__prove-1.00": AGREEMENT, **files}
    for name, text in written.items():
        path = root / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


class Browser:
    """Keeps cookies and the token of the last page, as a browser would."""

    def __init__(self, made: Starlette, base: str = "http://127.0.0.1:8765") -> None:
        self.app, self.base = made, base
        self.cookies = httpx.Cookies()
        self.csrf = ""

    @property
    def desk(self) -> Desk:
        desk: Desk = self.app.state.desk
        return desk

    def request(self, method: str, path: str, *, follow: bool = False, **more: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url=self.base, cookies=self.cookies
            ) as client:
                found = await client.request(method, path, follow_redirects=follow, **more)
                self.cookies = client.cookies
                return found

        answer = anyio.run(ask)
        told = (
            re.search(r'"X-CSRF-Token": "([^"]+)"', answer.text)
            if "html" in answer.headers.get("content-type", "")
            else None
        )
        self.csrf = told[1] if told else self.csrf
        return answer

    get = functools.partialmethod(request, "GET")

    def post(self, path: str, data: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        """Post a form as the last page had it, with its token."""
        return self.request("POST", path, data={"csrf": self.csrf} | (data or {}), **more)

    def enter(self, name: str = "Kari Nordmann") -> Browser:
        """Come in by the address of the terminal, and choose a name."""
        self.get(f"/start?token={self.desk.entrance.token()}", follow=True)
        assert self.post("/name", {"name": name, "next": "/"}).status_code == 303
        self.get("/name")
        return self

    def become(self, person: Person, domain: str = "127.0.0.1") -> Browser:
        """Come in as somebody that a provider has told of."""
        response, session = Response(), Session(entered=True, person=person, began=int(NOW.timestamp()))
        self.desk.sessions.write(response, session, NOW)
        name, _, value = response.headers["set-cookie"].partition(";")[0].partition("=")
        self.cookies.delete(name) if name in self.cookies else None
        self.cookies.set(name, value, domain=domain)
        self.csrf = session.csrf
        return self


def browser(root: Path, settings: DeskSettings | None = None, **more: Any) -> Browser:
    """A browser before a new desk, at noon of the tests' day."""
    return Browser(app(root, clock=lambda: NOW, settings=settings, **more))
