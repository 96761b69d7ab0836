"""What a finding means: its page of the catalogue, for who writes and wonders."""

from __future__ import annotations

from markupsafe import Markup
from starlette.responses import Response

from avtale.catalogue.codes import codes
from avtale.desk.errors import not_here
from avtale.desk.page import Page
from avtale.desk.visit import Visit
from avtale.render.markdown import to_html
from avtale.wording import told_in

PAGE = Page("explain")


@PAGE.get("/explain/{code}")
def show(visit: Visit) -> Response:
    rule = codes().get(visit.named("code"))
    if rule is None:
        raise not_here()
    page = rule.page(told_in(visit.lang))
    return visit.show("explain", code=rule.code, title=page.title, text=Markup(to_html(page.text, level=2)))
