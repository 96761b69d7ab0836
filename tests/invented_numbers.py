"""Synthetic identity numbers for tests, made by a reckoning of the tests' own: no person has any of them."""

from __future__ import annotations

from collections.abc import Iterator

_FIRST, _SECOND = "3761894521", "54327654321"


def check_digits(nine: str, *, remainder: int = 0) -> str | None:
    """The two check digits behind nine digits, None where there are none; `remainder` 1–3 only from 2032."""
    first = (remainder - sum(int(n) * int(w) for n, w in zip(nine, _FIRST, strict=False))) % 11
    second = -sum(int(n) * int(w) for n, w in zip(f"{nine}{first}", _SECOND, strict=False)) % 11
    return None if first > 9 or second > 9 else f"{first}{second}"


def synthetic_numbers(month: int = 87) -> Iterator[str]:
    """One after another, each with another day and other last digits."""
    for count in range(10_000):
        nine = f"{count % 28 + 1:02}{month:02}07{count % 500 + 100:03}"
        digits = check_digits(nine)
        if digits is not None:
            yield nine + digits
