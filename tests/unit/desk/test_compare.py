"""Sammenlign and Historikk: a version beside whatever there is of it, and who did what with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avtale.desk.session import Person
from tests.git import git
from tests.support import AGREEMENT
from tests.unit.desk.desks import PLAN, Browser, browser, repository

COMPARE = "/compare/prove/1.01"
LATER = AGREEMENT.replace("'1.00'", "'1.01'").replace("melde fra om", "straks melde fra om")
FILE = "agreements/ot/prove-1.01.yaml"
LOG = """format: 1
key: prove
duty: evaluation
occurrence: 2027-04-30
done_on: 2027-04-12
by: Kontoret
note: I rett tid
"""


@pytest.fixture
def kari(tmp_path: Path) -> Browser:
    files = {
        "ot__prove-1.01": LATER,
        "plans__plan-hemmelig-1.00": PLAN,
        "log__prove__2027-04-30-evaluation": LOG,
    }
    root = repository(tmp_path, **files)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "agreements")
    git(tmp_path, "commit", "-q", "-m", "Begynner & <slutter>", who="Ola <b>")
    (tmp_path / FILE).write_text(LATER.replace("every: 1 year", "every: 2 years"), encoding="utf-8")
    git(tmp_path, "checkout", "-q", "-b", "ola/utkast")
    git(tmp_path, "commit", "-qam", "To år", who="Ola <b>")
    git(tmp_path, "checkout", "-q", "main")
    return browser(root, state=tmp_path / "state").enter()


def options(page: str) -> dict[str, str]:
    return dict(re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)</option>', page.partition("<datalist")[0]))


def redline(who: Browser, chosen: str) -> str:
    page = who.get(COMPARE, params={"with": chosen})
    assert page.status_code == 200, page.text
    (frame,) = re.findall(r'<iframe[^>]*src="([^"]+)"', page.text)
    answer = who.get(frame.replace("&amp;", "&"))
    assert "sandbox" in answer.headers["content-security-policy"]
    return re.sub(r"<[^>]+>|\s+", " ", answer.text)


def test_beside_the_version_before_a_draft_another_s_text_and_as_it_was(
    kari: Browser, tmp_path: Path
) -> None:
    assert "1 endringer" not in kari.get(COMPARE).text
    assert "straks" in redline(kari, "")  # where nobody chose: the version before
    path = tmp_path / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("month: 4", "month: 5"), encoding="utf-8")
    git(tmp_path, "commit", "-qam", "Mai", who="Ola <b>")
    kari.desk.current.changed()
    kari.get("/draft/ot/prove-1.01.yaml?at=/responsibilities/0")
    typed = {"at": "/responsibilities/0", "step": "0", "f:/responsibilities/0/does|nb": "si fra om avbrudd"}
    assert kari.post("/draft/ot/prove-1.01.yaml", typed, headers={"HX-Request": "true"}).status_code == 200
    found = options(kari.get(COMPARE).text)
    assert {one.partition(":")[0] for one in found} == {"version", "draft", "branch", "commit"}
    assert found["branch:refs/heads/ola/utkast"] == "ola/utkast"
    saved = [name for name, said in found.items() if "Begynner &amp; &lt;slutter&gt;" in said]
    assert "Ola &lt;b&gt;" in found[saved[0]] or "Ola b" in found[saved[0]]
    assert "{+ si +}" in redline(kari, "draft:mine").replace("{+si+}", "{+ si +}")
    assert "{+ 2 år +}" in redline(kari, "branch:refs/heads/ola/utkast")
    assert "mai" in redline(kari, saved[0])
    page = kari.get(COMPARE, params={"with": "branch:refs/heads/ola/utkast"}).text
    assert "prove@1.01 → ola/utkast" in page
    other = Browser(kari.app).enter("Ola Oppdiktet")
    assert "draft:mine" not in options(other.get(COMPARE).text)  # a draft is its author's alone
    assert other.get(COMPARE, params={"with": "draft:mine"}).status_code == 404


@pytest.mark.parametrize(
    "chosen",
    [
        "version:9.99",
        "branch:refs/heads/none",
        "commit:HEAD",
        "commit:--output=x",
        "doc:plan-hemmelig@1.00",
        "doc:",
        "draft:mine",
        "x",
        "version:../../x",
    ],
)
def test_what_is_no_choice_leads_nowhere(kari: Browser, chosen: str) -> None:
    page = kari.get(COMPARE, params={"with": chosen})
    assert page.status_code == 404
    assert "<iframe" not in page.text
    assert kari.get(f"{COMPARE}/page", params={"with": chosen}).status_code == 404
    assert "Hemmelig" not in page.text


def test_another_document_by_its_name_and_a_pdf_to_keep(kari: Browser) -> None:
    page = kari.get(COMPARE, params={"with": "version:1.00", "doc": " prove@1.00 "})
    assert "prove@1.00 → prove@1.01" in page.text
    assert '<option value="prove@1.00">' in page.text
    for name in ("prove", "1.2.3"):  # as the command line has it: the one in force, else the newest
        assert kari.get(COMPARE, params={"doc": name}).status_code == 200
    for name in ("finnes ikke", "agreements/ot/prove-1.00.yaml", "/etc/passwd", "prove@9.99"):
        answer = kari.get(COMPARE, params={"doc": name})
        assert (answer.status_code, "velg fra listen" in answer.text) == (404, True)
    reader = Browser(kari.app).become(Person("Bo", frozenset({"reader"}), True))
    assert reader.get(COMPARE).status_code == 200
    assert "ikke noe å sammenligne med" in reader.get("/compare/prove/1.00").text


def test_the_history_tells_what_git_and_the_log_have_and_nothing_of_a_plan(kari: Browser) -> None:
    page = kari.get("/history/prove/1.01").text
    assert "Kontoret gjorde: evaluering: I rett tid" in re.sub(r"\s+", " ", page)
    assert kari.get("/history/plan-hemmelig/1.00").status_code == 404
    assert kari.get("/history/prove/9.99").status_code == 404
    assert "<b>" not in page.partition("<main")[2]


def test_outside_git_there_is_only_what_the_files_tell(tmp_path: Path) -> None:
    kari = browser(repository(tmp_path, **{"ot__prove-1.01": LATER}), state=tmp_path / "state").enter()
    assert set(options(kari.get(COMPARE).text)) == {"version:1.00"}
    assert "Ingenting er registrert" in kari.get("/history/prove/1.01").text
