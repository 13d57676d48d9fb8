import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ledger.exports.citing.keys import work_keys
from ledger.model.document import Metadata, Work


def key(path: str = "a.txt", year: int | None = 2021, **known: str) -> str:
    published = date(year, 5, 1) if year else None
    return work_keys([Work("d1", None, Metadata(published=published, **known), path)])["d1", None]


def test_a_text_is_known_by_its_first_author_and_year() -> None:
    assert key(author="Michael Paarlberg") == "paarlberg2021"
    assert key(author="Ángel Páez and Ana Ruiz", language="es") == "paez2021"
    assert key(author="Gabriel García Márquez", language="es") == "garciamarquez2021"


def test_without_an_author_by_who_publishes_it_its_title_or_its_file() -> None:
    assert key(publisher="Borderland Beat", title="Unease") == "borderlandbeat2021"
    assert key(author="Comisión Nacional de los Derechos Humanos") == "comisionnacionalderechos2021"
    assert key(title="The Cost of the War in the North", year=None) == "costwarnorthnd"
    assert key("docs/annual report.v2.pdf", None) == "annualreportv2nd"
    assert key("数字.txt", None) == "textnd"


def work(document: str, section: int | None = None, title: str | None = None) -> Work:
    return Work(document, section, Metadata(title=title, author="Ana Ruiz", published=date(2020, 1, 2)), "a.txt")


def test_texts_of_one_author_and_year_are_told_apart_in_the_order_they_came() -> None:
    keys = work_keys([work("d1"), work("d2"), work("d3")])
    assert list(keys.values()) == ["ruiz2020", "ruiz2020b", "ruiz2020c"]
    many = work_keys([work(f"d{number}") for number in range(60)])
    assert len(set(many.values())) == 60
    assert many["d26", None] == "ruiz2020aa"


def test_a_later_text_changes_no_key() -> None:
    before = work_keys([work("d1"), work("d2")])
    assert work_keys([work("d1"), work("d2"), work("d0")]).items() >= before.items()


def test_sections_that_are_known_alike_are_one_text_and_posts_are_their_own() -> None:
    keys = work_keys([work("d1"), work("d1", 1), work("d1", 2, "A post"), work("d1", 3, "A post")])
    assert list(keys.values()) == ["ruiz2020", "ruiz2020", "ruiz2020b", "ruiz2020b"]


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20)), max_size=8))
def test_a_key_has_plain_letters_and_belongs_to_one_text(told: list[tuple[str, str, str]]) -> None:
    works = [
        Work(str(number), None, Metadata(author=author or None, title=title or None), path)
        for number, (author, title, path) in enumerate(told)
    ]
    keys = list(work_keys(works).values())
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z0-9]+", one) for one in keys)
