"""The desk's own clone: what is saved goes out, what others push comes in, and where both wrote, both are heard."""

from __future__ import annotations

import shutil
from base64 import b64encode
from pathlib import Path

import pytest

from avtale.desk.app import app
from avtale.desk.git.commit import Note, commit
from avtale.desk.git.keeper import Keeper
from avtale.desk.git.remote import Remote, tidy
from avtale.errors import UsageError
from tests.git import git
from tests.support import AGREEMENT
from tests.unit.desk.desks import NOW, Browser, repository
from tests.unit.desk.git_server import served
from tests.unit.desk.test_acts import saved
from tests.unit.desk.test_write import DRAFT, PATH, type_in


class Shared:
    """A bare repository that the desk and an editor both push to."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bare, self.editor = folder, folder / "shared.git", folder / "editor"
        folder.mkdir(exist_ok=True)
        git(folder, "init", "-q", "--bare", "-b", "main", str(self.bare))
        git(folder, "clone", "-q", str(self.bare), str(self.editor))
        repository(self.editor)
        self.push(PATH, AGREEMENT)

    def push(self, path: str, text: str | None) -> None:
        """What somebody does in an editor."""
        if git(self.bare, "for-each-ref"):
            git(self.editor, "pull", "-q", "--rebase", "origin", "main")
        file = self.editor / "agreements" / path
        if file.is_dir():
            shutil.rmtree(file)
        if file.parent.is_file():
            file.parent.unlink()
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")
        git(self.editor, "add", "-A")
        git(self.editor, "commit", "-q", "-m", f"Endrer {path} i en editor")
        git(self.editor, "push", "-q", "origin", "HEAD:main")

    def keeper(self, name: str = "clone") -> Keeper:
        return Keeper(Remote(self.bare.as_uri(), ""), self.folder / name, lambda: NOW)

    def text(self, path: str = PATH) -> str:
        return git(self.bare, "show", f"main:agreements/{path}") + "\n"


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    return Shared(tmp_path)


def desk_over(keeper: Keeper, name: str = "Kari Nordmann") -> Browser:
    made = app(keeper.root, clock=lambda: NOW, state=keeper.git.top.parent / "state", keeper=keeper)
    return Browser(made).enter(name)


def on_disk(keeper: Keeper, path: str = PATH) -> str:
    return (keeper.root / path).read_text(encoding="utf-8")


def whole(keeper: Keeper) -> None:
    assert git(keeper.git.top, "fsck", "--strict") == ""
    assert git(keeper.git.top, "status", "--short") == ""
    assert keeper.trouble is None


def test_what_is_saved_is_sent_and_what_others_push_comes_in(shared: Shared) -> None:
    keeper = shared.keeper()
    kari = desk_over(keeper)
    saved(kari, "", **{"title|nb": "Nytt navn"})
    keeper.round()
    assert "title: Nytt navn" in shared.text()
    shared.push("ot/annen-1.00.yaml", AGREEMENT.replace("key: prove", "key: annen"))
    keeper.round()
    assert "key: annen" in on_disk(keeper, "ot/annen-1.00.yaml")
    assert "annen" in kari.get("/").text
    shared.push("ot/annen-1.00.yaml", None)
    keeper.round()
    assert not (keeper.root / "ot/annen-1.00.yaml").exists()
    whole(keeper)


def test_two_who_write_in_different_fields_both_get_through(shared: Shared) -> None:
    keeper = shared.keeper()
    kari = desk_over(keeper)
    shared.push(PATH, AGREEMENT.replace("5 working days", "9 working days"))
    saved(kari, "", **{"title|nb": "Nytt navn"})
    keeper.round()
    assert "title: Nytt navn" in shared.text()
    assert "9 working days" in shared.text()
    assert on_disk(keeper) == shared.text()
    whole(keeper)


def test_the_same_field_gives_both_texts_to_choose_from(shared: Shared) -> None:
    keeper = shared.keeper()
    kari = desk_over(keeper)
    title = next(line for line in AGREEMENT.splitlines() if line.startswith("title:"))
    shared.push(PATH, AGREEMENT.replace(title, "title: Skrevet i en editor"))
    saved(kari, "", **{"title|nb": "Skrevet i skrivebordet"})
    keeper.round()
    assert "title: Skrevet i en editor" in shared.text()
    assert PATH in git(shared.bare, "log", "-1", "--format=%b", "main")
    assert "Skrevet i skrivebordet" in kari.get(DRAFT).text  # her draft again
    asked = kari.post(DRAFT, {"op": "save"})
    assert asked.status_code == 409
    assert "Skrevet i en editor" in asked.text
    assert "Skrevet i skrivebordet" in asked.text
    whole(keeper)


def test_what_is_typed_meanwhile_is_still_there(shared: Shared) -> None:
    keeper = shared.keeper()
    kari = desk_over(keeper)
    type_in(kari, "", **{"title|nb": "Ikke lagret ennå"})
    shared.push(PATH, AGREEMENT.replace("5 working days", "9 working days"))
    keeper.round()
    assert "Ikke lagret ennå" in kari.get(DRAFT).text
    assert kari.post(DRAFT, {"op": "save"}).status_code == 303
    keeper.round()
    assert "Ikke lagret ennå" in shared.text()
    assert "9 working days" in shared.text()


@pytest.mark.parametrize("event", ["approval", pytest.param("takeover", marks=pytest.mark.extended)])
def test_what_froze_it_first_stands_and_what_was_saved_is_a_draft_again(shared: Shared, event: str) -> None:
    keeper = shared.keeper()
    kari = desk_over(keeper)
    said = f"format: 1\nevent: {event}\nkey: prove\nversion: '1.00'\n"
    shared.push(f"register/prove/1.00/{event}.yaml", said)
    shared.push(PATH, AGREEMENT.replace("5 working days", "9 working days"))
    saved(kari, "", **{"title|nb": "Nytt navn"})
    keeper.round()
    assert on_disk(keeper) == AGREEMENT.replace("5 working days", "9 working days")
    assert "Nytt navn" in kari.get(DRAFT).text
    whole(keeper)


@pytest.mark.extended  # seconds of git
def test_where_it_cannot_be_sent_the_pages_say_so_and_it_is_sent_later(shared: Shared) -> None:
    keeper = shared.keeper()
    kari = desk_over(keeper)
    away = shared.bare.rename(shared.folder / "away.git")
    saved(kari, "", **{"title|nb": "Nytt navn"})
    keeper.round()
    assert "ikke sendt til felles git siden" in kari.get("/").text
    away.rename(shared.bare)
    keeper.round()
    assert "Nytt navn" in shared.text()
    assert "ikke sendt til felles git siden" not in kari.get("/").text


@pytest.mark.extended  # seconds of git
def test_two_desks_over_one_clone(shared: Shared) -> None:
    one, other = shared.keeper(), shared.keeper()
    saved(desk_over(one), "", **{"title|nb": "Nytt navn"})
    saved(desk_over(other, "Ola Hansen"), "/responsibilities/0", **{"does|nb": "melde fra"})
    one.round()
    other.round()
    assert "title: Nytt navn" in shared.text()
    assert "melde fra" in shared.text()
    assert git(shared.bare, "log", "-2", "--format=%an", "main").split("\n")[:2] == [
        "Ola Hansen",
        "Kari Nordmann",
    ]
    whole(one)


@pytest.mark.extended  # a server, and seconds of git
def test_by_https_it_comes_in_with_the_secret_of_the_settings_and_no_other_does(
    shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    git(shared.bare, "config", "http.receivepack", "true")
    monkeypatch.setenv("HOME", str(home))
    known = b64encode(b"avtale:hemmelig").decode()
    with served(tmp_path, f"Basic {known}") as (address, certificate):
        (home / ".gitconfig").write_text(f"[http]\n\tsslCAInfo = {certificate}\n", encoding="utf-8")
        for login in ("", "avtale:feil"):
            with pytest.raises(UsageError) as caught:
                Keeper(Remote(f"{address}/shared.git", "", login), tmp_path / "none", lambda: NOW)
            assert "feil" not in caught.value.nb
        keeper = Keeper(
            Remote(f"{address}/shared.git", "", "avtale:hemmelig"), tmp_path / "clone", lambda: NOW
        )
        saved(desk_over(keeper), "", **{"title|nb": "Nytt navn"})
        keeper.round()
        assert "title: Nytt navn" in shared.text()
        whole(keeper)
    kept = [path.read_bytes() for path in (tmp_path / "clone/.git").rglob("*") if path.is_file()]
    assert not any(word in text for text in kept for word in (b"hemmelig", known.encode()))


@pytest.mark.extended  # seconds of git
def test_what_many_saves_leave_is_packed(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("avtale.desk.git.remote._LOOSE", 1)
    keeper = shared.keeper()
    kari = desk_over(keeper)
    for number in range(12):
        saved(kari, "", **{"title|nb": f"Navn {number}"})
    tidy(keeper.git, keeper.remote)
    assert git(keeper.git.top, "count-objects").startswith("0 objects")
    saved(kari, "", **{"title|nb": "Etterpå"})
    keeper.round()
    assert "Etterpå" in shared.text()
    whole(keeper)


def test_nothing_that_came_with_the_files_is_run(shared: Shared, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    hook = shared.editor / "hooks/post-checkout"
    hook.parent.mkdir()
    hook.write_text(f"#!/bin/sh\ntouch {ran}\n", encoding="utf-8")
    hook.chmod(0o755)
    (shared.editor / ".gitattributes").write_text("*.yaml filter=bad\n", encoding="utf-8")
    (shared.editor / ".lfsconfig").write_text("[lfs]\n\turl = ext::touch\n", encoding="utf-8")
    link = shared.editor / "agreements/ot/lenke-1.00.yaml"
    link.symlink_to("/etc/passwd")
    shared.push("contacts.yaml", "format: 1\n")
    keeper = shared.keeper()
    git(keeper.git.top, "config", "core.hooksPath", "hooks")
    git(keeper.git.top, "config", "filter.bad.clean", f"touch {ran}")
    git(keeper.git.top, "config", "filter.bad.smudge", f"touch {ran}")
    saved(desk_over(keeper), "", **{"title|nb": "Nytt navn"})
    shared.push("contacts.yaml", "format: 1\n# igjen\n")
    keeper.round()
    assert "# igjen" in on_disk(keeper, "contacts.yaml")
    assert "Nytt navn" in shared.text()
    assert not ran.exists()
    assert not (keeper.root / "ot/lenke-1.00.yaml").is_symlink()


@pytest.mark.parametrize("url", ["ext::touch x", "--upload-pack=touch x", "/nowhere"])
def test_an_address_that_is_none(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError):
        Keeper(Remote(url, ""), tmp_path / "clone", lambda: NOW)
    assert not (tmp_path / "clone").exists()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://bruker:hemmelig@127.0.0.1:1/a@b/x.git", "https://127.0.0.1:1/a@b/x.git"),
        ("ssh://git@127.0.0.1:1/x.git", "ssh://127.0.0.1:1/x.git"),
    ],
)
def test_a_secret_in_the_address_is_in_no_message(tmp_path: Path, url: str, shown: str) -> None:
    with pytest.raises(UsageError) as caught:
        Keeper(Remote(url, ""), tmp_path / "clone", lambda: NOW)
    assert shown in caught.value.nb
    assert "hemmelig" not in caught.value.nb + caught.value.en


def test_a_folder_becomes_a_file_and_a_file_a_folder(shared: Shared) -> None:
    keeper = shared.keeper()
    for path, text in (("x/y", "1"), ("x", "2"), ("x/y", "3")):
        shared.push(path, text)
        keeper.round()
        whole(keeper)
    assert on_disk(keeper, "x/y") == "3"


def test_a_move_that_broke_off_holds_nobody_up_and_undoes_nothing(shared: Shared) -> None:
    """What stands in the way is told in plain words, nothing is saved over what is not here yet, and the next push may mend it."""
    keeper = shared.keeper()
    kari = desk_over(keeper)
    (keeper.root / "x").mkdir()
    (keeper.root / "x/ours").touch()  # what git does not know is not thrown away
    shared.push("zz/later", "1")
    shared.push("x", "2")
    keeper.round()
    assert keeper.trouble is not None
    assert "den er en mappe" in keeper.trouble.nb
    shared.push(PATH, AGREEMENT.replace("5 working days", "9 working days"))
    keeper.round()
    type_in(kari, "", **{"title|nb": "Nytt navn"})
    assert "Den gamle filen er urørt" in kari.post(DRAFT, {"op": "save"}).text
    shared.push("x", None)
    keeper.round()
    (keeper.root / "x/ours").unlink()
    whole(keeper)
    kari.post(DRAFT, {"op": "save"})
    keeper.round()
    assert "title: Nytt navn" in shared.text()
    assert "9 working days" in shared.text()
    assert on_disk(keeper, "zz/later") == "1"


def test_a_name_that_no_disk_can_hold_holds_nobody_up(shared: Shared) -> None:
    keeper = shared.keeper()
    blob = git(shared.editor, "rev-parse", f"HEAD:agreements/{PATH}").strip()
    git(shared.editor, "update-index", "--add", "--cacheinfo", f"100644,{blob},{'a' * 300}")
    git(shared.editor, "commit", "-q", "-m", "lang")
    git(shared.editor, "push", "-q", "origin", "HEAD:main")
    keeper.round()
    assert keeper.trouble is None


def test_what_did_not_stand_is_a_draft_before_the_branch_moves_and_the_commit_says_no_more(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = shared.keeper()
    kari = desk_over(keeper)
    title = next(line for line in AGREEMENT.splitlines() if line.startswith("title:"))
    shared.push(PATH, AGREEMENT.replace(title, "title: Skrevet i en editor"))
    saved(kari, "", **{"title|nb": "Skrevet i skrivebordet"})

    def dies(*_: object) -> None:
        raise KeyError("a fault of ours")

    with monkeypatch.context() as patch:
        patch.setattr("avtale.desk.git.keeper.advance", dies)
        keeper.round()  # and goes on
    assert keeper.trouble is not None
    assert "uventet feil hos oss (KeyError)" in keeper.trouble.nb
    assert "Skrevet i skrivebordet" in kari.get(DRAFT).text
    keeper.round()
    whole(keeper)
    assert f"- agreements/{PATH}: det andre er utkast igjen" in git(
        shared.bare, "log", "-1", "--format=%b", "main"
    )
    own = keeper.root / "log/prove/2027-04-30-evaluation.yaml"
    with_text = "format: 1\nby: {}\n"
    shared.push("log/prove/2027-04-30-evaluation.yaml", with_text.format("i en editor"))
    own.parent.mkdir(parents=True)
    own.write_text(with_text.format("her"), encoding="utf-8")
    path = f"agreements/{own.relative_to(keeper.root).as_posix()}"
    commit(keeper.git, [Note("Kari", "kari@eksempel.invalid", "her\n", NOW, (path,))])
    keeper.round()
    assert f"- {path}: det andre står i innføringen før" in git(
        shared.bare, "log", "-1", "--format=%b", "main"
    )
    whole(keeper)
