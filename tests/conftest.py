"""What every room of tests shares."""

import gc
import os
from collections.abc import Callable, Iterator
from functools import wraps
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.postgres import Server

# Tests start the program hundreds of times: where no bytecode was to be kept, each start would compile it anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Whether an example is slow is the machine's affair. A property has as many as this where it does not say otherwise.
settings.register_profile("usual", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("usual"), max_examples=500)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("thorough" if config.getoption("--thorough") else "usual")


def pytest_collection_finish() -> None:
    """Leave the thousands of tests themselves out of what is searched for garbage, time and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _no_cache() -> Iterator[None]:
    """Keep nothing in the cache of whoever runs the tests, nor take anything from it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_CACHE", "off")
        yield


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Callable[[ModuleType, str], list[str]]:
    """Count the calls of a function; the list returned has its name once for each."""

    def count(module: ModuleType, name: str) -> list[str]:
        made, asked = [], getattr(module, name)

        @wraps(asked)
        def counted(*given: object, **named: object) -> object:
            made.append(name)
            return asked(*given, **named)

        monkeypatch.setattr(module, name, counted)
        return made

    return count


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        default=False,
        help="write the golden files anew; then read the diff",
    )
    parser.addoption(
        "--thorough",
        action="store_true",
        default=False,
        help="kill, cut, flip and make up many times as much: before a release",
    )


@pytest.fixture
def thorough(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--thorough"))


@pytest.fixture(scope="session")
def server() -> Iterator["Server"]:
    """The run's own PostgreSQL server; tests that ask for it are passed over where none is installed."""
    from tests.postgres import running_server

    with running_server() as running:
        yield running


@pytest.fixture
def database(server: "Server") -> Iterator[str]:
    """The URL of a ledger on the server, with nothing in it."""
    name = server.made()
    yield server.url(name)
    server.drop(name)
