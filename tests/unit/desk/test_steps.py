"""What may be done now: a page offers what its reader can do with this version as it stands, and nothing that is then refused."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.routing import Match

from avtale.desk.page import all_pages
from avtale.desk.session import ROLES, Person
from tests.git import git
from tests.support import AGREEMENT
from tests.unit.desk.desks import Browser, browser, repository
from tests.unit.desk.test_approve import APPROVE, ROUTINE, SEND, sent, shown


def named(key: str, number: str) -> str:
    return AGREEMENT.replace("key: prove\n", f"key: {key}\n").replace("1.2.3", number)


FILES = {
    "ot__annen-1.00": named("annen", "1.2.4"),
    "ot__gjelder-1.00": named("gjelder", "1.2.5"),
    "ot__avskrift-1.00": named("avskrift", "1.2.6").replace(
        "\ntitle: Pr", "\ntranscribed_from: {note: Etter originalen}\ntitle: Pr", 1
    ),
    "rutiner__prove-rutine-1.00": ROUTINE,
}


@pytest.fixture(scope="module")
def per(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """A draft, one that waits, one in force with its next version begun, a transcription and a routine, before Per, who wrote them."""
    tmp_path = tmp_path_factory.mktemp("steps")
    root = repository(tmp_path, **FILES)
    per = browser(root, state=tmp_path / "state").enter("Per Forfatter")
    kim = Browser(per.app).enter("Kim Eksempel")
    for key in ("annen", "gjelder"):
        where = f"/send/{key}/1.00"
        assert per.post(where, {"shown": shown(per, where)}).status_code == 303
    where = "/approve/gjelder/1.00"
    assert kim.post(where, {"shown": shown(kim, where), "op": "approve"}).status_code == 303
    return per


def offered(page: str) -> tuple[list[str], list[str]]:
    """What the page of a version offers, the next step first, and what it says is not possible now."""
    ways = page.partition("<h1")[2].partition("</nav>")[0]
    hindered = page.partition("document-hindered")[2].partition("</ul>")[0]
    return (
        re.findall(r'class="ds-button"[^>]* href="/(\w+)[^"]*"(?! download)', ways),
        [f"{a} {unescape(b)}" for a, b in re.findall(r'href="/(\w+)[^"]*">[^<]*</a>: ([^<]*)', hindered)],
    )


ALWAYS = ["compare", "history", "kept"]


@pytest.mark.parametrize(
    ("key", "who", "can", "cannot"),
    [
        ("prove", "Per Forfatter", ["send", "write"], ["approve Dokumentet er ikke sendt", "sign "]),
        ("annen", "Per Forfatter", ["write"], ["send Dokumentet venter på godkjenning fra før", "approve Du har selv sendt", "sign "]),
        ("annen", "Kim Eksempel", ["approve", "write"], ["send Dokumentet venter", "sign annen@1.00 er ikke godkjent"]),
        ("gjelder", "Kim Eksempel", ["sign", "new"], []),
        ("avskrift", "Kim Eksempel", ["write", "new"], []),
    ],
)  # fmt: skip
def test_a_version_offers_what_can_be_done_with_it_and_says_why_not_the_rest(
    per: Browser, key: str, who: str, can: list[str], cannot: list[str]
) -> None:
    found, told = offered(Browser(per.app).enter(who).get(f"/document/{key}/1.00").text)
    assert found == [*can, *ALWAYS]
    assert len(told) == len(cannot)
    assert all(one.startswith(begin) for one, begin in zip(told, cannot, strict=True)), told


def test_what_is_not_offered_is_refused_too(per: Browser) -> None:
    per.get("/new")
    for key, how in (("prove", "next"), ("prove", "renew"), ("annen", "amend")):
        answer = per.post("/new/copy", {"key": key, "version": "1.00", "how": how, "from": "2028-01-01"})
        assert (answer.status_code, "slik den står nå" in answer.text) == (409, True)
    assert per.post("/next/prove/1.00").status_code == 409


@pytest.mark.parametrize("role", ROLES)
def test_no_page_leads_or_posts_to_where_its_reader_may_not_go(per: Browser, role: str) -> None:
    """Every link of every page that is reached from the first answers, and every form's address is theirs to post to."""
    made = Browser(per.app).become(Person("Lise Leser", frozenset({"reader", role}), authenticated=True))
    needs = {(a.method, a.path): a.needs for page in all_pages() for a in page.actions}
    routes = [route for route in made.app.routes if getattr(route, "methods", None)]
    seen, to_do = {"/"}, ["/"]
    while to_do:
        path = to_do.pop()
        answer = made.get(path, follow=True)
        assert answer.status_code == 200, path
        text = answer.text if "html" in answer.headers.get("content-type", "") else ""
        text = re.sub(r'(?s)<iframe.*?>|<a [^>]*href="/(explain|yaml|draft)/.*?>', "", text)
        for link in map(unescape, re.findall(r'<a [^>]*href="(/[^"#]*)', text)):
            if link not in seen and not re.search(r"/file$|\?(?!from|kind)|page$|/list\.", link):
                seen.add(link)
                to_do.append(link)
        for attributes in re.findall(r"<form([^>]*)>", text):
            if 'method="post"' not in attributes:
                continue
            action = re.search(r' action="([^"]*)"', attributes)
            where = unescape(action[1]) if action else path
            scope = {"type": "http", "method": "POST", "path": where.partition("?")[0], "headers": []}
            route = next(one for one in routes if one.matches(scope)[0] == Match.FULL)
            need = needs["POST", route.path]
            assert need in ("nothing", "entered", "reader", role), (path, where)
    assert len(seen) > 20


