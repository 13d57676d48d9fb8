"""A ledger to try things on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.store.engine import Ledger
from tests.store.samples import make_ledger, make_reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "figures.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """A ledger of five documents with three figures each."""
    with make_ledger(path, *map(make_reading, range(5))) as ledger:
        yield ledger
