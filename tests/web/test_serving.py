"""How the page is started and ended, what comes in over it, and what is worked out beside it."""

import errno
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from ledger.actions.figures import Wanted, list_figures
from ledger.actions.judge import judge_figures
from ledger.cli.app import main
from ledger.model.judgement import Verb
from ledger.web.desk import Desk
from ledger.web.serving import Worker, get_ready
from tests.web.conftest import AtOnce, Site, text

NOTE = b"In 2019, 777 police officers were killed in Peru.\n"


def send(site: Site, *files: tuple[str, bytes], **form: str) -> Any:
    sent = [("files", (name, content)) for name, content in files]
    headers = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
    return site.client.post("/add", data={"csrf": site.secret.csrf, **form}, files=sent, headers=headers)


# Adding


def test_a_document_that_is_sent_is_read_and_kept_beside_the_ledger(site: Site) -> None:
    answer = send(site, ("note.txt", NOTE), title="A note", published="2020-05-01")
    assert answer.status_code == 200
    assert "documents: 1 new" in answer.text
    (figure,) = list_figures(site.db, Wanted(document="note.txt"))
    assert (figure.surface, figure.source.title) == ("777", "A note")
    kept = Path(site.db).with_suffix(".uploads") / "note.txt"
    assert kept.read_bytes() == NOTE
    assert figure.source.path == kept.as_posix()


def test_what_is_known_already_is_told_and_not_kept_again(site: Site) -> None:
    send(site, ("note.txt", NOTE))
    answer = send(site, ("again.txt", NOTE))
    assert "1 known already" in answer.text
    assert [path.name for path in Path(site.db).with_suffix(".uploads").iterdir()] == ["note.txt"]


def test_two_files_of_one_name_are_both_kept(site: Site) -> None:
    send(site, ("note.txt", NOTE), ("note.txt", NOTE.replace(b"777", b"888")))
    folder = Path(site.db).with_suffix(".uploads")
    assert sorted(path.name for path in folder.iterdir()) == ["note-2.txt", "note.txt"]
    assert len(list(list_figures(site.db, Wanted(search="police officers", place="Peru")))) == 2


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("picture.png", b"\x89PNG", "its kind is not known"),
        ("broken.pdf", b"%PDF-1.4 nothing", "failed"),
        ("../../outside.txt", b"Nothing counted here.\n", "documents: 1 new"),
    ],
)
def test_what_cannot_be_read_is_told_in_the_commands_words(site: Site, name: str, content: bytes, told: str) -> None:
    answer = send(site, (name, content))
    assert told in answer.text
    outside = Path(site.db).parent.parent / "outside.txt"
    assert not outside.exists()


@pytest.mark.parametrize(("field", "value"), [("published", "yesterday"), ("language", "xx")])
def test_what_is_typed_wrong_stays_in_the_form_and_nothing_is_kept(site: Site, field: str, value: str) -> None:
    answer = send(site, ("note.txt", NOTE), **{field: value})
    assert answer.status_code == 400
    assert f'value="{value}"' in answer.text
    assert not Path(site.db).with_suffix(".uploads").exists()


def test_a_form_without_files_says_so(site: Site) -> None:
    assert send(site).status_code == 400


def test_an_empty_place_becomes_a_ledger(open_site: Callable[..., Site], tmp_path: Path) -> None:
    site = open_site(tmp_path / "new.db")
    assert send(site, ("note.txt", NOTE)).status_code == 200
    assert text(site.get("/"), "h1").startswith("1 figure from 1 document")


# What is worked out beside


class Waiting(Executor):
    """Keeps what it is given until it is told to do it."""

    def __init__(self) -> None:
        self.given: list[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]] = []

    def submit(self, fn: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        self.given.append((Future(), fn, given))
        return self.given[-1][0]

    def work(self) -> None:
        future, work, given = self.given.pop(0)
        try:
            future.set_result(work(*given))
        except Exception as error:
            future.set_exception(error)


def test_findings_are_never_waited_for_and_those_of_before_are_told_as_such(site: Site) -> None:
    waiting = Waiting()
    desk = Desk(site.db, "Ana", waiting)
    assert (desk.look().worked, desk.look().awaited) == (None, "-")
    assert len(waiting.given) == 1
    waiting.work()
    first = desk.look()
    assert first.is_now
    assert first.findings
    figure = first.findings[0].figures[0]
    judge_figures(site.db, [figure.id], Verb.REJECT, by="Ana")
    before = desk.look()
    assert not before.is_now
    assert before.head == first.head
    waiting.work()
    assert desk.look().is_now
    assert desk.look().of_figure(figure.id) == []


def test_findings_that_cannot_be_worked_out_leave_the_pages_whole(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from ledger.web import desk as module

    def fail(_: str) -> None:
        raise OSError(errno.ENOMEM, "no memory")

    monkeypatch.setattr(module, "work_out", fail)
    desk = Desk(site.db, "Ana", AtOnce())
    assert "OSError" in str(desk.look().trouble)
    assert desk.look().awaited is None


class Ended(Executor):
    """A process that the system has ended."""

    def submit(self, fn: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        raise BrokenProcessPool


def test_a_process_that_was_ended_is_started_anew(site: Site) -> None:
    started = iter([Ended(), AtOnce()])
    worker = Worker(lambda: nullcontext(next(started)))
    with pytest.raises(BrokenProcessPool):
        worker.submit(str)
    assert Desk(site.db, "Ana", worker).look().is_now


class Interrupted(Executor):
    """An executor whose work fails since the server is ending."""

    def __init__(self, ending: Event) -> None:
        self._ending = ending

    def submit(self, fn: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        self._ending.set()
        raise RuntimeError("cannot schedule new futures after shutdown")


def test_what_is_prepared_when_the_server_ends_fails_in_silence(site: Site) -> None:
    ending = Event()
    get_ready(Desk(site.db, "Ana", Interrupted(ending)), ending)
    assert ending.is_set()


def test_what_fails_before_that_is_told(site: Site) -> None:
    with pytest.raises(RuntimeError):
        get_ready(Desk(site.db, "Ana", Interrupted(Event())), Event())


# The command


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LEDGER_DB", raising=False)
    return tmp_path


def test_a_port_that_is_taken_is_named_with_what_to_do(free: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 1
    assert "--port 0" in capfd.readouterr().err


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.org"])
def test_others_are_let_in_only_when_that_is_said(free: Path, capfd: pytest.CaptureFixture[str], host: str) -> None:
    assert main(["serve", "--port", "0", "--host", host]) == 2
    assert "--open-to-others" in capfd.readouterr().err


def test_a_file_that_is_no_ledger_is_refused_before_anything_is_opened(
    free: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (free / "figures.db").write_text("something else")
    assert main(["serve", "--port", "0"]) == 5
    assert "is not a ledger" in capfd.readouterr().err


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "jinja2"])
def test_a_missing_extra_is_the_install_line(
    free: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == missing or name.startswith("ledger.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    assert main(["serve", "--port", "0"]) == 3
    assert "install 'figure-ledger[web]'" in capfd.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_address_and_ends_when_it_is_told_to(free: Path, end: signal.Signals) -> None:
    command = [sys.executable, "-m", "ledger", "serve", "--port", "0", "--by", "Ana"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.send_signal(end)
        _, told = process.communicate(timeout=30)
    assert "Traceback" not in told
    assert process.returncode == (0 if end is signal.SIGINT else -signal.SIGTERM)
