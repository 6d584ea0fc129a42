"""The embedded gazetteer: what it holds, under which names, and what importing a dump does to it."""

import sqlite3
import zipfile
from contextlib import closing
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.build import _place_by_postcodes, _postcode_points, _Settlement
from gazetteer.dumps import DumpPoint, Imports, read_dump
from gazetteer.gazetteer import Gazetteer, gazetteer_path, import_dump, info, load_gazetteer
from gazetteer.inflection import adjective_stem, inflect
from gazetteer.place import Kind, Precision, distance_km
from gazetteer.russian_toponyms import russian_name, russian_names, ukrainian_name
from gazetteer.spelling import fold, romanise_russian, romanise_ukrainian, sound
from theatre.theatre import Theatre, load_theatre


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(load_theatre())


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Izium", "geonames:707292"),
        ("Kupyansk", "geonames:703656"),
        ("Куп’янська", "geonames:703656"),
        ("Куп'янську", "geonames:703656"),
        ("Купʼянськ", "geonames:703656"),
        ("Купянске", "geonames:703656"),
        ("Снигирёвку", "geonames:693379"),
        ("Снигиревку", "geonames:693379"),
        ("Severodonetsk", "geonames:691999"),
        ("Kiev", "geonames:703448"),
        ("Kharkiv Province", "region:UA-63"),
        ("Харківській області", "region:UA-63"),
        ("Херсонщині", "region:UA-65"),
        ("Донбасі", "region:donbas"),
        ("Ізюмського району", "katottg:UA63040000000023521"),
        ("Zaporizhzhia nuclear power station", "site:znpp"),
        ("Запорізькій АЕС", "site:znpp"),
        ("остров Змеиный", "site:snake-island"),
        ("сході України", "region:ua-east"),
        ("Sudzha", "geonames:486816"),
    ],
)
def test_a_name_leads_to_its_place(gazetteer, name, id):
    assert gazetteer.candidates(name)[0].id == id


def test_renamed_towns_keep_their_former_names_with_the_years(gazetteer):
    bakhmut = gazetteer.candidates("Artemivsk")[0]
    assert bakhmut.name == "Bakhmut"
    assert ("former:1924/2016", "Artemivsk") in bakhmut.names


def test_oblasts_bear_the_outlines_names(gazetteer):
    named = {f["properties"]["name"] for f in load_theatre().outlines("regions")["features"]} - {"Kyiv City"}
    assert {place.admin1 for place in gazetteer if place.country == "UA" and place.kind == Kind.SETTLEMENT} == named


def test_a_settlement_without_coordinates_says_how_roughly_it_lies(gazetteer):
    rough = [place for place in gazetteer if place.precision == Precision.HROMADA]
    assert len(rough) > 10_000
    assert all(place.id.startswith("katottg:") for place in rough)


def test_the_list_of_postcodes_places_villages_and_never_two_at_one_point(gazetteer):
    (robotyne,) = [p for p in gazetteer.candidates("Robotyne") if p.admin1 == "Zaporizhzhia"]
    assert robotyne.precision == Precision.EXACT
    assert distance_km((robotyne.latitude, robotyne.longitude), (47.448, 35.837)) < 2
    listed = [p for p in gazetteer if p.precision == Precision.EXACT and p.id.startswith("katottg:")]
    assert len(listed) > 11_000
    assert len({(p.name, p.latitude, p.longitude) for p in listed}) == len(listed)


