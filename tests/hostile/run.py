"""A mutant made from its seed, judged, and made smaller where it fails. `tools/mutants.py` runs any number of them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from avtale.format import schema
from tests.hostile.documents import document, text_of
from tests.hostile.judge import judged
from tests.hostile.mutants import Mutant, damaged_folder, mutant
from tests.support import discovered
from tests.unit.rules.examples import FOLDER

ROOT = Path(__file__).resolve().parents[2]


def sources() -> list[tuple[str, str]]:
    """Every example and agreement as a name and a text, and a document of each kind made from its schema."""
    paths = [
        *sorted(FOLDER.glob("*/*.yaml")),
        *sorted(ROOT.glob("agreements/*/*.yaml")),
        *sorted(ROOT.glob("examples/samarbeid/**/*.yaml")),
    ]
    tops = (ROOT, FOLDER)
    names = (next(str(path.relative_to(top)) for top in tops if path.is_relative_to(top)) for path in paths)
    found = [
        (name, path.read_bytes().decode("utf-8", "replace")) for name, path in zip(names, paths, strict=True)
    ]
    for kind in schema.kinds():
        for number in range(5):
            chance = Random(f"{kind}{number}")
            found.append((f"{kind} {number}", text_of(document(chance, kind, 0.2 * number), chance)))
    return discovered(found, at_least=200)


def repositories() -> list[Path]:
    """Every example that is a whole repository, and the agreements of this one."""
    found = sorted(path.parent for path in FOLDER.glob("*/*/agreements/avtale.yaml"))
    whole = [ROOT / "agreements", *[ROOT / "examples/samarbeid/agreements"] * 5]
    return discovered([*found, *whole], at_least=20)


def one_file(seed: str, texts: list[tuple[str, str]], folder: Path, *, wide: bool) -> None:
    """Make the mutant of a seed and judge it; one that fails is made as small as leaving steps out makes it."""
    made = mutant(Random(seed), texts)
    try:
        _judge(made, folder, wide=wide)
    except Exception as error:
        made, error = _smallest(made, error, folder, wide=wide)
        told = f"mutant {seed!r} of {made.origin}, steps {made.steps}:\n{made.data[:3000]!r}"
        raise AssertionError(f"{type(error).__name__}: {error}\n{told}") from error


def _judge(made: Mutant, folder: Path, *, wide: bool) -> None:
    path = folder / "document.yaml"
    path.write_bytes(made.data)
    judged(path, wide=wide)


def _smallest(made: Mutant, error: Exception, folder: Path, *, wide: bool) -> tuple[Mutant, Exception]:
    for smaller in made.smaller():
        try:
            _judge(smaller, folder, wide=wide)
        except Exception as same:
            return _smallest(smaller, same, folder, wide=wide)
    return made, error


def one_folder(seed: str, folders: list[Path], folder: Path, *, wide: bool) -> None:
    """The same for a repository."""
    chance = Random(seed)
    with tempfile.TemporaryDirectory(dir=folder) as within:
        target = Path(within) / "agreements"
        source = chance.choice(folders)
        told = damaged_folder(chance, source, target)
        try:
            judged(target, wide=wide)
        except Exception as error:
            said = f"folder {seed!r} of {source}: {'; '.join(told)}"
            raise AssertionError(f"{type(error).__name__}: {error}\n{said}") from error