def test_the_menu_of_a_reader_has_no_page_of_acts(per: Browser) -> None:
    menus = {}
    for role in ROLES:
        who = Browser(per.app).become(Person("Lise", frozenset({"reader", role}), authenticated=True))
        menu = who.get("/follow").text.partition("desk-menu")[2].partition("</nav>")[0]
        menus[role] = re.findall(r'<a href="/(\w*)"', menu)
    assert menus == {
        "reader": ["", "sign", "follow"],
        "author": ["", "new", "write", "approve", "sign", "follow", "offices"],
        "approver": ["", "approve", "sign", "follow"],
        "follow-up": ["", "sign", "follow"],
    }


# --- whoever wrote any of it ---


def test_who_changed_any_of_the_text_does_not_approve_it(tmp_path: Path) -> None:
    """Per wrote it and sent it; Kim changed a word on the way. Git knows."""
    root = repository(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Begynner", who="Per Forfatter")
    path = root / "ot/prove-1.00.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("melde fra", "straks melde fra"), encoding="utf-8"
    )
    git(tmp_path, "commit", "-qam", "Retter en frist", who="Kim Eksempel")
    per = browser(root, state=tmp_path / "state").enter("Per Forfatter")
    refused = per.post(SEND, {"shown": shown(per, SEND), "to": "Kim Eksempel"})
    assert (refused.status_code, "har selv endret teksten" in refused.text) == (409, True)
    sent(per)
    renamed = Person("K. E.", frozenset(ROLES), authenticated=True, email="Kim@example.org")
    for who in (Browser(per.app).enter("Kim Eksempel"), Browser(per.app).become(renamed)):
        page = who.get(APPROVE).text
        assert 'value="approve"' not in page
        answer = who.post(APPROVE, {"shown": shown(who, APPROVE), "op": "approve"})
        assert answer.status_code == 409
        assert "«Retter en frist»" in answer.text
    bo = Browser(per.app).enter("Bo Eksempel")
    assert bo.get(APPROVE).text.count('value="approve"') == 1
    (tmp_path / ".git/shallow").write_text(git(tmp_path, "rev-parse", "HEAD~1"))
    assert 'value="approve"' not in (page := bo.get(APPROVE).text)  # git has no more of it than that commit
    assert "git fetch --unshallow" in page


def test_who_saved_any_of_it_does_not_approve_it_where_there_is_no_git(tmp_path: Path) -> None:
    per = browser(repository(tmp_path), state=tmp_path / "state").enter("Per Forfatter")
    kim = Browser(per.app).enter("Kim Eksempel")
    step = re.search(r'name="step" value="(\d+)"', kim.get("/yaml/ot/prove-1.00.yaml").text)
    text = AGREEMENT.replace("melde fra", "straks melde fra")
    kim.post("/yaml/ot/prove-1.00.yaml", {"text": text, "step": step[1] if step else "", "op": "save"})
    assert "straks" in (tmp_path / "agreements/ot/prove-1.00.yaml").read_text(encoding="utf-8")
    sent(per)
    answer = kim.post(APPROVE, {"shown": shown(kim, APPROVE), "op": "approve"})
    assert (answer.status_code, "endret teksten" in answer.text) == (409, True)
    assert "endret teksten" in kim.get(APPROVE).text


# --- Ny, from one in force ---


@pytest.mark.parametrize(
    ("how", "more", "file", "has"),
    [
        ("next", {}, "ot/gjelder-1.01.yaml", "version: '1.01'"),
        ("renew", {"to": "2032-07-31"}, "ot/gjelder-1.01.yaml", "to: 2032-07-31"),
        ("amend", {"from": "2027-01-01"}, "ot/gjelder-endring-1-1.00.yaml", "kind: amendment"),
        ("amend", {"from": "2028-01-01", "to": "2030-07-31"}, "ot/gjelder-endring-1-1.00.yaml", "to: 2030-07-31"),
    ],
)  # fmt: skip
def test_a_version_in_force_gets_a_next_one_a_renewal_and_an_amendment(
    per: Browser, how: str, more: dict[str, str], file: str, has: str
) -> None:
    """Each as a draft of who began it, which says who writes it and what is left to fill in."""
    anna = Browser(per.app).enter("Anna Amtmann")
    page = anna.get("/new?from=gjelder@1.00").text
    assert f'name="how" value="{how}"' in page
    begun = anna.post("/new/copy", {"key": "gjelder", "version": "1.00", "how": how, **more})
    assert (begun.status_code, begun.headers["location"]) == (303, f"/draft/{file}")
    assert anna.get(f"/draft/{file}").status_code == 200
    text = unescape(anna.get(f"/yaml/{file}").text)
    assert has in text
    if how == "amend":
        assert "written_by: Anna Amtmann" in text
        assert "amends:" in text
    anna.get(f"/draft/{file}")
    assert anna.post(f"/draft/{file}", {"op": "discard", "step": "", "at": ""}).status_code == 303


def test_the_cards_of_a_draft_are_not_those_of_one_in_force(per: Browser) -> None:
    found = re.findall(r'name="how" value="(\w+)"', per.get("/new?from=prove@1.00").text)
    assert found == ["copy"]
