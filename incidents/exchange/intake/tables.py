"""The tables of a record from the events of a file."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.exchange.intake.cells import mask_of
from incidents.exchange.intake.description import NOT_SAID, Codes, code_of, codes_of, listed
from incidents.exchange.intake.events import NOTHING, Events, Shape
from incidents.exchange.intake.places import Placed
from incidents.record.vocabulary import AGGREGATE_COUNT

Frames = dict[str, pd.DataFrame]
_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
UNTYPED = NOT_SAID["label"]


@dataclass(frozen=True, eq=False)
class Made:
    """The tables of a record by name, and the closed lists that are its own."""

    frames: Frames
    lists: Mapping[str, Codes]


def made_of(shape: Shape, events: Events, places: Placed, file_name: str) -> Made:
    """Make the tables of a record; the rows of ``events`` become incidents in their order."""
    rows = events.rows
    ids = _ids(rows["id"])
    types, subs = rows["event_type"].fillna(UNTYPED), rows["sub_event_type"].fillna(UNTYPED)
    type_codes, sub_codes, lists = _closed_lists(shape, types, subs)
    incidents = pd.DataFrame({
        "incident_id": ids,
        **{name: _days(rows[name]) for name in ("date_start", "date_end")},
        "date_precision": rows["date_precision"],
        "date_note_en": rows["date_note"].astype("str").where(rows["date_note"] != "", None),
        "event_type": types.map(type_codes),
        "sub_event_type": _pairs(types, subs).map(sub_codes),
        "tactic": np.where(rows["aggregate"], AGGREGATE_COUNT, NOTHING),
        "place_id": places.place_id,
        "governorates": places.governorates,
        "geo_precision": places.precision,
        "location_note_en": rows["location_note"],
        "is_role": rows["is_role"],
        "summary_en": rows["summary"].where(rows["summary"].notna() | rows["summary_ar"].notna(), types),
        "summary_ar": rows["summary_ar"],
    })  # fmt: skip
    by = shape.terms.name or file_name
    cited, sources, origins, attributed = _sources(events.cited, by, shape, len(rows))
    actors, roles, kinds = _actors(events.parties, ids)
    lists["actors.kind"] = kinds
    claims = _claims(events, cited, ids, by, shape, attributed)
    frames = {
        "incidents": incidents,
        "claims": claims,
        "origins": origins,
        "sources": sources,
        "actors": actors,
        "incident_actors": roles,
        "milestones": pd.DataFrame({"date": [], "label_en": [], "label_ar": [], "source_id": []}, dtype="str"),
        "places": places.places,
    }
    return Made(frames, lists)


def _days(cells: pd.Series) -> pd.Series:
    days = pd.Series(np.datetime_as_string(cells.to_numpy().astype("datetime64[D]")), dtype="str")
    return days.where(days != "NaT", None)


def _ids(ids: pd.Series) -> pd.Series:
    """Return the ids of the source as they are; what could not stand in an address is written with hyphens."""
    fits = ids.str.fullmatch(_ID) & (ids != "not-stated")
    if fits.all():
        return ids.astype("str").reset_index(drop=True)
    made = ids.str.replace(r"[^A-Za-z0-9._-]+", "-", regex=True).str.strip("-._").str.slice(0, 80)
    made = ids.where(fits, made.where(made.str.len() > 0, "row"))
    again = made.groupby(made).cumcount()
    return made.where(again == 0, made + "." + (again + 1).astype("str")).astype("str").reset_index(drop=True)


def _pairs(types: pd.Series, subs: pd.Series) -> pd.Series:
    return types + "\t" + subs


def _closed_lists(
    shape: Shape, types: pd.Series, subs: pd.Series
) -> tuple[dict[str, str], dict[str, str], dict[str, Codes]]:
    """Return the codes of event types and of pairs with their sub-event types, and both lists."""
    type_codes = codes_of(sorted(types.unique()))
    pairs = sorted(_pairs(types, subs).unique())
    by_term = codes_of(sorted({pair.split("\t")[1] for pair in pairs}))
    above: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    sub_codes = {}
    for pair in pairs:
        event, sub = pair.split("\t")
        sub_codes[pair] = by_term[sub]
        above.setdefault(sub, []).append(type_codes[event])
        kinds.setdefault(sub, shape.kind_of(event, sub))
    lists = {
        "incidents.event_type": listed("incidents.event_type", type_codes),
        "incidents.sub_event_type": [
            {**code, "event_type": above[str(code["label"])]}
            for code in listed("incidents.sub_event_type", by_term, kind=kinds)
        ],
    }
    return type_codes, sub_codes, lists


def _sources(
    cited: pd.DataFrame, by: str, shape: Shape, length: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, npt.NDArray[np.object_]]:
    """Return who is cited with ids, the tables of sources and origins, and per event the first source."""
    own = {"publisher": by, "published": None, "url": shape.terms.licence.get("path"), "headline": None}
    keys = ["publisher", "published", "url", "headline"]
    frame = cited.reset_index(drop=True).astype(dict.fromkeys(keys, "str"))
    distinct = pd.concat([pd.DataFrame([own]).astype("str"), frame[keys]], ignore_index=True).drop_duplicates(
        ignore_index=True
    )
    slugs = _slugs(distinct["publisher"])
    distinct["origin_id"] = slugs
    again = slugs.groupby(slugs).cumcount()
    distinct["source_id"] = slugs.where(again == 0, slugs + "." + (again + 1).astype("str"))
    number = pd.MultiIndex.from_frame(distinct[keys].fillna("")).get_indexer(
        pd.MultiIndex.from_frame(frame[keys].fillna(""))
    )
    frame = frame.assign(source_id=distinct["source_id"].to_numpy()[number], origin_id=slugs.to_numpy()[number])
    first = np.full(length, distinct["source_id"].iloc[0], dtype=object)
    leading = frame.drop_duplicates("at")
    first[leading["at"].to_numpy(dtype=np.intp)] = leading["source_id"].to_numpy(dtype=object)
    in_arabic = _in_arabic(distinct["publisher"])
    headline_ar = _in_arabic(distinct["headline"])
    address = (
        distinct["url"]
        .astype("str")
        .where(distinct["url"].astype("str").str.fullmatch(r"https?://[^\s/?#@]+([/?#]\S*)?"), None)
    )
    sources = pd.DataFrame({
        "source_id": distinct["source_id"],
        "publisher": distinct["publisher"].where(~in_arabic, None),
        "publisher_ar": distinct["publisher"].where(in_arabic, None),
        "publisher_kind": "unclassed",
        "url": address,
        "published": distinct["published"],
        "language": "other",
        "description_en": distinct["headline"].where(~headline_ar, None),
        "description_ar": distinct["headline"].where(headline_ar, None),
    })  # fmt: skip
    names = distinct.drop_duplicates("origin_id")
    origins = pd.DataFrame({
        "origin_id": names["origin_id"].array,
        "name_en": names["publisher"].where(~in_arabic, None).array,
        "name_ar": names["publisher"].where(in_arabic, None).array,
        "kind": "unclassed",
    })  # fmt: skip
    return frame, sources, origins, first


def _in_arabic(texts: pd.Series) -> pd.Series:
    letters = r"[\x{0600}-\x{06FF}\x{0750}-\x{077F}\x{FB50}-\x{FDFF}]"
    return pd.Series(mask_of(texts, lambda distinct: distinct.str.contains(letters, regex=True)), index=texts.index)


def _slugs(names: pd.Series) -> pd.Series:
    """Return an id for each name, one for each distinct name."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names.unique():
        slug = "".join(sign if sign.isascii() else "-" for sign in code_of(str(name))).strip("-_.")
        slug = slug if slug and slug[0].isalnum() and slug != "unattributed" else "source"
        number, free = 2, slug
        while free in taken:
            free, number = f"{slug}-{number}", number + 1
        taken.add(free)
        found[name] = free
    return names.map(found).astype("str")


