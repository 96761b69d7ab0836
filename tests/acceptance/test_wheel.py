"""The built wheel: what is in it, and whether it works where there is no checkout and no network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution, distributions
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import avtale as avtale_package
from avtale.render.fonts import font_set
from tests.support import ROOT, discovered

WHERE_IN_THE_WHEEL = {
    "src/avtale/": "avtale/",
    "schemas/": "avtale/schemas/",
    "templates/": "avtale/templates/",
}
ABOUT_ITSELF = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}


def made(root: Path) -> set[str]:
    """What the set-up makes and no clone has; without npm there is nothing for a browser."""
    model = {"avtale/format/model.py"}
    if not (root / "src/avtale/assets").is_dir():
        return model
    entries = discovered(path.name for path in (root / "assets").iterdir() if path.suffix in (".js", ".css"))
    return model | {f"avtale/assets/{name}" for name in (".made-of", "LICENSES.txt", *entries)}


def build(root: Path, folder: Path) -> Path:
    """The wheel that hatchling builds from the checkout into this folder."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    clock = {"SOURCE_DATE_EPOCH": "1795219200"}
    subprocess.run(command, cwd=root, env=os.environ | clock, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("dist"))


def required(named: Iterable[str], extras: Iterable[str] = ()) -> Iterator[Distribution]:
    """The installed distributions that these requirements name, and what they require in turn."""
    for line in map(Requirement, named):
        if line.marker is None or any(line.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield (found := distribution(line.name))
            yield from required(found.requires or (), line.extras)


def environment(folder: Path, *options: str, wheel: Path) -> Path:
    """A new virtual environment with the wheel; what else pip is to do say the options. Gives its packages."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(folder),
        "install",
        "-qq",
        "--no-compile",
        "--no-index",
    ]
    subprocess.run([*pip, *options, str(wheel)], check=True)
    (packages,) = folder.glob("lib/*/site-packages")
    return packages


def compiled_as_here(package: Path) -> None:
    """Python takes what was compiled for a file of the same size and time."""
    here = Path(avtale_package.__file__).parent
    for file in discovered(package.rglob("*.py")):
        same = here / file.relative_to(package)
        compiled = Path(cache_from_source(same))
        if compiled.is_file() and same.read_bytes() == file.read_bytes():
            shutil.copystat(same, file)
            (file.parent / "__pycache__").mkdir(exist_ok=True)
            shutil.copy(compiled, file.parent / "__pycache__")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of a new environment that holds the wheel and what it says it needs, no more.

    That lies there as links to what the tests are run with, where it is compiled already; so are the wheel's own modules.
    """
    packages = environment(folder := tmp_path_factory.mktemp("environment"), "--no-deps", wheel=wheel)
    compiled_as_here(packages / "avtale")
    (own,) = distributions(name="avtale", path=[str(packages)])
    needed = discovered(required(own.requires or ()), at_least=20)
    for path in {each.locate_file(file.parts[0]) for each in needed for file in each.files or ()}:
        link = packages / Path(str(path)).name
        if link.name not in ("..", "__pycache__") and not link.exists():
            link.symlink_to(str(path))
    return folder / "bin"


def run(installed: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """One command of the new environment, in this folder, with nothing of ours in its surroundings but the fonts, which
    take ten seconds to make."""
    surroundings = {"PATH": f"{installed}:/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    surroundings |= {
        "XDG_CACHE_HOME": str(font_set().folder.parents[1]),
        "AVTALE_CACHE": str(folder / ".cache"),
    }
    return subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.extended
def test_pip_installs_it_with_what_it_needs(wheel: Path, tmp_path: Path) -> None:
    wheelhouse = ROOT / "build" / "wheelhouse"
    assert (wheelhouse / ".ready").is_file(), "no wheelhouse; `make test` and `make wheel` fill it"
    environment(tmp_path / "own", "--find-links", str(wheelhouse), wheel=wheel)
    made = "from avtale.render.fonts import font_set; font_set()"
    for words in (("avtale", "init"), ("python", "-c", made)):
        result = run(tmp_path / "own/bin", tmp_path, *words)
        assert result.returncode == 0, result.stderr


def test_it_holds_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *WHERE_IN_THE_WHEEL]
    tracked = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    expected = {
        place + name.removeprefix(top)
        for name in discovered(tracked.splitlines())
        for top, place in WHERE_IN_THE_WHEEL.items()
        if name.startswith(top) and (ROOT / name).is_file()
    }
    about = f"{'-'.join(wheel.name.split('-')[:2])}.dist-info/"
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert held == expected | made(ROOT) | {about + name for name in ABOUT_ITSELF}
    assert "avtale/py.typed" in held
    discovered(name for name in held if name.startswith("avtale/schemas/"))


def test_a_fresh_clone_gives_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    """Also what is made from the schemas, which no clone has. What npm brings is copied: the network is not asked."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    tracked = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in discovered(tracked.splitlines()):
        top = name.partition("/")[0]
        if top in ("src", "schemas", "templates", "assets", "tools", name) and (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / name)
    assert not (tmp_path / "src/avtale/format/model.py").exists()
    if (assets := ROOT / "src/avtale/assets").is_dir():
        shutil.copytree(assets, tmp_path / "src/avtale/assets")
    assert wheel.read_bytes() == build(tmp_path, tmp_path / "dist").read_bytes()


def test_its_data_are_its_own(installed: Path, tmp_path: Path) -> None:
    code = "from avtale.resources import folder; print(folder('schemas'))"
    result = run(installed, tmp_path, "python", "-c", code)
    assert result.returncode == 0, result.stderr
    schemas = Path(result.stdout.rstrip())
    assert schemas.is_relative_to(installed.parent)
    discovered(schemas.glob("*.json"))


def test_the_command_works_where_there_is_no_checkout(installed: Path, tmp_path: Path) -> None:
    result = run(installed, tmp_path, "avtale", "--help")
    assert result.returncode == 0, result.stderr
    assert "check" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_desk_says_how_to_get_what_it_needs(installed: Path, tmp_path: Path) -> None:
    assert run(installed, tmp_path, "avtale", "init").returncode == 0
    result = run(installed, tmp_path, "avtale", "desk")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "avtale: Skrivebordet trenger noen pakker til: pip install 'avtale[desk]'.\n"


def test_the_whole_job_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    """init, new, check, approve, render, keys, sign for both, verify, status, calendar: no checkout, no network."""

    def avtale(*words: str, ends: int = 0) -> str:
        result = run(installed, tmp_path, "env", "AVTALE_PASSWORD=demo", "avtale", *words)
        assert result.returncode == ends, f"{words}: {result.stdout}{result.stderr}"
        return result.stdout

    on = ("--on", "2026-11-21")
    avtale("init", "--name", "Eksempel fylkeskommune")
    title = ("--title", "Samarbeid om oppfølging", "--key", "samarbeid", "--written-by", "Ane Eksempel")
    parties = ("--party", "Eksempel fylkeskommune", "--party", "NAV Eksempel")
    avtale("new", "agreement", *title, *parties, "--from", "2026-08-01", "--to", "2029-07-31")
    (draft,) = tmp_path.glob("agreements/*/samarbeid-1.00.yaml")
    assert "FYLL INN" in draft.read_text(encoding="utf-8")
    assert json.loads(avtale("check", *on, "--format", "json"))["findings"]

    avtale("approve", "samarbeid", "--by", "Bo Eksempel", "--on", "2026-06-15")
    changed = draft.read_text(encoding="utf-8").replace("to: 2029-07-31", "to: 2030-07-31")
    assert "2030-07-31" in changed
    kept = draft.read_bytes()
    draft.write_text(changed, encoding="utf-8")
    assert "changed-after-approval" in avtale("check", *on, ends=1)
    draft.write_bytes(kept)

    with (tmp_path / "agreements/avtale.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\nsigning:\n  trust: [../build/keys]\n  count_demonstration: true\n")
    avtale("render", "samarbeid", *on)
    avtale("keys", "samarbeid")
    assert "<html" in (tmp_path / "build/samarbeid-1.00.nb.html").read_text(encoding="utf-8")
    pdf = tmp_path / "build/samarbeid-1.00.nb.pdf"
    for party in ("county", "nav"):
        before = set(tmp_path.glob("build/*.pdf"))
        avtale("sign", str(pdf), "--as", party, "--key", f"build/keys/{party}.p12")
        (pdf,) = set(tmp_path.glob("build/*.pdf")) - before
    verdict = json.loads(avtale("verify", str(pdf), "--format", "json"))
    assert (verdict["verdict"], verdict["unsigned"], verdict["source"]["matches"]) == (
        "total_passed",
        [],
        True,
    )
    (line,) = json.loads(avtale("status", *on, "--format", "json"))
    assert (line["state"], line["signed"]["recorded"]) == ("in_force", 2)
    avtale("remind", "--calendar", "frister.ics", *on)
    assert b"BEGIN:VEVENT" in (tmp_path / "frister.ics").read_bytes()
