"""What posts to us was written on a page of ours: it carries the session's token, which no other site can read.

OWASP, Cross-Site Request Forgery Prevention: synchronizer token. `SameOrigin` is the second lock.
"""

from __future__ import annotations

import hmac

from starlette.datastructures import FormData
from starlette.requests import Request

from avtale.desk.errors import NotAllowed
from avtale.desk.session import Session

FIELD = "csrf"
HEADER = "X-CSRF-Token"


def require_token(request: Request, form: FormData, session: Session) -> None:
    """Raise `NotAllowed` unless the field or the header holds the session's token."""
    given = request.headers.get(HEADER) or form.get(FIELD)
    right = session.csrf.encode()
    if not isinstance(given, str) or not hmac.compare_digest(given.encode("utf-8", "replace"), right):
        raise NotAllowed(
            nb="Siden var for gammel til å lagres fra. Last den på nytt, og prøv igjen.",
            en="The page was too old to save from. Reload it and try again.",
        )
