"""Begin: a repository in a folder, and a document in a repository.

What exists is kept. Only the schemas, which are ours and carry no one's work, are written anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from avtale.errors import StateError, UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.root import PLANS, SETTINGS_FILE, find_root
from avtale.format import schema
from avtale.format.draft import Above, Answers, draft, key_from
from avtale.national_number import masked_data
from avtale.source.scalar import scalar
from avtale.source.write import Replacement, write_whole

SCHEMAS = ".schemas"
EXAMPLE_OWNER = "Eksempel fylkeskommune"
_PLANS = f"agreements/{PLANS}/"
#: What is made anew, and what signs: neither belongs in git. Certificates (.pem) do, where one trusts them.
_IGNORED = (_PLANS, "build/", "*.p12", "*.pfx", "*.key", "*-key.pem")
# Line ends as they were written, whatever git is set to: what is approved is the same bytes for everyone.
_ATTRIBUTES = "agreements/** -text"


class CreatedFile(Struct, frozen=True):
    """One file of a new repository, and whether it was written now ("new", "changed") or was there ("kept")."""

    path: Path
    what: str


def init(folder: Path, *, owner: str | None = None, language: str = "nb") -> list[CreatedFile]:
    """Make `folder` a repository of agreements and tell of each file.

    `owner` is the county's official name; without one, a plainly invented name stands there with a mark to
    fill in. Raises `UsageError` among another repository's agreements, `SystemFailure` where it cannot be written.
    """
    require_room(folder)
    root = folder / "agreements"
    made = [_once(root / SETTINGS_FILE, _settings(owner, language))]
    for name in schema.names():
        made.append(_schema(root, name))
    made.append(_with_lines(folder / ".gitignore", *_IGNORED))
    made.append(_with_lines(folder / ".gitattributes", _ATTRIBUTES))
    for name, content in editor_files().items():
        made.append(_once(folder / ".vscode" / name, content))
    made.append(_once(folder / "README.md", f"# {owner or EXAMPLE_OWNER}\n\nAvtaler som filer. Sjekk dem: `avtale check`\n"))  # fmt: skip
    return made


def require_room(folder: Path) -> None:
    """Raise `UsageError` where `folder` lies among another repository's agreements."""
    above = find_root(folder)
    # Beside another's agreements there is room, as in the checkout of a tool; among them there is none.
    if above is not None and above.resolve() in (here := folder.resolve(), *here.parents):
        raise UsageError(
            nb=f"{folder} ligger allerede i samlingen {above}. Gå dit, eller velg en annen mappe.",
            en=f"{folder} is already inside the repository {above}. Go there, or choose another folder.",
        )


def new(
    repository: Repository | None,
    kind: str,
    answers: Answers,
    *,
    folder: str | None = None,
    file: Path | None = None,
    lang: str = "nb",
    force: bool = False,
) -> Path:
    """Write the draft of a document, in the repository's folder `folder` (default: its key) or as `file`.

    Raises `UsageError` for an unknown kind, a key and version that are taken, a file that exists
    (unless `force`), an answer with a national number in it, or where there is neither a repository nor a file;
    `StateError` where the same draft was made before.
    """
    _refuse_number(answers)
    key = answers.key or key_from(answers.title)
    if file is None:
        file = _file(repository, kind, answers, folder)
    text = draft(kind, answers, lang=lang, schema_path=schema_path(repository, kind, file, dry_run=True))
    if not force:
        _refuse_made_before(file, text)
    _refuse_taken(repository, key, answers.version, file, force=force)
    schema_path(repository, kind, file)
    if kind == "follow_up_plan" and repository is not None and repository.root is not None:
        _with_lines(
            repository.root.parent / ".gitignore", _PLANS
        )  # where no init was run, git would see the plan
    write_whole(file, text.encode(), replace=force)
    return file


