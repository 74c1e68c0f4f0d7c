import re
import unicodedata

import pandas as pd
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from geodata.gazetteer import DATA, find_places, load_gazetteer
from geodata.normalising import normalise_name

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى"
TASHKEEL = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
names = st.text(st.sampled_from(ARABIC + "abdeghiklmnoqrstuwxyzḤāīūʿ'- "), max_size=30)


def best(text):
    return next(iter(find_places(text, limit=1).index), None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "deir al-ZOR"),
        ("دير الزور", "دَيْر الزّور"),
        ("الرقة", "رقه"),
        ("إدلب", "ادلب"),
        ("القامشلى", "القامشلي"),
        ("الحسـكة", "الحسكه"),
        ("السويداء", "السويدا"),
        ("Ar-Raqqah", "raqqah"),
        ("Ḩamāh", "Hamah"),
        ("Ma‘dān", "Ma'dan"),
        ("اﻟﺮﻗﺔ", "الرقة"),
        ("SDF ١٢", "sdf 12"),
        ("\u202eHoms\u200f", "homs"),
    ],
)
def test_spellings_of_one_name_come_out_equal(one, other):
    assert normalise_name(one) == normalise_name(other)


def test_different_names_stay_different():
    assert len({normalise_name(name) for name in ("حمص", "حماة", "حماس", "Homs", "Hama", "Hamas")}) == 6


def test_a_text_of_articles_only_keeps_its_words():
    assert normalise_name("al") == "al"
    assert normalise_name("ال") == "ال"


@given(st.text(max_size=60) | names)
def test_normalising_twice_changes_nothing(text):
    once = normalise_name(text)
    assert normalise_name(once) == once


@given(names, st.data())
def test_tashkeel_and_tatweel_do_not_matter(text, data):
    marks = st.lists(st.sampled_from(TASHKEEL + "ـ"), max_size=2).map("".join)
    marked = "".join(letter + (data.draw(marks) if letter in ARABIC else "") for letter in text)
    assert normalise_name(marked) == normalise_name(text)


@given(names)
def test_case_does_not_matter(text):
    assert normalise_name(text.upper()) == normalise_name(text.lower())


@given(st.text(max_size=60))
def test_no_mark_punctuation_or_direction_sign_is_left(text):
    kinds = {unicodedata.category(letter)[0] for letter in normalise_name(text) if letter != " "}
    assert kinds <= {"L", "N"}


@pytest.mark.parametrize(
    "text", ["الكسار", "Kasar Fawqani", "al kassar", "كسار فوقاني", "Al-Kassar al-Fawqani", "KASSAR"]
)
def test_every_spelling_of_kassar_finds_the_same_place(text):
    assert list(find_places(text).index) == ["kassar-fawqani"]


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Jazmatti", "aleppo-jazmati"),
        ("حي الجزماتي", "aleppo-jazmati"),
        ("الحيدريه", "aleppo-haydariya"),
        ("Dmeir", "dumayr"),
        ("qalamon", "qalamoun"),
        ("southern Hama", "southern-hama-countryside"),
        ("البادية", "syrian-badia"),
        ("dayr azzor", "deir-ez-zor"),
        ("Palmira", "palmyra"),
        ("Mayaden", "mayadin"),
        ("Tell Kotchar", "tel-kocher"),
        ("Abo Kamal", "al-bukamal"),
        ("Fawqani Kassar", "kassar-fawqani"),
        ("Homs Governorate", "gov-sy04"),
        ("محافظة الحسكة", "gov-sy08"),
    ],
)
def test_a_name_in_either_language_finds_its_place_first(text, place_id):
    assert best(text) == place_id


@pytest.mark.parametrize("name", ["name_en", "name_ar"])
def test_every_place_is_found_by_its_own_names(name):
    missed = [
        place for place, text in load_gazetteer().places[name].items() if place not in find_places(text, limit=10).index
    ]
    assert missed == []


@pytest.mark.parametrize(
    "text",
    ["", "   ", "!!!", "hello", "banana", "xyzzy", "police", "drone", "Hamas", "حماس", "الشرطة", "في", "SYR-0001",
     "Iraqi", "two", "teams", "homes", "their", "said", "crime", "حماية", "دورية", "محمود", "صفة", "authorities",
     "killed in a raid by the Interior Ministry on a house", "%", "<script>", "ط" * 500],
)  # fmt: skip
def test_what_is_no_name_finds_nothing(text):
    found = find_places(text)
    assert len(found) == 0
    assert list(found.columns) == [*load_gazetteer().places.columns, "score"]


