"""The colour of the settings is too light."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.format.contrast import ENOUGH, shown, worst
from avtale.rules.rule import Located, problem


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:
    """The colour of the settings; one that is none is the schema's to tell of."""
    del history
    rendering, source = repository.settings.rendering, repository.settings_source
    colour = rendering.accent_colour if rendering else None
    ratio = worst(colour) if colour else None
    if source is None or ratio is None or ratio >= ENOUGH:
        return
    yield (
        source,
        problem(
            "/rendering/accent_colour",
            f"Fargen {colour} er for lys: kontrasten er {shown(ratio)}, og den skal være minst 4,5 : 1. Velg en mørkere.",
            f"The colour {colour} is too light: its contrast is {shown(ratio, 'en')}, and has to be at least 4.5 : 1. "
            "Choose a darker one.",
        ),
    )