def test_a_point_of_the_list_needs_a_neighbour_of_the_hromada_and_one_claimant():
    def village(code: str, name: str, where: tuple[float, float] | None = None) -> _Settlement:
        return _Settlement(code, name, "Kherson", "R", f"H{code[0]}", None, where)

    table = [("Гай", 46.0, 33.0), ("Гай", 46.01, 33.01), ("Лан", 46.0, 33.2), ("Став", 46.5, 33.0), ("Яр", 46.05, 33.0)]
    rows = [{"name": name, "latitude": str(lat), "longitude": str(lon)} for name, lat, lon in table]
    theatre = cast(Theatre, SimpleNamespace(table=lambda name: rows))
    seat = village("a1", "Місто", (46.0, 33.05))
    placed = village("a2", "Гай")
    twins = [village("a3", "Лан"), village("a4", "Лан")]
    far, held = village("a5", "Став"), village("a6", "Яр")
    point = DumpPoint(1, "Яр", 46.06, 33.0, "UA", "Kherson", 0)
    _place_by_postcodes([seat, placed, *twins, far, held], _postcode_points(theatre, [point]))
    assert placed.where == (46.0, 33.0)
    assert [s.where for s in (*twins, far, held)] == [None] * 4


def test_namesakes_are_joined_within_their_hromada(gazetteer):
    places = [p for p in gazetteer.candidates("Blahodatne") if p.admin1 == "Donetsk" and p.admin2 == "Volnovakha"]
    exact = [place for place in places if place.precision == Precision.EXACT]
    assert all(distance_km((exact[0].latitude, exact[0].longitude), (p.latitude, p.longitude)) > 1 for p in places[1:])
    assert len(places) == 2


def test_nearest_settlements_come_nearest_first(gazetteer):
    nearest = gazetteer.nearest(49.207, 37.277, limit=3)
    assert nearest[0].name == "Izium"
    assert gazetteer.nearest(0.0, 0.0) == ()


def test_unknown_names_and_ids_find_nothing(gazetteer):
    assert gazetteer.candidates("Atlantis") == ()
    assert gazetteer.place("geonames:0") is None


def test_info_tells_sources_and_licences():
    told = info(load_theatre())
    assert "CC BY 4.0" in told["source 1"] and "CC BY 4.0" in told["source 3"]
    assert "hromada" in told["settlements"]


@pytest.mark.parametrize(
    ("name", "language", "form"),
    [
        ("Харків", "uk", "Харкова"),
        ("Миколаїв", "uk", "Миколаєва"),
        ("Велика Новосілка", "uk", "Великої Новосілки"),
        ("Часів Яр", "uk", "Часового Яру"),
        ("Станиця Луганська", "uk", "Станиці Луганської"),
        ("Рубіжне", "uk", "Рубіжному"),
        ("Кринки", "uk", "Кринок"),
        ("Ірпінь", "uk", "Ірпеня"),
        ("Запоріжжя", "uk", "Запоріжжю"),
        ("Изюм", "ru", "Изюмом"),
        ("Рубежное", "ru", "Рубежного"),
        ("Балаклея", "ru", "Балаклеи"),
        ("Ростов-на-Дону", "ru", "Ростова-на-Дону"),
        ("Сумы", "ru", "Сум"),
        ("Донецк", "ru", "Донецком"),
    ],
)
def test_names_are_declined(name, language, form):
    assert form in inflect(name, language)


def test_acronyms_stay_and_other_languages_are_refused():
    assert inflect("АЕС", "uk") == ("АЕС",)
    with pytest.raises(ValueError, match="pl"):
        inflect("Warszawa", "pl")


def test_adjectives_give_their_stem():
    assert adjective_stem("харківській") == adjective_stem("харківського") == "харківськ"
    assert adjective_stem("харків") is None


