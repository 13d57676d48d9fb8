"""What the publisher of a document says there is told by nobody else."""

import pytest

from ledger.extract.figures import read_figures
from ledger.model.document import Document

AGENCY = "Secretaría de Cuencas y Población Ribereña"


def _told(text: str, publisher: str | None) -> list[str | None]:
    return [figure.attribution for figure in read_figures(Document.from_text(text, publisher=publisher))]


@pytest.mark.parametrize(
    ("text", "publisher", "told"),
    [
        ("La SECPRI confirma 94 pozos secos.", AGENCY, None),
        ("El registro de la SECPRI suma 94 pozos secos.", AGENCY, None),
        ("La SECPRI confirma 94 pozos secos.", "El Faro del Valle", "SECPRI"),
        ("La SEPAL confirma 94 pozos secos.", AGENCY, "SEPAL"),
        ("The Lake Observatory counted 40 wrecks.", "Lake Observatory", None),
        ("The Lake Ministry counted 40 wrecks.", "Lake Observatory", "Lake Ministry"),
        ("The Lake Observatory counted 40 wrecks.", None, "Lake Observatory"),
    ],
)
def test_what_the_publisher_says_is_told_by_nobody_else(text: str, publisher: str | None, told: str | None) -> None:
    assert _told(text, publisher) == [told]
