"""Names read in texts, whatever they turn out to mean."""

from itertools import pairwise

import pytest


def surfaces(scan, text):
    return [text[name.start : name.end] for name in scan(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They left Izium and Kupiansk.", ["Izium", "Kupiansk"]),
        ("They left Velyka Novosilka at dawn.", ["Velyka Novosilka"]),  # the longest
        ("They left the Kharkiv region.", ["Kharkiv region"]),
        ("They left the south of Ukraine.", ["south of Ukraine"]),  # opens with a small letter
        ("Kyiv's answer", ["Kyiv"]),
        ("the Izium-Sloviansk road", ["Izium", "Sloviansk"]),
        ("a pro-Kyiv crowd in post_Izium", []),
        ("бої у Харківській області", ["Харківській області"]),
        ("бої у Харківській та Сумській областях", ["Харківській", "Сумській"]),
        ("бої на Куп'янському напрямку", ["Куп'янському"]),
        (
            "#Lyman #lyman #ChasivYar #Chasiv_Yar #chasiv_yar",
            ["Lyman", "lyman", "ChasivYar", "Chasiv_Yar", "chasiv_yar"],
        ),
        ("#Бахмут, #бахмут і #ЧасівЯр", ["Бахмут", "бахмут", "ЧасівЯр"]),
        ("#nothing of lyman#lyman", []),
        ("ВІЙСЬКА УВІЙШЛИ У ЧАСІВ ЯР", ["ЧАСІВ ЯР"]),
        ("nothing at all", []),
        ("", []),
    ],
)
def test_names_are_read_longest_first(scan, text, names):
    assert surfaces(scan, text) == names


def test_an_adjective_is_told_by_the_noun_behind_it(scan):
    (region, *_), (near,) = scan("у Харківській та Сумській областях"), scan("на Ізюмському напрямку")
    assert (region.kind, near.kind) == ("region", "near")
    assert scan("харківське метро") == []


def test_names_come_in_the_order_of_the_text_and_never_overlap(scan):
    names = scan("South of Ukraine, north of Kharkiv Oblast, Velyka Novosilka, Nova Kakhovka and New York.")
    assert all(one.end <= other.start for one, other in pairwise(names))
