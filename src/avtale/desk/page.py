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
from avtale.desk.session import Role
from avtale.desk.settings import DeskSettings
from avtale.desk.visit import Visit

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


class Page:
    """A page. `name`: of its template and words. `order`: its place in the job, and without `menu=False` in the menu, which says `menu`
    of its words; None for neither.

    `of_document`: where it is about one version, `/write/{key}/{version}`; who reads that version is led there by what its
    words call `action`, where they may go there. `where`: the settings under which there is such a page at all.
    """

    def __init__(
        self,
        name: str,
        *,
        order: int | None = None,
        of_document: str = "",
        menu: bool = True,
        where: Callable[[DeskSettings], bool] = lambda _: True,
    ) -> None:
        self.name, self.of_document, self.where = name, of_document, where
        self.order, self.in_menu = order, menu and order is not None
        self.actions: list[Action] = []

    def get(self, path: str, *, needs: Needs = "reader") -> Callable[[Handler], Handler]:
        """Answer who asks for `path` (Starlette's patterns, `/write/{key}`). It changes nothing."""
        return self._declare("GET", path, needs)

    def post(self, path: str, *, needs: Needs, own_machine: bool = False) -> Callable[[Handler], Handler]:
        """Answer a form or a script that posts; it has been asked for its CSRF token before.

        With `own_machine` only to who sits at the machine that the desk runs on: for private keys and their passwords.
        """
        return self._declare("POST", path, needs, own_machine)

    @property
    def address(self) -> str:
        """Where the menu leads: the first that the page answers."""
        return self.actions[0].path

    def needs(self, path: str) -> Needs:
        """What somebody must be to see `path` of this page."""
        return next(action.needs for action in self.actions if (action.method, action.path) == ("GET", path))

    def _declare(
        self, method: Literal["GET", "POST"], path: str, needs: Needs, own_machine: bool = False
    ) -> Callable[[Handler], Handler]:
        def declare(answer: Handler) -> Handler:
            self.actions.append(Action(method, path, needs, answer, own_machine))
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
