"""The places of a file: its own points under its own names, matched to the gazetteer, with the distance between."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from geodata.cells import SEPARATOR
from geodata.gazetteer import Gazetteer
from geodata.outlines import PCODES
from geodata.sounds import is_arabic
from incidents.exchange.intake.events import NOTHING, Events
from incidents.exchange.intake.governorates import (
    BORDER_KM,
    GovernorateNames,
    bare_name,
    is_in_syria,
    kilometres_from,
    pcodes_at,
)
from incidents.exchange.intake.matching import (
    MATCHED_KM,
    Degrees,
    Keys,
    district_pcodes,
    exchanged_by_name,
    fill_points_by_name,
    matches,
)
from incidents.exchange.intake.material import Material
from incidents.exchange.intake.pools import (
    chosen,
    coded,
    either,
    encoded,
    in_words,
    mask_of,
    only_where,
    or_else,
    pooled,
    saying,
    taken,
)
from incidents.exchange.intake.remarks import Fate, Remark, remark_on, remark_where
from incidents.exchange.intake.scripts import place_ids
from incidents.language import N_
from incidents.record.distinct import distinct_rows
from incidents.record.vocabulary import AREA, NEAR, NO_PRECISION

COUNTRY = "syria"
_AREAS = (*(f"gov-{pcode.lower()}" for pcode in PCODES), COUNTRY)  # the ids of those that are no places of a file
_FAR = N_("The point lies more than {distance} km outside the governorate that the row names: both are kept.")
_PCODES = np.array([*PCODES, None], dtype=object)  # by code; the last is that of no governorate
COLUMNS = [
    *("place_id", "name_en", "name_ar", "aliases", "kind", "governorates", "adm2_pcode", "adm3_pcode"),
    *("latitude", "longitude", "uncertainty_km", "reported_elsewhere", "verified", "basis", "refs"),
    *("matched_place_id", "matched_km"),
]


@dataclass(frozen=True, eq=False)
class Placed:
    """The places of a record, and of each event its place, the governorates that it is reported in, and the precision.

    ``matched`` are the names that the gazetteer has: how far, in km, its point lies from that of the file.
    """

    places: pd.DataFrame
    place_id: pd.Series
    governorates: pd.Series
    precision: pd.Series
    remarks: list[Remark]
    matched: npt.NDArray[np.float64]
    named: int


def placed(material: Material, events: Events, gazetteer: Gazetteer, source: str) -> Placed:
    """Bring the events of a file to places."""
    rows, remarks = events.rows, []
    numbers, told = rows["row"].to_numpy(), rows["admin1"]
    code = GovernorateNames(gazetteer).codes(told)
    pcode = _PCODES[code]
    column = material.mapping.columns.get("admin1", "governorate")
    unknown = told.notna().to_numpy(bool) & (code < 0)
    remarks += remark_where("cell", column, N_("Not a governorate of Syria."), unknown, numbers, told)
    latitude, longitude, of_points = _points(material, rows, code, gazetteer)
    remarks += of_points
    found = fill_points_by_name(rows, pcode, latitude, longitude, gazetteer)
    sentence = N_("No point in the file: it is that of the gazetteer for the place of this name.")
    remarks += remark_where(
        "changed", material.mapping.columns.get("place", "place"), sentence, found, numbers, rows["place"]
    )
    located = ~np.isnan(latitude)
    number, first = _distinct(rows, code, latitude, longitude)
    own = rows.iloc[first].assign(latitude=latitude[first], longitude=longitude[first], pcode=pcode[first])
    own = own.reset_index(drop=True)
    own = own.assign(**{str(name): in_words(cells) for name, cells in own.items()})
    lies_in = _lies_in(own)
    drawn = own["pcode"].isna().to_numpy() & ~pd.isna(lies_in)
    remarks += remark_where(
        "changed", column, N_("No governorate in the file: it is that in whose drawn borders the point lies."),
        drawn[number] & located, numbers, told,
    )  # fmt: skip
    places, ids, distances = _table(own, lies_in, gazetteer, source)
    is_country, is_governorate = (saying(rows["area"], kind) for kind in ("country", "governorate"))
    whole = (code >= 0) & (is_governorate | ~located) & ~is_country  # anywhere in it
    nowhere = (~located & (code < 0)) | is_country
    pool = [*ids, *_AREAS]
    place = np.select([is_country, nowhere, whole], [len(pool) - 1, -1, len(ids) + code], number)
    said = [nowhere, whole, saying(rows["geo_precision"], NO_PRECISION)]
    precision = either(coded(chosen(said, [NO_PRECISION, AREA, NEAR], None)), coded(rows["geo_precision"]))
    areas = encoded(pa.array([*lies_in, *PCODES], pa.large_string(), from_pandas=True))
    reported = np.append(areas.codes, -1)[np.select([is_country, code < 0], [-1, number], len(lies_in) + code)]
    is_used = np.zeros(len(pool) + 1, dtype=bool)
    is_used[place] = True  # the last stands for none
    own_used = is_used[: len(ids)][[key is not None for key in ids]]
    used = np.append(np.ones(len(places) - len(own_used), dtype=bool), own_used)  # the areas stand first, and all stay
    columns = (pooled(pool, place), pooled(areas.distinct, reported), precision.places())
    return Placed(places[used], *columns, remarks, distances, len(ids))


def _points(
    material: Material, rows: pd.DataFrame, code: npt.NDArray[np.intp], gazetteer: Gazetteer
) -> tuple[Any, Any, list[Remark]]:
    """Return the points, exchanged where only that makes sense, and none where they lie outside the country."""
    latitude, longitude = rows["latitude"].to_numpy(dtype=float).copy(), rows["longitude"].to_numpy(dtype=float).copy()
    number, first = distinct_rows([code, latitude, longitude])
    pcode = _PCODES[code]
    there = (pcode[first], latitude[first], longitude[first])
    away, other_way = (kilometres_from(there[0], *pair)[number] for pair in (there[1:], there[:0:-1]))
    inside, exchanged_inside = is_in_syria(latitude, longitude), is_in_syria(longitude, latitude)
    swapped = exchanged_inside & (~inside | ((away > BORDER_KM) & (other_way <= BORDER_KM)))
    fits_both = np.flatnonzero(inside & exchanged_inside & (code < 0))
    if len(fits_both):  # no governorate tells which is meant: the place of that name may
        names = in_words(or_else(rows["place"], rows["place_ar"]).iloc[fits_both].reset_index(drop=True))
        swapped[fits_both] |= exchanged_by_name(names, latitude[fits_both], longitude[fits_both], gazetteer)
    latitude[swapped], longitude[swapped] = longitude[swapped], latitude[swapped]
    outside = ~np.isnan(latitude) & ~np.isnan(longitude) & ~is_in_syria(latitude, longitude)
    half = np.isnan(latitude) != np.isnan(longitude)
    away = np.where(swapped, other_way, away)
    said: list[tuple[Fate, str, npt.NDArray[np.bool_]]] = [
        ("changed", N_("Latitude and longitude are in each other's column: they are exchanged."), swapped),
        ("cell", N_("The point lies outside Syria."), outside),
        ("cell", N_("Only one of latitude and longitude is given."), half),
        ("changed", _FAR, away > BORDER_KM),
    ]
    column = material.point_columns
    remarks = [remark for fate, sentence, mask in said for remark in _on_points(fate, column, sentence, rows[mask])]
    gone = outside | half
    return np.where(gone, np.nan, latitude), np.where(gone, np.nan, longitude), remarks


def _on_points(fate: Fate, column: str, sentence: str, rows: pd.DataFrame) -> list[Remark]:
    written = rows["latitude"].astype("str") + ", " + rows["longitude"].astype("str")
    return remark_on(fate, column, sentence, rows["row"].to_numpy(), written, distance=f"{BORDER_KM:.0f}")


def _distinct(rows: pd.DataFrame, code: npt.NDArray[np.intp], latitude: Degrees, longitude: Degrees) -> tuple[Any, Any]:
    """Give events at one point under one name one number; return it, and where each number stands first."""
    is_area = saying(rows["geo_precision"], AREA)
    return distinct_rows(
        [rows["place"], rows["place_ar"], code, latitude, longitude, is_area, rows["uncertainty_km"].to_numpy()]
    )


def _lies_in(own: pd.DataFrame) -> npt.NDArray[np.object_]:
    """Return where each place lies: in the governorate that the file names, else in that of the drawn borders."""
    latitude, longitude = own["latitude"].to_numpy(float), own["longitude"].to_numpy(float)
    named = own["pcode"].to_numpy(dtype=object)
    away = kilometres_from(named, latitude, longitude)
    asked = np.flatnonzero((pd.isna(named) | (away > BORDER_KM)) & ~np.isnan(latitude))
    found = np.array(named, dtype=object)
    drawn = pcodes_at(latitude[asked], longitude[asked])
    found[asked] = np.where(pd.isna(drawn), NOTHING, drawn)
    return found


def _table(own: pd.DataFrame, lies_in: Keys, gazetteer: Gazetteer, source: str) -> tuple[pd.DataFrame, Any, Any]:
    """Return the table of places (areas first), the id of each own place, and the distances of those matched."""
    located = own["latitude"].notna().to_numpy()
    held = own[located].reset_index(drop=True)
    names = held["place"].where(held["place"].notna(), held["place_ar"])
    names = names.where(names.notna(), held["admin1"])
    if names.hasnans:
        points = held["latitude"].round(3).astype("str") + ", " + held["longitude"].round(3).astype("str")
        names = names.where(names.notna(), points)
    match, distance = matches(names, held["latitude"].to_numpy(float), held["longitude"].to_numpy(float), gazetteer)
    in_arabic = mask_of(names, lambda distinct: [is_arabic(name) for name in distinct])
    arabic_of = {
        **dict(zip(gazetteer.places.index, gazetteer.places["name_ar"], strict=True)),
        **{key: row["name_ar"] for key, row in gazetteer.known.items()},
    }
    matched_arabic = pd.Series([arabic_of.get(key) for key in match], dtype="str")
    name_ar = held["place_ar"].where(held["place_ar"].notna(), names.where(in_arabic, None))
    is_area = (held["geo_precision"] == AREA).to_numpy()
    governorates = pd.Series(lies_in[located], dtype="str")
    differs = held["pcode"].notna() & governorates.notna() & (held["pcode"] != governorates)
    table = pd.DataFrame({
        "place_id": place_ids(names, _AREAS),
        "name_en": names.where(~in_arabic, None),
        "name_ar": name_ar.where(name_ar.notna() | (distance > MATCHED_KM) | np.isnan(distance), matched_arabic),
        "kind": np.where(is_area, "area", "place"),
        "governorates": governorates,
        "adm2_pcode": district_pcodes(held["admin2"], governorates, match, gazetteer),
        "latitude": held["latitude"], "longitude": held["longitude"],
        "uncertainty_km": held["uncertainty_km"].fillna(5.0).clip(0.1, 500.0),
        "reported_elsewhere": np.where(differs, "yes", NOTHING),
        "verified": "no",
        "basis": _basis(source, match, distance),
        "refs": source,
        "matched_place_id": pd.Series(match, dtype="str"),
        "matched_km": np.round(distance, 1),
    })  # fmt: skip
    ids = np.full(len(own), None, dtype=object)
    ids[located] = table["place_id"].to_numpy(dtype=object)
    whole = pd.concat([_areas(own, gazetteer), table], ignore_index=True).reindex(columns=COLUMNS)
    return whole, ids, distance[~np.isnan(distance)]


def _areas(own: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Return the country and the governorates: called in English as the file writes them, if it does."""
    places = gazetteer.places[gazetteer.places["kind"].isin(["country", "governorate"])].copy()
    told = own[["pcode", "admin1"]].dropna()
    if len(told):
        number, first = distinct_rows([told["pcode"], told["admin1"]])
        pairs = told.iloc[first].assign(times=np.bincount(number, minlength=len(first)))
        usual = pairs.sort_values(["times", "admin1"], ascending=[False, True]).drop_duplicates("pcode")
        told_as = dict(zip(usual["pcode"], usual["admin1"], strict=True))
        own_name = places["governorates"].map({k: bare_name(v) for k, v in told_as.items() if not is_arabic(v)})
        others = places["aliases"].fillna("") + SEPARATOR + places["name_en"]
        places["aliases"] = or_else(only_where(own_name.notna().to_numpy(bool), others), places["aliases"]).array
        places["name_en"] = or_else(own_name.astype("str"), places["name_en"]).array
    places["aliases"] = places["aliases"].str.strip(SEPARATOR)
    return places.reset_index(drop=True)


def _basis(source: str, match: Keys, distance: Degrees) -> pd.Series:
    """Say of each place whose point it is, and how far off the gazetteer has the place of that name."""
    point = f"Point of {source}."
    number, first = distinct_rows([match, np.round(distance, 1), distance <= MATCHED_KM])
    told = []
    for key, away in zip(match[first], distance[first], strict=True):
        same = "the same name" if away <= MATCHED_KM else "a namesake, taken for another place,"
        told.append(point if key is None else f"{point} The gazetteer has {same} {away:.1f} km away.")
    return taken(told, number)
