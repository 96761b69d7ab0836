"""Signing many PDFs in one process against the pyhanko command: `python benchmarks/bench_sign.py [--small]`.

Both fill the same field of the same files with the same key, as PAdES without a time stamp. The peer is
called once for each file, which is what its command can do; avtale signs through its public API.
avtale also reads the source out of each file and sees to it that it was approved and names the party.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path

from pairs import BIN, compare

import avtale
from avtale.sign.demo import parties_of

TOP = Path(__file__).resolve().parents[1]
ON = dt.date(2026, 11, 21)
PASSWORD = "demo"
PARTY, FIELD = "county", "signature-county"
LOOP = (
    'for file in files/*.pdf; do "$0" sign addsig --field "$1" --use-pades pkcs12 --passfile password'
    ' "$file" "peer/${file##*/}" "$2" || exit 1; done'
)


def sign_all(folder: Path) -> None:
    """What a program that signs many files does: the key is opened once."""
    when = dt.datetime.now(dt.UTC)
    credential = avtale.open_key_file(folder / "keys" / f"{PARTY}.p12", PASSWORD, at=when)
    for file in sorted(folder.glob("files/*.pdf")):
        signed = avtale.sign_pdf(
            file.read_bytes(), party=PARTY, credential=credential, when=when, name=file.name
        )
        avtale.write_whole(folder / "ours" / file.name, signed.data, replace=True)


def files(folder: Path, count: int) -> None:
    """`count` copies of the rendered Troms agreement, and keys that are worth nothing."""
    repository = avtale.Repository.open(TOP / "agreements")
    entry = avtale.find(repository, "troms-nav-ot@2.00", on=ON)
    pdf = avtale.render_document(entry, repository, on=ON, formats=("pdf",)).files["pdf"]
    for name in ("files", "ours", "peer"):
        (folder / name).mkdir()
    for number in range(count):
        (folder / "files" / f"{number:03}.pdf").write_bytes(pdf)
    now = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    avtale.make_demo_keys(folder / "keys", parties_of(entry), password=PASSWORD, when=now)
    (folder / "password").write_text(PASSWORD, encoding="utf-8")


def judge(folder: Path, count: int) -> None:
    """Both made `count` files, each with one good signature in that field; the first and the last are looked at."""
    trust = avtale.load_trust([folder / "keys"])
    for name in ("ours", "peer"):
        assert len(list((folder / name).glob("*.pdf"))) == count
        for number in (0, count - 1):
            file = folder / name / f"{number:03}.pdf"
            found = avtale.verify_pdf(
                file.read_bytes(), name=file.name, at=dt.datetime.now(dt.UTC), trust=trust
            )
            assert [(one.field, one.verdict) for one in found.signatures] == [(FIELD, "total_passed")]


def main() -> None:
    sizes = ((4, 1),) if "--small" in sys.argv else ((40, 3), (400, 1))
    for count, runs in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            files(folder, count)
            print(f"{count} files of {(folder / 'files' / '000.pdf').stat().st_size} bytes")
            ours = [sys.executable, Path(__file__).resolve(), "--sign-all", folder]
            peer = ["sh", "-c", LOOP, BIN / "pyhanko", FIELD, Path("keys") / f"{PARTY}.p12"]
            compare(f"sign, {count} PDFs", ours, peer, runs=runs, cwd=folder, warm=runs > 1)
            judge(folder, count)


if __name__ == "__main__":
    if "--sign-all" in sys.argv:
        sign_all(Path(sys.argv[-1]))
    else:
        main()
