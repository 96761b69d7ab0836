"""The next step: on each page of a version what it waits for, and where who asks does it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avtale.catalogue.codes import codes
from avtale.desk.writing.plain import plain
from avtale.source.read import parse
from tests.support import AGREEMENT
from tests.unit.desk.desks import Browser, browser, repository
from tests.unit.desk.test_approve import APPROVE, SEND, desk, shown

HERE = "/document/prove/1.00"


def step(who: Browser, path: str = HERE) -> str:
    """The panel as one reads it, with where its button leads; "" for none."""
    found = re.search(r'<section class="desk-card desk-next".*?</section>', who.get(path).text, re.S)
    said = " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""
    leads = re.findall(r'<a class="ds-button"[^>]* href="([^"]+)"', found[0]) if found else []
    return " → ".join([said, *leads])


def test_each_page_says_what_comes_next_as_it_goes_from_hand_to_hand(tmp_path: Path) -> None:
    per, kim = desk(tmp_path)
    assert step(per).endswith(f"sendes den til godkjenning. Send til godkjenning → {SEND}")
    assert step(per, SEND) == ""  # one is there
    assert step(per, "/draft/ot/prove-1.00.yaml").endswith(f"→ {SEND}")
    per.post(SEND, {"shown": shown(per, SEND), "to": "Kim Eksempel"})
    said = step(per, SEND)
    assert "Kim Eksempel finner det under Godkjenn" in said
    assert "Lag en adresse til den andre" in said
    assert step(per) == said
    assert step(kim).endswith(f"Godkjenn → {APPROVE}")
    kim.post(APPROVE, {"shown": shown(kim, APPROVE), "op": "approve"})
    for path in (HERE, APPROVE):
        assert step(kim, path).endswith(
            "Nå skal Eksempel fylkeskommune og NAV Eksempel underskrive. Underskrift → /sign/prove/1.00"
        )


def test_who_asks_again_for_what_a_form_was_sent_to_comes_to_the_form(tmp_path: Path) -> None:
    kari = browser(repository(tmp_path)).enter()
    assert kari.post("/name/address").status_code == 200
    for path, form in {
        "/name/address": "/name",
        "/new/copy": "/new",
        "/sign/prove/1.00/key": "/sign/prove/1.00",
    }.items():
        answer = kari.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, form)
        assert kari.get(form).status_code == 200
    assert kari.get("/sign/prove/1.00/nowhere").status_code == 404


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_a_form_says_of_a_missing_field_spells_nothing_as_a_file_does(lang: str) -> None:
    """Each bad example of a rule that names a field: its message in the form has no key, no id and no word of the format."""
    data = parse(AGREEMENT.encode(), "x").data
    said = {
        "nb": "«Styrke» (strength) mangler for «tell»: skal, bør, vil eller kan? Legg til «strength:» med «shall» eller «may».",
        "en": "“Strength” (strength) is missing for “tell”: shall, should, will or may? Add “strength:” with “shall” or “may”.",
    }[lang]
    assert plain(said, data, "/responsibilities/0", "strength", lang) in (
        "«Styrke» mangler: skal, bør, vil eller kan?",
        "“Strength” is missing: shall, should, will or may?",
    )
    both = "«Hvor ofte» (every) mangler. Legg til for eksempel «every: 3 months», eller «when_needed: true» når det trengs."
    assert plain(both, data, "/evaluation", "every", "nb") == (
        "«Hvor ofte» mangler. Legg til for eksempel «Hvor ofte: 3 måneder», eller «Ved behov: Ja» når det trengs."
    )
    assert plain("Skriv «noe_annet: 3».", data, "", "", lang) == "Skriv «noe_annet: 3»."
    for before, after in (
        ("Få den underskrevet med «avtale sign».", "Få den underskrevet under «Underskrift»."),
        ("Se dem med «avtale due prove».", "Se dem under «Følg opp»."),
        ("Slett det med «avtale check --fix», eller", "Slett det med «Rett det som trygt kan rettes», eller"),
    ):
        assert plain(before, data, "", "", "nb") == after
    assert plain("See them with “avtale due x”.", data, "", "", "en") == "See them under “Follow up”."


def test_no_finding_about_a_missing_field_shows_a_key_in_the_form() -> None:
    """All that the pages of the rules with a field promise to tell, as the examples give it."""
    folder = Path(__file__).parents[1] / "catalogue/expected"
    named = [code for code, one in codes().items() if one.field]
    assert len(named) > 10
    for code in named:
        for line in (folder / f"{code}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("    ") and re.search(r"[«“][a-z_]+:", line):
                told = plain(
                    line.strip(),
                    {"kind": "agreement"},
                    "",
                    codes()[code].field,
                    "nb" if "«" in line else "en",
                )
                assert not re.search(r"[«“][a-z_]+: ?[a-z0-9_ ]*[»”]", told), told
