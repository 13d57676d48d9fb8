"""What the commands do, apart from how they are asked and shown."""

import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from importlib.resources import as_file
from pathlib import Path

import pytest

from ledger.actions.check import Asked, Reach, check_figures, is_alarming
from ledger.actions.demo import run_demo
from ledger.actions.figures import Wanted, list_figures, read_period
from ledger.actions.ingest import ingest
from ledger.actions.overrides import read_overrides
from ledger.actions.protect import require_no_input
from ledger.actions.reading import Failure, Outcome, Task, read_all, read_one
from ledger.actions.show import context, show_figure
from ledger.actions.summary import summary_lines
from ledger.errors import BadValue, NoDocuments, OutputIsInput
from ledger.lexicon.toml_tables import data_folder
from ledger.loaders.content import Content
from ledger.model.document import Metadata
from ledger.model.finding import FindingKind
from ledger.model.period import Period
from ledger.model.reading import Reading

SENTENCE = "In 2020, {} police officers were killed in Mexico."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with as_file(data_folder().joinpath("demo")) as documents:
        shutil.copytree(documents, tmp_path / "docs")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2019", date(2019, 1, 1), date(2020, 1, 1)),
        ("2019-12", date(2019, 12, 1), date(2020, 1, 1)),
        ("2020-02-29", date(2020, 2, 29), date(2020, 3, 1)),
        ("2018..2019", date(2018, 1, 1), date(2020, 1, 1)),
        ("2018-05..2018-05", date(2018, 5, 1), date(2018, 6, 1)),
        ("2018..", date(2018, 1, 1), None),
        ("..2018", None, date(2019, 1, 1)),
    ],
)
def test_a_period_is_half_open(text: str, start: date | None, end: date | None) -> None:
    assert read_period(text) == Period(start, end)