def new_place(repository: Repository, kind: str, answers: Answers, *, folder: str | None = None) -> Path:
    """Where `new` would write a document. Raises `UsageError` as that does."""
    _refuse_number(answers)
    file = _file(repository, kind, answers, folder)
    _refuse_taken(repository, answers.key or key_from(answers.title), answers.version, file, force=False)
    return file


def stands_on(entry: DocumentFile) -> Above | None:
    """A document as one that a new one stands on; None for one that cannot be."""
    if entry.document is None or not entry.key or not entry.version:
        return None
    data = entry.source.data
    parties = tuple(
        party for party in data.get("parties") or () if isinstance(party, dict) and party.get("id")
    )
    return Above(entry.key, entry.version, parties, isinstance(data.get("responsibilities"), list))


def _file(repository: Repository | None, kind: str, answers: Answers, folder: str | None) -> Path:
    """The file of a new document, inside the repository."""
    key = answers.key or key_from(answers.title)
    root = _root(repository)
    inside = PLANS if kind == "follow_up_plan" else folder or key
    file = root / inside / f"{key}-{answers.version}.yaml"
    if root not in file.resolve().parents:
        raise UsageError(
            nb=f"Mappen «{folder}» ligger utenfor samlingen. Velg en mappe under {root}.",
            en=f"The folder “{folder}” lies outside the repository. Choose one below {root}.",
        )
    return file


def _refuse_made_before(file: Path, text: str) -> None:
    """The same words once more, as after a kill: the draft is there, and nobody has touched it."""
    if file.is_file() and file.stat().st_size == len(text.encode()) and file.read_bytes() == text.encode():
        raise StateError(
            nb=f"{file} er laget fra før, og ingen har endret den siden. Ingenting er skrevet.",
            en=f"{file} was made before, and nobody has changed it since. Nothing was written.",
        )


def _refuse_number(answers: Answers) -> None:
    """It would become the file's name and heading, and stay in git's history."""
    given = asdict(answers)
    if masked_data(given) != given:
        raise UsageError(
            nb="Det står et fødselsnummer i det du skrev, og ingenting er laget. Bruk saksnummeret i arkivet i stedet.",
            en="What you wrote holds a national identity number, and nothing was made. Use the archive's case number instead.",
        )


def require_place(repository: Repository | None, file: Path | None) -> None:
    """Raises `UsageError` where there is neither a repository for a document to lie in nor a file to write it to."""
    if file is None:
        _root(repository)


def _root(repository: Repository | None) -> Path:
    if repository is None or repository.root is None:
        raise UsageError(
            nb="Her er ingen samling å legge dokumentet i. Kjør «avtale init» først, eller gi filen med --file.",
            en="There is no repository to put the document in. Run “avtale init” first, or give the file with --file.",
        )
    return repository.root


def _refuse_taken(repository: Repository | None, key: str, version: str, file: Path, *, force: bool) -> None:
    taken = [e for e in repository.entries if (e.key, e.version) == (key, version)] if repository else []
    if not taken or (force and taken[0].path == file.resolve()):
        return
    raise UsageError(
        nb=f"{taken[0]} finnes allerede i {taken[0].name}. Velg en annen nøkkel (--key) eller versjon (--version).",
        en=f"{taken[0]} exists already in {taken[0].name}. Choose another key (--key) or version (--version).",
    )


def schema_path(repository: Repository | None, kind: str, file: Path, *, dry_run: bool = False) -> str | None:
    """Where an editor finds the schema, from the file; written into the repository where it has none."""
    root = repository.root if repository else None
    if root is None or root not in file.resolve().parents:
        return None
    target = root / SCHEMAS / f"{kind}.json" if dry_run else _schema(root, kind).path
    return os.path.relpath(target, file.resolve().parent).replace(os.sep, "/")


