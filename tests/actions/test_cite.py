"""The figures to cite, with what is said of each."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ledger.actions.check import Asked, check_figures
from ledger.actions.cite import cite_figures
from ledger.actions.editing import edit_document
from ledger.actions.ingest import ingest
from ledger.exports.citing.citation import Citation
from ledger.model.document import Metadata
from ledger.model.judgement import Judgement, Verb
from ledger.store.engine import open_ledger
from ledger.store.writes import add_judgement
from tests.store.counting import counted

TEXTS = {
    "a.txt": "By Ana Ruiz\n\nIn 2020, 412 police officers were killed in Mexico. In Lima 31 people were arrested.",
    "b.txt": "By Juan Paz\n\nThe city has 6 hospitals.",
    "c.txt": "By Ana Ruiz\n\nIn 2020, 524 police officers were killed in Mexico, the ministry said.",
}
MANIFEST = "".join(
    f'[[documents]]\nfile = "{name}"\npublished = 2021-0{month}-01\nurl = "https://example.org/{name[0]}"\n'
    for month, name in enumerate(TEXTS, 1)
)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "manifest.toml").write_text(MANIFEST)
    ingest("x.db", ["."])
    return "x.db"


def cited(db: str, topic: str | None = None) -> dict[str, Citation]:
    return {one.figure.surface: one for one in cite_figures(db, topic)}


def test_what_counts_the_same_stands_together_with_its_verdict(db: str) -> None:
    figures = list(cited(db).values())
    assert [one.figure.surface for one in figures] == ["412", "524", "31", "6"]
    (reason,) = figures[0].verdicts
    assert reason.startswith("conflict: ")
    assert figures[0].doubts == figures[1].doubts
    assert len(figures[0].doubts) == 1
    assert figures[2].findings == ()


def test_a_topic_has_the_doubts_that_the_check_finds(db: str) -> None:
    assert [one.figure.surface for one in cite_figures(db, "police-killed")] == ["412", "524"]
    assert cited(db, "police-killed")["412"].doubts == cited(db)["412"].doubts


def test_a_limit_gives_the_first_of_all(db: str) -> None:
    every = cite_figures(db, None)
    for limit in range(len(every) + 2):
        assert cite_figures(db, None, limit) == every[:limit]


def test_a_limit_cuts_no_text_but_those_shown(db: str) -> None:
    with counted() as work:
        assert len(cite_figures(db, "police-killed", 1)) == 1
    assert len(work.asking("documents.text", "documents.sha256 = ")) == len(TEXTS) + 1  # all are compared, one is shown
    assert len(work.asking("figures.surface")) == 1


def test_texts_have_keys_that_no_correction_changes(db: str) -> None:
    keys = [one.work for one in cited(db).values()]
    assert keys == ["ruiz2021", "ruiz2021b", "ruiz2021", "paz2021"]
    edit_document(db, "a.txt", Metadata(author="Eva Sol", published=date(2019, 1, 1)), by="Ana")
    assert [one.work for one in cited(db).values()] == keys
    assert cited(db)["412"].authors[0].turned == "Sol, Eva"


def test_the_words_around_a_figure_and_the_link_to_its_sentence(db: str) -> None:
    one = cited(db)["412"]
    assert (one.before, one.after) == ("By Ana Ruiz\n\nIn 2020, ", " police officers were killed in ")
    sentence = "In%202020%2C%20412%20police%20officers%20were%20killed%20in%20Mexico."
    assert one.link == f"https://example.org/a#:~:text={sentence}"


def test_a_judgement_says_who_checked(db: str) -> None:
    figure = cited(db)["412"].figure
    (finding,) = check_figures(db, Asked("police-killed", ["conflict"]))
    now = datetime(2026, 5, 1, tzinfo=UTC)
    with open_ledger(db, write=True) as ledger:
        add_judgement(ledger, Judgement(figure.id, Verb.ACCEPT, "Ana", now, "Called the ministry."))
    assert cited(db)["412"].judgement == Judgement(figure.id, Verb.ACCEPT, "Ana", now, "Called the ministry.")
    with open_ledger(db, write=True) as ledger:
        add_judgement(ledger, Judgement(finding.id, Verb.DISMISS, "Ana", now))
    assert cited(db)["412"].findings == ()
