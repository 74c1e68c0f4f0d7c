"""A whole map of real layers, for a notebook or a file: folium, with nothing fetched from anywhere.

``draw_map(selection)`` shows itself in a notebook; ``draw_map(selection).save("map.html")`` is one file that needs no
network. Words and figures are those of the page.
"""

import json
from collections.abc import Mapping
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template
from folium.utilities import camelize

from geodata.boundaries import Layer, layer_path
from incidents.language import ENGLISH, Language, plain_text
from incidents.selection.selection import Selection
from incidents.views.interactive_map.drawing import SYRIA, base_map
from incidents.views.interactive_map.drawn_marks import MARK_FIELDS, DrawnMark
from incidents.views.interactive_map.leaflet import LEAFLET_SCRIPT, leaflet_css
from incidents.views.interactive_map.message import map_message
from incidents.views.interactive_map.notebook_marks import colour_of, inert, mark_svg
from incidents.views.map_points import MapPoints, map_points
from incidents.views.tones import PALETTE, Palette, Theme

_NEAREST = 11  # Leaflet zoom: what was asked for is shown no larger
_WIDE_KM = 35  # areas beyond lie on each other: an outline only
_TIP: dict[str, Any] = {"direction": "top", "opacity": 1}


def draw_map(selection: Selection, lang: Language = ENGLISH, theme: Theme = "light") -> folium.Map:
    """Draw the selected incidents on the base map of the page, as layers of folium.

    A mark or area has its text as a tooltip; the map opens on what was asked for by place, or on the country.
    """
    points = map_points(selection)
    told = map_message(points, selection, lang).data
    drawn = base_map()
    drawn.default_js, drawn.default_css = [], []  # folium would fetch them from other hosts
    _Leaflet(PALETTE[theme], told["words"]).add_to(drawn)
    _draw_base(drawn, PALETTE[theme])
    if near := told["near"]:
        ink = PALETTE[theme].ink
        folium.Circle(near[:2], near[2] * 1000, color=ink, weight=1.8, fill=False, interactive=False).add_to(drawn)
    if layer := told["layer"]:
        _draw_own(drawn, layer, PALETTE[theme])
    for row, place_id in zip(told["areas"], points.areas["place_id"], strict=True):
        _draw_area(drawn, row, points, str(place_id), told["words"], theme)
    for row in told["marks"]:
        _draw_mark(drawn, DrawnMark(*row), told["words"], theme)
    south, west, north, east = told["extent"] or SYRIA
    drawn.fit_bounds([[south, west], [north, east]], max_zoom=_NEAREST)
    return drawn


