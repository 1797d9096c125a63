"""The mapped model says what the library says."""

import py3langid
import pytest

from crawler.languages.memory_mapped_py3langid import rank

TEXTS = {
    "French": "La commune a ouvert une bibliothèque pour les enfants des villages voisins.",
    "English": "The council has opened a library for the children of the villages nearby.",
    "Spanish": "El municipio ha abierto una biblioteca para los niños de los pueblos vecinos.",
    "Amazigh": "Tamdint teldi tanedlist i warrac n yiwudam, d ccna n tmurt deg yal ass.",
    "Arabizi": "salam khouti, lyoum mchina l maktaba jdida dyal douar w 3ejbatna bezzaf",
    "one letter": "a",
    "no letter": "12 %",
    "empty": "",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_has_the_same_languages_as_by_the_whole_model(text: str) -> None:
    assert rank()(text) == py3langid.rank(text)