def _actors(parties: pd.DataFrame, ids: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame, Codes]:
    """Return the actors, their parts, and the closed list of their kinds; of an actor the most frequent one is its."""
    names = parties["name"].drop_duplicates()
    slugs = pd.Series(_slugs(names).to_numpy(), index=names.to_numpy())
    told = parties[parties["kind"].fillna("") != ""]
    kind = told.groupby("name")["kind"].agg(lambda kinds: kinds.mode().iloc[0]) if len(told) else pd.Series(dtype="str")
    kind_of = pd.Series(kind.reindex(names).to_numpy(), dtype="str").fillna("Not classified")
    codes = codes_of(sorted({*kind_of.unique(), "Not classified"}))
    in_arabic = _in_arabic(names).to_numpy(dtype=bool)
    actors = pd.DataFrame({
        "actor_id": slugs.to_numpy(dtype=object),
        "name_en": names.where(~in_arabic, None).array,
        "name_ar": names.where(in_arabic, None).array,
        "kind": kind_of.map(codes).array,
    })  # fmt: skip
    roles = pd.DataFrame({
        "incident_id": ids.to_numpy(dtype=object)[parties["at"].to_numpy(dtype=np.intp)],
        "actor_id": slugs.reindex(parties["name"]).to_numpy(dtype=object),
        "role": parties["role"].to_numpy(dtype=object),
    })  # fmt: skip
    order = np.argsort(parties["at"].to_numpy(dtype=np.intp), kind="stable")
    return (
        actors,
        roles.iloc[order].reset_index(drop=True).drop_duplicates(ignore_index=True),
        listed("actors.kind", codes),
    )


