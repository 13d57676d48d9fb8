from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.errors import OutputUnwritable
from ledger.exports.files import write_whole


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write_whole(str(tmp_path / "a.csv"), ["a\r\n", "ñ\r\n"])
    assert (tmp_path / "a.csv").read_bytes() == "a\r\nñ\r\n".encode()


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_whole(str(tmp_path / "a.xlsx"), [b"PK\r\n", b"\xff\n"])
    assert (tmp_path / "a.xlsx").read_bytes() == b"PK\r\n\xff\n"


def test_what_was_there_stays_when_the_work_fails(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("before")
    with pytest.raises(ZeroDivisionError):
        write_whole(str(tmp_path / "a.csv"), _broken())
    assert (tmp_path / "a.csv").read_text() == "before"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.csv"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("before")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_whole(str(tmp_path / "link.csv"), ["after"])
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "after"


def test_rights_stay_as_they_were(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("before")
    target.chmod(0o640)
    write_whole(str(target), ["after"])
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_as_it_is() -> None:
    write_whole("/dev/null", ["gone"])
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("place", ["gone/a.csv", "."])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    with pytest.raises(OutputUnwritable, match="Cannot write"):
        write_whole(str(tmp_path / place), ["x"])


def _broken() -> Iterator[str]:
    yield "half"
    raise ZeroDivisionError
