"""The head of a text states its title, author, publisher and date."""

from datetime import date

import pytest

from ledger.loaders.layout.sections import find_layout
from ledger.model.document import Metadata

PROSE = "Officials said that the count of the year before had been revised and that more cases were under study. " * 3
PROSA = "Las autoridades dijeron que el conteo del año anterior fue revisado y que hay más casos en estudio. " * 3

HEADS = {
    "8 August 2021\n\nWhy Does the Count Rise?\n\nAna Ruiz": Metadata(
        "Why Does the Count Rise?", "Ana Ruiz", None, date(2021, 8, 8)
    ),
    "Why Does the Count Rise?\n\nBy Ana Ruiz and Luis de la Mora\nMay 31, 2012": Metadata(
        "Why Does the Count Rise?", "Ana Ruiz and Luis de la Mora", None, date(2012, 5, 31)
    ),
    "The Blog\n\nThursday, May 31, 2012\n\nUnease in the Alliance Grows": Metadata(
        "Unease in the Alliance Grows", None, None, date(2012, 5, 31)
    ),
    "Seis estados concentran la mitad\n\nEl Faro\nPor Lucía Armenta Robles\n22 de junio de 2021": Metadata(
        "Seis estados concentran la mitad", "Lucía Armenta Robles", "El Faro", date(2021, 6, 22)
    ),
    "Boletín 14. Al menos 211 casos\n\nObservatorio Uniforme\nGuadalajara, Jalisco, 5 de julio de 2021": Metadata(
        "Boletín 14. Al menos 211 casos", None, "Observatorio Uniforme", date(2021, 7, 5)
    ),
    "BORRADOR. No publicar\nLas cuentas del año\nPor Tomás Verduzco\n2 de noviembre de 2021": Metadata(
        "Las cuentas del año", "Tomás Verduzco", None, date(2021, 11, 2)
    ),
    "CABLE NO. 0417/21\nAGENCIA DEL SUR\n9 JUL 2021, 1845 HRS\nASUNTO: ATAQUES DEJAN 18 MUERTOS": Metadata(
        "ATAQUES DEJAN 18 MUERTOS", None, None, date(2021, 7, 9)
    ),
    "DE RUEHXX #0083/01\nO R 292049Z JAN 10\n\nSUBJECT: Opening of the\nWorking Group": Metadata(
        "Opening of the Working Group", None, None, date(2010, 1, 29)
    ),
    "DRAFT 3 - for the Saturday page, 9 November 2019\n\nThe arithmetic\nBy Ana Ruiz": Metadata(
        "The arithmetic", "Ana Ruiz", None, date(2019, 11, 9)
    ),
    "MISIÓN DE VERIFICACIÓN\nInforme trimestral núm. 11\n15 de julio de 2016\n\nI. Seguridad": Metadata(
        "Informe trimestral núm. 11", None, "MISIÓN DE VERIFICACIÓN", date(2016, 7, 15)
    ),
    "Coca y bosque: balance\n\nFundación Raíz. Lima y Bogotá, 8 de julio de 2021": Metadata(
        "Coca y bosque: balance", None, "Fundación Raíz", date(2021, 7, 8)
    ),
    "The Count Rises\nBy Ana Ruiz and Luis Mora, Delta Press. QUITO, June 27, 2023": Metadata(
        "The Count Rises", "Ana Ruiz and Luis Mora", "Delta Press", date(2023, 6, 27)
    ),
    "SUBJECT: The Count Rises\nEmbassy Quito, July 3, 2023. Sensitive but unclassified": Metadata(
        "The Count Rises", None, "Embassy Quito", date(2023, 7, 3)
    ),
    "Registro\nVigía del Río, página de datos. Lima. Última actualización: 7 de julio de 2023": Metadata(
        "Registro", None, "Vigía del Río", date(2023, 7, 7)
    ),
    "La cuenta\nPor Ana Ruiz. La Hoja, Lima, 9 de julio de 2023": Metadata(
        "La cuenta", "Ana Ruiz", "La Hoja", date(2023, 7, 9)
    ),
    "The Count\nDelta Watch, Lima. Compiled 30 August 2023": Metadata(
        "The Count", None, "Delta Watch", date(2023, 8, 30)
    ),
    "The Count\nAna Ruiz, for The Review\n6 September 2023. Not checked yet; sums are mine.": Metadata(
        "The Count", "Ana Ruiz", "The Review", date(2023, 9, 6)
    ),
    "SUBJECT: TOLL RISES\nUNCLASSIFIED\nDATE: 2022 NOVEMBER 4\nDRAFTED BY: A. RUIZ": Metadata(
        "TOLL RISES UNCLASSIFIED", None, None, date(2022, 11, 4)
    ),
    "La cuenta del año\nBORRADOR, falta revisión\nPor Ana Ruiz\nEl Cronista del Sur, Lima, 24 marzo 2024": Metadata(
        "La cuenta del año", "Ana Ruiz", "El Cronista del Sur", date(2024, 3, 24)
    ),
    "The Post » News\nHome | News | Sport\nThe Count Rises\nPublished 9 April 2018, 07:15 | 4 comments": Metadata(
        "The Count Rises", None, None, date(2018, 4, 9)
    ),
    "Ministry of Agriculture of Kenya\nCrop Situation Bulletin\n12 March 2020": Metadata(
        "Crop Situation Bulletin", None, "Ministry of Agriculture of Kenya", date(2020, 3, 12)
    ),
    "The Count of the Dead, by Post\nPosts from 5 February to 22 March 2022": Metadata(
        "The Count of the Dead, by Post", None, None, date(2022, 3, 22)
    ),
    "The Count Rises | The Post\nMarch 3, 2021 | By Ana Ruiz": Metadata(
        "The Count Rises | The Post", "Ana Ruiz", None, date(2021, 3, 3)
    ),
}