@pytest.mark.parametrize(
    ("ukrainian", "kmu", "bgn", "russian", "english"),
    [
        ("Куп'янськ", "Kupiansk", "Kupyansk", "Купянск", "Kupyansk"),
        ("Згурівка", "Zghurivka", "Zghurivka", "Згуровка", "Zgurovka"),
        ("Єнакієве", "Yenakiieve", "Yenakiyeve", "Енакиево", "Yenakiyevo"),
        ("Велика Олександрівка", "Velyka Oleksandrivka", "Velyka Oleksandrivka", "Великая Александровка", None),
        ("Вовчанськ", "Vovchansk", "Vovchansk", "Волчанск", "Volchansk"),
        ("Затишшя", "Zatyshshia", "Zatyshshya", "Затишье", "Zatishye"),
    ],
)
def test_romanisations(ukrainian, kmu, bgn, russian, english):
    assert romanise_ukrainian(ukrainian) == kmu
    assert romanise_ukrainian(ukrainian, "bgn") == bgn
    assert russian_name(ukrainian) == russian
    assert english is None or romanise_russian(russian) == english


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Сватове", "Сватово"), ("Степове", "Степовое"), ("Лобкове", "Лобковое"), ("Тоненьке", "Тоненькое"),
        ("Новоекономічне", "Новоэкономическое"), ("Богородичне", "Богородичное"), ("Запорізьке", "Запорожское"),
        ("Андріївка", "Андреевка"), ("Яковлівка", "Яковлевка"), ("Киселівка", "Киселевка"), ("Роздольне", "Раздольное"),
        ("Піщане", "Песчаное"), ("Улакли", "Улаклы"), ("Липці", "Липцы"), ("Тростянець", "Тростянец"),
        ("Велика Димерка", "Большая Дымерка"), ("Лиман Перший", "Лиман Первый"), ("Хатнє", "Хатнее"),
        ("Борова", "Боровая"), ("Сухий Яр", "Сухой Яр"), ("Новомайорське", "Новомайорское"),
    ],
)  # fmt: skip
def test_russian_names_are_among_the_guesses(ukrainian, russian):
    assert russian in russian_names(ukrainian)


@pytest.mark.parametrize(
    ("russian", "ukrainian"),
    [
        ("Казачья Локня", "Козача Локня"),
        ("Матвеевка", "Матвеївка"),
        ("Гора-Подол", "Гора-Подол"),
        ("Меловой", "Меловий"),
    ],
)
def test_border_villages_have_ukrainian_names(russian, ukrainian):
    assert ukrainian_name(russian) == ukrainian


@pytest.mark.parametrize(
    ("former", "name", "oblast"),
    [
        ("Pervomaiske", "Avdiivske", "Donetsk"),
        ("Желанное", "Blahodatne", "Donetsk"),
        ("Невського", "Balka Zhuravka", "Luhansk"),
        ("Metelkino", "Metolchyne", "Luhansk"),
        ("Krasnohrad raion", "Berestyn Raion", "Kharkiv"),
    ],
)
def test_what_was_renamed_of_late_is_found_by_its_former_name(gazetteer, former, name, oblast):
    assert (name, oblast) in {(place.name, place.admin1) for place in gazetteer.candidates(former)}


def test_careless_spellings_sound_alike():
    assert sound("Клещиевку") == sound("Кліщіївка") == sound("Klishchiyivka")
    assert sound("Бахмут") != sound("Бердянськ")


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


# --- imports ----------------------------------------------------------------------------------------------------------

_CELLS = {0: "1", 1: "Testivka", 2: "Testivka", 4: "49.5", 5: "37.5", 6: "P", 7: "PPL", 8: "UA", 10: "07", 14: "120"}


def line(**changed: str) -> str:
    cells = {**_CELLS, **{int(key.lstrip("c")): value for key, value in changed.items()}}
    return "\t".join(cells.get(n, "") for n in range(19))


@pytest.fixture
def dump(tmp_path):
    def write(*lines: str, name: str = "UA.txt"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write


def test_a_dump_gives_its_populated_places(dump):
    path = dump(line(), line(c0="2", c6="H", c1="A river"), line(c0="3", c8="RU"))
    assert [point.name for point in read_dump(path, "UA") if isinstance(point, DumpPoint)] == ["Testivka"]


def test_a_zipped_dump_is_read_too(dump, tmp_path):
    packed = tmp_path / "UA.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(dump(line()), "UA.txt")
        archive.writestr("readme.txt", "about")
    assert len(list(read_dump(packed, "UA"))) == 1


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([line(), "1\tcut off"], "line 2: 2 columns instead of 19"),
        ([line(c4="north")], "line 1: 'north'"),
        ([line(c4="95.0")], "not on Earth"),
        ([line(c1="")], "the name is missing"),
        ([line(c0="x1")], "geonameid 'x1'"),
        ([line(c8="PL")], "no place of UA"),
        (["<html>not a dump</html>"], "1 columns instead of"),
        (["a,b,c"], "1 columns instead of"),
    ],
)
def test_a_wrong_dump_is_refused_with_line_and_reason(dump, lines, reason):
    with pytest.raises(ValueError, match=reason):
        list(read_dump(dump(*lines), "UA"))


