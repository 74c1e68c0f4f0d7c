"""The formats in which a selection leaves as data: code, file ending, media type, and who makes them."""

from collections.abc import Callable
from dataclasses import dataclass

from incidents.exchange.acled import selection_to_acled
from incidents.exchange.files import (
    claims_to_csv,
    selection_to_csv,
    selection_to_geojson,
    selection_to_geopackage,
    selection_to_geoparquet,
    selection_to_xlsx,
)
from incidents.exchange.ucdp import selection_to_ucdp
from incidents.language import N_, Language
from incidents.selection.selection import Selection


@dataclass(frozen=True)
class Export:
    """A format of the selection as data."""

    code: str
    label: str
    ending: str
    media_type: str
    make: Callable[[Selection, Language], bytes]


def _acled(selection: Selection, lang: Language) -> bytes:
    return selection_to_acled(selection, lang).csv


def _ucdp(selection: Selection, lang: Language) -> bytes:
    return selection_to_ucdp(selection, lang).csv


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

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
