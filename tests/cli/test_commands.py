"""What the commands answer on the demo's documents."""

import csv
import io
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledger.exports.columns import FIGURE_COLUMNS
from ledger.exports.registry import EXPORTS

Run = Callable[..., Any]

LISTINGS = (
    ["documents"],
    ["topics"],
    ["figures"],
    ["compare"],
    ["compare", "--pairs"],
    ["check"],
    ["cite"],
)


def test_adding_the_same_again_changes_no_export(filled: Path, run: Run) -> None:
    asked = [*((words, "json") for words in LISTINGS), *((["figures"], name) for name in EXPORTS)]
    before = [run(*words, "--format", name).out for words, name in asked]
    again = run("add", "docs")
    assert "documents: 0 new, 3 known already, 0 failed" in again.err
    assert (again.code, again.out) == (0, "")
    assert [run(*words, "--format", name).out for words, name in asked] == before


def test_figures_have_all_fields_by_path_and_start(filled: Path, run: Run) -> None:
    records = [json.loads(line) for line in run("figures", "--format", "jsonl").out.splitlines()]
    assert records
    assert all(list(record) == [column.key for column in FIGURE_COLUMNS] for record in records)
    assert records == sorted(records, key=lambda record: (record["path"], record["start"]))


def test_every_figure_stands_in_its_document(filled: Path, run: Run) -> None:
    for line in run("figures", "--format", "jsonl").out.splitlines():
        record = json.loads(line)
        text = Path(record["path"]).read_bytes().decode()
        assert text[record["start"] : record["end"]] == record["surface"]
        assert record["surface"] in record["quote"]
        assert record["quote"] in text


def test_csv_and_jsonl_hold_the_same_numbers(filled: Path, run: Run) -> None:
    lines = run("figures", "--format", "jsonl").out.splitlines()
    rows = csv.DictReader(io.StringIO(run("figures", "--format", "csv").out, newline=""))
    values = [json.loads(line, parse_float=Decimal)["value"] for line in lines]
    assert [Decimal(row["value"]) for row in rows] == values


@pytest.mark.parametrize("words", LISTINGS, ids=" ".join)
def test_a_listing_goes_to_stdout_or_to_a_file_alike(filled: Path, run: Run, words: list[str]) -> None:
    printed = run(*words, "--format", "json")
    written = run(*words, "-o", "out.json")
    assert (printed.code, written.code, written.out) == (0, 0, "")
    assert (filled / "out.json").read_bytes().decode() == printed.out
    assert isinstance(json.loads(printed.out), list)


@pytest.mark.parametrize("ending", [".html", ".htm", ".tex", ".xlsx"])
def test_a_file_to_read_or_to_reckon_with_is_told_by_its_ending(filled: Path, run: Run, ending: str) -> None:
    result = run("cite", "-o", f"out{ending}", "--limit", "3")
    assert (result.code, result.out) == (0, "")
    assert "Wrote 3 rows" in result.err
    starts = {".xlsx": b"PK\x03\x04", ".tex": b"% Compiles with"}
    assert (filled / f"out{ending}").read_bytes().startswith(starts.get(ending, b"<!DOCTYPE html>"))


def test_a_page_has_the_columns_one_reads_unless_others_are_asked_for(filled: Path, run: Run) -> None:
    page = run("cite", "--format", "html").out
    assert ">quote</th>" in page
    assert ">sha256</th>" not in page
    assert ">quote</th>" not in run("cite", "--short", "--format", "html").out
    assert ">sha256</th>" in run("cite", "--columns", "surface,sha256", "--format", "html").out


