"""The history in sentences: all of it, or what concerns one thing."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledger.actions import reviewer as speaker
from ledger.actions.again import read_again
from ledger.actions.editing import edit_document
from ledger.actions.history import History, read_history
from ledger.actions.ingest import ingest
from ledger.actions.judge import add_note, judge_figures, judge_findings, take_back
from ledger.actions.merge import merge_ledger
from ledger.actions.reviewer import name_of_git, reviewer
from ledger.actions.typed import Typed
from ledger.cli.app import main
from ledger.errors import AmbiguousDocument, AmbiguousId, NothingOfThatName, UnknownId
from ledger.exports.registry import render
from ledger.exports.told_history import head_line, history_line, history_table, sentence
from ledger.model.document import Metadata
from ledger.model.judgement import Verb
from ledger.store.engine import open_ledger
from ledger.store.queries import fetch_figures

TEXT = "In 2019 police killed 412 people in Lima.\n\nIn 2020 police killed 31 people in Ica.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEDGER_USER", "Ana")
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(TEXT)
    (tmp_path / "docs" / "b.txt").write_text(TEXT.replace("412", "1,012").replace("31", "13"))
    ingest("x.db", ["docs"])
    return "x.db"


def ids(db: str) -> list[str]:
    with open_ledger(db, write=False) as ledger:
        return [figure.id for figure in fetch_figures(ledger)]


def sentences(history: History) -> list[str]:
    return [sentence(told) for told in history.told]


def test_a_new_ledger_was_begun_and_documents_were_added(db: str) -> None:
    assert sentences(read_history(db)) == [
        "the ledger was begun",
        "a.txt was added: 2 figures",
        "b.txt was added: 2 figures",
    ]


def test_each_judgement_is_a_sentence(db: str) -> None:
    one, two, *_ = ids(db)
    judge_figures(db, [one], Verb.ACCEPT, because="Seen on page 3.")
    judge_figures(db, [two], Verb.CORRECT, by="Ben", typed=Typed(value="32"), because="a slip")
    judge_figures(db, [two], Verb.CORRECT, by="Ben", typed=Typed(value="33", period="2021"))
    judge_figures(db, [two], Verb.ACCEPT)
    judge_figures(db, [one], Verb.REJECT, by="Ben")
    take_back(db, one, by="Ben")
    take_back(db, one, by="Zoe", because="not seen")
    add_note(db, one, "The ministry was asked.")
    told = [history_line(one).partition(" · ")[2] for one in read_history(db).told[3:]]
    first, second = f"{one[:10]}: 412 people (a.txt:1)", f"{two[:10]}: 31 people (a.txt:3)"
    assert told == [
        f"Ana accepted {first} · Seen on page 3.",
        f"Ben corrected value of {two[:10]} to 32: 31 people (a.txt:3) · a slip",
        f"Ben corrected period to 2021 and value to 33 of {second}",
        f"Ana accepted {two[:10]} as corrected, period to 2021 and value to 33: 31 people (a.txt:3)",
        f"Ben rejected {first}",
        f"Ben took back that they rejected {first}",
        f"Zoe took back that Ana accepted {first} · not seen",
        f"Ana noted on {first}: The ministry was asked.",
    ]


def test_findings_corrections_and_readings_are_told(db: str) -> None:
    findings = json.loads(check(db))
    judge_findings(db, [findings[0]["id"]], Verb.CONFIRM, because="Both were asked.")
    edit_document(db, "a.txt", Metadata(title="A title"), by="Ben")
    edit_document(db, "a.txt", Metadata(author="Zoe"), section=1)
    read_again(db, ["a.txt"])
    name, reason = findings[0]["id"][:10], str(findings[0]["reason"]).removesuffix(".")
    assert sentences(read_history(db))[3:] == [
        f"finding {name} was kept, to be judged: {reason}",
        f"Ana confirmed {name}: {reason}",
        "what is known of a.txt was corrected: title A title (by Ben)",
        "what is known of section 1 of a.txt was corrected: author Zoe (by Ana)",
        "a.txt was read again, with nothing new",
    ]


def check(db: str) -> str:
    from ledger.actions.check import Asked, check_figures
    from ledger.exports.columns import finding_table

    return render(finding_table(check_figures(db, Asked())), "json")


def test_what_another_ledger_brought_is_told(db: str) -> None:
    ingest("y.db", ["docs/a.txt"])
    judge_figures("y.db", [ids(db)[0]], Verb.REJECT, by="Zoe")
    merge_ledger(db, "y.db")
    told = sentences(read_history(db))
    assert told[-1].startswith("y.db was merged in: ")
    assert told[-1].endswith("1 judgement were new (by Ana)")
    assert any(words.startswith("Zoe rejected") and words.endswith("(in another ledger)") for words in told)


def test_of_a_figure_is_told_when_its_document_came_in(db: str) -> None:
    one, two, *_ = ids(db)
    judge_figures(db, [one, two], Verb.ACCEPT)
    told = sentences(read_history(db, one[:8]))
    assert told == ["a.txt was added: 2 figures", f"Ana accepted {one[:10]}: 412 people (a.txt:1)"]
    assert sentences(read_history(db, one[2:])) == told


def test_of_a_document_is_told_what_was_said_of_its_figures(db: str) -> None:
    one, *_, other = ids(db)
    judge_figures(db, [one, other], Verb.ACCEPT)
    edit_document(db, "a.txt", Metadata(title="A title"))
    told = sentences(read_history(db, "docs/a.txt"))
    assert [words.partition(" ")[0] for words in told] == ["a.txt", "Ana", "what"]
    with open_ledger(db, write=False) as ledger:
        document = next(iter(fetch_figures(ledger))).source.document
    assert sentences(read_history(db, document[:12])) == told


def test_of_a_finding_is_told_what_was_said_of_it(db: str) -> None:
    (finding, *_) = json.loads(check(db))
    with pytest.raises(UnknownId):
        read_history(db, finding["id"])  # nobody has judged it
    judge_findings(db, [finding["id"]], Verb.DISMISS)
    assert len(read_history(db, finding["id"][:6]).told) == 2


def test_a_name_that_fits_nothing_or_several_is_refused(db: str) -> None:
    for name in ("f-zzz", "c-zzz"):
        with pytest.raises(UnknownId):
            read_history(db, name)
    for name in ("zzz", "c.txt"):
        with pytest.raises((NothingOfThatName, AmbiguousDocument)):
            read_history(db, name)
    for name in ("f-", ""):
        with pytest.raises(AmbiguousId):
            read_history(db, name)


def test_one_persons_doings_alone(db: str) -> None:
    judge_figures(db, ids(db)[:1], Verb.ACCEPT, by="Ben")
    judge_figures(db, ids(db)[1:2], Verb.ACCEPT)
    history = read_history(db, by="Ben")
    assert [told.event.by for told in history.told] == ["Ben"]
    assert history.authors == ("Ana", "Ben")


def test_the_head_is_that_of_the_whole_history_whatever_is_asked_for(db: str) -> None:
    judge_figures(db, ids(db)[:1], Verb.ACCEPT, by="Ben")
    whole = read_history(db)
    assert whole.head == whole.told[-1].event.hash
    assert read_history(db, by="Nobody").head == whole.head
    assert head_line(whole.head, whole.entries).startswith(f"The history ends in {whole.head} (4 entries).")


def test_a_table_has_every_field(db: str) -> None:
    one = ids(db)[0]
    judge_figures(db, [one], Verb.REJECT, because="a street number")
    *_, row = json.loads(render(history_table(read_history(db).told), "json"))
    known = {
        name: row[name] for name in ("by", "act", "verb", "about", "path", "surface", "what", "because", "position")
    }
    assert known == {
        "by": "Ana",
        "act": "judge",
        "verb": "reject",
        "about": one,
        "path": "docs/a.txt",
        "surface": "412",
        "what": "people",
        "because": "a street number",
        "position": 3,
    }


def test_a_hostile_word_moves_no_cursor(db: str) -> None:
    judge_figures(db, ids(db)[:1], Verb.ACCEPT, by="A\x1b[2Jna\n", because="x\u202ey\r\n2024 · Ben rejected all")
    edit_document(db, "a.txt", Metadata(title="\x1b]0;x\x07"))
    for told in read_history(db).told:
        line = history_line(told)
        assert not {"\x1b", "\n", "\r", "\x07", "\u202e"} & set(line)


# The command


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def run_command(*words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(["--db", "x.db", *words])
        told = capfd.readouterr()
        return code, told.out, told.err

    return run_command


def test_the_command_tells_it_oldest_first_and_how_it_ends(db: str, run: Run) -> None:
    code, out, err = run("history")
    assert code == 0
    assert [line.partition(" · ")[2] for line in out.splitlines()] == sentences(read_history(db))
    assert f"The history ends in {read_history(db).head} (3 entries)." in " ".join(err.split())
    assert run("history", "-q")[2] == ""
    assert run("history", "--reverse", "--limit", "1", "-q")[1].endswith("b.txt was added: 2 figures\n")
    assert run("history", "--limit", "0", "-q")[1:] == ("", "")


def test_other_formats_and_files(db: str, run: Run) -> None:
    code, out, _ = run("history", "--format", "csv", "--columns", "position,words", "-q")
    assert code == 0
    assert [row["position"] for row in csv.DictReader(io.StringIO(out))] == ["0", "1", "2"]
    assert run("history", "-o", "h.jsonl")[0] == 0
    assert len(Path("h.jsonl").read_text().splitlines()) == 3
    code, out, err = run("history", "--format", "table", "-o", "h.txt")
    assert (code, out, len(Path("h.txt").read_text().splitlines())) == (0, "", 3)
    assert "Wrote 3 entries to 'h.txt'." in err


def test_nobody_and_nothing(db: str, run: Run) -> None:
    judge_figures(db, ids(db)[:1], Verb.ACCEPT, by="Ben")
    assert run("history", "--by", "Nobody", "-q") == (0, "", "Nobody called 'Nobody' did anything here. Known: Ben.\n")
    assert run("history", "zzz")[0] == 2
    assert run("history", "f-zzz")[0] == 2


def test_a_history_that_cannot_be_read_says_how_to_find_out_more(db: str, run: Run) -> None:
    import sqlite3

    with sqlite3.connect(db) as connection:
        connection.execute("DROP TRIGGER events_no_update")
        connection.execute("UPDATE events SET at = 'no date' WHERE sequence = 2")
    connection.close()
    code, _, err = run("history")
    assert code == 5
    assert "damaged" in err


# Who speaks


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A git that answers what is written into a file beside it, whatever git there is or is not."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").write_text(
        f"#!{sys.executable}\nimport pathlib, sys\nexec(pathlib.Path(__file__ + '.py').read_text())\n"
    )
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("LEDGER_USER", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "account")
    name_of_git.cache_clear()
    yield folder / "git.py"
    name_of_git.cache_clear()


def test_the_name_given_comes_before_that_of_the_environment_and_of_git(
    git: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git.write_text("print('Ana Ruiz')")
    assert reviewer() == "Ana Ruiz"
    monkeypatch.setenv("LEDGER_USER", " Ben ")
    assert reviewer() == "Ben"
    assert reviewer("Zoe") == "Zoe"
    monkeypatch.setenv("LEDGER_USER", "  ")
    assert reviewer(" ") == "Ana Ruiz"


def test_git_is_asked_once(git: Path) -> None:
    git.write_text("print('Ana')")
    assert reviewer() == "Ana"
    git.write_text("print('Ben')")
    assert reviewer() == "Ana"


@pytest.mark.parametrize("answer", ["sys.exit(1)", "print('Ana'); sys.exit(1)", "print()", "raise SystemExit(128)"])
def test_without_a_name_of_git_it_is_that_of_the_account(git: Path, answer: str) -> None:
    git.write_text(answer)
    assert reviewer() == "account"


def test_without_git_it_is_the_name_of_the_account(git: Path) -> None:
    (git.parent / "git").unlink()
    assert reviewer() == "account"


def test_a_git_that_does_not_answer_is_not_waited_for(git: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(speaker, "_PATIENCE", 0.2)
    assert reviewer() == "account"


def test_a_git_that_cannot_be_run_is_none(git: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(subprocess, "run", refused)
    assert reviewer() == "account"


def test_a_name_in_bytes_that_are_no_text_is_a_name_all_the_same(git: Path) -> None:
    git.write_text("sys.stdout.buffer.write(b'Jos\\xe9')")
    assert reviewer() == "Jos\ufffd"


def test_an_account_without_a_name_is_unknown(git: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError

    git.write_text("sys.exit(1)")
    monkeypatch.setattr("getpass.getuser", nameless)
    assert reviewer() == "unknown"
