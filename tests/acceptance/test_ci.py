"""The examples for CI: accepted by the schemas of those who read them, and their lines really run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.acceptance.outside import AGREEMENT, SOURCE, environment, repository
from tests.acceptance.test_wheel import build
from tests.support import discovered
from tests.unit.report.judges import github_commands, sarif_errors

ROOT = SOURCE.parent
EXAMPLES = {"github.yml": "vendor.github-workflows", "gitlab-ci.yml": "vendor.gitlab-ci"}
BAD = AGREEMENT.replace("to: 2029-07-31", "to: 2025-07-31")


def example(name: str) -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe").load((ROOT / "examples/ci" / name).read_text(encoding="utf-8"))
    return data


def judged(schema: str, file: Path) -> int:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    return subprocess.run(
        command, capture_output=True, check=False, env=environment(PYTHONWARNINGS="")
    ).returncode


@pytest.mark.parametrize(("name", "schema"), EXAMPLES.items())
def test_the_vendored_schema_accepts_it_and_no_broken_one(name: str, schema: str, tmp_path: Path) -> None:
    file = ROOT / "examples/ci" / name
    assert judged(schema, file) == 0
    broken = tmp_path / name
    broken.write_text(
        file.read_text(encoding="utf-8").replace("script:", "skript:").replace("runs-on:", "runs:")
    )
    assert judged(schema, broken) == 1


def lines(name: str) -> list[str]:
    """The lines that a runner would give to its shell, in order."""
    data = example(name)
    if "jobs" in data:
        blocks = [step["run"] for step in data["jobs"]["check"]["steps"] if "run" in step]
    else:
        blocks = [*data["avtaler"]["before_script"], *data["avtaler"]["script"]]
    return discovered((line for block in blocks for line in block.splitlines()), at_least=3)


def test_the_whole_history_is_fetched() -> None:
    assert example("github.yml")["jobs"]["check"]["steps"][0]["with"]["fetch-depth"] == 0
    assert example("gitlab-ci.yml")["avtaler"]["variables"]["GIT_DEPTH"] == "0"


@pytest.mark.extended
@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize(("text", "code"), [(AGREEMENT, 0), (BAD, 1)])
def test_its_lines_run(name: str, text: str, code: int, tmp_path: Path) -> None:
    """Where pip gets its wheels from is the machine's own affair; every other line is run as it stands."""
    folder = tmp_path / "checkout"
    repository(folder, text)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
    wheel = build(ROOT, tmp_path)
    found = lines(name)
    skipped = [line for line in found if line.startswith("apt-get ")]
    assert all("update" in line or "git python3-venv" in line for line in skipped)
    run = "\n".join(["set -eu", *(line for line in found if line not in skipped)])
    surroundings = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": f"{ROOT / 'build/wheelhouse'} {wheel.parent}",
    }
    done = subprocess.run(
        ["bash", "-c", run], cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "1 fil sjekket" in done.stdout
    assert (folder / "avtale.xml").read_text(encoding="utf-8").startswith("<?xml")
    if name == "github.yml":
        assert len(github_commands(done.stdout)) == code
        assert sarif_errors((folder / "avtale.sarif").read_text(encoding="utf-8")) == []
        uploaded = example(name)["jobs"]["check"]["steps"][-1]["with"]["sarif_file"]
        assert (folder / uploaded).is_file()
    else:
        reports = example(name)["avtaler"]["artifacts"]["reports"]
        assert len(json.loads((folder / reports["codequality"]).read_text(encoding="utf-8"))) == code
        assert (folder / reports["junit"]).is_file()


# --- pre-commit ---


def pre_commit(
    *arguments: str | Path, cwd: Path, path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    surroundings = environment(PRE_COMMIT_HOME=str(cwd / ".cache"), PYTHONWARNINGS="")
    if path is not None:
        surroundings["PATH"] = f"{path}:{surroundings['PATH']}"
    command = [sys.executable, "-m", "pre_commit", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, text=True, check=False)


def test_pre_commit_accepts_the_hooks_and_the_example(tmp_path: Path) -> None:
    hooks, config = ROOT / ".pre-commit-hooks.yaml", ROOT / "examples/ci/pre-commit-config.yaml"
    assert pre_commit("validate-manifest", hooks, cwd=tmp_path).returncode == 0
    assert pre_commit("validate-config", config, cwd=tmp_path).returncode == 0
    assert pre_commit("validate-config", hooks, cwd=tmp_path).returncode == 1
    offered = {hook["id"] for hook in YAML(typ="safe").load(hooks)}
    asked = {hook["id"] for repo in YAML(typ="safe").load(config)["repos"] for hook in repo["hooks"]}
    assert asked <= offered


@pytest.mark.parametrize(
    ("hook", "text", "code"),
    [
        ("avtale-check", AGREEMENT, 0),
        ("avtale-check", BAD, 1),
        ("avtale-fix", AGREEMENT.replace("month: 4", "month: '4'"), 1),
    ],
)
def test_pre_commit_runs_the_hook(hook: str, text: str, code: int, tmp_path: Path) -> None:
    folder = tmp_path / "checkout"
    file = repository(folder, text)
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin" / "avtale"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m avtale "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    offered = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")
    (mine,) = (each for each in offered if each["id"] == hook)
    # As offered, but run from here: making its environment would need an index.
    local = {"repos": [{"repo": "local", "hooks": [mine | {"language": "system"}]}]}
    with (folder / ".pre-commit-config.yaml").open("w", encoding="utf-8") as config:
        YAML().dump(local, config)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    ran = pre_commit("run", "--all-files", hook, cwd=folder, path=shim.parent)
    assert ran.returncode == code, ran.stdout + ran.stderr
    if hook == "avtale-fix":
        assert "month: 4" in file.read_text(encoding="utf-8")
        assert "files were modified by this hook" in ran.stdout
    elif code:
        assert "end-before-start" in ran.stdout
    (folder / "README.md").write_text("x", encoding="utf-8")
    other = pre_commit("run", hook, "--files", "README.md", cwd=folder, path=shim.parent)
    assert (other.returncode, "Skipped" in other.stdout) == (0, True)
    shutil.rmtree(folder / ".cache", ignore_errors=True)
