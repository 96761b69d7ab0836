"""A file that asks for more than any agreement would."""

from __future__ import annotations

from avtale.errors import UsageError


class TooMuch(Exception):
    """The file has too much of something; `nb` and `en` say what, as the object of "has"."""

    def __init__(self, nb: str, en: str) -> None:
        super().__init__(en)
        self.nb, self.en = nb, en


def too_much(name: str, nb: str, en: str) -> UsageError:
    """The message for such a file: what it has too much of."""
    return UsageError(
        nb=f"{name} har {nb} og blir ikke lest. En avtale har ikke det; be avsenderen om en ny fil.",
        en=f"{name} has {en} and is not read. No agreement does; ask the sender for a new file.",
    )
