"""What a system that runs the check says it started from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from avtale.cli.ci import targets

ONE, TWO, NONE = "1" * 40, "2" * 40, "0" * 40


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ({}, ()),
        ({"GITHUB_BASE_REF": ""}, ()),
        ({"GITHUB_BASE_REF": "main"}, ("origin/main",)),
        ({"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_COMMIT_BEFORE_SHA": ONE}, ("origin/main",)),
        (
            {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA": ONE},
            ("origin/main", ONE),
        ),
        ({"CI_COMMIT_BEFORE_SHA": ONE}, (ONE,)),
        ({"CI_COMMIT_BEFORE_SHA": ONE, "CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main"}, (ONE,)),
        (
            {"CI_COMMIT_BEFORE_SHA": ONE, "CI_COMMIT_BRANCH": "work", "CI_DEFAULT_BRANCH": "trunk"},
            ("origin/trunk",),
        ),
        ({"CI_COMMIT_BEFORE_SHA": NONE}, ()),
        ({"CI_COMMIT_BEFORE_SHA": "--upload-pack=x"}, ()),
        ({"BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main"}, ("origin/main",)),
        ({"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/release/2"}, ("origin/release/2",)),
        ({"BITBUCKET_PR_DESTINATION_BRANCH": "main"}, ("origin/main",)),
        ({"CHANGE_TARGET": "main"}, ("origin/main",)),
        ({"DRONE_TARGET_BRANCH": "main"}, ()),
        ({"DRONE_TARGET_BRANCH": "main", "DRONE_PULL_REQUEST": "3"}, ("origin/main",)),
        ({"PRE_COMMIT_FROM_REF": TWO}, (TWO,)),
    ],
)
def test_each_system_in_its_own_words(told: dict[str, str], wanted: tuple[str, ...]) -> None:
    assert targets(told) == wanted


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        ({"before": ONE, "after": TWO}, (ONE,)),
        ({"before": ONE, "ref": "refs/heads/main", "repository": {"default_branch": "main"}}, (ONE,)),
        (
            {"before": ONE, "ref": "refs/heads/work", "repository": {"default_branch": "main"}},
            ("origin/main",),
        ),
        ({"before": NONE}, ()),
        ({"before": ONE, "pull_request": {"base": {"sha": TWO}}}, (TWO,)),
        ({"merge_group": {"base_sha": TWO}}, (TWO,)),
        ({"before": 3, "pull_request": [], "merge_group": None}, ()),
        ([], ()),
        ("x", ()),
    ],
)
def test_an_event_of_github(event: Any, wanted: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps(event), encoding="utf-8")
    assert targets({"GITHUB_EVENT_PATH": str(file)}) == wanted


def test_an_event_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "event.json").write_bytes(b"\xff{")
    for file in (tmp_path / "event.json", tmp_path / "none", tmp_path):
        assert targets({"GITHUB_EVENT_PATH": str(file)}) == ()
