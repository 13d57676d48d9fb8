"""What a check leaves beside the ledger: it comes back as it was, or not at all."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from ledger.model.finding import Gate, Relation, Slip, Verdict
from ledger.model.kept import Kept, KeptFinding, Names, Told
from ledger.store import kept_checks
from ledger.store.kept_checks import kept_file, read_kept, write_kept

_FINDING = KeptFinding("conflict", "dispute", 0.75, "«1.780» y 1,870 …", ("place",), ("f-1", "f-2"), ("f-3",))
_AGREE = Relation(Verdict.AGREE, "", None, (Gate.PLACE, Gate.PERIOD))
KEPT = Kept(
    salt=bytes(range(16)),
    silent=Names([0, 7, (1 << 64) - 1, 1 << 63]),
    told={
        3: Told(_AGREE),
        (1 << 64) - 2: Told(_AGREE),
        5: Told(Relation(Verdict.CONFLICT, "both", None, (), Slip.DISPUTE), True, ((1, 2, False),), "aa"),
        9: Told(None, closest=((4, 5, True),)),
    },
    found={"mark": [("check_direction", _FINDING)], "another": []},
    mark="all",
    findings=(_FINDING, _FINDING._replace(assumed=(), also=())),
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("LEDGER_CACHE", str(tmp_path / "cache"))
    found = kept_file("figures.db")
    assert found is not None
    yield found


def _same(one: Kept, other: Kept) -> bool:
    names = [*one.silent] == [*other.silent]
    found = {**one.found} == {**other.found} and [*one.findings] == [*other.findings]
    return names and found and (one.salt, one.told, one.mark) == (other.salt, other.told, other.mark)


def _read(path: Path, program: str = "this") -> Kept | None:
    file = read_kept(path, program)
    return file.kept() if file else None


def test_what_was_kept_comes_back(path: Path) -> None:
    write_kept(path, KEPT, program="this", of="head")
    file = read_kept(path, "this")
    assert file is not None and file.of == "head"
    assert file.findings() == [*KEPT.findings]
    kept = file.kept()
    assert kept is not None and _same(kept, KEPT)


def test_another_program_takes_nothing_of_it(path: Path) -> None:
    write_kept(path, KEPT, program="this", of="head")
    assert read_kept(path, "another") is None


def test_nothing_there_is_nothing_kept(path: Path) -> None:
    assert read_kept(path, "this") is None


def test_another_users_file_is_not_believed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_kept(path, KEPT, program="this", of="head")
    monkeypatch.setattr(kept_checks, "_is_own", lambda handle: False)
    assert read_kept(path, "this") is None


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_gives_all_or_nothing(path: Path, seed: int) -> None:
    write_kept(path, KEPT, program="this", of="head")
    dice, whole = Random(seed), path.read_bytes()
    at = dice.randrange(len(whole))
    changed = bytes([whole[at] ^ 1 << dice.randrange(8)])
    path.write_bytes(dice.choice([whole[:at], whole[:at] + changed + whole[at + 1 :], whole[:at] + whole[at + 1 :]]))
    file = read_kept(path, "this")
    findings, kept = (file.findings(), file.kept()) if file else (None, None)
    assert findings in (None, [*KEPT.findings])
    assert kept is None


@pytest.mark.parametrize("told", [b"", b"\x00" * 100, b"figure ledger, a kept check, 1\n" + b"[" * 100_000])
def test_a_foreign_file_is_none(path: Path, told: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(told)
    assert read_kept(path, "this") is None


def test_a_folder_in_its_place_is_put_up_with(path: Path) -> None:
    path.mkdir(parents=True)
    assert read_kept(path, "this") is None
    write_kept(path, KEPT, program="this", of="head")
    assert [*path.parent.iterdir()] == [path]


def test_where_nothing_can_be_written_nothing_is_said(path: Path) -> None:
    path.parent.write_text("no folder", encoding="utf-8")
    write_kept(path, KEPT, program="this", of="head")
    assert path.parent.read_text(encoding="utf-8") == "no folder"


def test_only_whole_files_have_the_name_and_only_the_user_reads_them(path: Path) -> None:
    write_kept(path, KEPT, program="this", of="head")
    assert [*path.parent.iterdir()] == [path]
    assert os.name == "nt" or (path.stat().st_mode & 0o77, path.parent.stat().st_mode & 0o77) == (0, 0)


def test_so_many_are_kept_and_no_more(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_checks, "_LEDGERS", 3)
    for number in range(5):
        write_kept(path.with_stem(f"{number}"), KEPT, program="this", of="head")
        os.utime(path.with_stem(f"{number}"), (number, number))
    (path.parent / f"{path.name}.killed.part").write_bytes(b"half")
    (path.parent / "mine.txt").write_text("no business of the program's", encoding="utf-8")
    write_kept(path, KEPT, program="this", of="head")
    assert {entry.name for entry in path.parent.iterdir()} == {path.name, "3.check", "4.check", "mine.txt"}


def test_too_much_is_not_kept_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_checks, "_BYTES", 100)
    write_kept(path, KEPT, program="this", of="head")
    assert not path.parent.exists()


def test_each_ledger_has_a_file_of_its_own(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept_file("other.db") != path
    monkeypatch.chdir(tmp_path)
    assert kept_file("figures.db") != path


def test_the_user_may_want_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGER_CACHE", "off")
    assert kept_file("figures.db") is None


def test_it_stands_beside_the_ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LEDGER_CACHE")
    assert kept_file(str(tmp_path / "figures.db")) == tmp_path / "figures.db-check"
    assert kept_file("postgresql+psycopg://ana@localhost/figures") is None
