"""The environment: every variable that avtale reads, and what of it a program that we start is given.

Read here alone, and when asked, so that one can see in one place what a run depends on. click reads its own
(`_AVTALE_COMPLETE`), Python and the libraries theirs; what the systems for CI are asked stands in `avtale.cli.ci`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs.api import PlatformDirsABC


def language() -> str:
    """AVTALE_LANG: the language to speak; "" where nothing is said."""
    return os.environ.get("AVTALE_LANG", "")


def patience() -> str:
    """AVTALE_WAIT: how many seconds to wait for another command, as written."""
    return os.environ.get("AVTALE_WAIT", "")


def password() -> str | None:
    """AVTALE_PASSWORD; None where it is not set, which is not the same as empty."""
    return os.environ.get("AVTALE_PASSWORD")


def cores() -> int:
    """How many of the machine's cores this process may use."""
    allowed: Callable[[int], Collection[int]] | None = getattr(
        os, "sched_getaffinity", None
    )  # not on every system
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def smtp_password() -> str | None:
    """AVTALE_SMTP_PASSWORD: the password of the mail server; None where it is not set."""
    return os.environ.get("AVTALE_SMTP_PASSWORD")


def state_folder() -> Path | None:
    """Where what must not be lost is kept, beside the repositories: AVTALE_STATE, else the system's own place."""
    return _folder("AVTALE_STATE", lambda: _places().user_state_path)


def desk_secret() -> str:
    """AVTALE_DESK_SECRET: what seals the sessions of the desk; "" where it is kept in a file."""
    return os.environ.get("AVTALE_DESK_SECRET", "")


def desk_client_secret() -> str:
    """AVTALE_DESK_CLIENT_SECRET: the desk's secret with the provider of the login; "" where it stands in a file."""
    return os.environ.get("AVTALE_DESK_CLIENT_SECRET", "")


def desk_clone_secret() -> str:
    """AVTALE_DESK_CLONE_SECRET: the desk's secret with the git that its clone comes from; "" where it stands in a file."""
    return os.environ.get("AVTALE_DESK_CLONE_SECRET", "")


def answers_folder() -> Path | None:
    """Where `check` keeps its answers: AVTALE_CACHE, else the cache; None where that is empty or there is none."""
    return _folder("AVTALE_CACHE", cache_folder)


def configuration_folder() -> Path | None:
    """Where the user's own avtale.yaml lies: AVTALE_CONFIG, else the system's own place; None where there is none."""
    return _folder("AVTALE_CONFIG", lambda: _places().user_config_path)


def cache_folder() -> Path:
    """Where what can be made again is kept. Raises `RuntimeError` where the user has no home."""
    return _places().user_cache_path


def colour_is_wanted() -> bool:
    """Whether neither NO_COLOR nor a TERM that can do nothing speaks against colour."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def output_encoding() -> str:
    """The encoding that PYTHONIOENCODING asks for; "" for none."""
    return os.environ.get("PYTHONIOENCODING", "").partition(":")[0]


def program_folders() -> list[str]:
    """PATH: where programs are looked for, in order."""
    return os.environ.get("PATH", os.defpath).split(os.pathsep)


def of_ci() -> Mapping[str, str]:
    """All of it, for `avtale.cli.ci`, which knows the names that each system for CI has."""
    return os.environ


def passed_on(names: Iterable[str] = (), *, beginning: str | None = None) -> dict[str, str]:
    """What a program that we start is given of it: the variables `names`, and those that begin with `beginning`."""
    found = {name: os.environ[name] for name in names if name in os.environ}
    if beginning is not None:
        found |= {name: value for name, value in os.environ.items() if name.startswith(beginning)}
    return found


@contextmanager
def with_variable(name: str, value: str) -> Iterator[None]:
    """Within it the variable is set, for a C library that can be told in no other way."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _folder(name: str, else_: Callable[[], Path]) -> Path | None:
    if name in os.environ:
        return Path(os.environ[name]) if os.environ[name] else None
    with suppress(RuntimeError):
        return else_()
    return None


def _places() -> PlatformDirsABC:
    """The folders of the XDG Base Directory Specification, on macOS too; Windows has its own."""
    if sys.platform == "win32":
        from platformdirs.windows import Windows as System
    else:
        from platformdirs.unix import Unix as System
    return System("avtale", appauthor=False, roaming=True)
