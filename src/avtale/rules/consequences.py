"""A misspelt field is one mistake: what is found only because of it is not told.

`partene:` for `parties:` leaves a document without parties, and every id that names one would be a finding. So the rules
judge the document once more as if the field had its right name, and what they find in both stays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from avtale.facts.repository import DocumentFile
from avtale.findings import Problem
from avtale.format.misspelt import misspelt
from avtale.source import pointer as pointers
from avtale.source.read import Source


def without_consequences(
    told: list[Problem], entry: DocumentFile, judge: Callable[[DocumentFile], list[Problem]]
) -> list[Problem]:
    """The problems of a document that are there also with its misspelt fields called what they should be."""
    if not told or not any(problem.code == "schema-unknown-key" for problem in entry.problems):
        return told
    wrong = misspelt(entry.problems)
    if not wrong:
        return told
    source = entry.source
    right = Source(source.name, source.text, _renamed(source.data, "", wrong))
    judged = judge(DocumentFile.of(entry.path, entry.name, right))
    also = {(problem.code, problem.pointer) for problem in judged}
    return [problem for problem in told if (problem.code, problem.pointer) in also]


def _renamed(data: Any, pointer: str, wrong: dict[str, str]) -> Any:
    """The data with its misspelt keys corrected, in the order of the file; the reader bounds the depth."""
    if isinstance(data, dict):
        found = {}
        for key, value in data.items():
            here = pointer + pointers.join(key)
            found[wrong.get(here, key)] = _renamed(value, here, wrong)
        return found
    if isinstance(data, list):
        return [_renamed(value, f"{pointer}/{index}", wrong) for index, value in enumerate(data)]
    return data