def _schema(root: Path, name: str) -> CreatedFile:
    text = _json(schema.published(name))
    path = root / SCHEMAS / f"{name}.json"
    old = path.read_bytes() if path.is_file() else None
    if old == text.encode():
        return CreatedFile(path, "kept")
    write_whole(path, text.encode())
    return CreatedFile(path, "new" if old is None else "changed")


def _once(path: Path, text: str) -> CreatedFile:
    if path.exists():
        return CreatedFile(path, "kept")
    write_whole(path, text.encode(), replace=False)
    return CreatedFile(path, "new")


def _with_lines(path: Path, *patterns: str) -> CreatedFile:
    """A file of lines with these among them; what it holds stays. Plans of youths never enter git."""
    old = path.read_bytes() if path.is_file() else b""
    known = {line.strip() for line in old.decode("utf-8", "replace").splitlines()}
    new = [pattern for pattern in patterns if not known & {pattern, f"/{pattern}", pattern.rstrip("/")}]
    if not new:
        return CreatedFile(path, "kept")
    gap = b"" if not old or old.endswith(b"\n") else b"\n"
    after = old + gap + "".join(f"{pattern}\n" for pattern in new).encode()
    if path.is_file():
        write_whole(path, Replacement(old, after))
    else:
        write_whole(path, after, replace=False)
    return CreatedFile(path, "changed" if old else "new")


def _settings(owner: str | None, language: str) -> str:
    gap = [] if owner else ["    # FYLL INN: navnet på fylkeskommunen; det under er oppdiktet"]
    return "\n".join(
        [
            f"# yaml-language-server: $schema={SCHEMAS}/settings.json",
            "# Innstillinger for samlingen: hvem den tilhører, og hvordan den følges opp.",
            "format: 1",
            "owner:",
            "  names:",
            *gap,
            f"    - name: {scalar(owner or EXAMPLE_OWNER)}",
            "      language: nb",
            f"language: {language}",
            "main_branch: main",
            "# Hvor lenge før fristen det varsles.",
            "lead_times:",
            "  expiry: 6 months",
            "  evaluation: 6 weeks",
            "  duty: 2 weeks",
            "",
        ]
    )


def editor_files(*folders: str) -> dict[str, str]:
    """What stands in `.vscode/`, by file name, for the `agreements/` at the top and in each of `folders`.

    The schemas are those at the top. Nothing is fetched or reported, nothing is laid out anew when it is
    saved, and what avtale alone writes cannot be changed by hand.
    """
    tops = ["agreements", *(f"{folder}/agreements" for folder in folders)]
    files = {
        "settings": ["avtale.yaml"],
        "contacts": ["contacts.yaml"],
        "register_event": ["register/**/*.yaml"],
        "log_entry": ["log/**/*.yaml"],
        "comment": ["comments/**/*.yaml"],
    }
    others = [pattern for patterns in files.values() for pattern in patterns]
    files[schema.ANY_KIND] = [
        "**/*.yaml",
        *(f"!{pattern}" for pattern in (*others, ".generated/**/*.yaml", "overrides/**/*.yaml")),
    ]
    settings = {
        "redhat.telemetry.enabled": False,
        "yaml.schemaStore.enable": False,
        "yaml.kubernetesCRDStore.enable": False,
        "yaml.format.enable": False,
        "yaml.schemas": {
            f"./agreements/{SCHEMAS}/{name}.json": [
                f"!{top}/{pattern[1:]}" if pattern.startswith("!") else f"{top}/{pattern}"
                for top in tops
                for pattern in patterns
            ]
            for name, patterns in files.items()
        },
        "[yaml]": {
            "editor.tabSize": 2,
            "editor.insertSpaces": True,
            "editor.detectIndentation": False,
            "editor.formatOnSave": False,
            "editor.wordWrap": "on",
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
        },
        "files.readonlyInclude": {
            f"{top}/{name}/**": True for top in tops for name in (SCHEMAS, ".generated", "register")
        },
    }
    return {
        "settings.json": _json(settings),
        "extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
