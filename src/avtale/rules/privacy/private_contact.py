"""A private address or telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from avtale.facts.git import History
from avtale.facts.other_files import other_files
from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.locales.private import words
from avtale.rules.privacy._shared import digits_as_zeros
from avtale.rules.rule import Located, RuleContext, problem, strings
from avtale.source.pointer import split
from avtale.source.read import Source

# Where private persons have their mail. An employer's own address is none of these.
_PROVIDERS = (
    *("gmail.com", "googlemail.com", "hotmail.com", "hotmail.no", "outlook.com", "outlook.no", "live.com", "live.no"),
    *("msn.com", "yahoo.com", "yahoo.no", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.com", "gmx.net"),
    *("proton.me", "protonmail.com", "online.no", "broadpark.no", "getmail.no", "start.no", "frisurf.no", "c2i.net"),
    *("altibox.no", "lyse.net", "tele2.no", "chello.no", "ebnett.no"),
)  # fmt: skip
_DIGESTS = (
    "sha256",
    "fingerprint",
    "pdf_sha256",
    "previous_sha256",
    "rendering_sha256",
    "certificate_sha256",
)
_NUMBERS = ("telephone", "organisation_number", *_DIGESTS)
_SHAPES = (b"00000000", b"000 00 000", b"00 00 00 00")
_NEAR, _AFTER, _HOME = 30, 14, 70  # characters


def check(context: RuleContext) -> Iterator[Problem]:
    """What everyone with the file would read (docs/architecture.md, "What it promises")."""
    if not isinstance(context.document, FollowUpPlan):
        yield from _of_file(context.entry.source)


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:
    """The same in the contacts, the settings, the register and the log."""
    del history
    for other in other_files(repository):
        yield from ((other.source, found) for found in _of_file(other.source))


def _of_file(source: Source) -> Iterator[Problem]:
    if not _may_hold(source.text):
        return
    for pointer, text in strings(source.data):
        if pointer.startswith("/silences/"):
            continue
        if "@" in text:
            yield from _mail(pointer, text)
        if _may_hold(text):
            yield from _telephone(pointer, text)
            yield from _home(pointer, text)


def _may_hold(text: str) -> bool:
    """Whether anything in it has the shape of an address or a number; asked of every file, so it is cheap."""
    if "@" in text:
        return True
    raw = digits_as_zeros(text)
    return any(shape in raw for shape in _SHAPES) or _town_shape().search(raw) is not None


def _mail(pointer: str, text: str) -> Iterator[Problem]:
    for match in _address().finditer(text):
        domain = match[1].lower()
        if any(domain == each or domain.endswith(f".{each}") for each in _PROVIDERS):
            yield problem(
                pointer,
                f"Her står en e-postadresse hos {domain}, som er en tjeneste for privatpersoner. Bruk adressen på jobben, "
                "eller kontorets.",
                f"Here stands an e-mail address at {domain}, a service for private persons. Use the one at work, or the "
                "office's.",
            )
            return


def _telephone(pointer: str, text: str) -> Iterator[Problem]:
    """The first number that is said to be private; else, in running text, the first mobile number."""
    key = split(pointer)[-1] if pointer else ""
    mobile = False
    for match in _number().finditer(text):
        before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() :][:_AFTER]
        if _own_before().search(before) or _own_after().match(after):
            yield problem(
                pointer,
                "Her står et telefonnummer som er sagt å være privat. Ta det bort, eller skriv nummeret på jobben.",
                "Here stands a telephone number that is said to be private. Take it away, or write the one at work.",
            )
            return
        mobile = mobile or _is_mobile(match[0], before)
    if mobile and key not in _NUMBERS:
        yield problem(
            pointer,
            "Her står et mobilnummer i teksten. Er det privat, skal det bort; er det kontorets, hører det hjemme i "
            "contacts.yaml.",
            "Here stands a mobile number in the text. If it is private, take it away; if it is the office's, it belongs in "
            "contacts.yaml.",
            severity="notice",
        )


def _is_mobile(number: str, before: str) -> bool:
    """Norwegian mobile numbers begin with 4 or 9; the grouping 3-2-3, +47 or a word for a telephone says that it is one."""
    bare = re.sub(r"^(?:\+|00)47 ?", "", number)
    if bare[0] not in "49":
        return False
    written = bare != number or re.fullmatch(r"\d{3} \d\d \d{3}", bare) is not None
    return written or _telephone_words().search(before) is not None


def _home(pointer: str, text: str) -> Iterator[Problem]:
    for match in _town().finditer(text):
        before = text[max(0, match.start() - _HOME) : match.start()]
        word = _home_words().search(before)
        if word is not None and _new_sentence().search(before, word.end()) is None:
            yield problem(
                pointer,
                "Her står en hjemmeadresse. Ta den bort; trengs en adresse, så bruk kontorets.",
                "Here stands a home address. Take it away; where an address is needed, use the office's.",
            )
            return


# Compiled when a file first has the shape of an address or a number.
@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")


@cache
def _number() -> re.Pattern[str]:
    """Eight digits as telephone numbers are written, with or without the country's."""
    written = r"[2-9]\d{7}|[2-9]\d\d \d\d \d{3}|[2-9]\d \d\d \d\d \d\d"
    return re.compile(rf"(?<![\w.,/:-])(?<!\d )(?:(?:\+|00)47 ?)?(?:{written})(?![\w/-]|[.,]\d| \d)")


@cache
def _own_before() -> re.Pattern[str]:
    """Right before the number, perhaps with "er" between: private schools beside it say nothing."""
    return re.compile(rf"(?:{words('own')})\W{{0,3}}(?:\w\w\W)?\Z", re.IGNORECASE)


@cache
def _own_after() -> re.Pattern[str]:
    return re.compile(rf"[\s(,]{{1,3}}(?:{words('own')})", re.IGNORECASE)


@cache
def _telephone_words() -> re.Pattern[str]:
    return re.compile(words("telephone"), re.IGNORECASE)


@cache
def _home_words() -> re.Pattern[str]:
    return re.compile(words("home"), re.IGNORECASE)


@cache
def _new_sentence() -> re.Pattern[str]:
    return re.compile(r"[.!?]\s+[A-ZÆØÅ]")


@cache
def _town_shape() -> re.Pattern[bytes]:
    return re.compile(rb"0000 [A-Z?\xc1\xc5\xc6\xd8]")


@cache
def _town() -> re.Pattern[str]:
    """A postal code and its town."""
    return re.compile(r"(?<![\w./-])\d{4} [A-ZÆØÅÁČĐŊŠŦŽ]\w")
