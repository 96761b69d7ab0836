"""Routines from a list: written once, kept by hand, merged, numbered, and frozen when approved."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.errors import StateError, SystemFailure, UsageError
from avtale.facts.repository import Repository
from avtale.generate.describe import plan_text
from avtale.generate.merge import merge
from avtale.generate.plan import plan, write
from avtale.generate.table import read_table
from avtale.lifecycle.approve import approve
from avtale.rules.check import check
from avtale.source.read import parse
from tests.unit.generate.world import HEAD, ON, ROWS, World, states, told

LATER = dt.date(2027, 2, 1)


def test_a_list_becomes_routines_that_check_clean(tmp_path: Path) -> None:
    world = World(tmp_path)
    plan = world.run(world.offices(), by=" Per  Forfatter")
    assert states(plan) == {"NAV Eksempelvik": "new", "NAV Liksomfjord": "new"}
    assert parse(world.routine().read_bytes()).data == {
        "format": 1, "kind": "routine", "key": "nordlia-nav-nav-eksempelvik", "language": "nb",
        "control_header": {
            "title": "Lokal rutine for NAV Eksempelvik", "type": "Rutine", "version": "1.00", "written_by": "Per Forfatter",
            "effective_from": "2026-11-21",
        },
        "title": "Lokal rutine for NAV Eksempelvik",
        "subject": "Samarbeidsavtale mellom Nordlia fylkeskommune og NAV Nordlia",
        "based_on": [{"key": "nordlia-nav", "version": "1.00", "relation": "builds_on"}],
        "office": {"name": "NAV Eksempelvik", "address": "Storgata 1", "days": ["mandag", "onsdag"]},
        "contacts": {"items": [{"role": "nav_contact"}]},
        "validity": {"from": "2026-11-21", "to": "2029-07-31"},
    }  # fmt: skip
    repository = Repository.open(world.root)
    routines = [entry for entry in repository.entries if entry.key != "nordlia-nav"]
    assert len(routines) == 2
    assert check(repository, on=ON, only=routines).findings == ()
    [kari] = repository.contacts.held("nordlia-nav-nav-eksempelvik", "nav_contact", ON)
    assert (kari.name, kari.telephone, kari.email) == ("Kari Eksempel", "00 00 00 01", "kari@nav.example")


def test_a_re_run_on_another_day_changes_nothing(tmp_path: Path) -> None:
    world = World(tmp_path, "generate: {series: {prefix: N-, digits: 3}}\n")
    world.run(world.offices())
    before = world.files()
    again = world.run(world.offices(), on=LATER)
    assert set(states(again).values()) == {"unchanged"}
    assert world.files() == before


def test_a_plan_writes_nothing(tmp_path: Path) -> None:
    world = World(tmp_path)
    before = world.files()
    assert len(world.plan(world.offices()).of("new")) == 2
    assert world.files() == before


def test_a_new_telephone_is_no_new_version(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.run(world.offices())
    contacts = world.root / "contacts.yaml"
    contacts.write_text(
        "# Våre folk\n" + contacts.read_text().replace("    email: 'kari", "    # privat\n    email: 'kari")
    )
    before = world.files()
    plan = world.run(world.offices(ROWS[0].replace("00 00 00 01", "00 00 00 09"), ROWS[1]), on=LATER)
    assert states(plan) == {"NAV Eksempelvik": "changed", "NAV Liksomfjord": "unchanged"}
    after = world.files()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"agreements/contacts.yaml", "agreements/.generated/nordlia-nav-nav-eksempelvik.yaml"}
    assert after["agreements/contacts.yaml"] == before["agreements/contacts.yaml"].replace(
        b"00 00 00 01", b"00 00 00 09"
    )


def test_another_person_follows_the_one_before(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.run(world.offices())
    rows = (ROWS[0].replace("Kari Eksempel", "Ola Oppdiktet").replace("kari@", "ola@"), ROWS[1])
    world.run(world.offices(*rows), on=LATER)
    book = Repository.open(world.root).contacts
    assert [(e.name, e.from_, e.to) for e in book.of("nordlia-nav-nav-eksempelvik")] == [
        ("Kari Eksempel", None, dt.date(2027, 1, 31)),
        ("Ola Oppdiktet", LATER, None),
    ]
    before = world.files()
    world.run(world.offices(*rows), on=LATER + dt.timedelta(30))
    assert world.files() == before


def test_an_edit_by_hand_is_kept_and_news_come_in(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.run(world.offices())
    path = world.routine()
    world.edit(path, "  address: 'Storgata 1'\n" if "'Storgata 1'" in path.read_text() else "  address: Storgata 1\n", "  address: Inngang fra gården\n")  # fmt: skip
    world.edit(
        path,
        "# Varighet\n",
        "# Vår egen merknad\nmeetings:\n  - {id: coffee, title: Kaffe, every: 1 week}\n\n# Varighet\n",
    )
    assert set(states(world.run(world.offices())).values()) == {"unchanged"}
    plan = world.run(world.offices(ROWS[0].replace("mandag og onsdag", "fredag"), ROWS[1]))
    assert states(plan)["NAV Eksempelvik"] == "changed"
    text = path.read_text(encoding="utf-8")
    assert "address: Inngang fra gården" in text
    assert "# Vår egen merknad" in text
    assert parse(text).data["office"]["days"] == ["fredag"]


def test_a_conflict_overwrites_nothing_and_shows_both(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.run(world.offices())
    world.edit(world.routine(), "Storgata 1", "Storgata 2")
    before = world.files()
    news = world.offices(
        ROWS[0].replace("Storgata 1", "Storgata 3").replace("00 00 00 01", "00 00 00 07"), ROWS[1]
    )
    plan = world.run(news)
    assert states(plan)["NAV Eksempelvik"] == "conflict"
    assert world.files() == before
    [(code, place, text)] = told(plan)
    line = world.routine().read_text().split("\n")[place[0] - 1]  # type: ignore[index]
    assert (code, "Storgata 2" in line) == ("generate-conflict", True)
    assert all(address in text for address in ("Storgata 1", "Storgata 2", "Storgata 3"))
    assert states(world.run(news, mine=True))["NAV Eksempelvik"] == "changed"
    assert "Storgata 2" in world.routine().read_text()
    assert b"00 00 00 07" in world.files()["agreements/contacts.yaml"]
    before = world.files()
    assert set(states(world.run(news)).values()) == {"unchanged"}
    assert world.files() == before


def test_a_conflict_in_the_contacts(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.run(world.offices())
    world.edit(world.root / "contacts.yaml", "00 00 00 01", "00 00 00 05")
    assert set(states(world.run(world.offices())).values()) == {"unchanged"}
    before = world.files()
    plan = world.run(
        world.offices(
            ROWS[0].replace("00 00 00 01", "00 00 00 06").replace("Storgata 1", "Storgata 9"), ROWS[1]
        )
    )
    assert states(plan)["NAV Eksempelvik"] == "conflict"
    [(code, _, text)] = told(plan)
    assert code == "generate-conflict"
    assert "00 00 00 05" in text
    assert "00 00 00 06" in text
    assert world.files() == before


def test_a_file_generate_did_not_make_is_left_alone(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.run(world.offices())
    for base in (world.root / ".generated").iterdir():
        base.unlink()
    assert set(states(world.run(world.offices())).values()) == {"unchanged"}, "the same text is taken as made"
    world.edit(world.routine(), "Storgata 1", "Storgata 2")
    (world.root / ".generated/nordlia-nav-nav-eksempelvik.yaml").write_text("text: [broken\n")
    before = world.files()
    assert states(world.run(world.offices()))["NAV Eksempelvik"] == "conflict"
    assert world.files() == before


def test_an_approved_routine_gets_its_next_version(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.run(world.offices())
    first = world.routine()
    world.edit(
        first,
        "  # Versjon\n",
        "  written_by: Ane Eksempel\n  approved_by: Liv Liksom\n  approved_on: 2026-11-21\n  # Versjon\n",
    )
    world.approve("nordlia-nav-nav-eksempelvik", "1.00")
    frozen = first.read_bytes()
    assert set(states(world.run(world.offices(), on=LATER)).values()) == {"unchanged"}
    news = world.offices(ROWS[0].replace("onsdag", "torsdag"), ROWS[1])
    [item] = world.run(news, on=LATER).of("changed")
    assert (item.version, item.file) == ("1.01", world.routine(version="1.01"))
    assert first.read_bytes() == frozen
    data = parse(item.file.read_bytes()).data
    assert data["control_header"] == {
        "title": "Lokal rutine for NAV Eksempelvik", "type": "Rutine", "written_by": "Ane Eksempel", "version": "1.01",
        "effective_from": "2027-02-01",
    }  # fmt: skip
    assert data["office"]["days"] == ["mandag", "torsdag"]
    before = world.files()
    assert set(states(world.run(news, on=LATER + dt.timedelta(9))).values()) == {"unchanged"}
    assert world.files() == before


def test_the_author_is_named_once_and_again_in_a_new_version(tmp_path: Path) -> None:
    """Another name on the line, or none, changes no routine; who wrote a name into the file keeps it."""
    world = World(tmp_path, "generate: {written_by: Ane Eksempel}\n")

    def author(version: str = "1.00", office: str = "nav-eksempelvik") -> str | None:
        name = parse(world.routine(office, version).read_bytes()).data["control_header"].get("written_by")
        return None if name is None else str(name)

    world.run(world.offices())
    assert author() == "Ane Eksempel"
    world.edit(world.routine("nav-liksomfjord"), "Ane Eksempel", "Nils Oppdiktet")
    for by in ("Per Forfatter", None):
        assert set(states(world.run(world.offices(), by=by)).values()) == {"unchanged"}
    repository = Repository.open(world.root)
    entry = next(each for each in repository.entries if each.key == "nordlia-nav-nav-eksempelvik")
    approve(entry, repository, by="Kari Godkjenner", on=ON, findings=())
    moved = [row.replace("Storgata 1", "Storgata 3").replace("Tenkt vei 2", "Tenkt vei 4") for row in ROWS]
    world.run(world.offices(*moved), by="Per Forfatter", on=LATER)
    assert (author(), author("1.01")) == ("Ane Eksempel", "Per Forfatter")
    assert author(office="nav-liksomfjord") == "Nils Oppdiktet"


def test_a_routine_without_an_author_gets_one_when_a_name_is_given(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.run(world.offices())
    world.edit(
        world.routine("nav-liksomfjord"),
        "  # Gjelder fra\n",
        "  written_by: Nils Oppdiktet\n  # Gjelder fra\n",
    )
    again = world.run(world.offices(), by="Per Forfatter")
    assert states(again) == {"NAV Eksempelvik": "changed", "NAV Liksomfjord": "unchanged"}
    repository = Repository.open(world.root)
    entry = next(each for each in repository.entries if each.key == "nordlia-nav-nav-eksempelvik")
    assert (
        approve(entry, repository, by="Kari Godkjenner", on=ON, findings=()).approved_by == "Kari Godkjenner"
    )


def test_two_bad_cells_in_a_row_are_one_row(tmp_path: Path) -> None:
    world = World(tmp_path)
    rows = ["NAV Vik;Gate 1;mandag;Kari;12;ikke-epost", "NAV Bø;Gate 2;tirsdag;Per;34;heller-ikke", ROWS[0]]
    made = world.plan(world.offices(*rows))
    assert len(made.problems) == 4
    assert "1 ny, 0 endret, 0 uendret, 0 konflikt, 2 rader med feil." in plan_text(made)
    assert "2 rows with errors" in plan_text(made, lang="en")
    keyed = "- {office: NAV Vik, telephone: '12',\n   email: ikke-epost, contact: Kari}\n"
    assert "1 rad med feil." in plan_text(world.plan(world.write("a.yaml", keyed)))


def test_document_ids_are_given_once(tmp_path: Path) -> None:
    world = World(tmp_path, "generate: {series: {prefix: '2.1.', first: 40, digits: 3}}\n")
    world.write("agreements/other-1.00.yaml", (world.root / "nordlia-nav-1.00.yaml").read_text().replace("key: nordlia-nav", "key: other").replace("{title: Nord", "{id: 2.1.044, title: Nord"))  # fmt: skip
    world.run(world.offices(ROWS[0]))
    world.run(world.offices("NAV Aa;;;;;", *reversed(ROWS)))
    ids = {e.key: e.id for e in Repository.open(world.root).entries if e.key not in ("other", "nordlia-nav")}
    assert ids == {
        "nordlia-nav-nav-eksempelvik": "2.1.045",
        "nordlia-nav-nav-aa": "2.1.046",
        "nordlia-nav-nav-liksomfjord": "2.1.047",
    }
    taken = world.run(world.offices("NAV Bb;;;;;;2.1.044", head=f"{HEAD};Dok.id"))
    assert taken.items == ()
    assert "other" in told(taken)[0][2]


def test_an_office_that_changes_its_name_keeps_its_routine(tmp_path: Path) -> None:
    world = World(tmp_path)
    head = f"{HEAD};Org.nr."
    world.run(world.offices(f"{ROWS[0]};889 640 782", head=head))
    [item] = world.run(
        world.offices(f"{ROWS[0].replace('NAV Eksempelvik', 'Nav Storevik')};889640782", head=head)
    ).items
    assert (item.key, item.state) == ("nordlia-nav-nav-eksempelvik", "changed")
    wrong = world.plan(world.offices(f"{ROWS[0]};123456789", head=head))
    assert [code for code, _, _ in told(wrong)] == ["office-row"]


def test_local_steps_keep_their_ids(tmp_path: Path) -> None:
    world = World(tmp_path)
    head = "Kontor;Lokale trinn"

    def actions(steps: str) -> list[tuple[str, str, str]]:
        assert world.run(world.offices(f"NAV Vik;{steps}", head=head)).problems == ()
        data = parse(world.routine("nav-vik").read_bytes()).data
        return [(one["id"], one["strength"], one["does"]) for one in data["routine_steps"][0]["actions"]]

    assert actions("skal: ringe|bør: skrive") == [
        ("local-1", "shall", "ringe"),
        ("local-2", "should", "skrive"),
    ]
    assert actions("kan: vente|skal: ringe|bør: skrive") == [
        ("local-3", "may", "vente"), ("local-1", "shall", "ringe"), ("local-2", "should", "skrive"),
    ]  # fmt: skip
    assert actions("skal: ringe tilbake|bør: skrive") == [
        ("local-3", "shall", "ringe tilbake"),
        ("local-2", "should", "skrive"),
    ]


def test_offices_no_longer_listed_are_told_of(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.run(world.offices())
    assert world.run(world.offices(ROWS[0])).not_listed == ("nordlia-nav-nav-liksomfjord",)
    assert world.routine("nav-liksomfjord").is_file()


def test_a_new_version_of_the_agreement_is_built_on(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.run(world.offices())
    text = (world.root / "nordlia-nav-1.00.yaml").read_text()
    world.write(
        "agreements/nordlia-nav-1.01.yaml",
        text.replace("'1.00'", "'1.01'").replace("to: 2029-07-31", "to: 2030-07-31"),
    )
    plan = world.run(world.offices())
    assert set(states(plan).values()) == {"changed"}
    data = parse(world.routine().read_bytes()).data
    assert (data["based_on"][0]["version"], data["validity"]["to"]) == ("1.01", "2030-07-31")


@pytest.mark.parametrize(
    ("change", "settings"),
    [
        (("to: 2029-07-31", "to: 2026-10-31"), ""),
        (("{id: nav_contact", "{id: nav_person"), ""),
        (("", ""), "generate: {role: nobody}\n"),
        (("", ""), "generate: {folder: ../out}\n"),
        (("format: 1", "format: ["), ""),
    ],
)
def test_an_agreement_routines_cannot_build_on(
    tmp_path: Path, change: tuple[str, str], settings: str
) -> None:
    world = World(tmp_path, settings)
    path = world.root / "nordlia-nav-1.00.yaml"
    path.write_text(
        path.read_text()
        .replace(*change)
        .replace("Kontaktperson i NAV", "Kontaktperson i NAV" if settings else "Ansatt")
    )
    before = world.files()
    repository = Repository.open(world.root)
    with pytest.raises((StateError, UsageError)):
        plan(repository, repository.entries[0], read_table(world.offices()), on=ON)
    assert world.files() == before


def test_contacts_that_cannot_be_read_stop_everything(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.write("agreements/contacts.yaml", "contacts: [\n")
    before = world.files()
    with pytest.raises(StateError):
        world.run(world.offices())
    assert world.files() == before


def test_a_run_that_was_stopped_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever write fails, no file is half written, and the next run ends where an unbroken one does."""
    import avtale.generate.plan as module

    whole = World(tmp_path / "whole")
    whole.run(whole.offices())
    news = (ROWS[0].replace("Storgata 1", "Storgata 9").replace("00 00 00 01", "00 00 00 08"), ROWS[1])
    whole.run(whole.offices(*news))
    real = module.write_whole
    for stop_at in range(9):
        world = World(tmp_path / str(stop_at))
        done = 0

        def failing(path: Path, data: bytes, *, replace: bool = True) -> None:
            nonlocal done
            done += 1
            if done == stop_at + 1:  # noqa: B023
                raise SystemFailure(nb="Disken er full.", en="The disk is full.")
            real(path, data, replace=replace)

        monkeypatch.setattr(module, "write_whole", failing)
        for rows in (ROWS, news):
            try:
                world.run(world.offices(*rows))
            except SystemFailure:
                world.run(world.offices(*rows))
        monkeypatch.setattr(module, "write_whole", real)
        assert world.files() == whole.files(), stop_at


def test_writing_never_hides_what_the_disk_says(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.write("agreements/rutiner", "a file where a folder should be")
    with pytest.raises((UsageError, SystemFailure)):
        write(world.plan(world.offices()), Repository.open(world.root))


LINES = st.lists(st.sampled_from("abcdefg"), max_size=8)


@given(LINES, LINES, LINES)
def test_merging_keeps_what_only_one_changed(base: list[str], mine: list[str], new: list[str]) -> None:
    was, own, coming = ("\n".join(lines) for lines in (base, mine, new))
    assert merge(was, own, was) == merge(own, own, own)
    assert merge(was, was, coming).text == coming
    assert merge(was, own, own).text == own
    merged = merge(was, own, coming)
    assert merged == merge(was, own, coming)
    assert set(own.split("\n")) - set(was.split("\n")) <= set(merged.text.split("\n"))


def test_line_ends_of_the_file_are_kept() -> None:
    merged = merge("a\nb\nk\nc\n", "a\r\nx\r\nk\r\nc\r\n", "a\nb\nk\nd\n")
    assert merged.text == "a\r\nx\r\nk\r\nd\r\n"
    assert merged.clashes == ()
