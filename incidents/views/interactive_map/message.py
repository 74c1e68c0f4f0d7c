"""What the map is told with every answer: marks and areas as numbers and texts, shading, legend and every word."""

import math
from collections.abc import Hashable
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from geodata.boundaries import ATTRIBUTION
from geodata.own_layers import OwnLayer
from incidents.language import Language, plain_text
from incidents.phrases import date_in_brief, listed_text, place_in_words, place_name, total_text
from incidents.record.record import Record
from incidents.record.schema import KINDS
from incidents.selection.options import count_options
from incidents.selection.periods import Period
from incidents.selection.selection import Selection
from incidents.selection.summaries import Total
from incidents.views.interactive_map.own_layer import own_layer_told
from incidents.views.interactive_map.shading import Shading, governorate_shades
from incidents.views.map_points import MapPoints, asked_extent
from incidents.views.symbology import MIXED, SYMBOLOGY, scale_steps, size_of

# Online tiles are drawn only where a reader asks for them, and this is the host then contacted.
TILES_HOST = "tile.openstreetmap.org"
_TILES = f"https://{TILES_HOST}/{{z}}/{{x}}/{{y}}.png"

_KINDS = list(SYMBOLOGY)
# What phrases and this module read of an incident.
_TOLD = [
    *("date_start", "date_end", "date_precision", "place_id", "governorates", "geo_precision", "uncertainty_km"),
    *("tactic", "sub_event_type", "killed_low", "killed_high", "killed_at_least", "in_totals"),
]


@dataclass(frozen=True)
class MapMessage:
    """What the map is told with every answer; ``data`` is plain JSON."""

    data: dict[str, Any]


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


def map_message(
    points: MapPoints,
    selection: Selection,
    lang: Language,
    *,
    shading: Shading = "none",
    opened: str | None = None,
    at: tuple[float, float, float] | None = None,
    tiles: bool = False,
    against: Period | None = None,
    layer: OwnLayer | None = None,
) -> MapMessage:
    """Write what the map shows of a selection: marks, areas, shading, legend and every word, in one language.

    ``at`` is where the map opens: latitude, longitude (degrees), zoom. ``against``: see ``governorate_shades``.
    ``layer`` is one of the reader's own; the one about which is asked is drawn without it too.
    """
    drawn = pd.concat([points.marks, points.areas], ignore_index=True)
    rows = _rows(drawn, points, selection.record, lang)
    marks, areas = rows[: len(points.marks)], rows[len(points.marks) :]
    shades = governorate_shades(selection, shading, lang, against)
    return MapMessage(
        {
            "lang": lang.code,
            "at": at,
            "tiles": _TILES if tiles else None,
            "near": points.circle,
            "layer": own_layer_told(layer, selection.question.near, lang),
            "extent": asked_extent(selection, layer),
            "asked": list(selection.question.governorate),
            "fields": MARK_FIELDS,
            "marks": marks,
            "areas": [
                [*row, *_outline(area, selection.record)]
                for row, area in zip(areas, points.areas.itertuples(), strict=True)
            ],
            "opened": None if opened is None else points.number_of(opened),
            "shading": shades.styles if shades else None,
            "legend": {
                "kinds": _kinds(selection),
                "sizes": [(figure, size_of(figure, points.top)) for figure in scale_steps(points.top)],
                "shades": {"title": shades.title, "classes": shades.classes} if shades else None,
            },
            "words": _words(points, lang, tiles=tiles),
        }
    )


def _kinds(selection: Selection) -> list[tuple[int, int, bool]]:
    """Return number, count and whether it is asked for of each kind: the legend is the filter by kind."""
    left = count_options(selection, ["kind"])["kind"]
    return [(number, left.get(kind, 0), kind in selection.question.kind) for number, kind in enumerate(_KINDS)]


