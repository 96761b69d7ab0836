"""The repository's own templates print the documents."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.overrides import overriding
from avtale.facts.repository import Repository
from avtale.rules.rule import Located, problem

_MOST = 5


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:  # noqa: ARG001
    """Told once for the repository, in its settings: the templates are about every document."""
    names = overriding(repository)
    if not names or repository.settings_source is None:
        return
    listed = ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")
    yield (
        repository.settings_source,
        problem(
            "",
            f"Dokumentene trykkes med samlingens egne maler, som kan si mer enn kilden: overrides/ har {listed}. Les dem.",
            f"The documents are printed with the repository's own templates, which may say more than the source: overrides/ "
            f"holds {listed}. Read them.",
        ),
    )
