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

from tests.acceptance.outside import AGREEMENT, environment, repository
from tests.acceptance.test_wheel import build
from tests.network import open_network
from tests.support import ROOT, discovered
from tests.unit.report.judges import github_commands, sarif_errors

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
    assert all("update" in line or "ca-certificates git python3-venv" in line for line in skipped)
    run = "\n".join(["set -eu", *(line for line in found if line not in skipped)])
    surroundings = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "AVTALE": str(wheel),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(ROOT / "build/wheelhouse"),
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


@pytest.mark.extended
@pytest.mark.parametrize("name", EXAMPLES)
def test_its_lines_run_in_a_bare_debian_root(name: str, tmp_path: Path) -> None:
    """As in the image: what apt and pip fetch is what the lines ask for. Only AVTALE is filled in, as a reader must.

    GitHub's runner has git and, by the step before, Python: there they are installed first.
    """
    if os.geteuid() or not shutil.which("debootstrap"):
        pytest.skip("not root, or no debootstrap")
    cache = Path(os.environ.get("AVTALE_BARE_ROOT") or Path.home() / ".cache/avtale-bare-root")
    folder = tmp_path / "checkout"
    repository(folder, AGREEMENT)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
    (folder / "bad.yaml").write_text(BAD, encoding="utf-8")
    found = lines(name)
    first = (
        [line for line in lines("gitlab-ci.yml") if line.startswith("apt-get")]
        if name == "github.yml"
        else []
    )
    check = [line for line in found if " check " in line]
    script = "\n".join(
        [
            *first,
            *found,
            "mv bad.yaml agreements/prove/prove-1.00.yaml",
            "code=0",
            f"{check[-1]} || code=$?",
            'exit "$code"',
        ]
    )
    command = [
        str(ROOT / "tools/ci-root.sh"),
        str(cache),
        str(folder),
        "AVTALE=git+file:///srv/avtale.git@v0.2.0",
    ]
    done = subprocess.run(
        command, input=script, env=open_network(), capture_output=True, text=True, check=False, timeout=1500
    )
    if "Temporary failure resolving" in done.stderr or "debootstrap" in done.stderr:
        pytest.skip("no network")
    assert done.returncode == 1, done.stdout + done.stderr
    told = [line for line in done.stdout.splitlines() if line.startswith("1 fil sjekket")]
    assert told == ["1 fil sjekket, ingen funn.", "1 fil sjekket: 1 feil."], done.stdout + done.stderr
    assert "end-before-start" in (folder / "avtale.xml").read_text(encoding="utf-8")


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
    # The check is of the whole repository, and a commit may only delete: it runs whatever the commit holds.
    always = hook == "avtale-check"
    assert (other.returncode, "Skipped" in other.stdout) == (code if always else 0, not always)
    shutil.rmtree(folder / ".cache", ignore_errors=True)


@pytest.mark.extended
def test_pre_commit_installs_the_hook_from_the_repository(tmp_path: Path) -> None:
    """As a reader gets it: the example's own text, with where avtale lies filled in."""
    folder = tmp_path / "checkout"
    repository(folder, BAD)
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    text = (ROOT / "examples/ci/pre-commit-config.yaml").read_text(encoding="utf-8")
    for filled, value in (("https://git.example.org/avtale.git", f"file://{ROOT}"), ("v0.2.0", revision)):
        assert filled in text
        text = text.replace(filled, value)
    (folder / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
    subprocess.run(["git", "add", "."], cwd=folder, check=True)

    def run() -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in open_network().items() if not name.startswith("PYTHON")}
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
        home = {"PRE_COMMIT_HOME": str(tmp_path / "cache")}
        return subprocess.run(
            command, cwd=folder, env=kept | home, capture_output=True, text=True, check=False
        )

    ran = run()
    if "Could not find a version" in ran.stdout + ran.stderr:
        pytest.skip("no network")
    assert (ran.returncode, "explain end-before-start" in ran.stdout) == (1, True), ran.stdout + ran.stderr
    config = folder / ".pre-commit-config.yaml"
    config.write_text(text.replace("# args:", "args:"), encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-m", "avtale", "check", "--write-baseline", "agreements/baseline.json"],
        cwd=folder, env=environment(), check=False,
    )  # fmt: skip
    assert made.returncode == 0
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    ran = run()
    assert ran.returncode == 0, ran.stdout + ran.stderr
