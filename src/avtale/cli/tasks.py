"""What somebody wants to do, as the help and the documentation list commands by it."""

from __future__ import annotations

from typing import Literal

Task = Literal["write", "check", "publish", "sign", "follow up", "after approval", "other"]

#: In the order of an agreement's life, with the heading in bokmål and English. A command that names none comes last.
TASKS: dict[Task, tuple[str, str]] = {
    "write": ("Skrive", "Write"),
    "check": ("Sjekke", "Check"),
    "publish": ("Vise og publisere", "Show and publish"),
    "sign": ("Godkjenne og skrive under", "Approve and sign"),
    "follow up": ("Følge opp", "Follow up"),
    "after approval": ("Etter godkjenningen", "After approval"),
    "other": ("Annet", "Other"),
}


def heading(task: Task, lang: str) -> str:
    """The heading of a task: in English for "en", in bokmål for every other language."""
    return TASKS[task][lang == "en"]
