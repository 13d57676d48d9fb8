"""The heads, feet and numbers of pages in a plain text are around it, and its sentences run on over them."""

from ledger.extract.figures import read_figures
from ledger.loaders.content import Content
from ledger.loaders.registry import load_content
from ledger.model.document import SectionKind

BODY = "The ministry of the interior opened its books to the office in the\ncapital, and 45 auditors came.\n"
TEXT = (
    "Violence in Honduras, 2019\n\n"
    + BODY
    + "\nIn 2019 the police of Honduras, which keeps a book of the dead,\nrecorded\n\n11\n"
    "\fViolence in Honduras, 2020\n\n1,234 homicides in all, and 45 of them were of women, it said\nthere.\n\n12\n"
    "\fViolence in Honduras, 2021\n\nA last page has a few words more.\n\n13\n"
)


def test_what_pages_repeat_is_around_the_text() -> None:
    document = load_content(Content("a.txt", TEXT.encode()))
    around = [section.span.of(TEXT).split() for section in document.sections if section.kind is SectionKind.FRAME]
    head = ["Violence", "in", "Honduras,"]
    assert around == [["11", *head, "2020"], ["12", *head, "2021"], ["13"]]
    told = {figure.surface: figure for figure in read_figures(document)}
    assert set(told) == {"45", "1,234"}
    assert told["1,234"].period.text == "2019"
    assert told["1,234"].place and told["1,234"].place.name == "Honduras"


def test_a_text_without_page_breaks_has_no_heads() -> None:
    document = load_content(Content("a.txt", TEXT.replace("\f", "").encode()))
    assert not [section for section in document.sections[1:-1] if section.kind is SectionKind.FRAME]
