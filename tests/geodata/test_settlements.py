"""The towns that are known beside the gazetteer, and what places are called elsewhere."""

import csv

import numpy as np
import pytest

from geodata.gazetteer import DATA, load_gazetteer
from geodata.names import MOST_WORDS, NameIndex
from geodata.outlines import kilometres_outside

GAZETTEER = load_gazetteer()
NAMES = NameIndex(GAZETTEER.named())


def test_every_district_has_known_places_and_every_seat_a_p_code_of_its_own():
    places = [*GAZETTEER.places.to_dict("records"), *GAZETTEER.known.values()]
    assert {row["adm2_pcode"] for row in places} >= GAZETTEER.districts.keys()
    seats = [row["adm3_pcode"] for row in GAZETTEER.known.values() if "Seat of its sub-district" in row["basis"]]
    assert len(set(seats)) == len(seats)
    assert len({*seats, *GAZETTEER.places["adm3_pcode"].dropna()}) >= 260


def test_a_known_town_is_described_as_a_place_is():
    for place_id, row in GAZETTEER.known.items():
        assert set(row) == set(GAZETTEER.places)
        assert row["name_en"], place_id
        assert row["name_ar"] > "\u0600", place_id
        assert row["verified"] == "no", place_id
        assert float(row["uncertainty_km"]) >= 5, place_id
        assert row["adm2_pcode"][:4] in {"", *row["governorates"].split("|")}, place_id
        assert row["adm3_pcode"][:6] in {"", row["adm2_pcode"]}, place_id


@pytest.mark.parametrize("governorate", sorted(GAZETTEER.governorates))
def test_a_known_town_lies_in_its_governorate(governorate):
    rows = [row for row in GAZETTEER.known.values() if governorate == row["governorates"]]
    rows = [row for row in rows if row["reported_elsewhere"] != "yes"]  # where the drawn border is known to be wrong
    points = (np.array([float(row[name]) for row in rows]) for name in ("latitude", "longitude"))
    outside = kilometres_outside(governorate, *points)
    assert [row["place_id"] for row, distance in zip(rows, outside, strict=True) if distance > 10] == []


def test_a_town_of_the_gazetteer_is_not_known_beside_it():
    assert not set(GAZETTEER.known) & set(GAZETTEER.places.index)


@pytest.mark.parametrize(
    "name", ["Hajin", "Manbij", "Tell Abyad", "Azaz", "Jarabulus", "Tartus", "منبج", "هجين", "تل أبيض"]
)
def test_towns_that_reports_name_are_known(name):
    assert NAMES.written(name)


def test_every_known_town_is_found_by_its_names():
    short = [(place, name) for place, name in GAZETTEER.named() if len(name.split()) <= MOST_WORDS]
    assert [(place, name) for place, name in short if place not in NAMES.written(name)] == []


def test_what_only_tells_namesakes_apart_is_no_name():
    assert NAMES.written("Suran") >= {"suran", "suran-hama"}
    assert not NAMES.written("Hama") & {"suran", "suran-hama"}
    assert "aleppo" in NAMES.written("Aleppo")


def test_a_river_is_called_on_the_map_as_it_is_called_here():
    """Those that are drawn have their names in a table of the map."""
    with (DATA / "labels.csv").open(encoding="utf-8", newline="") as table:
        labels = {row["key"]: row for row in csv.DictReader(table) if row["layer"] == "rivers"}
    assert labels
    for river, row in labels.items():
        assert {name: GAZETTEER.rivers[river][name] for name in ("name_en", "name_ar")} == {
            name: row[name] for name in ("name_en", "name_ar")
        }


def test_a_river_runs_through_governorates_and_is_no_place():
    for river, row in GAZETTEER.rivers.items():
        assert set(row["governorates"].split("|")) <= GAZETTEER.governorates.keys()
        assert river not in GAZETTEER.known
        assert river not in GAZETTEER.places.index
