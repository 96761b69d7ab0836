"""What a file must not hold is found, and no command, report or file of ours shows it again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from avtale.cli.main import execute
from avtale.facts.repository import Repository
from avtale.format.fingerprint import fingerprint
from avtale.report.formats import NAMES
from avtale.source.read import parse
from tests.acceptance.command_lines import reading
from tests.acceptance.outside import AGREEMENT, SETTINGS
from tests.invented_numbers import synthetic_numbers
from tests.support import ROOT, discovered

DAY = ("--on", "2026-11-21")
_MADE = synthetic_numbers()
NUMBERS = {
    place: next(_MADE)
    for place in (
        *("title", "party", "role", "does", "heading", "version", "date", "unknown", "key", "comment", "block", "escape"),
        *("name", "deputy", "settings", "broken", "file", "register", "log", "silence", "old", "moved", "long", "source", "due", "approver"),
    )
}  # fmt: skip


def spaced(place: str) -> str:
    return f"{NUMBERS[place][:6]} {NUMBERS[place][6:]}"


TEXT = (
    AGREEMENT.replace("# Oppdiktet avtale til prøver.", f"# Gjelder {NUMBERS['comment']}.")
    .replace("  title: Prøveavtale  # kort", f"  title: Om {NUMBERS['title']}")
    .replace("title: Prøveavtale mellom", f"title: Avtale {spaced('title')} mellom")
    .replace("name: NAV Eksempel,", f"name: NAV {NUMBERS['party']},")
    .replace("melde fra om avbrudd", f"melde fra om {spaced('does')} og {'veldig ' * 40}{NUMBERS['long']}")
    .replace("within: 5 working days", f"within: {NUMBERS['date']}")
    .replace("validity:\n", f'"{NUMBERS["key"]}": {NUMBERS["unknown"]}\nvalidity:\n')
    .replace("title: Fylkesdirektør", f"title: Leder {NUMBERS['role']}")
    .replace("Referatet arkiveres.", f"Se {NUMBERS['source']}.")
    + f"scope: |\n  Gjelder\n  {NUMBERS['block'][:6]}\n  {NUMBERS['block'][6:]}.\n"
    + f'background:\n  text: "Nr. {NUMBERS["escape"][:6]}\\x20{NUMBERS["escape"][6:]}."\n'
    + f"silences:\n  - {{code: unsigned, reason: Gjelder {NUMBERS['silence']}}}\n"
)
IN_FORCE = (
    AGREEMENT.replace("key: prove", "key: gjelder")
    .replace("title: Prøveavtale  # kort", f"title: Om {NUMBERS['due']}")
    .replace(
        "  written_by", f"  approved_by: Bo {NUMBERS['approver']}\n  approved_on: 2026-06-01\n  written_by"
    )
    .replace(
        "evaluation:\n",
        f"meetings:\n  - {{id: due, title: Møte om {spaced('due')}, every: 1 month, convened_by: nav}}\nevaluation:\n",
    )
)
assert all(digits in TEXT or spaced(place) in TEXT for place, digits in list(NUMBERS.items())[:4])


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a number in every kind of place."""
    root = tmp_path / "agreements"
    files = {
        "avtale.yaml": SETTINGS + f"# {NUMBERS['settings']}\nmain_branch: {NUMBERS['settings']}\n",
        "prove-1.00.yaml": TEXT,
        "prove-1.01.yaml": TEXT.replace("version: '1.00'", "version: '1.01'").replace(
            spaced("does"), spaced("moved")
        ),
        "rein-1.00.yaml": AGREEMENT.replace("key: prove", "key: rein").replace("2026-08-01", "01.08.2026")
        + f"subject: Om {NUMBERS['old']}\n",
        "gjelder-1.00.yaml": IN_FORCE,
        "register/gjelder/1.00/approval.yaml": "format: 1\nevent: approval\nkey: gjelder\nversion: '1.00'\n"
        f"on: 2026-06-01\napproved_by: Bo {NUMBERS['approver']}\nfingerprint: {fingerprint(parse(IN_FORCE).data)}\n",
        "broken-1.00.yaml": f"key: [{NUMBERS['broken']}\n",
        f"ungdom-{NUMBERS['file']}-1.00.yaml": AGREEMENT.replace("key: prove", "key: ungdom"),
        "contacts.yaml": "format: 1\ncontacts:\n  - document: prove\n    role: nav\n"
        f"    name: Kari {NUMBERS['name']}\n    deputy: {NUMBERS['deputy']}\n",
        "register/prove/1.00/withdrawal.yaml": "format: 1\nevent: withdrawal\nkey: prove\nversion: '1.00'\n"
        f"on: 2026-01-01\nwithdrawn_by: Kari\nreason: Gjelder {NUMBERS['register']}\n",
        "log/prove/2026-04-01-evaluation.yaml": "format: 1\nkey: prove\nduty: evaluation\n"
        f"occurrence: 2026-04-01\ndone_on: 2026-04-01\ndone_by: {NUMBERS['log']}\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AVTALE_LANG", "nb")
    return tmp_path


def shown(text: str) -> list[str]:
    """The places whose number a text shows, in any way of writing it, whole or all but its first or last digit."""
    digits_only = re.sub(r"(?<=[0-9])(?:[^0-9A-Za-z]|\\n|\\x20){1,12}(?=[0-9])", "", text)
    return [
        place
        for place, digits in NUMBERS.items()
        if any(part in seen for part in (digits[:10], digits[1:]) for seen in (text, digits_only))
    ]


