"""Marks and areas of the map as rows of numbers and texts, and how each is told."""

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from incidents.language import Language, plain_text
from incidents.phrases import date_in_brief, listed_text, place_in_words, place_name, total_text
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.selection.summaries import Total
from incidents.views.map_points import Drawn
from incidents.views.symbology import MIXED, SYMBOLOGY, size_of

_KINDS = list(SYMBOLOGY)
# What phrases and this module read of an incident.
_TOLD = [
    *("date_start", "date_end", "date_precision", "place_id", "governorates", "geo_precision", "uncertainty_km"),
    *("tactic", "sub_event_type", "killed_low", "killed_high", "killed_at_least", "in_totals"),
]


Said = tuple[str, str, list[str]]  # title, killed, lines
_MOST_REMEMBERED = 20_000
_said: Kept[tuple[int, str], Said] = Kept(_MOST_REMEMBERED)


@dataclass(frozen=True)
class DrawnMark:
    """A mark or area as the browser gets it, a list in this order; an area has its radius (km) and outline behind.

    ``size`` and ``reach`` are the radii (pixels) of the lowest and the highest figure, 0 where nobody states one;
    ``kind`` is the number of a kind in display order, -1 for several, and ``parts`` their numbers with counts.
    """

    latitude: float
    longitude: float
    size: float
    reach: float
    kind: int
    count: int
    parts: list[tuple[int, int]]
    id: str
    title: str
    killed: str
    lines: list[str]

    def row(self) -> list[Any]:
        """Return the values in the order of ``MARK_FIELDS``."""
        return [getattr(self, name) for name in MARK_FIELDS]


MARK_FIELDS = tuple(field.name for field in fields(DrawnMark))


def drawn_points(points: Drawn, top: int, record: Record, lang: Language) -> tuple[list[Any], list[Any]]:
    """Return marks and areas as the screen draws them; an area has its radius (km) and outline behind."""
    rows = _rows(pd.concat([points.marks, points.areas], ignore_index=True), top, record, lang)
    marks, areas = rows[: len(points.marks)], rows[len(points.marks) :]
    outlined = zip(areas, points.areas.itertuples(), strict=True)
    return marks, [[*row, *_outline(area, record)] for row, area in outlined]


def _rows(drawn: pd.DataFrame, top: int, record: Record, lang: Language) -> list[list[Any]]:
    """Write marks and areas as the screen draws them; ``top`` is the figure at which the scale of sizes ends."""
    single = drawn["count"] == 1
    of_one = _said_of(record, drawn["first_row"][single].tolist(), lang)
    told = dict(zip(drawn.index[single].tolist(), of_one, strict=True))
    rows = []
    for number, mark in enumerate(drawn.to_dict("records")):
        known = not math.isnan(mark["killed_high"])
        title, killed, lines = told[number] if number in told else _several_incidents(mark, record, lang)
        rows.append(
            DrawnMark(
                latitude=round(mark["latitude"], 4),
                longitude=round(mark["longitude"], 4),
                size=size_of(mark["killed_low"] if known else None, top),
                reach=size_of(mark["killed_high"], top) if known else 0,
                kind=-1 if mark["kind"] == MIXED else _KINDS.index(mark["kind"]),
                count=int(mark["count"]),
                parts=_composition(mark),
                id=mark["incident_ids"][0],
                title=title,
                killed=killed,
                lines=lines,
            ).row()
        )
    return rows


def _said_of(record: Record, positions: Sequence[int], lang: Language) -> list[Said]:
    """Say of the incidents at some positions what each mark of one says; put into words once, not at every question."""

    def made(keys: list[tuple[int, str]]) -> Iterator[Said]:
        incidents = record.incidents[_TOLD].iloc[[position for position, _lang in keys]] if keys else None
        for incident in [] if incidents is None else incidents.to_dict("records"):
            yield _one_incident(incident, record, lang)

    return _said.of_each(record, [(position, lang.code) for position in positions], made)


def _composition(mark: dict[Hashable, Any]) -> list[tuple[int, int]]:
    """Return kind number and count of what a mark of several incidents joins."""
    return [(place, int(mark[kind])) for place, kind in enumerate(_KINDS) if mark[kind]] if mark["count"] > 1 else []


def _outline(area: Any, record: Record) -> tuple[float, str]:  # noqa: ANN401  # a row of MapPoints.areas
    """Return the radius in km and, for a polygon, the key under which the browser knows it."""
    if area.shape != "polygon":
        return round(area.radius_km, 1), ""
    place = record.places.loc[area.place_id]
    return round(area.radius_km, 1), str(place["governorates"] if place["kind"] == "governorate" else area.place_id)


def _one_incident(incident: dict[Hashable, Any], record: Record, lang: Language) -> Said:
    """Say what happened, how many were killed, and when, where and how sure that is."""
    killed = listed_text(incident, "killed", lang)
    when_and_where = [date_in_brief(incident, lang), plain_text(place_in_words(record, incident, lang))]
    return record.schema.what(incident, lang), killed, when_and_where


def _several_incidents(mark: dict[Hashable, Any], record: Record, lang: Language) -> Said:
    """Name the place of a mark of several incidents and say how many were killed; the browser adds the counts."""
    name = plain_text(place_name(record, mark["place_id"], lang)) if mark["place_id"] else ""
    places = int(mark["places"])
    if places > 1 and name:
        around = lang.plural("Around {place} ({count} place)", "Around {place} ({count} places)", places)
        name = around.format(place=name, count=lang.number(places))
    elif places > 1:
        name = lang.say("Several places")
    low, high = (None if math.isnan(mark[end]) else round(mark[end]) for end in ("killed_low", "killed_high"))
    unknown, of = int(mark["unknown"]), int(mark["unknown"] if high is None else mark["count"])
    killed = total_text(Total(low, high, unknown, of, int(mark["open"])), lang)
    return name, killed, []
