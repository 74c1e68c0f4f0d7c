"""The map on the screen: a base that never changes, and marks that are exchanged with every answer.

Folium draws nothing by itself here: the base map is an empty Leaflet map that fetches our own layers from an address of
the dashboard once, and the feature group carries one message with the marks, the shading and the words of the legend.
The scripts that draw them stand in ``screen/``. Texts travel as data and are written as text nodes, never as markup.
"""

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import folium
import pandas as pd
from folium.elements import JSCSSMixin
from folium.template import Template

from geodata.boundaries import ATTRIBUTION, RELIEF_BOUNDS
from incidents.dataset import Dataset
from incidents.language import Lang, direction, format_number, plain_text, translator
from incidents.phrases import date_in_brief, place_in_words, place_name, range_text, total_text
from incidents.summaries import Total, incidents_by_governorate
from incidents.views.map_points import MapPoints
from incidents.views.symbology import (
    MIXED,
    PALETTE,
    SYMBOLOGY,
    Theme,
    scale_steps,
    shade_breaks,
    size_of,
)
from incidents.vocabulary import codes, label

Shading = Literal["none", "incidents", "killed_low", "killed_high"]
SHADINGS: tuple[Shading, ...] = ("none", "incidents", "killed_low", "killed_high")

SCREEN = Path(__file__).parent / "screen"
SCRIPTS = ("marks.js", "labels.js", "legend.js", "map.js")
STYLES = ("map.css",)

# Online tiles are drawn only where a reader asks for them, and this is the host then contacted.
TILES_HOST = "tile.openstreetmap.org"
_TILES = f"https://{TILES_HOST}/{{z}}/{{x}}/{{y}}.png"

_KINDS = list(SYMBOLOGY)


@dataclass(frozen=True)
class MapAddresses:
    """Where the browser finds what the map is made of: scripts in order, style sheets, layers by name, hill shade."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    layers: dict[str, str]
    relief: str


@dataclass(frozen=True)
class MapMessage:
    """What the map is told with every answer; ``data`` is plain JSON."""

    data: dict[str, Any]

    def as_script(self) -> str:
        """Return the message as JavaScript that no text in it can leave.

        Folium reads what it is given as a Jinja template once more, so the beginnings of its tags, which only texts
        can contain, are written as escapes; so is ``<``.
        """
        script = json.dumps(self.data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        return re.sub(r"\{(?=[{%#])", r"\\u007b", script)


class _LocalMap(folium.Map):
    """A folium map that loads only what it is given an address for: no tiles, no scripts of other hosts."""

    def __init__(self, addresses: MapAddresses) -> None:
        super().__init__(
            location=(35.0, 38.9),
            zoom_start=7,
            tiles=None,
            min_zoom=5,
            max_zoom=14,
            attributionControl=False,
            zoom_snap=0.25,
            wheel_px_per_zoom_level=90,
            max_bounds_viscosity=0.7,
        )
        self.default_js = [(address, address) for address in addresses.scripts]
        self.default_css = [(address, address) for address in addresses.styles]


class _BaseLayers(JSCSSMixin):
    """Starts ``screen/map.js`` on a map."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this._parent.get_name() }}.incidents = new IncidentMap({{ this._parent.get_name() }}, {{ this.settings }});"
        "{% endmacro %}"
    )

    def __init__(self, addresses: MapAddresses) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "BaseLayers"
        self.settings = json.dumps({"layers": addresses.layers, "relief": addresses.relief, "frame": RELIEF_BOUNDS})


class _Answer(folium.MacroElement):
    """Hands a message to the map as the content of a feature group."""

    _template = Template(
        "{% macro script(this, kwargs) %}map_div.incidents.show({{ this._parent.get_name() }}, {{ this.message }});"
        "{% endmacro %}"
    )

    def __init__(self, message: MapMessage) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Answer"
        self.message = message.as_script()


def draw_map(addresses: MapAddresses) -> folium.Map:
    """Draw the base map: the same for every answer, language and theme, so that the browser keeps it."""
    base = _LocalMap(addresses)
    _BaseLayers(addresses).add_to(base)
    return base


def draw_marks(message: MapMessage) -> folium.FeatureGroup:
    """Draw what changes with an answer, as the feature group that streamlit-folium exchanges."""
    group = folium.FeatureGroup(name="incidents")
    _Answer(message).add_to(group)
    return group


def map_message(
    points: MapPoints,
    dataset: Dataset,
    lang: Lang,
    *,
    theme: Theme = "light",
    shading: Shading = "none",
    opened: str | None = None,
    tiles: bool = False,
) -> MapMessage:
    """Write what the map shows of a selection: marks, areas, shading, legend and every word, in one language."""
    drawn = pd.concat([points.marks, points.areas], ignore_index=True)
    rows = _rows(drawn, points, dataset, lang)
    marks, areas = rows[: len(points.marks)], rows[len(points.marks) :]
    shades = _shades(dataset, shading, lang)
    return MapMessage(
        {
            "lang": lang,
            "theme": theme,
            "tiles": _TILES if tiles else None,
            "marks": marks,
            "areas": [
                [*row, *_outline(area, dataset)] for row, area in zip(areas, points.areas.itertuples(), strict=True)
            ],
            "opened": _number_of(points, opened),
            "shading": shades.styles if shades else None,
            "legend": {
                "kinds": [number for number, kind in enumerate(_KINDS) if len(drawn) and drawn[kind].any()],
                "sizes": [(figure, size_of(figure, points.top)) for figure in scale_steps(points.top)],
                "shades": {"title": shades.title, "classes": shades.classes} if shades else None,
            },
            "words": _words(points, lang, tiles=tiles),
        }
    )


