"""A ledger to try things on: in a file, and for tests marked `on_both` on a server too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.store.engine import Ledger
from tests.store.samples import make_ledger, make_reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "figures.db"


@pytest.fixture
def kind() -> str:
    """Where a ledger is kept: `file`, or `server` where a test says so."""
    return "file"


@pytest.fixture(scope="module", params=["file", "server"])
def shared_target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is given as --db for one ledger of all tests of a module, once in a file and once on a server."""
    if request.param == "file":
        return str(tmp_path_factory.mktemp("shared") / "figures.db")
    server = request.getfixturevalue("server")
    return str(server.url(server.made()))


@pytest.fixture
def target(kind: str, path: Path, request: pytest.FixtureRequest) -> str:
    """What is given as --db."""
    return str(path) if kind == "file" else str(request.getfixturevalue("database"))


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    """A ledger of five documents with three figures each."""
    with make_ledger(target, *map(make_reading, range(5))) as ledger:
        yield ledger