def _rows(drawn: pd.DataFrame, points: MapPoints, record: Record, lang: Language) -> list[list[Any]]:
    """Write marks and areas as the screen draws them."""
    single = drawn["count"] == 1
    incidents = record.incidents[_TOLD].iloc[drawn["first_row"][single].tolist()]
    told = dict(zip(drawn.index[single], incidents.to_dict("records"), strict=True))
    rows = []
    for number, mark in enumerate(drawn.to_dict("records")):
        known = not math.isnan(mark["killed_high"])
        title, killed, lines = (
            _one_incident(told[number], record, lang) if number in told else _several_incidents(mark, record, lang)
        )
        rows.append(
            DrawnMark(
                latitude=round(mark["latitude"], 4),
                longitude=round(mark["longitude"], 4),
                size=size_of(mark["killed_low"] if known else None, points.top),
                reach=size_of(mark["killed_high"], points.top) if known else 0,
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


def _composition(mark: dict[Hashable, Any]) -> list[tuple[int, int]]:
    """Return kind number and count of what a mark of several incidents joins."""
    return [(place, int(mark[kind])) for place, kind in enumerate(_KINDS) if mark[kind]] if mark["count"] > 1 else []


def _outline(area: Any, record: Record) -> tuple[float, str]:  # noqa: ANN401  # a row of MapPoints.areas
    """Return the radius in km and, for a polygon, the key under which the browser knows it."""
    if area.shape != "polygon":
        return round(area.radius_km, 1), ""
    place = record.places.loc[area.place_id]
    return round(area.radius_km, 1), str(place["governorates"] if place["kind"] == "governorate" else area.place_id)


def _one_incident(incident: dict[Hashable, Any], record: Record, lang: Language) -> tuple[str, str, list[str]]:
    """Say what happened, how many were killed, and when, where and how sure that is."""
    killed = listed_text(incident, "killed", lang)
    when_and_where = [date_in_brief(incident, lang), plain_text(place_in_words(record, incident, lang))]
    return record.schema.what(incident, lang), killed, when_and_where


def _several_incidents(mark: dict[Hashable, Any], record: Record, lang: Language) -> tuple[str, str, list[str]]:
    """Name the place of a mark of several incidents and say how many were killed; the browser adds the counts."""
    name = plain_text(place_name(record, mark["place_id"], lang)) if mark["place_id"] else ""
    places = int(mark["places"])
    if places > 1 and name:
        around = lang.plural("Around {place} ({count} place)", "Around {place} ({count} places)", places)
        name = around.format(place=name, count=lang.number(places))
    low, high = (None if math.isnan(mark[end]) else round(mark[end]) for end in ("killed_low", "killed_high"))
    unknown, of = int(mark["unknown"]), int(mark["unknown"] if high is None else mark["count"])
    killed = total_text(Total(low, high, unknown, of, int(mark["open"])), lang)
    return name, killed, []


def _words(points: MapPoints, lang: Language, *, tiles: bool) -> dict[str, Any]:
    """Return every word that the scripts write."""
    return {
        "dir": lang.direction,
        "kinds": [points.schema.label(KINDS, kind, lang) for kind in _KINDS],
        "legend": lang.say("Legend"),
        "filter_kind": lang.say("Kinds of event: press one to keep only these"),
        "more": lang.say("Size and certainty"),
        "size": lang.say("Size: people killed"),
        "unknown": lang.say("hollow: number killed not reported"),
        "reach": lang.say("filled: lowest figure, outline: highest"),
        "several": lang.say("several incidents, colours by kind"),
        "area": lang.say("dashed: somewhere in this area"),
        "home": lang.say("Show all that was asked for"),
        "full_screen": lang.say("Full screen"),
        "measure": lang.say("Measure a distance"),
        "measure_how": lang.say("Press two or more points, or Enter for the middle of the map; Esc ends"),
        "distance": lang.say("Distance: {distance}"),
        "zoom_in": lang.say("Zoom in"),
        "zoom_out": lang.say("Zoom out"),
        "filter_here": lang.say("Click to filter by this governorate"),
        "near_here": lang.say("Right click or long press: only what lies near this spot"),
        "incidents": lang.say("Incidents: {count}"),
        "killed": lang.say("Killed: {figures}"),
        "within": lang.say("place known only to within {distance} km"),
        "units": {"km": lang.say("{distance} km"), "m": lang.say("{distance} m")},
        "summary": summary_in_words(points, lang),
        "credits": _credits(lang, tiles=tiles),
    }


def _credits(lang: Language, *, tiles: bool) -> list[str]:
    online = [lang.say("Basemap: © OpenStreetMap contributors")] if tiles else []
    return [lang.of(ATTRIBUTION, "attribution"), *online]


def summary_in_words(points: MapPoints, lang: Language) -> str:
    """Say in one sentence what the map shows, for those who do not see it."""
    exact, rough = int(points.marks["count"].sum()), int(points.areas["count"].sum())
    parts = [
        lang.plural("{count} incident drawn as a point", "{count} incidents drawn as points", exact).format(
            count=lang.number(exact)
        ),
        lang.plural("{count} drawn as an area", "{count} drawn as areas", rough).format(count=lang.number(rough)),
        lang.plural(
            "{count} not on the map (no coordinates)",
            "{count} not on the map (no coordinates)",
            len(points.without_place),
        ).format(count=lang.number(len(points.without_place))),
    ]
    if points.outside:
        parts.append(
            lang.plural("{count} outside this view", "{count} outside this view", points.outside).format(
                count=lang.number(points.outside)
            )
        )
    return lang.say("Map of Syria: {parts}").format(parts=" · ".join(parts))


def marks_in_words(message: MapMessage) -> list[str]:
    """Return one line of text per mark and area, as the browser reads them out."""
    words, lines = message.data["words"], []
    for row in [*message.data["marks"], *message.data["areas"]]:
        mark = DrawnMark(*row[: len(MARK_FIELDS)])
        parts = mark.lines if mark.count == 1 else [words["incidents"].format(count=mark.count)]
        lines.append(f"{mark.title}: {' · '.join([*parts, words['killed'].format(figures=mark.killed)])}")
    return lines
