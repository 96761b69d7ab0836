"""Errors that leave the public API.

Every error carries its text in bokmål and English, because the command line
chooses the reader's language after the error was raised (docs/architecture.md, "The contract").
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from avtale.message import Message


class AvtaleError(Exception):
    """Base of every error this library raises on purpose.

    `nb` and `en` are whole sentences that say what is wrong and what to do, or with `values`
    their templates (`avtale.message.Message`). `exit_code` is what the command line ends with.
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, *, nb: str, en: str, **values: object) -> None:
        self.message = Message(nb, en, **values)
        self.nb, self.en = self.message.nb, self.message.en
        super().__init__(self.en)

    def text(self, lang: str = "nb") -> str:
        """The sentence in `lang`: English for "en", bokmål for every other language."""
        return self.en if lang == "en" else self.nb


class StateError(AvtaleError):
    """The document, signature or state does not allow what was asked: exit 1."""

    exit_code = 1


class UsageError(AvtaleError):
    """A wrong option, no such file, a wrong password, a file of the wrong kind: exit 2."""

    exit_code = 2


class SystemFailure(AvtaleError):
    """The disk, a missing system library or we ourselves failed: exit 3."""

    exit_code = 3


def not_read(name: object, error: OSError) -> AvtaleError:
    """Why a file could not be read: a name that no file can have is misuse, all else the surroundings."""
    if error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
        return impossible_name()
    return SystemFailure(
        nb="Kunne ikke lese {name}: {why}.",
        en="Could not read {name}: {why}.",
        name=name,
        why=system_says(error),
    )


@contextmanager
def reading(name: object, *, missing: Message | None = None, folder: Message | None = None) -> Iterator[None]:
    """What the system says while the file is read in here, as an error of ours.

    `UsageError` where there is no such file, as `missing` says it, where it is a folder, as `folder` says it, and where
    text was wanted and it is none; else as `not_read`.
    """
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        said = missing or Message("Fant ikke filen {name}.", "No such file: {name}.", name=name)
        raise UsageError(nb=said.nb, en=said.en) from error
    except IsADirectoryError as error:
        said = folder or Message(
            "{name} er en mappe, ikke en fil.", "{name} is a folder, not a file.", name=name
        )
        raise UsageError(nb=said.nb, en=said.en) from error
    except UnicodeDecodeError as error:
        raise UsageError(nb=f"{name} er ikke tekst (UTF-8).", en=f"{name} is no text (UTF-8).") from error
    except OSError as error:
        raise not_read(name, error) from error


_SYSTEM = {  # by the names of errno; no system has them all
    "EACCES": "du har ikke tilgang",
    "EPERM": "du har ikke lov",
    "ENOENT": "den finnes ikke",
    "ENOTDIR": "noe på veien dit er ikke en mappe",
    "EISDIR": "den er en mappe",
    "ENAMETOOLONG": "navnet er for langt",
    "EEXIST": "den finnes fra før",
    "ENOTEMPTY": "mappen er ikke tom",
    "ENOSPC": "disken er full",
    "EDQUOT": "plassen du har fått, er brukt opp",
    "EFBIG": "filen blir for stor",
    "EROFS": "disken kan bare leses",
    "EIO": "disken svikter",
    "EMFILE": "for mange filer er åpne",
    "ENFILE": "for mange filer er åpne på maskinen",
    "ENOMEM": "det er ikke mer minne",
    "EBUSY": "noe annet bruker den",
    "ETXTBSY": "et program bruker den",
    "EXDEV": "den ligger på en annen disk",
    "ENODEV": "enheten finnes ikke",
    "EINVAL": "systemet godtar ikke navnet eller bruken av den",
    "EILSEQ": "navnet har tegn som systemet ikke godtar",
    "EBADF": "den er lukket",
}


_SQLITE = {
    "SQLITE_FULL": "disken er full",
    "SQLITE_READONLY": "den kan bare leses",
    "SQLITE_CANTOPEN": "den kan ikke åpnes",
    "SQLITE_IOERR": "disken svikter",
    "SQLITE_BUSY": "noe annet bruker den",
    "SQLITE_LOCKED": "noe annet bruker den",
    "SQLITE_CORRUPT": "den er skadet",
    "SQLITE_NOTADB": "den er skadet",
}


def system_says(error: Exception) -> Message:
    """What the system or SQLite says is wrong, in bokmål and English; where we have no words for it, its number or name."""
    if not isinstance(error, OSError):
        code = getattr(error, "sqlite_errorname", "") or type(error).__name__
        said = next((words for known, words in _SQLITE.items() if code.startswith(known)), None)
        return Message(said or f"databasen melder {code}", str(error))
    english = error.strerror or os.strerror(error.errno or errno.EIO)
    name = errno.errorcode.get(error.errno or errno.EIO, "")
    return Message(_SYSTEM.get(name, f"systemet melder feil nummer {error.errno}"), english)


def changed_meanwhile(name: object) -> SystemFailure:
    """What a file says is no longer what was read of it: an editor saved it, or somebody took it away."""
    return SystemFailure(
        nb=f"{name} ble endret av noe annet imens, og er ikke rørt. Ingenting er skrevet i den. Kjør en gang til.",
        en=f"{name} was changed by something else meanwhile and was left alone. Nothing was written into it. Run again.",
    )


def impossible_name() -> UsageError:
    """A name too long for the system, or a link in a ring. The name itself is not quoted: it may fill a screen."""
    return UsageError(
        nb="Et filnavn er for langt, eller er en lenke som går i ring. Se over navnene på linjen.",
        en="A file name is too long, or is a link that leads back to itself. Look over the names on the line.",
    )
