"""What is known by a number is no amount: invoices, buses, gates. What a phrase before only leads up to is counted."""

import pytest

from ledger.extract.figures import read_figures
from ledger.model.document import Document

ENGLISH = (
    "house plot parcel hall dock berth exit entrance counter desk locker shelf platform lane bridge"
    " tunnel checkpoint station outpost area site mine shaft borehole clinic studio courtroom chamber"
    " panel committee squad company group team car tram train truck taxi boat ferry ship plane helicopter"
    " drone engine invoice receipt cheque ticket voucher dossier folder memo letter permit licence"
    " passport visa policy certificate warrant writ petition motion edict regulation statute measure book"
    " tome edition scene plate map chart lap match sample witness juror prisoner patient complaint report"
    " study survey experiment trial room gate zone flight channel bus page article"
)
SPANISH = (
    "salón edificio galpón hangar muelle salida ventanilla taquilla asiento casillero carril puente túnel"
    " retén estación base área pozo mina boya clínica hospital estudio tribunal comisión comité escuadrón"
    " pelotón compañía grupo equipo patrulla carro bus autobús camión tren taxi lancha ferry barco avión"
    " helicóptero dron motor factura recibo cheque formulario boleta vale cupón legajo carpeta carta"
    " permiso licencia pasaporte visa certificado orden fallo edicto ordenanza reglamento directiva"
    " enmienda proposición iniciativa consulta prueba libro escena versículo lámina mapa partido muestra"
    " testigo detenido paciente queja encuesta ensayo operativo sala zona vuelo canal página artículo"
)
NAMED = {
    "en": ("The {} 45 was closed on Monday.", "Officers met in {} 45."),
    "es": (
        "El caso de la {} 45 fue cerrado el lunes.",
        "Fueron a la {} 45 del complejo.",
        "El jefe estaba en el {} 45.",
    ),
}
COUNTED = {
    "en": [
        "In the attack 45 were killed.",
        "At the school 45 people died.",
        "In the camp 45 children fell ill.",
        "In custody 45 died.",
        "The army killed 45.",
        "They freed the remaining 45.",
        "The report counts 45 dead.",
        "In Lagos 45 were hurt.",
        "The toll rose to 45.",
        "They managed to rescue 45.",
        "Of the group 45 left.",
    ],
    "es": [
        "En el ataque 45 murieron.",
        "En la escuela 45 niños enfermaron.",
        "Del grupo 45 se fueron.",
        "En el puesto 45 soldados murieron.",
        "En el penal 45 de los presos enfermaron.",
        "El informe cuenta 45 muertos.",
        "El total 45 no cambió.",
        "La policía detuvo a 45.",
        "El país ocupa el puesto 45 del mundo.",
    ],
}


@pytest.mark.parametrize(("language", "nouns"), [("en", ENGLISH), ("es", SPANISH)], ids=["en", "es"])
def test_a_thing_known_by_its_number_is_no_amount(language: str, nouns: str) -> None:
    texts = [frame.format(noun) for noun in nouns.split() for frame in NAMED[language]]
    taken = [text for text in texts if read_figures(Document.from_text(text, language=language))]
    assert not taken


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, told in COUNTED.items() for text in told]
)
def test_what_is_counted_behind_a_phrase_is_an_amount(language: str, text: str) -> None:
    assert [one.surface for one in read_figures(Document.from_text(text, language=language))] == ["45"]


CODES = [
    ("en", "The book (ISBN 978-3-16-148410-0) is out of print."),
    ("en", "The journal, ISSN 1234-5678, is free."),
    ("en", "He flew on a Boeing 737-800 to Lima."),
    ("en", "Police seized a 9mm pistol."),
    ("en", "The 5.56 mm rounds came from a depot."),
    ("en", "See Article 27(3)(b) and Rule 12(b)(6)."),
    ("en", "Radio 97.5 FM broke the news."),
    ("en", "The Beijing+20 review began."),
    ("es", "Le decomisaron una pistola 9 milímetros."),
    ("es", "Lo mataron con un revólver calibre .38."),
    ("es", "Faltan las fojas 112 a 340."),
]


@pytest.mark.parametrize(("language", "text"), CODES)
def test_a_code_is_no_amount(language: str, text: str) -> None:
    assert not read_figures(Document.from_text(text, language=language))