@pytest.mark.parametrize(
    "text", ["", "..", "19", "2019-00", "2019-02-30", "2020..2018", "0000", "9999-13", "２０１９x"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="--period"):
        read_period(text)


def test_a_date_typed_must_be_one() -> None:
    assert read_overrides(None, None, None, "2021-04-01", None, None).published == date(2021, 4, 1)
    with pytest.raises(BadValue, match="--published"):
        read_overrides(None, None, None, "soon", None, None)


def test_the_same_content_under_two_names_is_read_once(folder: Path) -> None:
    (folder / "a.txt").write_text(SENTENCE.format(31))
    (folder / "b.txt").write_text(SENTENCE.format(31))
    summary = ingest("new.db", ["a.txt", "b.txt"])
    assert (summary.new, summary.known) == (["a.txt"], ["b.txt"])


def test_the_same_content_under_another_name_is_told(folder: Path) -> None:
    for name in "abcdef":
        (folder / f"{name}.txt").write_text(SENTENCE.format(31))
    told = "same content under another name: b.txt is a.txt, c.txt is a.txt"
    assert told in summary_lines(ingest("new.db", ["a.txt", "b.txt", "c.txt"]))
    told = "same content under another name: b.txt is a.txt, c.txt is a.txt, d.txt is a.txt and 2 more"
    assert told in summary_lines(ingest("new.db", ["."]))
    assert not ingest("new.db", ["a.txt"]).other_names


def test_what_is_typed_about_a_known_document_is_told_to_change_nothing(folder: Path) -> None:
    (folder / "a.txt").write_text(SENTENCE.format(31))
    ingest("new.db", ["a.txt"], overrides=Metadata(title="One"))
    assert not ingest("new.db", ["a.txt"], overrides=Metadata(title="One")).kept_values
    again = ingest("new.db", ["a.txt"], overrides=Metadata(title="Two", author="Ana"))
    assert again.kept_values == ["a.txt (title, author)"]
    assert any("ledger documents --edit PATH" in line for line in summary_lines(again))


def test_progress_counts_each_document_once_in_order(folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    ingest("new.db", ["docs"], progress=lambda *step: told.append(step))
    assert [step[:2] for step in told] == [(1, 3), (2, 3), (3, 3)]
    assert [step[2] for step in told] == sorted(step[2] for step in told)


def test_no_ledger_is_made_where_nothing_could_be_read(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    assert len(ingest("new.db", ["empty.txt"]).failed) == 1
    assert not (folder / "new.db").exists()


def test_an_interrupt_keeps_what_was_told_as_done(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.actions.ingest._MOMENT", 0)  # each by itself

    def stop(done: int, total: int, name: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest("new.db", ["docs"], progress=stop)
    again = ingest("new.db", ["docs"])
    assert (len(again.known), len(again.new)) == (2, 1)


def test_an_interrupt_keeps_what_was_read_and_not_yet_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(task: Task) -> Outcome:
        if task.content.path == paths[-1]:
            raise KeyboardInterrupt
        return read_one(task)

    paths = sorted(path.as_posix() for path in Path("docs").glob("*.txt"))
    told: list[str] = []
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("ledger.actions.reading.read_one", read)
        ingest("new.db", ["docs"], progress=lambda done, total, name: told.append(name))
    assert told == paths[:-1]
    assert len(ingest("new.db", ["docs"]).known) == len(told)


def test_every_number_is_counted_somewhere(folder: Path) -> None:
    summary = ingest("new.db", ["docs"])
    assert summary.figures.total() == len(list(list_figures("new.db", Wanted())))
    assert summary.omitted.total() == len(summary.omissions)
    assert summary.omitted


def test_a_summary_is_short_lines_that_end_in_the_next_command(folder: Path) -> None:
    lines = list(summary_lines(ingest("new.db", ["docs"])))
    assert lines[0] == "documents: 3 new, 0 known already, 0 failed"
    assert lines[1].startswith("figures: 16: 11 counts, ")
    reasons = [line for line in lines if line.startswith("  ")]
    assert {line[4:6] for line in reasons} == {"  "}, "the numbers end in one column"
    assert lines[-1] == "Next: ledger check"


def test_tasks_are_taken_only_as_they_are_read() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[Task]:
        for number in range(5):
            taken.append(number)
            yield Task(Content(f"{number}.txt", SENTENCE.format(number + 10).encode()))

    assert isinstance(next(read_all(tasks(), jobs=1)), Reading)
    assert taken == [0]


def test_a_fault_of_the_reader_is_told_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Reading:
        raise IndexError("off the end")

    monkeypatch.setattr("ledger.actions.reading.read_document", fail)
    outcome = read_one(Task(Content("a.txt", b"31 officers")))
    assert isinstance(outcome, Failure)
    assert "IndexError" in outcome.message
    assert "report" in outcome.message


def test_a_figure_shows_its_own_paragraph_alone(folder: Path) -> None:
    ingest("new.db", ["docs"])
    figure = next(figure for figure in list_figures("new.db", Wanted(search="At least 412")))
    detail = show_figure("new.db", figure.id)
    assert detail.before.startswith("Police work has become deadlier too.") or figure.quote.startswith("Police")
    assert detail.after.rstrip().endswith("far from complete.")
    assert "On 3 March 2021" not in detail.after


def test_a_context_does_not_run_on_for_pages(folder: Path) -> None:
    ingest("new.db", ["docs"])
    figure = next(figure for figure in list_figures("new.db", Wanted()) if figure.quote_span.start > 300)
    gap = figure.quote_span.start
    words = "Un tiroteo dejó muertos. " * gap
    text = words[-gap:] + figure.quote + " " + "Otros siguieron huyendo. " * 300
    before, after = context(text, figure)
    assert before.startswith("… ")
    assert after.endswith(" …")
    assert len(before) <= 203
    assert len(after) <= 203
    assert set(before.split()) <= {"…", "Un", "tiroteo", "dejó", "muertos."}
    assert set(after.split()) <= {"…", "Otros", "siguieron", "huyendo."}


def test_a_context_without_spaces_is_left_out(folder: Path) -> None:
    ingest("new.db", ["docs"])
    figure = next(figure for figure in list_figures("new.db", Wanted()) if figure.quote_span.start > 300)
    text = "x" * figure.quote_span.start + figure.quote + "y" * 5000
    assert context(text, figure) == ("…", "…")


def test_findings_can_be_asked_for_by_kind_and_severity(folder: Path) -> None:
    ingest("new.db", ["docs"])
    every = check_figures("new.db", Asked())
    assert check_figures("new.db", Asked(kinds=["conflict,arithmetic"])) == [
        finding for finding in every if finding.kind in (FindingKind.CONFLICT, FindingKind.ARITHMETIC)
    ]
    assert check_figures("new.db", Asked(min_severity=0.5)) == [finding for finding in every if finding.severity >= 0.5]


def test_findings_can_be_asked_for_inside_a_document_or_between_documents(folder: Path) -> None:
    ingest("new.db", ["docs"])
    every = check_figures("new.db", Asked())
    within = check_figures("new.db", Asked(reach=Reach.WITHIN))
    across = check_figures("new.db", Asked(reach=Reach.ACROSS))
    assert sorted([*within, *across], key=every.index) == every
    assert across
    assert within


def test_a_topic_has_the_findings_of_any_of_its_figures(folder: Path) -> None:
    ingest("new.db", ["docs"])
    on_topic = check_figures("new.db", Asked("police-killed"))
    told = [finding for finding in check_figures("new.db", Asked()) if "police-killed" in str(finding.figures)]
    assert on_topic
    assert on_topic == told


def test_only_conflicts_and_wrong_sums_are_alarming_unless_asked(folder: Path) -> None:
    ingest("new.db", ["docs"])
    single = check_figures("new.db", Asked(kinds=["single_source"]))
    assert not is_alarming(single, [])
    assert is_alarming(single, ["single_source"]) is bool(single)


@pytest.mark.parametrize("name", ["docs/river-monitor.txt", "copy.txt", "link.txt", "new.db", "docs/manifest.toml"])
def test_an_input_is_never_an_output(folder: Path, name: str) -> None:
    ingest("new.db", ["docs"])
    shutil.copy("docs/river-monitor.txt", "copy.txt")
    Path("link.txt").symlink_to("docs/river-monitor.txt")
    with pytest.raises(OutputIsInput):
        require_no_input(name, "new.db")


@pytest.mark.parametrize("name", ["list.jsonl", "list.json", "in/mails.mbox", "in/pack.zip"])
def test_a_file_that_holds_documents_is_never_an_output(folder: Path, name: str) -> None:
    text = b"Police killed 12 people in 2019."
    mail = b"From a@b Mon Jan  4 17:00:00 2021\nFrom: Ana <a@b.org>\nSubject: x\n\n" + text + b"\n"
    made = {".jsonl": b'{"text": "%s"}\n' % text, ".json": b'[{"text": "%s"}]' % text, ".mbox": mail}
    path = Path("hold") / name
    path.parent.mkdir(parents=True)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", text)
    else:
        path.write_bytes(made[path.suffix])
    ingest("new.db", ["hold"])
    with pytest.raises(OutputIsInput):
        require_no_input(str(path), "new.db")
    Path("hold.md").write_text("my notes")
    require_no_input("hold.md", "new.db")


def test_a_source_edited_since_is_still_an_input(folder: Path) -> None:
    ingest("new.db", ["docs"])
    Path("docs/river-monitor.txt").write_text("edited")
    with pytest.raises(OutputIsInput):
        require_no_input("docs/river-monitor.txt", "new.db")


def test_a_source_edited_since_is_an_input_from_any_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest("new.db", ["docs"])
    Path("docs/river-monitor.txt").write_text("edited")
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    with pytest.raises(OutputIsInput):
        require_no_input("../docs/river-monitor.txt", "../new.db")


def test_an_earlier_output_may_be_replaced(folder: Path) -> None:
    ingest("new.db", ["docs"])
    Path("figures.csv").write_text("id\n")
    require_no_input("figures.csv", "new.db")
    require_no_input("not-there-yet.csv", "new.db")


def test_the_demo_tells_the_whole_story_on_its_own_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    story = "".join(run_demo())
    steps = [line for line in story.splitlines() if line.startswith("$ ledger ")]
    assert [step.split()[2] for step in steps] == ["add", "figures", "compare", "cite", "check"]
    assert "documents: 3 new, 0 known already, 0 failed" in story
    assert str(tmp_path) not in story
    assert list(tmp_path.iterdir()) == []


def test_the_demo_prefers_the_seeds_of_the_folder(folder: Path) -> None:
    (folder / "docs").rename("seeds")
    assert "$ ledger add seeds\n" in "".join(run_demo())


def test_a_seeds_folder_without_documents_is_not_the_demos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    assert "$ ledger add FOLDER\n" in "".join(run_demo())
    with pytest.raises(NoDocuments):
        ingest("new.db", ["seeds"])


def test_the_demos_documents_show_what_they_were_written_for(folder: Path) -> None:
    ingest("new.db", ["docs"])
    findings = check_figures("new.db", Asked())
    assert {finding.check for finding in findings if is_alarming([finding], [])} == {
        "implied_exchange_rate",
        "transposed_digits",
        "dispute",
    }
    agreeing = {finding.check for finding in findings if finding.kind is FindingKind.CORROBORATION}
    assert agreeing == {"sum_of_parts", "corroboration"}


def test_the_demos_tempting_pair_is_no_conflict(folder: Path) -> None:
    ingest("new.db", ["docs"])
    doubted = {
        figure.surface for finding in check_figures("new.db", Asked(kinds=["conflict"])) for figure in finding.figures
    }
    assert doubted == {"380", "At least 412", "1,384", "mil 348"}, (
        "not 446 of the year before, nor $2 billion since 2008"
    )