def _claims(
    events: Events, cited: pd.DataFrame, ids: pd.Series, by: str, shape: Shape, first: npt.NDArray[np.object_]
) -> pd.DataFrame:
    """Return the claims: the figures as those of the data set, then who is cited; one at least for each incident."""
    length = len(ids)
    is_data_set = bool(shape.terms.name)
    numbers = events.figures.assign(rank=0)
    has_source = np.zeros(length, dtype=bool)
    has_source[cited["at"].to_numpy(dtype=np.intp)] = True
    origin_of_file = _slugs(pd.Series([by])).iloc[0]
    at = numbers["at"].to_numpy(dtype=np.intp)
    numbers["source_id"] = first[at]
    if is_data_set:  # a coder's figure is no account of the source
        numbers["origin_id"], numbers["attributed_to"] = origin_of_file, by
        numbers["standing"] = np.where(has_source[at], "coder", NOTHING)
    else:
        leading = cited.drop_duplicates("at").set_index("at")
        numbers["origin_id"] = pd.Series(leading["origin_id"].reindex(at).to_numpy()).fillna(origin_of_file).to_numpy()
        numbers["attributed_to"] = pd.Series(leading["publisher"].reindex(at).to_numpy()).fillna(by).to_numpy()
        numbers["standing"] = None
    told = cited.assign(rank=1, measure="outcome", attributed_to=cited["publisher"], text_en=_cited_by(by, shape)[0])
    told["text_ar"] = _cited_by(by, shape)[1]
    told = told.drop_duplicates(["at", "source_id"])
    stated = np.zeros(length, dtype=bool)
    stated[at] = True
    stated |= has_source
    bare = np.flatnonzero(~stated)
    silent = pd.DataFrame({
        "at": bare, "rank": 1, "measure": "outcome", "source_id": first[bare], "origin_id": origin_of_file,
        "attributed_to": by, "text_en": f"No source is named; the event stands in {by}.",
        "text_ar": f"لا مصدر مذكور؛ والحدث وارد في {by}.",
    })  # fmt: skip
    columns = [
        "at",
        "rank",
        "measure",
        "value",
        "low",
        "high",
        "note",
        "text_en",
        "text_ar",
        "source_id",
        "origin_id",
        "attributed_to",
        "standing",
    ]
    parts = [part.reindex(columns=columns) for part in (numbers, told, silent) if len(part)]
    claims = pd.concat(parts, ignore_index=True).sort_values(["at", "rank"], kind="stable", ignore_index=True)
    place = claims.groupby("at").cumcount() + 1
    own_ids = pd.Series(ids.to_numpy(dtype=object)[claims["at"].to_numpy(dtype=np.intp)], dtype="str")
    in_arabic = _in_arabic(claims["attributed_to"])
    return pd.DataFrame({
        "claim_id": own_ids + "-" + place.astype("str").str.zfill(2),
        "incident_id": own_ids,
        "source_id": claims["source_id"],
        "attributed_to": claims["attributed_to"].where(~in_arabic, None),
        "attributed_to_ar": claims["attributed_to"].where(in_arabic, None),
        "origin_id": claims["origin_id"],
        "measure": claims["measure"],
        **{name: claims[name].astype("Int64") for name in ("value", "low", "high")},
        "text_en": claims["text_en"],
        "text_ar": claims["text_ar"],
        "standing": claims["standing"],
        "note_en": claims["note"].astype("str").where(claims["note"].notna() & (claims["note"] != ""), None),
    })  # fmt: skip


def _cited_by(by: str, shape: Shape) -> tuple[str, str]:
    """Say in both languages who names a source; the words are this program's, not the source's."""
    return (f"Cited by {by}.", f"يذكره {by}.") if shape.terms.name else ("Named in the file.", "مذكور في الملف.")