class _Leaflet(MacroElement):
    """Leaflet itself, written into the file, with the colours and the line that names the sources of the layers."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}{{ this.head }}{% endmacro %}
        {% macro script(this, kwargs) %}
            {{ this._parent.get_name() }}.getContainer().setAttribute("aria-label", {{ this.summary|tojson }});
            L.control.attribution({prefix: false}).addAttribution({{ this.credits|tojson }})
                .addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, palette: Palette, words: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca says nothing of it
        self._name = "Leaflet"
        script = LEAFLET_SCRIPT.read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]
        style = leaflet_css() + (
            f".leaflet-container{{background:{palette.water}}}"
            f".leaflet-tooltip{{background:{palette.surface};color:{palette.ink};border-color:{palette.line};"
            "white-space:normal;width:max-content;max-width:250px}.leaflet-tooltip-top::before{display:none}"
            f".leaflet-container .leaflet-control-attribution{{background:{palette.surface};color:{palette.muted}}}"
        )
        # Folium reads what a macro wrote as a template once more; this is none.
        self.head = f"{{% raw %}}<style>{style}</style><script>{script}</script>{{% endraw %}}"
        self.summary = words["summary"]
        self.credits = "".join(f'<span dir="{words["dir"]}">{inert(line)}</span>' for line in words["credits"])


def _draw_base(drawn: folium.Map, palette: Palette) -> None:
    """Lay down countries, governorates and waters."""
    country = {"color": palette.governorate, "weight": 0.8, "fillColor": palette.outside, "fillOpacity": 1}
    syria = {"color": palette.border, "weight": 1.5, "fillColor": palette.land, "fillOpacity": 1}
    governorate = {"color": palette.governorate, "weight": 0.9, "dashArray": "4 3", "fill": False}
    lake = {"color": palette.shore, "weight": 0.7, "fillColor": palette.water, "fillOpacity": 1}
    river = {"color": palette.shore, "weight": 1.4}
    brook = river | {"weight": 0.6, "opacity": 0.6}
    _draw_layer(drawn, "countries", country, iso_a3=lambda code: syria if code == "SYR" else country)
    _draw_layer(drawn, "governorates", governorate)
    _draw_layer(drawn, "lakes", lake)
    _draw_layer(drawn, "rivers", river, name_en=lambda name: river if name else brook)
    _draw_layer(drawn, "golan", {"color": palette.border, "weight": 1, "dashArray": "3 3", "fill": False})


def _draw_layer(drawn: folium.Map, name: Layer, style: Mapping[str, Any], **by: Any) -> None:  # noqa: ANN401
    """Embed a layer in one style, or in that which a property asks for: ``iso_a3=lambda code: …``."""

    def styled(feature: Mapping[str, Any]) -> dict[str, Any]:
        chosen = [choose(feature["properties"].get(key)) for key, choose in by.items()]
        return dict(chosen[0] if chosen else style)

    shapes = json.loads(layer_path(name).read_text(encoding="utf-8"))
    folium.GeoJson(shapes, style_function=styled, control=False, interactive=False).add_to(drawn)


def _draw_own(drawn: folium.Map, layer: Mapping[str, Any], palette: Palette) -> None:
    """Lay down the layer that was asked about and what lies within the distance."""
    around = {"color": palette.ink, "weight": 1.8, "fill": False}
    line = {"color": palette.own, "weight": 3, "fillColor": palette.own, "fillOpacity": 0.08}
    for name, geometry in [("", layer["around"]), *layer["shapes"]]:
        style = around if geometry is layer["around"] else line
        shape = {"type": "Feature", "properties": {}, "geometry": geometry}
        tip = folium.Tooltip(inert(name), sticky=True, **_TIP) if name else None
        spot = folium.CircleMarker(radius=6, fill=True)
        folium.GeoJson(
            shape, style_function=lambda _, style=style: style, control=False, tooltip=tip, marker=spot
        ).add_to(drawn)


def _draw_mark(drawn: folium.Map, mark: DrawnMark, words: Mapping[str, Any], theme: Theme) -> None:
    picture, side = mark_svg(mark, ". ".join([mark.title, *_lines(mark, words)]), theme)
    icon = folium.DivIcon(picture, icon_size=(side, side), icon_anchor=(side // 2, side // 2), class_name="mark")
    marker = folium.Marker(
        (mark.latitude, mark.longitude),
        tooltip=folium.Tooltip(_tip(mark, _lines(mark, words), words), sticky=False, **_TIP),
        rise_on_hover=True,
        z_index_offset=round(20_000 - 200 * side),
    )
    # Given an icon in the usual way, folium would first have the browser look for the pictures of Leaflet's own.
    placed: Any = icon.add_to(drawn)
    marker.options["icon"] = placed
    marker.add_to(drawn)


def _draw_area(
    drawn: folium.Map, row: list[Any], points: MapPoints, place_id: str, words: Mapping[str, Any], theme: Theme
) -> None:
    """Draw a place known only roughly as the circle or outline in which it lies."""
    mark, (km, outlined) = DrawnMark(*row[: len(MARK_FIELDS)]), row[len(MARK_FIELDS) :]
    fill = 0.0 if km > _WIDE_KM else 0.05
    style: dict[str, Any] = {"color": colour_of(mark, theme), "weight": 1.2, "opacity": 0.7, "fill_opacity": fill}
    style |= {"dash_array": "5 4", "class_name": "area"}
    tip = folium.Tooltip(_tip(mark, _lines(mark, words, km), words), sticky=True, **_TIP)
    outline = points.outline_of(place_id) if outlined else None
    if outline is None:
        folium.Circle((mark.latitude, mark.longitude), km * 1000, tooltip=tip, fill=True, **style).add_to(drawn)
    else:
        shape = {"type": "Feature", "properties": {}, "geometry": outline.__geo_interface__}
        named = {camelize(name): value for name, value in style.items()}
        folium.GeoJson(shape, style_function=lambda _: named, control=False, tooltip=tip).add_to(drawn)


def _lines(mark: DrawnMark, words: Mapping[str, Any], km: float = 0) -> list[str]:
    """Say what a mark stands for, as the page does."""
    several = mark.count > 1
    lines = [words["incidents"].format(count=f"{mark.count:,}")] if several else list(mark.lines)
    lines.append(words["killed"].format(figures=mark.killed))
    if several and km:
        lines.append(words["within"].format(distance=round(km)))
    if several:
        lines.append(" · ".join(f"{words['kinds'][kind]} {count:,}" for kind, count in mark.parts))
    return [plain_text(line) for line in lines]


def _tip(mark: DrawnMark, lines: list[str], words: Mapping[str, Any]) -> str:
    """Return the tooltip: what each text says is shown, and nothing in it is done."""
    written = "".join(f"<div>{inert(line)}</div>" for line in lines)
    return f'<div dir="{words["dir"]}"><strong>{inert(mark.title)}</strong>{written}</div>'
