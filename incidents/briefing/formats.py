"""The formats in which a briefing and its data leave the house: code, file ending, media type, and who makes them."""

from collections.abc import Callable
from dataclasses import dataclass

from incidents.briefing.acled import selection_to_acled
from incidents.briefing.content import Briefing
from incidents.briefing.deck import briefing_to_pptx
from incidents.briefing.exchange import (
    claims_to_csv,
    selection_to_csv,
    selection_to_geojson,
    selection_to_geopackage,
    selection_to_geoparquet,
    selection_to_xlsx,
)
from incidents.briefing.paper import briefing_to_a4_pdf, briefing_to_slide_pdf, briefing_to_slide_png
from incidents.briefing.picture import briefing_to_map_png, briefing_to_map_svg
from incidents.briefing.ucdp import selection_to_ucdp
from incidents.dataset import Dataset
from incidents.filters import Filters
from incidents.language import N_, Lang


@dataclass(frozen=True)
class Print:
    """A printed format: ``label`` is a message id, ``ending`` completes the stem of the file name."""

    code: str
    label: str
    ending: str
    media_type: str
    make: Callable[[Briefing], bytes]


@dataclass(frozen=True)
class Export:
    """A format of the selection as data."""

    code: str
    label: str
    ending: str
    media_type: str
    make: Callable[[Dataset, Filters, Lang], bytes]


def _acled(dataset: Dataset, filters: Filters, lang: Lang) -> bytes:
    return selection_to_acled(dataset, filters, lang).csv


def _ucdp(dataset: Dataset, filters: Filters, lang: Lang) -> bytes:
    return selection_to_ucdp(dataset, filters, lang).csv


_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

PRINTS = {
    made.code: made
    for made in (
        Print("png", N_("Slide, picture"), ".png", "image/png", briefing_to_slide_png),
        Print("pdf", N_("Slide, PDF"), "_slide.pdf", "application/pdf", briefing_to_slide_pdf),
        Print("a4", N_("Paper, A4"), "_a4.pdf", "application/pdf", briefing_to_a4_pdf),
        Print("pptx", N_("Slides to edit"), ".pptx", _PPTX, briefing_to_pptx),
        Print("map", N_("Map, picture"), "_map.png", "image/png", briefing_to_map_png),
        Print("map-svg", N_("Map, SVG without ground"), "_map.svg", "image/svg+xml", briefing_to_map_svg),
    )
}
EXPORTS = {
    made.code: made
    for made in (
        Export("csv", N_("Incidents, CSV"), "_incidents.csv", "text/csv", selection_to_csv),
        Export("claims-csv", N_("Claims, CSV"), "_claims.csv", "text/csv", claims_to_csv),
        Export("xlsx", N_("Spreadsheet with codebook"), ".xlsx", _XLSX, selection_to_xlsx),
        Export("geojson", N_("GeoJSON"), ".geojson", "application/geo+json", selection_to_geojson),
        Export("gpkg", N_("GeoPackage"), ".gpkg", "application/geopackage+sqlite3", selection_to_geopackage),
        Export("parquet", N_("GeoParquet"), ".parquet", "application/vnd.apache.parquet", selection_to_geoparquet),
        Export("acled", N_("In ACLED's columns"), "_acled-shape.csv", "text/csv", _acled),
        Export("ucdp", N_("In UCDP's columns"), "_ucdp-shape.csv", "text/csv", _ucdp),
    )
}
RESHAPED = {"acled": selection_to_acled, "ucdp": selection_to_ucdp}  # formats that lose something, and say what
