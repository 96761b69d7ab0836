"""The page of a transcription that was taken over says where the original lies, in each language, and that it is a transcription."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale import Repository, show_data, show_text
from avtale.lifecycle.close import close
from avtale.lifecycle.take_over import take_over
from avtale.render.job import Job
from tests.unit.facts.world import document, repository

DAY = dt.date(2026, 11, 21)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    more = "transcribed_from: {title: Avtalen på papir}\n"
    return repository(tmp_path, document(more=more, from_="1994-04-01", to="2030-12-31"))


def taken(repo: Repository) -> Repository:
    original = Path(str(repo.root)) / "avtale.yaml"  # any file
    take_over(
        *(repo.entries[0], repo), by="Kari <b>", where="arkivsak 12/345", on=DAY, original=original, signed_on=dt.date(1994, 3, 20)
    )  # fmt: skip
    return Repository.open(Path(str(repo.root)))


@pytest.mark.parametrize(
    ("lang", "labels", "day"),
    [
        ("nb", ("Avskrift", "Originalen ligger", "Originalen underskrevet", "Tatt over av"), "20.03.1994"),
        ("nn", ("Avskrift", "Originalen ligg", "Originalen underskriven", "Teken over av"), "20.03.1994"),
        ("en", ("Transcription", "The original lies", "Original signed", "Taken over by"), "20 March 1994"),
        ("se", ("Kopiija", "Originála gávdno", "Originála vuolláičállon", "Badjelasas váldán"), "1994"),
    ],
)
def test_the_page_says_where_the_original_lies(
    lang: str, labels: tuple[str, ...], day: str, repo: Repository
) -> None:
    before = Job(repo.entries[0], repo, DAY, lang).page("paper").html
    assert "arkivsak" not in before
    repo = taken(repo)
    html = Job(repo.entries[0], repo, DAY, lang).page("paper").html
    for said in (*labels, "arkivsak 12/345", "avtale.yaml", day, "Kari &lt;b&gt;"):
        assert said in html, said
    assert "signature-p" not in html  # never signed here


@pytest.mark.parametrize(
    ("lang", "said"), [("nb", "Avsluttet"), ("nn", "Avslutta"), ("en", "Closed"), ("se", "loahpahuvvon")]
)
def test_the_page_says_that_it_is_closed(lang: str, said: str, repo: Repository) -> None:
    close(repo.entries[0], repo, because="history", by="Kari", on=DAY)
    repo = Repository.open(Path(str(repo.root)))
    html = Job(repo.entries[0], repo, DAY, lang).page("screen").html
    assert said.casefold() in html.casefold()


def test_show_tells_it_too(repo: Repository) -> None:
    assert not {"taken_over", "closed"} & set(show_data(repo.entries[0], repo, DAY))
    repo = taken(repo)
    data = show_data(repo.entries[0], repo, DAY)["taken_over"]
    assert (data["by"], data["on"], data["where"], data["signed_on"]) == (
        *("Kari <b>", "2026-11-21", "arkivsak 12/345", "1994-03-20"),
    )
    assert "Originalen ligger" in show_text(repo.entries[0], repo, DAY, "nb")
    assert "Original lies" in show_text(repo.entries[0], repo, DAY, "en")
    close(repo.entries[0], repo, because="replaced", by="Ola", on=DAY, reason="Ny avtale")
    repo = Repository.open(Path(str(repo.root)))
    closed = show_data(repo.entries[0], repo, DAY)["closed"]
    assert closed == {"by": "Ola", "on": "2026-11-21", "because": "replaced", "reason": "Ny avtale"}
    assert "avløst (Ny avtale)" in show_text(repo.entries[0], repo, DAY, "nb")
    assert "Ola: replaced (Ny avtale)" in show_text(repo.entries[0], repo, DAY, "en")
