"""What the map is told with every answer: marks and areas as numbers and texts, shading, legend and every word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geodata.boundaries import ATTRIBUTION
from geodata.own_layers import OwnLayer
from incidents.language import Language
from incidents.record.record import Record
from incidents.record.schema import KINDS
from incidents.selection.options import count_options
from incidents.selection.periods import Period
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.views.interactive_map.beside import DrawnBeside, beside_told
from incidents.views.interactive_map.drawn_marks import MARK_FIELDS, DrawnMark, drawn_points
from incidents.views.interactive_map.own_layer import own_layer_told
from incidents.views.interactive_map.shading import Shades, Shading, governorate_shades
from incidents.views.map_points import Drawn, MapPoints, asked_extent
from incidents.views.symbology import SYMBOLOGY, scale_steps, size_of

# Online tiles are drawn only where a reader asks for them, and this is the host then contacted.
TILES_HOST = "tile.openstreetmap.org"
_TILES = f"https://{TILES_HOST}/{{z}}/{{x}}/{{y}}.png"

_KINDS = list(SYMBOLOGY)


@dataclass(frozen=True)
class MapMessage:
    """What the map is told with every answer; ``data`` is plain JSON."""

    data: dict[str, Any]


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
    beside: DrawnBeside | None = None,
) -> MapMessage:
    """Write what the map shows of a selection: marks, areas, shading, legend and every word, in one language.

    ``at`` is where the map opens: latitude, longitude (degrees), zoom. ``against``: see ``governorate_shades``.
    ``layer`` is one of the reader's own; the one about which is asked is drawn without it too. ``beside`` is what a
    second record answers, drawn apart from this one.
    """
    top = max(points.top, beside.points.top) if beside else points.top
    shades = governorate_shades(selection, shading, lang, against)
    left = count_options(selection, ["kind"])["kind"]
    record, question = selection.record, selection.question
    told = map_told(points, record, question, left, shades, lang, opened=opened, at=at, tiles=tiles, top=top).data
    told |= {"layer": own_layer_told(layer, question.near, lang), "extent": asked_extent(selection, layer)}
    return MapMessage(told | ({"beside": beside_told(beside, selection, top, lang)} if beside else {}))


def map_told(
    points: Drawn,
    record: Record,
    question: Question,
    left: Mapping[str, int],
    shades: Shades | None,
    lang: Language,
    *,
    opened: str | None = None,
    at: tuple[float, float, float] | None = None,
    tiles: bool = False,
    top: int | None = None,
) -> MapMessage:
    """Write the message of marks that were counted somewhere. ``left`` counts per kind what it alone would leave.

    Marks of one incident are said as ``record.incidents`` has them; ``layer`` and ``extent`` are left to the caller.
    ``top`` is where the scale of sizes ends, if not with these marks.
    """
    top = top or points.top
    marks, areas = drawn_points(points, top, record, lang)
    return MapMessage(
        {
            "lang": lang.code,
            "at": at,
            "tiles": _TILES if tiles else None,
            "near": points.circle,
            "layer": None,
            "extent": None,
            "asked": list(question.governorate),
            "fields": MARK_FIELDS,
            "marks": marks,
            "areas": areas,
            "opened": None if opened is None else points.number_of(opened),
            "shading": shades.styles if shades else None,
            "legend": {
                "kinds": [
                    (number, left.get(kind, 0), kind in question.kind) for number, kind in enumerate(_KINDS)
                ],  # the legend is the filter by kind
                "sizes": [(figure, size_of(figure, top)) for figure in scale_steps(top)],
                "shades": {"title": shades.title, "classes": shades.classes} if shades else None,
            },
            "words": _words(points, lang, tiles=tiles),
        }
    )


def _words(points: Drawn, lang: Language, *, tiles: bool) -> dict[str, Any]:
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


def summary_in_words(points: Drawn, lang: Language) -> str:
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
            points.unplaced,
        ).format(count=lang.number(points.unplaced)),
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
