"""A page of a listing has the figures that the listing has there, whatever the filter and whatever was judged."""

from importlib.resources import as_file
from pathlib import Path

import pytest

from ledger.actions.figures import Wanted, list_figures
from ledger.actions.ingest import ingest
from ledger.actions.judge import judge_figures, take_back
from ledger.actions.paging import Pages
from ledger.actions.typed import Typed
from ledger.lexicon.toml_tables import data_folder
from ledger.model.document import Metadata
from ledger.model.figure import Status
from ledger.model.judgement import Verb

FILTERS = (
    Wanted(),
    *(Wanted(status=status) for status in Status),
    Wanted(status="accepted,corrected"),
    Wanted("police-killed"),
    Wanted(kind="count"),
    Wanted(unit="person", status=",".join(Status)),
    Wanted(place="mx"),
    Wanted(place="Puebla"),
    Wanted(place="Atlantis"),
    Wanted(period="2020"),
    Wanted(source="monitor"),
    Wanted(source="MIRADOR semanal"),
    Wanted(document="river-monitor.txt"),
    Wanted(minimum="412"),
    Wanted(maximum="412"),
    Wanted(minimum="412", maximum="412"),
    Wanted(search="officers"),
    Wanted(search="Policías"),
    Wanted(search="of"),
    Wanted(search="f"),
    Wanted(search="no such words"),
    Wanted(search="\n"),
    Wanted(search="registers of", source="river", kind="count"),
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger in which figures were accepted, rejected, corrected and are disputed."""
    db = str(tmp_path_factory.mktemp("paging") / "figures.db")
    with as_file(data_folder().joinpath("demo")) as documents:
        ingest(db, [str(documents)])
    names = [figure.id for figure in list_figures(db, Wanted())]
    judge_figures(db, [names[0]], Verb.ACCEPT, by="Ana")
    judge_figures(db, [names[1]], Verb.REJECT, by="Ana")
    judge_figures(db, [names[2]], Verb.CORRECT, by="Ana", typed=Typed(value="412", place="Puebla", noun="officers"))
    judge_figures(db, [names[3]], Verb.ACCEPT, by="Ana")
    judge_figures(db, [names[3]], Verb.REJECT, by="Ben")
    return db


def paged(pages: Pages, wanted: Wanted, size: int) -> list[str]:
    count = pages.page(wanted, 1, size).pages
    return [figure.id for number in range(1, count + 1) for figure in pages.page(wanted, number, size).figures]


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_the_pages_are_the_list(db: str, wanted: Wanted) -> None:
    listed = list(list_figures(db, wanted))
    pages = Pages(db)
    assert paged(pages, wanted, 3) == [figure.id for figure in listed]
    assert pages.page(wanted, 1, 100).figures == tuple(listed)
    assert pages.page(wanted, 1, 3).total == len(listed)
    assert pages.ids(wanted) == [figure.id for figure in listed]


def test_every_filter_finds_something_or_is_meant_to_find_nothing(db: str) -> None:
    empty = [wanted for wanted in FILTERS if not Pages(db).page(wanted, 1, 1).total]
    assert len(empty) < 5


def test_a_page_beyond_the_last_is_the_last(db: str) -> None:
    pages = Pages(db)
    last = pages.page(Wanted(), 10**9, 4)
    assert last.number == last.pages
    assert last.last == last.total
    assert pages.page(Wanted(search="no such words"), 7, 4).first == 0


def test_what_is_judged_added_or_exchanged_is_seen_at_once(db: str, tmp_path: Path) -> None:
    copy = tmp_path / "figures.db"
    copy.write_bytes(Path(db).read_bytes())
    pages, target = Pages(str(copy)), str(copy)
    pages.warm()

    def same() -> None:
        for wanted in (Wanted(), Wanted(search="officers"), Wanted(status="rejected"), Wanted(source="note")):
            assert paged(pages, wanted, 50) == [figure.id for figure in list_figures(target, wanted)]

    same()
    name = pages.page(Wanted(search="officers"), 1, 1).figures[0].id
    judge_figures(target, [name], Verb.REJECT, by="Ana")
    same()
    take_back(target, name, by="Ana")
    same()
    note = tmp_path / "note.txt"
    note.write_text("In 2019, 777 police officers were killed in Peru.\n", encoding="utf-8")
    ingest(target, [str(note)], overrides=Metadata(title="A note"))
    same()
    copy.unlink()
    ingest(target, [str(note)])
    same()


def test_a_topic_of_the_users_own_is_paged_too(tmp_path: Path) -> None:
    db = tmp_path / "figures.db"
    text = tmp_path / "note.txt"
    text.write_text("\n\n".join(f"In 20{n}, {n}00 wells were dug in Peru." for n in range(10, 19)), encoding="utf-8")
    ingest(str(db), [str(text)])
    (tmp_path / "figures.topics").mkdir()
    (tmp_path / "figures.topics" / "water.toml").write_text(
        'key = "water"\ntitle = "Water"\nabout.en = ["well*"]\n', encoding="utf-8"
    )
    wanted = Wanted("water")
    listed = [figure.id for figure in list_figures(str(db), wanted)]
    assert listed
    assert paged(Pages(str(db)), wanted, 4) == listed
