"""Words of closed classes count nothing: what stands right behind a number may open the rest of its sentence."""

import pytest

from ledger.extract.figures import read_figures
from ledger.model.document import Document

SPANISH = (
    "mientras aunque cuando según pero porque pues sino como donde quienes cuyos cuyas que si ni ante bajo con contra"
    " desde durante entre hacia hasta mediante para por sin sobre tras vía versus salvo excepto incluso además también"
    " tampoco ya aún todavía ahora hoy ayer antes después luego entonces siempre nunca jamás casi apenas solo quizá"
    " quizás acaso más menos muy nada algo todos todas ambos ambas cada otros otras este esos aquellos aquellas ellos"
    " ellas ustedes nosotros vosotros os se nos les lo la los las su sus fue son era eran han hubo está pueden asimismo"
    " actualmente respectivamente prestados gratis"
)
ENGLISH = (
    "while although though when whereas but because so since unless until whether where who whom whose which that if"
    " nor before after during against among between into onto throughout toward under upon with within without versus"
    " per despite except including besides also too either neither already still yet now today then soon always"
    " never almost nearly only just merely perhaps maybe more less another these those he she it they we you me him us"
    " them its their were was is are be been will would can could may must has have did likewise recently respectively"
    " approximately instead otherwise however therefore thus hence moreover meanwhile altogether together"
)
FRAMES = {
    "es": (
        "El fiscal estrenó una camioneta que costó 4.2 millones {} el resto de la oficina esperaba.",
        "La comisión registró 45 {} el resto de la oficina esperaba.",
    ),
    "en": (
        "The prosecutor bought a truck that cost $4.2 million {} the rest of the office waited.",
        "The board recorded 45 {} the rest of the office waited.",
    ),
}


@pytest.mark.parametrize(("language", "words"), [("es", SPANISH), ("en", ENGLISH)], ids=["es", "en"])
def test_no_closed_class_names_what_is_counted(language: str, words: str) -> None:
    named = [
        (word, figure.noun)
        for word in words.split()
        for frame in FRAMES[language]
        for figure in read_figures(Document.from_text(frame.format(word), language=language))
        if word in (figure.noun or "").casefold()
    ]
    assert not named