def _number_of(points: MapPoints, incident_id: str | None) -> int | None:
    """Return the number of the mark or area that stands for the open incident, if it is drawn."""
    return None if incident_id is None else points.number_of(incident_id)


def _rows(drawn: pd.DataFrame, points: MapPoints, dataset: Dataset, lang: Lang) -> list[list[Any]]:
    """Write marks in the order of MARK_FIELDS (screen/marks.js): place, sizes, kind, count, composition, id, texts."""
    single = drawn["count"] == 1
    incidents = dataset.all_incidents.iloc[drawn["first_row"][single].tolist()]
    told = dict(zip(drawn.index[single], (row for _, row in incidents.iterrows()), strict=True))
    rows = []
    for number, mark in drawn.iterrows():
        known = not math.isnan(mark["killed_high"])
        title, lines = (
            _one_incident(told[number], dataset, lang) if number in told else _several_incidents(mark, dataset, lang)
        )
        rows.append(
            [
                round(mark["latitude"], 4),
                round(mark["longitude"], 4),
                size_of(mark["killed_low"] if known else None, points.top),
                size_of(mark["killed_high"], points.top) if known else 0,
                -1 if mark["kind"] == MIXED else _KINDS.index(mark["kind"]),
                int(mark["count"]),
                _composition(mark),
                mark["incident_ids"][0],
                title,
                lines,
            ]
        )
    return rows


def _composition(mark: pd.Series) -> list[tuple[int, int]]:
    """Return kind number and count of what a mark of several incidents joins."""
    return [(place, int(mark[kind])) for place, kind in enumerate(_KINDS) if mark[kind]] if mark["count"] > 1 else []


def _outline(area: Any, dataset: Dataset) -> tuple[float, str]:  # noqa: ANN401  # a row of MapPoints.areas
    """Return the radius in km and, for a polygon, the key under which the browser knows it."""
    if area.shape != "polygon":
        return round(area.radius_km, 1), ""
    place = dataset.places.loc[area.place_id]
    return round(area.radius_km, 1), str(place["governorates"] if place["kind"] == "governorate" else area.place_id)


def _one_incident(incident: pd.Series, dataset: Dataset, lang: Lang) -> tuple[str, list[str]]:
    """Say what happened, when, where and how sure that is."""
    _ = translator(lang).gettext
    killed = range_text(incident["killed_low"], incident["killed_high"], lang)
    lines = [
        date_in_brief(incident, lang),
        plain_text(place_in_words(dataset, incident, lang)),
        _("Killed: {figures}").format(figures=killed),
    ]
    return label("incidents.tactic", str(incident["tactic"]), lang), lines


def _several_incidents(mark: pd.Series, dataset: Dataset, lang: Lang) -> tuple[str, list[str]]:
    """Say what a mark of several incidents stands for."""
    _, ngettext = translator(lang).gettext, translator(lang).ngettext
    name = plain_text(place_name(dataset, mark["place_id"], lang)) if mark["place_id"] else ""
    more = int(mark["places"]) - 1
    if more and name:
        more_places = ngettext("{place} and {count} more place", "{place} and {count} more places", more)
        name = more_places.format(place=name, count=format_number(more, lang))
    count = int(mark["count"])
    incidents = ngettext("{count} incident", "{count} incidents", count).format(count=format_number(count, lang))
    low, high = (None if math.isnan(mark[end]) else round(mark[end]) for end in ("killed_low", "killed_high"))
    unknown = int(mark["unknown"])
    figures = total_text(Total(low, high, unknown, unknown if high is None else count), lang)
    lines = [incidents, _("Killed: {figures}").format(figures=figures)]
    if not math.isnan(mark.get("radius_km", math.nan)):
        distance = format_number(mark["radius_km"], lang)
        lines.append(_("place known only to within {distance} km").format(distance=distance))
    return name or incidents, lines if name else lines[1:]


@dataclass(frozen=True)
class _Shades:
    """Governorates by number: p-code → (style class, lines of the tooltip); classes of the legend."""

    title: str
    styles: dict[str, tuple[str, list[str]]]
    classes: list[tuple[str, str]]