def test_the_judge_sees_a_number_that_is_shown() -> None:
    digits = NUMBERS["title"]
    for text in (
        digits,
        f"x{digits}y",
        digits[:6] + " " + digits[6:],
        digits[:10] + "…",
        f"{digits[:6]}\n   {digits[6:]}",
    ):
        assert shown(f"Her: {text}.") == ["title"]
    assert shown("Her: •••••• •••••.") == []


def commands() -> Iterator[tuple[str, ...]]:
    return reading(
        ("prove@1.00", "rein", "gjelder", "agreements/broken-1.00.yaml", "ungdom"),
        files=(
            "agreements/prove-1.00.yaml",
            f"agreements/ungdom-{NUMBERS['file']}-1.00.yaml",
            f"agreements/{NUMBERS['file']}.yaml",
        ),
        named=NUMBERS["title"],
        party=f"NAV {NUMBERS['party']}",
        day=DAY,
    )


def test_no_command_shows_a_number(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del world
    answered = 0
    for words in discovered(commands(), at_least=60):
        code = execute(list(words))
        said = "".join(capsys.readouterr())
        assert "Traceback" not in said, words
        assert code in (0, 1, 2), (words, said)
        answered += bool(said.strip())
        assert shown(said) == [], words
    assert answered > 60


def test_no_file_that_is_made_shows_a_number(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = [word for name in NAMES for word in ("--format", f"{name}=made/{name}")]
    (world / "made").mkdir()
    execute(["check", *DAY, *reports, "--write-baseline", "made/baseline.json"])
    for name in Repository.open(world / "agreements").uncounted:  # no calendar is made of a part
        Path(name).unlink()
    execute(["remind", "--calendar", "made/frister.ics", *DAY])
    execute(["diff", "prove@1.00", "prove@1.01", "--format", "html", "--to", "made"])
    execute(["site", "--to", "nettsted", "--no-pdf", "--languages", "nb", *DAY])
    capsys.readouterr()
    made = discovered(sorted((world / "made").iterdir()), at_least=len(NAMES) + 3)
    pages = [*(world / "nettsted/nb").rglob("*.html"), *(world / "nettsted/search").iterdir()]
    made += discovered((path for path in pages if path.name != "search.html"), at_least=12)
    for file in made:
        text = file.read_text(encoding="utf-8")
        assert len(text) > 100, file.name
        assert file.suffix != ".ics" or "Møte om •••••• •••••" in text.replace("\r\n ", "")
        assert shown(text) == [], file.name


def test_every_number_is_found_and_no_baseline_takes_it(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    execute(["check", *DAY, "--write-baseline", "baseline.json", "--format", "json"])
    told = json.loads(capsys.readouterr().out)["findings"]
    found = [each for each in told if each["code"] == "national-number"]
    assert {each["severity"] for each in found} == {"error"}
    lines = set()
    for path in discovered(sorted((world / "agreements").rglob("*.yaml")), at_least=9):
        name = path.relative_to(world).as_posix()
        text = path.read_text(encoding="utf-8").splitlines()
        lines |= {
            (re.sub(NUMBERS["file"], "•" * 11, name), number)
            for number, line in enumerate(text, 1)
            for place, digits in NUMBERS.items()
            if digits in line or spaced(place) in line
        }
        lines |= {
            (name, number) for number, line in enumerate(text, 1) if line == f"  {NUMBERS['block'][:6]}"
        }
        lines |= {(name, number) for number, line in enumerate(text, 1) if "\\x20" in line}
    lines.add((f"agreements/ungdom-{'•' * 11}-1.00.yaml", 1))
    assert {(each["file"], each["line"]) for each in found} == lines
    assert "national-number" not in (world / "baseline.json").read_text(encoding="utf-8")


def test_no_checksum_can_be_reckoned_back_to_a_number(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A baseline lies in git, and there are few enough numbers to try them all."""
    made = []
    for number in (NUMBERS["unknown"], NUMBERS["title"]):
        (world / "agreements/prove-1.00.yaml").write_text(TEXT.replace(NUMBERS["unknown"], number), "utf-8")
        execute(["check", *DAY, "agreements/prove-1.00.yaml", "--write-baseline", "b.json", "--force"])
        made.append((world / "b.json").read_text("utf-8"))
    capsys.readouterr()
    assert "schema-unknown-key" in made[0]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    "words",
    [
        ("--title", f"Plan for {spaced('title')}", "--party", "NAV Nordlia"),
        ("--title", "Plan", "--party", f"NAV {NUMBERS['party']}"),
        ("--title", "Plan", "--party", "NAV Nordlia", "--key", f"plan-{NUMBERS['key']}"),
    ],
)
def test_a_draft_never_begins_with_a_number(
    world: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    before = sorted(world.rglob("*"))
    given = ("--party", "Eksempel fylkeskommune", "--from", "2027-01-01", "--to", "2029-12-31")
    assert execute(["new", "agreement", *words, *given]) == 2
    said = "".join(capsys.readouterr())
    assert "fødselsnummer" in said
    assert shown(said) == []
    assert sorted(world.rglob("*")) == before


def test_only_one_place_prints() -> None:
    """So that nothing gets past the hiding: `avtale.cli.echo`."""
    files = discovered((ROOT / "src/avtale/cli").rglob("*.py"), at_least=30)
    printing = {
        path.name for path in files if re.search(r"click\.(?:echo|secho|style|prompt|confirm|pause|progressbar)\(|Console\(|track\(|sys\.std(?:out|err)\.write", path.read_text("utf-8"))
    }  # fmt: skip
    assert printing == {"echo.py"}
