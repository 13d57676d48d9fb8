"""Files, folders and globs become a list of documents; the rest is named with its reason."""

import os
from pathlib import Path

import pytest

from ledger.errors import AddressGiven, FileMissing, NoDocuments, UnknownFormat
from ledger.loaders.registry import find_documents


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("412 officers")


def found(folder: Path, *paths: str) -> tuple[list[str], dict[str, str]]:
    result = find_documents(paths or [str(folder)])
    base = f"{folder.as_posix()}/"
    return (
        [path.removeprefix(base) for path in result.paths],
        {passed.path.removeprefix(base): passed.reason for passed in result.passed_over},
    )


def test_a_folder_is_walked_in_sorted_order(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.md", "a/y/x.txt", "c.TXT")
    assert found(tmp_path) == (["a/y/x.txt", "a/z.md", "b.txt", "c.TXT"], {})


def test_what_is_no_document_is_passed_over_with_a_reason(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", ".hidden.txt", ".git/b.txt", "c.jpg")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    paths, passed = found(tmp_path)
    assert paths == ["a.txt"]
    assert passed == {
        ".git": "hidden",
        ".hidden.txt": "hidden",
        "c.jpg": "not of a kind the ledger reads",
        "link.txt": "a link, which is not followed",
        "loop": "a link, which is not followed",
        "pipe.txt": "not a regular file",
    }


def test_a_file_the_user_names_is_taken_though_hidden_or_a_link(tmp_path: Path) -> None:
    make(tmp_path, ".hidden.txt", "b.txt")
    (tmp_path / "link.md").symlink_to(tmp_path / "b.txt")
    paths, _ = found(tmp_path, str(tmp_path / ".hidden.txt"), str(tmp_path / "link.md"))
    assert paths == [".hidden.txt", "link.md"]


def test_a_file_is_found_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    paths, _ = found(tmp_path, str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "*.txt"))
    assert paths == ["a.txt"]


def test_a_glob_takes_what_it_matches_and_follows_no_link(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b/c.txt", "b/d.md", "b/.e.txt")
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    paths, passed = found(tmp_path, str(tmp_path / "**" / "*.txt"))
    assert paths == ["a.txt", "b/c.txt"]
    assert passed == {"b/.e.txt": "hidden"}


def test_a_file_whose_name_looks_like_a_glob_is_itself(tmp_path: Path) -> None:
    make(tmp_path, "a[1].txt", "a1.txt")
    assert found(tmp_path, str(tmp_path / "a[1].txt"))[0] == ["a[1].txt"]


@pytest.mark.parametrize("name", ["none.txt", "none", "broken.txt"])
def test_a_path_that_leads_nowhere_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.raises(FileMissing, match=name):
        find_documents([str(tmp_path / name)])


@pytest.mark.parametrize("name", ["", "*.md", "**.txt", "sub"])
def test_a_folder_or_glob_without_documents_is_an_error(tmp_path: Path, name: str) -> None:
    make(tmp_path, "c.jpg", "sub/d.png")
    with pytest.raises(NoDocuments):
        find_documents([str(tmp_path / name)])


def test_only_a_file_of_another_kind_is_an_error_that_names_it(tmp_path: Path) -> None:
    make(tmp_path, "c.jpg")
    with pytest.raises(UnknownFormat, match=r"c\.jpg"):
        find_documents([str(tmp_path / "c.jpg")])


def test_standard_input_is_a_document() -> None:
    assert find_documents(["-"]).paths == ("-",)


def test_a_readme_beside_a_manifest_is_no_document_unless_listed(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "README.md", "LICENSE.txt")
    assert found(tmp_path)[0] == ["LICENSE.txt", "README.md", "a.txt"]
    (tmp_path / "manifest.toml").write_text('[[documents]]\nfile = "LICENSE.txt"\n')
    paths, passed = found(tmp_path)
    assert paths == ["LICENSE.txt", "a.txt"]
    assert list(passed) == ["README.md"]
    assert found(tmp_path, str(tmp_path / "README.md"))[0] == ["README.md"]


def test_a_folder_that_cannot_be_opened_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.txt", "shut/b.txt")
    listing = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "shut":
            raise PermissionError
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert found(tmp_path) == (["a.txt"], {"shut": "the folder cannot be opened"})


def test_a_name_that_is_no_text_is_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    try:
        (tmp_path / "b\udcff.txt").write_text("text")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes only names that are text")
    paths, passed = found(tmp_path)
    assert paths == ["a.txt"]
    assert list(passed.values()) == ["its name is not valid text; rename it"]


@pytest.mark.parametrize("address", ["https://valleypost.example/floods", "HTTP://x.example", "ftp://x.example/a.txt"])
def test_an_address_is_not_fetched_and_the_way_is_told(address: str) -> None:
    with pytest.raises(AddressGiven, match=r"Nothing is fetched.*--url"):
        find_documents([address])