def _shades(dataset: Dataset, shading: Shading, lang: Lang) -> _Shades | None:
    """Class the governorates in even steps; one whose deaths nobody counts is hatched, never shaded as 0."""
    if shading == "none":
        return None
    _ = translator(lang).gettext
    table = incidents_by_governorate(dataset)
    breaks = shade_breaks(table[shading].tolist())
    styles = {}
    for pcode, row in table.iterrows():
        nobody_counts = shading != "incidents" and row["unknown"] > 0 and row["killed_high"] == 0
        place = sum(row[shading] >= lowest for lowest in breaks) - 1
        style = "shade-unknown" if nobody_counts else f"shade-{place}" if place >= 0 else "none"
        killed = Total(row["killed_low"], row["killed_high"], row["unknown"], row["unknown"])
        if nobody_counts:
            killed = Total(None, None, row["unknown"], row["unknown"])
        lines = [
            _("Incidents: {count}").format(count=format_number(row["incidents"], lang)),
            _("Killed: {figures}").format(figures=total_text(killed, lang)),
        ]
        styles[str(pcode)] = (style, lines)
    titles = {
        "incidents": _("Incidents per governorate"),
        "killed_low": _("Killed per governorate, lowest figures"),
        "killed_high": _("Killed per governorate, highest figures"),
    }
    return _Shades(titles[shading], styles, _classes(table[shading].max(), breaks, lang, killed=shading != "incidents"))


def _classes(largest: int, breaks: list[int], lang: Lang, *, killed: bool) -> list[tuple[str, str]]:
    """Write the classes of the shading for the legend, from none to most."""
    _ = translator(lang).gettext
    ends = [low - 1 for low in breaks[1:]] + [largest]
    classes = [("shade-none", _("none"))]
    for number, (low, high) in enumerate(zip(breaks, ends, strict=True)):
        classes.append((f"shade-{number}", range_text(low, high, lang)))
    return [*classes, ("shade-unknown", _("nobody gives a figure"))] if killed else classes


def _words(points: MapPoints, lang: Lang, *, tiles: bool) -> dict[str, Any]:
    """Return every word that the scripts write."""
    _ = translator(lang).gettext
    return {
        "dir": direction(lang),
        "kinds": [code.label(lang) for code in codes("symbol_groups").values()],
        "legend": _("Legend"),
        "more": _("Size and certainty"),
        "size": _("Size: people killed"),
        "unknown": _("hollow: no figure known"),
        "reach": _("filled: lowest figure, outline: highest"),
        "several": _("several incidents, colours by kind"),
        "area": _("dashed: somewhere in this area"),
        "whole_country": _("Show the whole country"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "filter_here": _("Click to filter by this governorate"),
        "summary": summary_in_words(points, lang),
        "credits": _credits(lang, tiles=tiles),
    }


def _credits(lang: Lang, *, tiles: bool) -> list[str]:
    _ = translator(lang).gettext
    online = [_("Online tiles: © OpenStreetMap contributors")] if tiles else []
    return [ATTRIBUTION[lang], *online]


def summary_in_words(points: MapPoints, lang: Lang) -> str:
    """Say in one sentence what the map shows, for those who do not see it."""
    _, ngettext = translator(lang).gettext, translator(lang).ngettext
    exact, rough = int(points.marks["count"].sum()), int(points.areas["count"].sum())
    parts = [
        ngettext("{count} incident at a named place", "{count} incidents at named places", exact).format(
            count=format_number(exact, lang)
        ),
        ngettext("{count} known only to lie in an area", "{count} known only to lie in an area", rough).format(
            count=format_number(rough, lang)
        ),
        ngettext("{count} without a place", "{count} without a place", len(points.without_place)).format(
            count=format_number(len(points.without_place), lang)
        ),
    ]
    if points.outside:
        parts.append(
            ngettext("{count} outside this view", "{count} outside this view", points.outside).format(
                count=format_number(points.outside, lang)
            )
        )
    return _("Map of Syria: {parts}").format(parts=" · ".join(parts))


def style_sheet() -> str:
    """Write the colours of both themes and of the kinds as CSS variables, the only place where CSS gets them from."""
    rules = []
    for theme, scope in (("light", ":root"), ("dark", ".dark")):
        palette = PALETTE[theme]  # type: ignore[index]  # the two themes
        names = {name: value for name, value in vars(palette).items() if isinstance(value, str)}
        values = {name.replace("_", "-"): value for name, value in names.items()}
        values |= {f"shade-{number}": colour for number, colour in enumerate(palette.shades)}
        values |= {f"kind-{kind}": symbol.colour(theme) for kind, symbol in SYMBOLOGY.items()}  # type: ignore[arg-type]
        values |= {f"on-{kind}": symbol.on_colour(theme) for kind, symbol in SYMBOLOGY.items()}  # type: ignore[arg-type]
        rules.append(f"{scope}{{{''.join(f'--{name}:{value};' for name, value in values.items())}}}")
    rules += [f".kind-{kind}{{--kind:var(--kind-{kind})}}text.on-{kind}{{fill:var(--on-{kind})}}" for kind in SYMBOLOGY]
    return "\n".join(rules)


def symbol_script() -> str:
    """Write the symbols as a script: the paths of symbology.py, in display order."""
    symbols = [{"kind": kind, "path": symbol.path, "extent": symbol.extent} for kind, symbol in SYMBOLOGY.items()]
    return f"const SYMBOLS = {json.dumps(symbols)};\n"
