"""Skriv: what is typed becomes the file as one would have written it, and nothing of it is seen before it is saved."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from avtale.desk.writing.drafts import Drafts
from avtale.errors import SystemFailure
from avtale.format.fingerprint import fingerprint
from avtale.source.comments import comments
from avtale.source.editing import rewrite
from avtale.source.read import _Builder, parse
from tests.support import AGREEMENT
from tests.unit.desk.desks import NOW, PLAN, Browser, browser, repository

PATH = "ot/prove-1.00.yaml"
DRAFT = f"/draft/{PATH}"
APPROVAL = (
    "format: 1\nevent: approval\nkey: prove\nversion: '1.00'\n'on': '2026-01-01'\napproved_by: Kari\n"
    f"fingerprint: {fingerprint(parse(AGREEMENT.encode(), 'x').data)}\n"
)


def writer(tmp_path: Path, name: str = "Kari Nordmann", **files: str) -> Browser:
    return browser(repository(tmp_path, **files), state=tmp_path / "state").enter(name)


def again(tmp_path: Path, name: str) -> Browser:
    """Another person, or the same after the server was started again."""
    return browser(tmp_path / "agreements", state=tmp_path / "state").enter(name)


def type_in(who: Browser, at: str, **fields: str) -> str:
    """What htmx posts at a pause: the fields of a form as the last page had it."""
    page = who.get(f"{DRAFT}?at={at}").text
    return post_fields(who, at, step_of(page), fields)


def post_fields(who: Browser, at: str, step: str, fields: dict[str, str]) -> str:
    data = {"at": at, "step": step} | {f"f:{at}/{key}": value for key, value in fields.items()}
    answer = who.post(DRAFT, data, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.text
    return answer.text


def step_of(page: str) -> str:
    found = re.search(r'name="step" value="(\d+)"', page)
    assert found
    return found[1]


def on_disk(tmp_path: Path) -> str:
    return (tmp_path / "agreements" / PATH).read_text(encoding="utf-8")


def test_what_is_typed_is_a_draft_that_only_its_author_sees_until_it_is_saved(tmp_path: Path) -> None:
    kari = writer(tmp_path)
    type_in(
        kari,
        "/responsibilities/0",
        **{"does|nb": "melde fra om alle avbrudd", "deadline/within|n": "2", "deadline/within|u": "week"},
    )
    assert on_disk(tmp_path) == AGREEMENT
    page = f"{DRAFT}?at=/responsibilities/0"
    assert "alle avbrudd" in kari.get(page).text
    assert "alle avbrudd" in again(tmp_path, "Kari Nordmann").get(page).text  # the server was started again
    assert "alle avbrudd" not in again(tmp_path, "Ola Hansen").get(page).text
    seen = kari.get(f"/preview/{PATH}")
    assert re.search(r'data-at="/responsibilities/0/does">melde fra om alle avbrudd', seen.text)
    assert "script" not in seen.headers["content-security-policy"]
    assert kari.post(DRAFT, {"op": "save"}).status_code == 303
    wanted = AGREEMENT.replace("om avbrudd", "om alle avbrudd").replace("5 working days", "2 weeks")
    assert on_disk(tmp_path).replace('"2 weeks"', "2 weeks") == wanted
    for asks in ("iframe", "empty"):  # the preview, or a script, is led to the page first
        assert 'id="notice"' not in kari.get(DRAFT, headers={"Sec-Fetch-Dest": asks}).text
    seen = kari.get(DRAFT, headers={"Sec-Fetch-Dest": "document"})
    assert "Lagret. Nå ser de andre det." in seen.text
    assert "Alt er lagret" in seen.text


def test_a_keystroke_reads_one_text_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kari = writer(tmp_path)
    step, read, run = step_of(type_in(kari, "", **{"title|nb": "A"})), [], _Builder.run

    def counted(builder: _Builder) -> None:
        read.append(builder.source.name)
        run(builder)

    monkeypatch.setattr(_Builder, "run", counted)
    for text in "AB", "ABC":
        step = step_of(post_fields(kari, "", step, {"title|nb": text}))
    assert read == [f"agreements/{PATH}"] * 2


def test_without_javascript_the_button_keeps_and_saves_in_one(tmp_path: Path) -> None:
    kari = writer(tmp_path)
    page = kari.get(f"{DRAFT}?at=/evaluation").text
    (button,) = re.findall(r'<button[^>]*value="save"[^>]*>', page)
    assert "disabled" not in button
    fields = {
        "at": "/evaluation",
        "step": step_of(page),
        "f:/evaluation/month": "6",
        "f:/evaluation/every|n": "2",
        "f:/evaluation/every|u": "year",
    }
    answer = kari.post(DRAFT, {**fields, "op": "save"})
    assert answer.headers["location"] == f"{DRAFT}?at=/evaluation#f--evaluation"
    assert on_disk(tmp_path) == AGREEMENT.replace("month: 4", "month: 6").replace(
        "every: 1 year", "every: 2 years"
    )


def test_undo_and_redo_walk_through_what_was_done(tmp_path: Path) -> None:
    kari = writer(tmp_path)
    type_in(kari, "/evaluation", month="6")
    type_in(kari, "/responsibilities/0", **{"does|nb": "melde fra om alle avbrudd"})
    kari.post(DRAFT, {"op": "undo"})
    data = parse(kari.desk.drafts.find("chosen:Kari Nordmann", PATH).text, "x").data  # type: ignore[union-attr]
    assert (data["responsibilities"][0]["does"], data["evaluation"]["month"]) == ("melde fra om avbrudd", 6)
    kari.post(DRAFT, {"op": "undo"})
    assert "Alt er lagret" in kari.get(DRAFT).text
    kari.post(DRAFT, {"op": "redo"})
    kari.post(DRAFT, {"op": "redo"})
    assert "om alle avbrudd" in kari.get(f"{DRAFT}?at=/responsibilities/0").text


def test_parts_are_added_named_after_their_words_moved_and_removed(tmp_path: Path) -> None:
    kari = writer(tmp_path)
    assert (
        kari.post(DRAFT, {"op": "add:/responsibilities"})
        .headers["location"]
        .endswith("at=/responsibilities/1#f--responsibilities--1")
    )
    type_in(kari, "/responsibilities/1", **{"owner": "nav", "does|nb": "kalle inn til møte om planen"})
    kari.post(DRAFT, {"op": "up:/responsibilities/1", "at": "/responsibilities"})
    kari.post(DRAFT, {"op": "remove:/evaluation", "at": "/evaluation"})
    kari.post(DRAFT, {"op": "save"})
    written = on_disk(tmp_path)
    assert "evaluation" not in written
    assert (
        "responsibilities:\n  - id: kalle-inn-mote-planen\n    owner: nav\n    does: kalle inn til møte om planen\n  - id: tell\n"
        in written
    )
    assert comments(parse(written.encode(), "x")) == comments(parse(AGREEMENT.encode(), "x"))


def test_what_is_emptied_leaves_nothing_behind_and_a_new_field_stands_where_the_schema_has_it(
    tmp_path: Path,
) -> None:
    kari = writer(tmp_path)
    type_in(
        kari,
        "/responsibilities/0",
        **{"deadline/within|n": "", "deadline/within|u": "day", "when|nb": "noen slutter"},
    )
    type_in(kari, "/control_header", owner="Seksjon for\n oppfølging ", next_review="1.12.2028")
    kari.post(DRAFT, {"op": "save"})
    written = on_disk(tmp_path)
    assert "deadline" not in written
    assert "    strength: shall\n    when: noen slutter\n    does: melde" in written
    assert (
        "  effective_from: 2026-08-01\n  owner: Seksjon for oppfølging\n  next_review: 2028-12-01\n"
        in written
    )


def test_findings_stand_at_their_field_with_the_mend_and_go_when_it_is_done(tmp_path: Path) -> None:
    kari = writer(
        tmp_path, **{"ot__prove-1.00": AGREEMENT.replace("from: 2026-08-01\n  to", "from: 01.08.2026\n  to")}
    )
    page = kari.get(f"{DRAFT}?at=/validity").text
    found = re.search(r'id="found-f--validity--from">\s*<div class="found error">(.*?)</div>', page, re.S)
    assert found
    assert 'value="mend:/validity/from"' in found[1]
    assert "/explain/schema-date" in found[1]
    assert kari.get("/explain/schema-date").status_code == 200
    kari.post(DRAFT, {"op": "mend:/validity/from"})
    assert 'class="found error"' not in kari.get(f"{DRAFT}?at=/validity").text
    answer = type_in(kari, "/responsibilities/0", **{"does|nb": ""})
    assert re.search(
        r'id="found-f--responsibilities--0--does" hx-swap-oob="true">\s*<div class="found', answer
    )


@pytest.mark.parametrize(
    ("there", "code"), [("/evaluation/month", "evaluation-without-month"), ("/responsibilities/0/deadline", "duty-without-deadline")]
)  # fmt: skip
def test_what_is_missing_beside_the_field_that_asks_for_it_is_found_where_it_is_filled_in(
    tmp_path: Path, there: str, code: str
) -> None:
    wrong = parse(AGREEMENT.encode(), "x").data
    wrong["evaluation"] = {"every": "1 year", "convened_by": "county"}
    wrong["responsibilities"][0] |= {"informs": ["nav"]}
    wrong["responsibilities"][0].pop("deadline", None)
    kari = writer(tmp_path, **{"ot__prove-1.00": rewrite(AGREEMENT.encode(), wrong, name="x").decode()})
    page = kari.get(f"{DRAFT}?at={there.rpartition('/')[0]}").text
    at = page.partition(f'id="found-f{there.replace("/", "--")}"')[2].partition("write-field")[0]
    assert f"/explain/{code}" in at


def test_two_windows_of_one_person_both_get_through(tmp_path: Path) -> None:
    kari = writer(tmp_path)
    first = kari.get(f"{DRAFT}?at=/responsibilities/0").text
    kari.post(DRAFT, {"op": "add:/responsibilities", "step": step_of(first)})
    kari.post(DRAFT, {"op": "up:/responsibilities/1"})  # what was number 0 is number 1 now
    post_fields(kari, "/responsibilities/0", step_of(first), {"does|nb": "skrevet i det gamle vinduet"})
    duties = parse(kari.desk.drafts.find("chosen:Kari Nordmann", PATH).text, "x").data["responsibilities"]  # type: ignore[union-attr]
    assert [duty.get("does") for duty in duties] == [None, "skrevet i det gamle vinduet"]


def test_two_people_are_merged_field_by_field_and_the_same_field_is_asked_about(tmp_path: Path) -> None:
    kari, ola = writer(tmp_path), again(tmp_path, "Ola Hansen")
    type_in(kari, "/responsibilities/0", **{"does|nb": "Karis ord"})
    type_in(kari, "/evaluation", month="6")
    type_in(ola, "/responsibilities/0", **{"does|nb": "Olas ord"})
    type_in(ola, "/validity", to="2030-07-31")
    assert ola.post(DRAFT, {"op": "save"}).status_code == 303
    asked = kari.post(DRAFT, {"op": "save"})
    assert asked.status_code == 409
    assert "Karis ord" in asked.text
    assert "Olas ord" in asked.text
    assert "Olas ord" in on_disk(tmp_path)
    assert kari.post(DRAFT, {"op": "save", "side:/responsibilities/0/does": "mine"}).status_code == 303
    data = parse(on_disk(tmp_path).encode(), "x").data
    assert (data["responsibilities"][0]["does"], data["evaluation"]["month"], data["validity"]["to"]) == (
        "Karis ord",
        6,
        "2030-07-31",
    )


def test_an_approved_version_is_not_changed_and_leads_to_the_next(tmp_path: Path) -> None:
    kari = writer(tmp_path, **{"register__prove__1.00__approval": APPROVAL})
    page = kari.get(DRAFT).text
    assert "Lag neste versjon" in page
    answer = kari.post(DRAFT, {"at": "/evaluation", "f:/evaluation/month": "6", "op": "save"})
    assert answer.status_code in (303, 409)
    assert on_disk(tmp_path) == AGREEMENT
    to = kari.post("/next/prove/1.00").headers["location"]
    assert to == "/draft/ot/prove-1.01.yaml"
    assert not (tmp_path / "agreements/ot/prove-1.01.yaml").exists()
    assert kari.get(to).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "plans/plan-hemmelig-1.00.yaml",
        "../../etc/passwd",
        "avtale.yaml",
        "ot/finnes-ikke.yaml",
        "register/x.yaml",
    ],
)
@pytest.mark.parametrize("page", ["draft", "preview", "yaml"])
def test_what_is_no_document_and_every_plan_is_not_there(tmp_path: Path, page: str, path: str) -> None:
    kari = writer(tmp_path, **{"plans__plan-hemmelig-1.00": PLAN})
    assert kari.get(f"/{page}/{path}").status_code == 404


def test_a_plan_among_the_documents_is_not_there_either(tmp_path: Path) -> None:
    kari = writer(tmp_path, **{"ot__plan-hemmelig-1.00": PLAN})
    assert kari.get("/draft/ot/plan-hemmelig-1.00.yaml").status_code == 404
    assert "Hemmelig" not in kari.get("/write").text + kari.get("/new").text


def test_who_may_only_read_writes_nothing(tmp_path: Path) -> None:
    from avtale.desk.session import Person

    reader = browser(repository(tmp_path), state=tmp_path / "state").become(
        Person("Leser", frozenset({"reader"}), authenticated=True)
    )
    assert reader.get(DRAFT).status_code == 403
    assert reader.post(DRAFT, {"at": "/evaluation", "f:/evaluation/month": "6"}).status_code == 403


def test_a_chosen_name_does_not_open_the_drafts_of_one_who_logged_in(tmp_path: Path) -> None:
    from avtale.desk.session import Person

    real = browser(repository(tmp_path), state=tmp_path / "state").become(
        Person("Kari Nordmann", authenticated=True)
    )
    type_in(real, "/responsibilities/0", **{"does|nb": "bare for den ekte"})
    page = f"{DRAFT}?at=/responsibilities/0"
    assert "bare for den ekte" in real.get(page).text
    assert "bare for den ekte" not in again(tmp_path, "Kari Nordmann").get(page).text


def test_the_text_and_the_form_are_one(tmp_path: Path) -> None:
    kari = writer(tmp_path)
    typed = AGREEMENT.replace("month: 4", "month: 9")
    page = kari.get(f"/yaml/{PATH}").text
    answer = kari.post(
        f"/yaml/{PATH}",
        {"text": typed.replace("\n", "\r\n"), "step": step_of(page)},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert re.search(r'<option value="9" selected>', kari.get(f"{DRAFT}?at=/evaluation").text)
    assert kari.desk.drafts.find("chosen:Kari Nordmann", PATH).text.decode() == typed  # type: ignore[union-attr]
    broken = kari.post(
        f"/yaml/{PATH}", {"text": "parties: [", "step": step_of(answer.text)}, headers={"HX-Request": "true"}
    )
    assert "found error" in broken.text
    assert kari.get(DRAFT).headers["location"] == f"/yaml/{PATH}"
    assert "properties" in kari.get("/schema/agreement").json()


@pytest.mark.parametrize("kind", ["agreement", "programme", "routine", "action_plan"])
def test_a_new_document_is_a_draft_as_clean_as_one_written_by_hand(tmp_path: Path, kind: str) -> None:
    kari = writer(tmp_path)
    assert kari.get(f"/new?kind={kind}").status_code == 200
    known = {
        "kind": kind, "title": "Samarbeid om ungdom", "party": "Eksempel fylkeskommune", "from": "2027-01-01", "office": "NAV Prøve", "year": "2027",
        "parent": "prove@1.00",
    }  # fmt: skip
    to = kari.post("/new", known).headers["location"]
    assert to == "/draft/samarbeid-ungdom/samarbeid-ungdom-1.00.yaml"
    file = tmp_path / "agreements/samarbeid-ungdom/samarbeid-ungdom-1.00.yaml"
    assert not file.exists()
    assert kari.get(to).status_code == 200
    kari.post(to, {"op": "save"})
    text = file.read_text(encoding="utf-8")
    assert "#" not in text
    assert not re.search(r":\s*$(?!\n\s)", text, re.M)
    assert "written_by: Kari Nordmann" in text
    assert kari.post("/new", known).status_code == 400  # it is there


def test_a_copy_and_a_renewal_begin_as_drafts(tmp_path: Path) -> None:
    kari = writer(tmp_path, **{"register__prove__1.00__approval": APPROVAL})
    base = {"key": "prove", "version": "1.00"}
    to = kari.post("/new/copy", {**base, "how": "copy", "title": "En annen avtale"}).headers["location"]
    assert to == "/draft/annen-avtale/annen-avtale-1.00.yaml"
    assert (
        kari.post("/new/copy", {**base, "how": "renew", "to": "2032-07-31"}).headers["location"]
        == "/draft/ot/prove-1.01.yaml"
    )
    assert len(kari.desk.drafts.of("chosen:Kari Nordmann")) == 2
    assert [path.name for path in (tmp_path / "agreements/ot").iterdir()] == ["prove-1.00.yaml"]


def test_a_long_name_and_a_strange_one_are_kept_as_written(tmp_path: Path) -> None:
    kari = writer(tmp_path)
    name = "Å" * 150 + ': «#» & <b>"' + "x" * 140
    type_in(kari, "/parties/0", **{"names/0/name": name, "names/0/language": "nb"})
    page = kari.get(f"{DRAFT}?at=/parties/0").text
    assert "<b>" not in page.partition("<main")[2]
    kari.post(DRAFT, {"op": "save"})
    assert parse(on_disk(tmp_path).encode(), "x").data["parties"][0]["names"][0]["name"] == name


def test_drafts_outlive_a_kill_and_keep_each_breath(tmp_path: Path) -> None:
    drafts, at = Drafts(tmp_path), NOW
    drafts.begin("a", "p", b"0", b"0", at)
    for number, (what, later) in enumerate([("x", 0), ("x", 1), ("y", 2), ("y", 60)], 1):
        drafts.keep("a", "p", str(number).encode(), what, at + dt.timedelta(seconds=later))
    fresh = Drafts(tmp_path)
    seen = []
    while (now := fresh.undo("a", "p")) and now.text != (seen or [b""])[-1]:
        seen.append(now.text)
    assert seen == [b"3", b"2", b"0"]  # 1 and 2 were one breath
    fresh.keep("a", "p", b"other", "z", at)
    fresh.undo("a", "p")
    again_ = fresh.redo("a", "p")
    assert again_ is not None
    assert again_.text == b"other"


def test_a_draft_that_cannot_be_kept_is_told_in_the_readers_language(tmp_path: Path) -> None:
    (tmp_path / "drafts.sqlite").mkdir()
    with pytest.raises(SystemFailure) as told:
        Drafts(tmp_path).forget("chosen:Kari", PATH)
    assert "(den kan ikke åpnes)" in told.value.nb
    assert "unable" not in told.value.nb
