"""What the system that runs the check says it started from: the branch a change is to go into, or what stood before a push.

The names are those that each system documents. Nothing here is asked of git or of the repository: a change cannot set it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

# The branch that a change is to go into.
_BRANCHES = (
    "GITHUB_BASE_REF",  # GitHub, Gitea, Forgejo
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",  # GitLab
    "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
    "SYSTEM_PULLREQUEST_TARGETBRANCH",  # Azure DevOps, as refs/heads/main
    "BITBUCKET_PR_DESTINATION_BRANCH",
    "CHANGE_TARGET",  # Jenkins
    "DRONE_TARGET_BRANCH",
    "CI_COMMIT_TARGET_BRANCH",  # Woodpecker
)
# That branch as a commit.
_TARGETS = (
    "CI_MERGE_REQUEST_DIFF_BASE_SHA",
    "CI_MERGE_REQUEST_TARGET_BRANCH_SHA",
    "BITBUCKET_PR_DESTINATION_COMMIT",
)
# What stood before a push.
_BEFORE = ("CI_COMMIT_BEFORE_SHA", "DRONE_COMMIT_BEFORE", "CI_PREV_COMMIT_SHA", "PRE_COMMIT_FROM_REF")
_EVENT = "GITHUB_EVENT_PATH"
_EVENT_TARGETS = (("pull_request", "base", "sha"), ("merge_group", "base_sha"))
_EVENT_BEFORE = (("before",),)
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_MOST_BYTES = 32 * 1_048_576


def targets(environment: Mapping[str, str]) -> tuple[str, ...]:
    """What to compare the register with, as branches (`origin/main`) and commits; empty outside such a system.

    What stood before a push counts where nothing says which branch the change is to go into, and the push is not known
    to be of another branch than the main one: on that, what was pushed is not yet decided.
    """
    event = _event(environment.get(_EVENT, ""))
    told = [environment.get(name, "") for name in _TARGETS]
    found = [*_branches(environment), *_commits((*told, *_held(event, _EVENT_TARGETS)))]
    if not found and not _is_aside(environment, event):
        told = [environment.get(name, "") for name in _BEFORE]
        found = list(_commits((*told, *_held(event, _EVENT_BEFORE))))
    if not found and _is_aside(
        environment, event
    ):  # held against the main branch, whichever the settings name
        found = [f"origin/{main}" for _, main in _sides(environment, event)]
    return tuple(dict.fromkeys(found))


def _branches(environment: Mapping[str, str]) -> Iterator[str]:
    for name in _BRANCHES:
        if name == "DRONE_TARGET_BRANCH" and not environment.get("DRONE_PULL_REQUEST"):
            continue  # else it is the branch that was pushed
        branch = environment.get(name, "").strip().removeprefix("refs/heads/")
        if branch and branch != "false":  # as Buildkite and Travis say that there is none
            yield f"origin/{branch}"


def _commits(told: Iterable[str]) -> Iterator[str]:
    for commit in told:
        if _COMMIT.fullmatch(commit) and commit.strip("0"):  # zeros: a branch that was not there
            yield commit


def _is_aside(environment: Mapping[str, str], event: Any) -> bool:
    """Whether what was pushed is known to be another branch than the main one."""
    return any(one != other for one, other in _sides(environment, event))


def _sides(environment: Mapping[str, str], event: Any) -> list[tuple[str, str]]:
    """The branch that was pushed and the main one, by each who tells both."""
    pushed = (environment.get("CI_COMMIT_BRANCH"), *_held(event, [("ref",)]))
    main = (environment.get("CI_DEFAULT_BRANCH"), *_held(event, [("repository", "default_branch")]))
    return [
        (one.removeprefix("refs/heads/"), other)
        for one, other in zip(pushed, main, strict=False)
        if one and other
    ]


def _event(file: str) -> Any:
    """What GitHub says of the event; one that cannot be read says nothing."""
    try:
        path = Path(file)
        return json.loads(path.read_bytes()) if file and path.stat().st_size <= _MOST_BYTES else {}
    except (OSError, ValueError, RecursionError):
        return {}


def _held(event: Any, places: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for keys in places:
        found = event
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        yield found if isinstance(found, str) else ""
