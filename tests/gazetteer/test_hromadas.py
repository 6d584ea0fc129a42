import pytest

from gazetteer.hromadas import Hromadas, hromadas_of
from theatre.theatre import load_theatre


@pytest.fixture(scope="module")
def hromadas(gazetteer) -> Hromadas:
    return hromadas_of(gazetteer, load_theatre())


def test_nearly_every_settlement_of_the_register_has_its_hromada(gazetteer, hromadas):
    assert len(hromadas.of) > 29_600
    assert len(hromadas.names) > 1_760
    for place, hromada in hromadas.of.items():
        if place.startswith("katottg:"):
            assert place[:17] == hromada[:17]


def test_a_hromada_is_found_by_its_seat_and_its_adjective(gazetteer, hromadas):
    lysychansk = gazetteer.candidates("Lysychansk")[0].id
    hromada = hromadas.seated(lysychansk)
    assert hromadas.names[hromada] == "Lysychansk hromada"
    assert hromadas.cities[lysychansk] == hromada
    around = {gazetteer.place(place).name for place, of in hromadas.of.items() if of == hromada}
    assert {"Lysychansk", "Pryvillia", "Novodruzhesk"} < around and "Rubizhne" not in around
    assert hromadas.seated(gazetteer.candidates("Novodruzhesk")[0].id) is None
    for adjective in ("Лисичанська", "Лисичанської", "Лисичанской"):
        assert hromadas.called(adjective) == [hromada]
    assert len(hromadas.called("Олександрівська")) > 1
    assert not hromadas.called("Сонячна")
