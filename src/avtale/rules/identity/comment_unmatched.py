"""The comment is about no version there is, or answers no comment."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.rules.rule import problem
from avtale.source.read import Source


def check_repository(
    repository: Repository, _history: History | None = None
) -> Iterator[tuple[Source, Problem]]:
    """Look each comment up among the versions, each answer among the comments of its version."""
    versions = {(entry.key, entry.version) for entry in repository.entries}
    for file in repository.comments.files:
        record = file.record
        if file.problems or record is None:
            continue
        if (file.key, file.version) not in versions:
            yield (
                file.source,
                problem(
                    "",
                    "Kommentaren ligger ikke i mappen til noen versjon som finnes (comments/<nøkkel>/<versjon>/), og vises ingen steder. Flytt filen, eller slett den.",
                    "The comment is in the folder of no version there is (comments/<key>/<version>/), and is shown nowhere. Move the file, or delete it.",
                ),
            )
        elif record.answers and record.answers not in (
            one.name for one in repository.comments.of(file.key, file.version)
        ):
            yield (
                file.source,
                problem(
                    "/answers",
                    f"Det finnes ingen kommentar «{record.answers}» til {file.key} {file.version} å svare på. Skriv navnet på filen, uten .yaml.",
                    f"There is no comment “{record.answers}” on {file.key} {file.version} to answer. Write the name of the file, without .yaml.",
                ),
            )
