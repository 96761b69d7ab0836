"""What the form and the YAML view answer alike: what is found, where a draft is written, and what «Lagre» leads to."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.responses import Response

from avtale.desk.writing.found import Found, findings
from avtale.desk.writing.posted import chosen_sides
from avtale.desk.writing.save import save
from avtale.desk.writing.work import Work

_MOST_KEPT = 1000


def found_in(work: Work) -> list[Found]:
    """What is found in the draft, for who writes it; of one step it is found once, as long as nothing else changes."""
    kept, place = work.repository.kept, ("desk", "found", work.person, work.path)
    asked = (work.step, work.text, work.visit.today, work.visit.lang)
    if kept.get(place, (None,))[0] == asked:
        return list(kept[place][1])
    found = findings(work.entry, work.around, work.visit.today, work.visit.lang)
    kept[place] = (asked, found)
    last = work.visit.desk.found
    last[work.person, work.path] = (work.text, found)
    if len(last) > _MOST_KEPT:
        last.pop(next(iter(last)), None)
    return found


def found_before(work: Work) -> list[Found]:
    """What the page tells already, before the draft goes on: also where others have saved since, so that it is not found out again."""
    text, found = work.visit.desk.found.get((work.person, work.path), (None, []))
    return found if text == work.text else found_in(work)


def save_draft(work: Work, at: str = "", view: str = "draft") -> Response:
    """Let the draft become the file, and go on in the view one was in; or ask whose text counts."""
    visit = work.visit
    path, clashes = save(work, chosen_sides(visit.form))
    if clashes:
        return visit.show(
            "write/clash", work=work, clashes=clashes, at=at, title=work.path, address=address, status=409
        )
    return visit.go(address(path, at) if view == "draft" else f"/yaml/{quote(path)}", say="saved")


def address(path: str, at: str = "", vis: tuple[str, ...] = (), field: str = "") -> str:
    """Where the form of a part is, or the one that has the field `at`; `vis` are the empty fields that somebody asked for.

    One goes on at `field`, else at what was asked for: the heading of a part, so that a narrow screen and a reader come past the outline.
    """
    asked = [("at", at)] if at else []
    asked += [("vis", one) for one in vis]
    return f"/draft/{quote(path)}" + (
        f"?{urlencode(asked, safe='/')}#f{quote((field or at).replace('/', '--'))}" if asked else ""
    )