@given(st.text(max_size=40))
def test_any_text_may_be_asked_for(text):
    found = find_places(text, limit=3)
    assert len(found) <= 3
    assert found["score"].between(0, 100).all()
    assert found["score"].is_monotonic_decreasing


def test_a_full_name_counts_more_than_a_part_of_one():
    scores = find_places("Aleppo")["score"]
    assert scores["aleppo"] == 100
    assert 90 < scores["aleppo-jazmati"] < 100


def test_changing_a_frame_changes_nothing_for_the_next_reader():
    for frame in (load_gazetteer().places, find_places("Homs")):
        frame["latitude"] = 0.0
    assert (load_gazetteer().places["latitude"] > 30).all()
    assert (find_places("Homs")["latitude"] > 30).all()


def test_the_gazetteer_fits_its_schema_and_the_layers_are_described():
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.flatten(["path", "message"]) == []


def test_every_description_is_there_in_both_languages():
    package = Package(str(DATA / "datapackage.json")).to_descriptor()
    described = [package, *package["resources"]]
    described += [field for table in package["resources"] for field in table.get("schema", {}).get("fields", [])]
    for item in described:
        assert item["title"], item["name"]
        assert re.search("[\u0600-\u06ff]", item["title_ar"]), item["name"]
        assert re.search("[\u0600-\u06ff]", item["description_ar"]), item["name"]


def test_no_coordinate_is_finer_than_a_neighbourhood():
    places = load_gazetteer().places
    for column in ("latitude", "longitude"):
        assert (places[column].round(3) == places[column]).all()


def test_vague_places_are_wide_and_say_why():
    places = load_gazetteer().places
    assert (places.loc[places["kind"].isin(["country", "governorate", "region", "road"]), "uncertainty_km"] >= 8).all()
    assert places["basis"].notna().all()
    assert places["refs"].notna().all()


def test_the_badia_spans_four_governorates():
    assert set(load_gazetteer().places.loc["syrian-badia", "governorates"].split("|")) == {
        "SY04",
        "SY05",
        "SY09",
        "SY11",
    }


def test_all_governorates_are_places():
    places = load_gazetteer().places
    found = places[places["kind"] == "governorate"].set_index("governorates")["place_id"]
    assert list(found) == [f"gov-sy{number:02}" for number in range(1, 15)]


def test_missing_cells_stay_missing():
    syria = load_gazetteer().places.loc["syria"]
    assert pd.isna(syria["governorates"])
    assert pd.isna(syria["adm3_pcode"])


def test_every_district_of_a_place_has_a_name_in_both_languages():
    gazetteer = load_gazetteer()
    used = set(gazetteer.places["adm2_pcode"].dropna())
    assert used <= gazetteer.districts.keys()
    assert {pcode[:4] for pcode in gazetteer.districts} == gazetteer.governorates.keys()
    for column in ("name_en", "name_ar"):
        names = [district[column] for district in gazetteer.districts.values()]
        assert len(set(names)) == len(names)
        assert all(name == name.strip() != "" for name in names)


def test_a_district_is_written_as_the_gazetteer_writes_its_seat():
    """The seat of a district lies in its sub-district 00; neighbours there need not bear the district's name."""
    gazetteer = load_gazetteer()
    cities = gazetteer.places[(gazetteer.places["kind"] == "city") & gazetteer.places["adm3_pcode"].notna()]
    seats = cities[
        [str(adm3) == f"{adm2}00" for adm2, adm3 in zip(cities["adm2_pcode"], cities["adm3_pcode"], strict=True)]
    ]
    for pcode, seated in seats.groupby("adm2_pcode"):
        written = gazetteer.districts[str(pcode)]["name_en"]
        assert any(name.partition(" (")[0] in written or name in written for name in seated["name_en"]), pcode


def test_an_edited_name_of_a_district_is_another_gazetteer(tmp_path):
    for name in ("gazetteer.csv", "districts.csv"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    before = load_gazetteer(tmp_path)
    assert before.stamp == load_gazetteer().stamp
    with (tmp_path / "districts.csv").open("a", encoding="utf-8") as districts:
        districts.write("SY9999,Nowhere,لا مكان\n")
    after = load_gazetteer(tmp_path)
    assert after.districts["SY9999"] == {"name_en": "Nowhere", "name_ar": "لا مكان"}
    assert after.stamp != before.stamp


def test_a_gazetteer_without_names_of_districts_takes_those_of_the_project(tmp_path):
    (tmp_path / "gazetteer.csv").write_bytes((DATA / "gazetteer.csv").read_bytes())
    assert load_gazetteer(tmp_path).districts == load_gazetteer().districts