def test_a_damaged_archive_or_binary_is_refused(tmp_path):
    packed = tmp_path / "UA.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("UA.txt", line() * 50)
    whole = packed.read_bytes()
    packed.write_bytes(whole.replace(b"Testivka", b"TestiXka", 1))
    with pytest.raises(ValueError, match=r"UA\.zip"):
        list(read_dump(packed, "UA"))
    packed.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ValueError, match="cut off; download it again"):
        list(read_dump(packed, "UA"))
    binary = tmp_path / "UA.txt"
    binary.write_bytes(bytes(range(128, 256)) * 20)
    with pytest.raises(ValueError, match="UTF-8"):
        list(read_dump(binary, "UA"))
    with pytest.raises(ValueError, match="no such file"):
        list(read_dump(tmp_path / "absent.txt", "UA"))


def test_imports_merge_by_id_and_are_taken_back(dump, tmp_path):
    imports = Imports(tmp_path / "imports.sqlite")
    with imports.draft() as draft:
        assert draft.add(dump(line(), line(c0="2", c1="Druha")), "UA", None).changed == 2
        draft.keep()
    first = imports.mark()
    with imports.draft() as draft:
        assert draft.add(dump(line(c4="50.0")), "UA", None).changed == 1
        draft.keep()
    assert {point.id: point.latitude for point in imports.points()} == {1: 50.0, 2: 49.5}
    with imports.draft() as draft:
        assert draft.drop_last() == "UA.txt"
        draft.keep()
    assert imports.mark() == first
    assert {point.id: point.latitude for point in imports.points()} == {1: 49.5, 2: 49.5}


def test_the_same_dump_again_changes_nothing(dump, tmp_path):
    imports = Imports(tmp_path / "imports.sqlite")
    path = dump(line())
    with imports.draft() as draft:
        draft.add(path, "UA", None)
        draft.keep()
    with imports.draft() as draft:
        assert draft.add(path, "UA", None).changed == 0


def test_alternate_names_join_their_place(dump, tmp_path):
    imports = Imports(tmp_path / "imports.sqlite")
    with imports.draft() as draft:
        draft.add(dump(line()), "UA", None)
        names = dump("9\t1\tuk\tТестівка\t1\t\t\t\t\t", "10\t1\tlink\thttp://x\t\t\t\t\t\t", name="names.txt")
        draft.add(names, "UA", None)
        draft.keep()
    (point,) = imports.points()
    assert "Тестівка" in point.alternates and "http://x" not in point.alternates


def test_a_refused_import_leaves_the_gazetteer_as_it_was(dump):
    theatre = load_theatre()
    load_gazetteer(theatre)
    before = gazetteer_path(theatre).read_bytes()
    with pytest.raises(ValueError, match="line 2"):
        import_dump(theatre, dump(line(), "torn"))
    assert gazetteer_path(theatre).read_bytes() == before


def test_an_import_makes_a_village_exact(dump, tmp_path, monkeypatch):
    monkeypatch.setenv("MARCHLAND_HOME", str(tmp_path))
    theatre = load_theatre()
    # the village Topoli lies in Kupiansk raion; GeoNames' cities500 doesn't hold it
    done = import_dump(theatre, dump(line(c1="Topoli", c2="Topoli", c3="Тополі", c4="49.95", c5="37.85")))
    assert done.changed == 1
    with closing(sqlite3.connect(gazetteer_path(theatre))) as db:
        found = db.execute("SELECT id, precision, admin1 FROM place WHERE id = 'geonames:1'").fetchall()
    assert found == [("geonames:1", "exact", "Kharkiv")]