def test_a_workbook_is_not_thrown_at_a_terminal(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    for words in (["--format", "xlsx"], ["--format", "xlsx", "-o", "-"]):
        result = run("figures", *words)
        assert (result.code, result.out) == (2, "")
        assert result.err == "A terminal cannot show xlsx. Write it to a file: -o FILE.xlsx\n"


def test_a_workbook_that_cannot_be_made_leaves_the_file_and_says_what_to_install(
    filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    (filled / "out.xlsx").write_bytes(b"before")
    result = run("figures", "-o", "out.xlsx")
    assert result.code == 3
    assert "install 'figure-ledger[xlsx]'" in result.err
    assert (filled / "out.xlsx").read_bytes() == b"before"


@pytest.mark.parametrize("words", LISTINGS, ids=" ".join)
def test_a_limit_takes_the_first_rows(filled: Path, run: Run, words: list[str]) -> None:
    every = run(*words, "--format", "jsonl").out.splitlines()
    assert run(*words, "--format", "jsonl", "--limit", "1").out.splitlines() == every[:1]


def test_columns_come_as_asked(filled: Path, run: Run) -> None:
    assert run("figures", "--columns", "surface, path", "--format", "tsv").out.startswith("surface\tpath\n")
    assert list(json.loads(run("figures", "--columns", "value", "--format", "jsonl", "--limit", "1").out)) == ["value"]


def test_a_topic_holds_only_its_figures(filled: Path, run: Run) -> None:
    records = [json.loads(line) for line in run("figures", "police-killed", "--format", "jsonl").out.splitlines()]
    assert records
    assert all("police-killed" in record["topics"] for record in records)


@pytest.mark.parametrize(
    ("words", "field", "holds"),
    [
        (["--min", "1,000"], "value", lambda value: value >= 1000),
        (["--max", "1000"], "value", lambda value: value <= 1000),
        (["--document", "river-monitor.txt"], "path", lambda value: value.endswith("river-monitor.txt")),
        (["--source", "meridian"], "publisher", lambda value: value == "Meridian Dispatch"),
        (["--search", "POLICE OFFICERS"], "quote", lambda value: "police officers" in value),
        (["--place", "mexico"], "place_code", lambda value: value is None or value.startswith("MX")),
        (["--kind", "count"], "kind", lambda value: value == "count"),
        (["--unit", "person"], "unit", lambda value: value == "person"),
        (["--period", "2020"], "period_start", lambda value: value < "2021"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_filter_keeps_what_fits(
    filled: Path, run: Run, words: list[str], field: str, holds: Callable[[Any], bool]
) -> None:
    every = run("figures", "--format", "jsonl").out.splitlines()
    kept = run("figures", *words, "--format", "jsonl").out.splitlines()
    assert 0 < len(kept) < len(every) or words[0] in ("--kind", "--unit", "--place", "--period")
    assert all(holds(json.loads(line)[field]) for line in kept)


def test_nothing_found_is_said_on_stderr(filled: Path, run: Run) -> None:
    result = run("figures", "--min", "1e30", "--format", "jsonl")
    assert (result.code, result.out) == (0, "")
    assert "No figure fits" in result.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--place", "Atlantis"], "No figure in this ledger is about the place 'Atlantis'. There are: "),
        (["--place", "Mexco"], "'Mexco'. Did you mean 'Mexico'?"),
        (["--unit", "florins"], "No figure in this ledger has the unit 'florins'. There are: person"),
        (["--unit", "usd"], "'usd'. Did you mean 'USD'?"),
        (["--source", "nope"], "No source in this ledger is called 'nope'. There are: "),
        (["--source", "Meridien Dispatch"], "Did you mean 'Meridian Dispatch'?"),
        (["--document", "monitor.txt"], "No document in this ledger is called 'monitor.txt'. "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_value_that_no_figure_has_is_named(filled: Path, run: Run, words: list[str], told: str) -> None:
    result = run("figures", *words, "--format", "jsonl")
    assert (result.code, result.out) == (0, "")
    assert told in result.err
    assert len(result.err.splitlines()) == 1


def test_only_what_was_looked_for_is_said_not_to_be_there(filled: Path, run: Run) -> None:
    told = "Nothing was found on the topic 'aid' of the kind circular; other kinds were not looked for.\n"
    assert run("check", "aid", "--kind", "circular").err == told
    assert "with a severity of 1 or more" in run("check", "--min-severity", "1").err


def test_what_was_written_is_told_unless_quiet(filled: Path, run: Run) -> None:
    rows = len(run("cite", "police-killed", "--format", "jsonl").out.splitlines())
    assert run("cite", "police-killed", "-o", "out.csv").err == f"Wrote {rows} rows to 'out.csv'.\n"
    assert run("cite", "police-killed", "-o", "out.csv", "--limit", "1").err == "Wrote 1 row to 'out.csv'.\n"
    assert run("cite", "police-killed", "-o", "out.csv", "--quiet").err == ""


def test_show_marks_the_figure_in_its_paragraph(filled: Path, run: Run) -> None:
    query = ["figures", "--search", "At least 412", "--format", "jsonl"]
    record = next(r for line in run(*query).out.splitlines() if (r := json.loads(line))["value"] == 412)
    result = run("show", record["id"][:8])
    assert result.code == 0
    assert "412«" in result.out
    assert "Police work has become deadlier too." in result.out
    assert json.loads(run("show", record["id"], "--format", "jsonl").out) == record


def test_compare_shows_groups_with_their_ends(filled: Path, run: Run) -> None:
    result = run("compare", "police-killed")
    assert result.code == 0
    assert "low " in result.out
    assert " best " in result.out


def test_pairs_have_the_promised_fields(filled: Path, run: Run) -> None:
    for line in run("compare", "--pairs", "--format", "jsonl").out.splitlines():
        assert list(json.loads(line)) == ["a", "b", "relation", "reason", "gate", "assumed"]


def test_findings_come_most_severe_first_with_the_promised_fields(filled: Path, run: Run) -> None:
    findings = [json.loads(line) for line in run("check", "--format", "jsonl").out.splitlines()]
    assert findings
    assert list(findings[0]) == ["id", "kind", "check", "severity", "figures", "reason", "status", "judged"]
    assert [f["severity"] for f in findings] == sorted((f["severity"] for f in findings), reverse=True)


def test_a_terminal_counts_what_stands_on_one_source_and_lists_it_when_asked(filled: Path, run: Run) -> None:
    shown = run("check", "--limit", "1").out.splitlines()
    listed = [json.loads(line) for line in run("check", "--format", "jsonl").out.splitlines()]
    alone = sum(finding["kind"] == "single_source" for finding in listed)
    assert alone
    assert (
        f"{alone} figures of a measure stand on a single source: ledger check --kind single_source lists them." in shown
    )
    assert f"{len(listed) - alone} findings: " in shown[-2]
    assert shown[-2].endswith("; the first 1 are shown.")
    assert "Only " not in run("check").out
    assert run("check", "--kind", "single_source").out.count("single source · severity") == alone


def test_what_comes_out_takes_a_line_unless_it_is_asked_for(filled: Path, run: Run) -> None:
    assert "8 + 5 = 13 officers. (river-monitor.txt:9)" in run("check").out
    assert "corroboration · sum of parts · severity 0.00" not in run("check").out
    assert "corroboration · sum of parts · severity 0.00" in run("check", "--kind", "corroboration").out


def test_where_nothing_disagrees_a_sentence_says_so(filled: Path, run: Run) -> None:
    (filled / "note.txt").write_text("In 2020, 31 police officers were killed in Mexico.")
    run("--db", "new.db", "add", "note.txt")
    result = run("--db", "new.db", "check")
    assert "Nothing disagrees: no two sources conflict, and no sum is wrong." in result.err
    assert "1 figure of a measure stands on a single source" in result.out
    assert "Nothing disagrees" not in run("check").err


def test_groups_that_disagree_come_first(filled: Path, run: Run) -> None:
    groups = [json.loads(line) for line in run("compare", "--format", "jsonl").out.splitlines()]
    disagreeing = [bool(group["disagree"]) for group in groups]
    assert disagreeing == sorted(disagreeing, reverse=True)
    assert disagreeing[0]


def test_exit_code_4_only_where_something_is_wrong_and_asked_for(filled: Path, run: Run) -> None:
    assert run("check").code == 0
    assert run("check", "--exit-code").code == 4
    assert run("check", "--exit-code", "--kind", "circular").code == 0


def test_a_citation_table_is_whole_in_a_file_and_short_on_a_terminal(filled: Path, run: Run) -> None:
    run("cite", "police-killed", "-o", "citations.md")
    heading = (filled / "citations.md").read_text().splitlines()[0]
    assert heading.startswith("| id | topic | claim | figure | value |")
    short = "id,topic,figure,period,place,source,published,page,status"
    assert run("cite", "--short", "--format", "csv").out.splitlines()[0] == short
    heading = run("cite").out.splitlines()[0]
    assert heading.split() == ["id", "figure", "what", "place", "period", "source", "where", "status"]
    assert "    conflict: " in run("cite").out


def test_a_dry_run_tells_and_keeps_nothing(filled: Path, run: Run) -> None:
    result = run("--db", "new.db", "add", "docs", "--dry-run")
    assert "documents: 3 new" in result.err
    assert "nothing was kept" in result.err
    assert not (filled / "new.db").exists()


def test_verbose_names_each_number_left_out(filled: Path, run: Run) -> None:
    result = run("--db", "new.db", "add", "docs/meridian-dispatch.txt", "--verbose")
    assert "not a figure: docs/meridian-dispatch.txt, line 5: 2020" in result.err


def test_quiet_leaves_the_summary_alone(filled: Path, run: Run) -> None:
    result = run("--db", "new.db", "add", "docs", "--quiet")
    assert result.err.startswith("documents: 3 new")


def test_progress_is_plain_lines_where_there_is_no_terminal(filled: Path, run: Run) -> None:
    result = run("--db", "new.db", "add", "docs")
    assert result.err.startswith("1 of 3  docs/meridian-dispatch.txt\n2 of 3")
    assert "\r" not in result.err


def test_what_is_typed_stands_over_the_manifest(filled: Path, run: Run) -> None:
    run("--db", "new.db", "add", "docs/river-monitor.txt", "--publisher", "Someone Else", "--published", "2022-01-31")
    (record,) = json.loads(run("--db", "new.db", "documents", "--format", "json").out)
    assert (record["publisher"], record["published"]) == ("Someone Else", "2022-01-31")
    assert record["title"] == "Fewer complaints, more funerals"


def test_the_ledger_can_be_named_by_the_environment(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (filled / "figures.db").rename(filled / "elsewhere.db")
    monkeypatch.setenv("LEDGER_DB", "elsewhere.db")
    assert run("figures").code == 0


def test_topics_are_listed_before_there_is_a_ledger(run: Run) -> None:
    result = run("topics", "--format", "jsonl")
    assert result.code == 0
    assert "There is no ledger at 'figures.db'" in result.err
    assert {json.loads(line)["figures"] for line in result.out.splitlines()} == {None}
    assert "figures" not in run("topics").out.splitlines()[0]
    assert {"aid", "homicides", "police-killed", "complaints"} <= {
        json.loads(line)["topic"] for line in result.out.splitlines()
    }


def test_a_backup_answers_like_the_ledger(filled: Path, run: Run) -> None:
    assert run("backup", "copy.db").code == 0
    assert run("--db", "copy.db", "figures").out == run("figures").out


def test_an_up_to_date_ledger_is_left_alone(filled: Path, run: Run) -> None:
    before = run("figures", "--format", "json").out
    assert "is up to date" in run("upgrade").err
    assert run("figures", "--format", "json").out == before
    assert not list(filled.glob("figures.db.backup*"))


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("figure-ledger ")


@pytest.mark.parametrize("columns", ["1", "2", "3"])
@pytest.mark.parametrize("command", ["figures", "cite"])
def test_no_terminal_is_too_narrow(
    filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch, columns: str, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert run(command).code == 0


def test_a_limit_may_be_any_number(filled: Path, run: Run) -> None:
    assert run("figures", "--limit", "9" * 30).code == 0


@pytest.mark.parametrize("typed", ["check --min-severity nan", "check --min-severity 2", "figures --limit -1"])
def test_a_number_out_of_bounds_is_refused(filled: Path, run: Run, typed: str) -> None:
    assert run(*typed.split()).code == 2


# Topics of the user's


WEAPONS = """
key = "weapons"
title = "Weapons"

[[measures]]
key = "weapons_seized"
definition = "Weapons seized."
unit = "weapon"
words.en = ["rifles"]
examples = ["Soldiers seized 40 rifles."]
"""


def test_a_file_of_topics_holds_for_the_command_behind_it(filled: Path, run: Run) -> None:
    (filled / "weapons.toml").write_text(WEAPONS)
    (filled / "note.txt").write_text("In 2020 soldiers seized 212 rifles.")
    run("add", "note.txt")
    assert "212" in run("--topics", "weapons.toml", "figures", "weapons").out
    assert run("figures", "weapons").code == 2
    assert "goes before the command, as in: ledger --topics FILE" in run("figures", "--topics", "weapons.toml").err


def test_a_file_of_topics_is_tried_out(filled: Path, run: Run) -> None:
    (filled / "weapons.toml").write_text(WEAPONS)
    result = run("topics", "--check", "weapons.toml")
    assert result.code == 0
    assert "1 example, 1 of them read as told." in result.err
    (filled / "weapons.toml").write_text(WEAPONS.replace("40 rifles", "40 lamps"))
    result = run("topics", "--check", "weapons.toml")
    assert result.code == 1
    assert "Not read as 'weapons_seized'" in result.err
    assert "no-such.toml" in run("topics", "--check", "no-such.toml").err
