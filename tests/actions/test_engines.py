"""Reading over Dask: the same bytes as here, whoever is ended meanwhile, and one clear error where it cannot go on."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from ledger.actions import engines
from ledger.actions.read_rows import this_reader
from ledger.actions.read_table import TableRead, read_table
from ledger.errors import BadValue, EngineFailed, MissingExtra
from ledger.tables.figure_rows import Reader

CLUSTER = Path(__file__).with_name("cluster.py")
ROWS = 1000  # ten parts, of which seven are under way on three workers


@dataclass(frozen=True)
class Cluster:
    """A cluster that runs: its address as the program takes it, and the processes of its workers."""

    address: str
    workers: tuple[int, ...]
    process: "subprocess.Popen[str]"


@pytest.fixture
def start() -> Iterator[Callable[[int], Cluster]]:
    begun: list[subprocess.Popen[str]] = []

    def started(workers: int) -> Cluster:
        process = subprocess.Popen(
            [sys.executable, str(CLUSTER), str(workers)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        begun.append(process)
        assert process.stdout
        address, *pids = process.stdout.readline().split()
        return Cluster(address.replace("tcp://", "dask://"), tuple(map(int, pids)), process)

    yield started
    for process in begun:
        assert process.stdin
        with process:  # which closes what leads to it, and waits
            process.stdin.close()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    records = ({"text": f"In 2020, {number} people were killed in Mexico."} for number in range(ROWS))
    (tmp_path / "texts.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    return tmp_path


def read(target: str, engine: str | None = None, when: Callable[[int], None] | None = None) -> bytes:
    """Read the table; `when` is told how many texts are done."""
    told = when or (lambda _: None)
    return b"".join(
        read_table("texts.jsonl", target, TableRead(), engine=engine, progress=lambda done, _total, _name: told(done))
    )


@pytest.mark.slow
def test_a_cluster_reads_the_same_bytes_though_a_worker_is_killed(start: Callable[[int], Cluster]) -> None:
    cluster = start(3)
    alive = list(cluster.workers)

    def kill(done: int) -> None:
        if alive:
            os.kill(alive.pop(), signal.SIGKILL)
            alive.clear()

    here = read("figures.parquet")
    assert read("figures.parquet", cluster.address, kill) == here
    assert not alive


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_told(start: Callable[[int], Cluster]) -> None:
    cluster = start(1)
    with pytest.raises(EngineFailed, match="the scheduler went away"):
        read("figures.jsonl", cluster.address, lambda _: cluster.process.kill())


@pytest.mark.slow
def test_workers_that_read_otherwise_are_refused(
    start: Callable[[int], Cluster], monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster, ours = start(1), this_reader()
    monkeypatch.setattr(engines, "this_reader", lambda: Reader("0.0.1", ours.lexicon))
    with pytest.raises(EngineFailed, match=f"its workers have version {ours.version} of the ledger, and this is 0.0.1"):
        read("figures.jsonl", cluster.address)
    monkeypatch.setattr(engines, "this_reader", lambda: Reader(ours.version, "other words"))
    with pytest.raises(EngineFailed, match=r"with words other words\. Install the same version on every worker"):
        read("figures.jsonl", cluster.address)


@pytest.mark.slow
def test_a_cluster_without_workers_is_told(start: Callable[[int], Cluster]) -> None:
    with pytest.raises(EngineFailed, match="it has no workers"):
        read("figures.jsonl", start(0).address)


@pytest.mark.parametrize(
    "address",
    [
        "ray://127.0.0.1:1",
        "127.0.0.1:8786",
        "dask://host",
        "dask://host:99999",
        "dask://host:1/x",
        "dask://[",
        "dask://",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadValue, match="the address of a Dask scheduler"):
        read("figures.jsonl", address)


@pytest.fixture
def port() -> Iterator[int]:
    """A port at which somebody listens and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_who_never_answers_is_no_scheduler(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_WAIT", 0.2)
    with pytest.raises(EngineFailed, match=r"what listens there is no scheduler|no scheduler answers there"):
        read("figures.jsonl", f"dask://127.0.0.1:{port}")


def test_where_nobody_listens_is_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_WAIT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]
    with pytest.raises(EngineFailed, match="no scheduler answers there"):
        read("figures.jsonl", f"dask://127.0.0.1:{free}")


def test_without_dask_the_line_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"figure-ledger\[dask\]"):
        read("figures.jsonl", "dask://127.0.0.1:8786")
