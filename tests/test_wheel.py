"""The wheel as a stranger gets it: whole, alone in an environment, far from the checkout."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and the wheel out of it, as a packager does."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in a fresh environment; its dependencies are lent by this one, so that no network is needed."""
    home = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(home, with_pip=True)
    run(str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel))
    packages = next((home / "lib").glob("python*/site-packages"))
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin"


def run(*command: str, cwd: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LEDGER"))}
    told = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def test_the_wheel_holds_what_the_program_needs_and_no_more(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    package = {path.relative_to(ROOT).as_posix() for path in (ROOT / "ledger").rglob("*") if path.is_file()}
    alembic = ROOT / "alembic"
    migrations = {path.relative_to(alembic).as_posix() for path in alembic.rglob("*.*") if path.is_file()}
    assert any(name.startswith("versions/") for name in migrations)
    migrations = {f"ledger/store/migrations/{name}" for name in migrations}
    assert "ledger/py.typed" in names
    assert {name for name in package | migrations if "__pycache__" not in name} == names


def test_the_sdist_holds_what_builds_the_wheel_and_no_sources_of_others(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "alembic.ini", "alembic/env.py"} <= names
    assert not {name for name in names if name.startswith(("seeds/", "tests/"))}


def test_the_installed_program_is_the_wheels(installed: Path, tmp_path: Path) -> None:
    where = run(str(installed / "python"), "-c", "import ledger; print(ledger.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)
    assert run(str(installed / "ledger"), "--version", cwd=tmp_path).startswith("figure-ledger ")


def test_the_installed_program_makes_a_ledger_and_answers(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("In 2020, 412 police officers were killed in Mexico.\n", encoding="utf-8")
    run(str(installed / "ledger"), "add", "note.txt", cwd=tmp_path)
    assert '"surface":"412"' in run(str(installed / "ledger"), "figures", "--format", "jsonl", cwd=tmp_path).replace(
        " ", ""
    )


def test_the_installed_program_shows_itself(installed: Path, tmp_path: Path) -> None:
    assert run(str(installed / "ledger"), "demo", cwd=tmp_path).strip()