@pytest.mark.parametrize(("head", "stated"), HEADS.items(), ids=[head.split("\n")[0] for head in HEADS])
def test_the_head_states_what_it_is(head: str, stated: Metadata) -> None:
    prose = PROSA if stated.published and any(word in head for word in ("Por", "julio", "ASUNTO")) else PROSE
    found = find_layout(f"{head}\n\n{prose}\n\n{prose}").metadata
    assert Metadata(found.title, found.author, found.publisher, found.published) == stated
    assert found.language == ("es" if prose is PROSA else "en")


@pytest.mark.parametrize(
    ("opening", "day", "agency"),
    [
        ("LIMA, Dec 16 2010 (IPS) - ", date(2010, 12, 16), "IPS"),
        ("Madrid, 14 de octubre de 2021 (Ágora Press).- ", date(2021, 10, 14), "Ágora Press"),
        ("SAN SALVADOR, 3 JAN 90 -- [REPORT] ", date(1990, 1, 3), None),
        ("Bogotá, D. C., 18 de abril de 2024. ", date(2024, 4, 18), None),
    ],
)
def test_a_dateline_states_day_and_agency(opening: str, day: date, agency: str | None) -> None:
    stated = find_layout(f"The Title of It\n\n{opening}{PROSE}").metadata
    assert (stated.title, stated.published, stated.publisher) == ("The Title of It", day, agency)


def test_the_text_may_follow_its_head_without_a_blank_line() -> None:
    stated = find_layout(f"The Count Rises\nBy Ana Ruiz\nLIMA, Aug. 14, 2023 (Delta Press) - {PROSE}").metadata
    assert stated == Metadata("The Count Rises", "Ana Ruiz", "Delta Press", date(2023, 8, 14), None, "en")


@pytest.mark.parametrize("head", ["", "By the end of 2020, 412 officers were dead.", "In 2019"])
def test_nothing_is_made_up(head: str) -> None:
    stated = find_layout(f"{head}\n\n{PROSE}".strip()).metadata
    assert (stated.author, stated.publisher, stated.published) == (None, None, None)


def test_a_given_language_decides_how_a_slashed_date_reads() -> None:
    text = f"The Title of It\n\n04/01/21 – {PROSE}"
    assert find_layout(text).metadata.published == date(2021, 4, 1)
    assert find_layout(text, "es").metadata.published == date(2021, 1, 4)
    assert find_layout(text, "es").metadata.language is None
    assert find_layout(text.replace("/", ".")).metadata.published == date(2021, 1, 4)
