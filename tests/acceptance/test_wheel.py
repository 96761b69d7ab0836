"""The built wheel: what is in it, and whether it works where there is no checkout and no network."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support import discovered

WHERE_IN_THE_WHEEL = {
    "src/avtale/": "avtale/",
    "schemas/": "avtale/schemas/",
    "templates/": "avtale/templates/",
}
ABOUT_ITSELF = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}


def build(root: Path, folder: Path) -> Path:
    """The wheel that hatchling builds from the checkout into this folder."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    clock = {"SOURCE_DATE_EPOCH": "1795219200"}
    subprocess.run(command, cwd=root, env=os.environ | clock, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(repository_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(repository_root, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(wheel: Path, repository_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of a new virtual environment that holds the wheel and what it needs, no more."""
    wheelhouse = repository_root / "build" / "wheelhouse"
    assert (wheelhouse / ".ready").is_file(), "no wheelhouse; `make test` and `make wheel` fill it"
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "-qq", "--no-compile", "--no-index"]
    subprocess.run([*pip, "--find-links", str(wheelhouse), str(wheel)], check=True)
    return environment / "bin"


def run(installed: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """One command of the new environment, in this folder, with nothing of ours in its surroundings."""
    surroundings = {"PATH": f"{installed}:/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_it_holds_the_package_and_its_data_and_nothing_else(wheel: Path, repository_root: Path) -> None:
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *WHERE_IN_THE_WHEEL]
    tracked = subprocess.run(listing, cwd=repository_root, check=True, capture_output=True, text=True).stdout
    expected = {
        place + name.removeprefix(top)
        for name in discovered(tracked.splitlines())
        for top, place in WHERE_IN_THE_WHEEL.items()
        if name.startswith(top) and (repository_root / name).is_file()
    }
    about = f"{'-'.join(wheel.name.split('-')[:2])}.dist-info/"
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert held == expected | {about + name for name in ABOUT_ITSELF}
    assert "avtale/py.typed" in held
    discovered(name for name in held if name.startswith("avtale/schemas/"))


def test_built_twice_it_is_the_same_bytes(wheel: Path, repository_root: Path, tmp_path: Path) -> None:
    assert wheel.read_bytes() == build(repository_root, tmp_path).read_bytes()


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
