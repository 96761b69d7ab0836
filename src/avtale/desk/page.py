"""What a page is: its name, its place in the menu, and what it answers, each with what one must be allowed.

PAGE = Page("write", order=30)

@PAGE.get("/write/{key}/{version}", needs="author")
def show(visit: Visit) -> Response:
    return visit.show("write", ...)
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from starlette.responses import Response

from avtale.desk import pages
from avtale.desk.session import ROLES, Role
from avtale.desk.settings import DeskSettings
from avtale.desk.visit import Visit
from avtale.lifecycle.steps import Step

Needs = Role | Literal["nothing", "entered"]
"""What somebody must be to come here: a role; "entered": had the token, perhaps without a name yet; or nothing."""
Handler = Callable[[Visit], Response]
"""A plain function: it works in a thread, beside the others. What was posted has been read before."""


class Action(Struct, frozen=True):
    """What one address answers to one method."""

    method: Literal["GET", "POST"]
    path: str
    needs: Needs
    answer: Handler
    own_machine: bool = False
    """Whether it is answered only to who sits at the machine itself; what is posted to it never touches the disk."""
    signed: bool = False
    """Whether what is posted is signed by the provider of the login, and so brings no token of a page of ours."""
    beside: bool = False
    """Whether a page asks it by itself: then it leaves the session's cookie alone, which another answer may just have changed."""


class Page:
    """A page. `name`: of its template and words. `order`: its place in the menu, which says `menu` of its words; None for none.

    `of_document`: where it is about one version, `/write/{key}/{version}`; who reads that version is led there by what its
    words call `action`, where they may go there, and where one of its `steps` belongs to where that version stands, unless
    it is a page of every version. `listed`: the roles that have it in the menu, where not all who may see it do. `where`:
    the settings under which there is such a page at all.
    """

    def __init__(
        self,
        name: str,
        *,
        order: int | None = None,
        of_document: str = "",
        steps: tuple[Step, ...] = (),
        listed: tuple[Role, ...] = ROLES,
        where: Callable[[DeskSettings], bool] = lambda _: True,
    ) -> None:
        self.name, self.order, self.of_document, self.where = name, order, of_document, where
        self.steps, self.listed = steps, frozenset(listed)
        self.actions: list[Action] = []

    def get(
        self, path: str, *, needs: Needs = "reader", beside: bool = False
    ) -> Callable[[Handler], Handler]:
        """Answer who asks for `path` (Starlette's patterns, `/write/{key}`). It changes nothing; `beside`: not the session either."""
        return self._declare("GET", path, needs, beside=beside)

    def post(
        self, path: str, *, needs: Needs, own_machine: bool = False, signed: bool = False
    ) -> Callable[[Handler], Handler]:
        """Answer a form or a script that posts; it has been asked for its CSRF token before.

        With `own_machine` only to who sits at the machine that the desk runs on: for private keys and their passwords. With
        `signed` without a token: what comes is signed by the provider, and the page sees to that.
        """
        return self._declare("POST", path, needs, own_machine=own_machine, signed=signed)

    @property
    def address(self) -> str:
        """Where the menu leads: the first that the page answers."""
        return self.actions[0].path

    def needs(self, path: str) -> Needs:
        """What somebody must be to see `path` of this page, with what it asks for or without."""
        path = path.partition("?")[0]
        return next(action.needs for action in self.actions if (action.method, action.path) == ("GET", path))

    def _declare(
        self, method: Literal["GET", "POST"], path: str, needs: Needs, **more: bool
    ) -> Callable[[Handler], Handler]:
        def declare(answer: Handler) -> Handler:
            self.actions.append(Action(method, path, needs, answer, **more))
            return answer

        return declare


def all_pages() -> list[Page]:
    """Every page there is a file of in `pages/`, in the order of the job and then by name."""
    found = [
        importlib.import_module(f"{pages.__name__}.{module.name}").PAGE
        for module in pkgutil.iter_modules(pages.__path__)
        if not module.name.startswith("_")
    ]
    return sorted(found, key=lambda page: (page.order is None, page.order or 0, page.name))
