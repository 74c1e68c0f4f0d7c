"""The formats in which a selection leaves as data: code, label, file ending, media type, and who makes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from incidents.exchange.acled import selection_to_acled
from incidents.exchange.files import claims_to_csv, selection_to_csv, selection_to_geojson, selection_to_geoparquet
from incidents.exchange.geopackage import selection_to_geopackage
from incidents.exchange.made import Made
from incidents.exchange.records import selection_to_json
from incidents.exchange.spreadsheet import selection_to_xlsx
from incidents.exchange.ucdp import selection_to_ucdp
from incidents.language import N_, Language
from incidents.selection.file_names import file_stem
from incidents.selection.selection import Selection


class Download(NamedTuple):
    """A file for a reader who presses a button: its name and media type now, its content when it is asked for."""

    name: str
    media_type: str
    content: Callable[[], bytes]


@dataclass(frozen=True)
class Export:
    """A format of the selection as data. ``shape`` names the data set whose shape a copy has: such a copy has losses.

    ``label`` is a message id, ``ending`` completes the stem of the file name.
    """

    code: str
    label: str
    ending: str
    media_type: str
    make: Callable[[Selection, Language], Made]
    shape: str = ""

    @property
    def is_text(self) -> bool:
        """Say whether a terminal can show the file."""
        return self.media_type.startswith("text/") or self.media_type.endswith("json")

    def download(self, selection: Selection, lang: Language) -> Download:
        """Return the selection as one file; a copy in another shape goes with the report on its losses, in a zip."""
        name = file_stem(selection, lang) + self.ending
        if not self.shape:
            return Download(name, self.media_type, lambda: self.make(selection, lang).content)
        packed = f"{name.rpartition('.')[0]}.zip"
        return Download(packed, "application/zip", lambda: self.make(selection, lang).packed(name))


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

EXPORTS = {
    made.code: made
    for made in (
        Export("csv", N_("Incidents (CSV)"), "_incidents.csv", "text/csv", selection_to_csv),
        Export("claims-csv", N_("Claims (CSV)"), "_claims.csv", "text/csv", claims_to_csv),
        Export("xlsx", N_("Spreadsheet with codebook"), ".xlsx", _XLSX, selection_to_xlsx),
        Export("geojson", N_("GeoJSON"), ".geojson", "application/geo+json", selection_to_geojson),
        Export("json", N_("Everything (JSON)"), ".json", "application/json", selection_to_json),
        Export("gpkg", N_("GeoPackage"), ".gpkg", "application/geopackage+sqlite3", selection_to_geopackage),
        Export("parquet", N_("GeoParquet"), ".parquet", "application/vnd.apache.parquet", selection_to_geoparquet),
        Export("acled", N_("ACLED-style CSV"), "_acled-shape.csv", "text/csv", selection_to_acled, shape="ACLED"),
        Export("ucdp", N_("UCDP-style CSV"), "_ucdp-shape.csv", "text/csv", selection_to_ucdp, shape="UCDP"),
    )
}
