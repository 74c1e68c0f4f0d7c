"""KML and GPX written anew, with nothing in them but names and coordinates, before any other program reads them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET
from xml.parsers import expat

from geodata.unusable_layer import UnusableLayerError

# All that is read of a file of XML, by its namespace. What else it holds leads elsewhere (links, pictures, styles), or
# might make GDAL take the file for one of another kind.
_KML = "http://www.opengis.net/kml/2.2"
_OF_KML = dict.fromkeys(
    (
        *("kml", "Document", "Folder", "Placemark", "name", "Point", "LineString", "LinearRing", "Polygon"),
        *("outerBoundaryIs", "innerBoundaryIs", "MultiGeometry", "coordinates", "when"),
    ),
    _KML,
) | dict.fromkeys(("Track", "MultiTrack", "coord"), "http://www.google.com/kml/ext/2.2")
_GPX = "http://www.topografix.com/GPX/1/1"
_OF_GPX = dict.fromkeys(("gpx", "wpt", "rte", "rtept", "trk", "trkseg", "trkpt", "name"), _GPX)
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_TUPLE = re.compile(rf"{_NUMBER},{_NUMBER}(?:,(?:{_NUMBER})?)?", re.ASCII)  # longitude, latitude, height
_DEGREES = re.compile(rf"\s*{_NUMBER}\s*", re.ASCII)


@dataclass(frozen=True)
class PlainXml:
    """A file of KML or GPX without what leads elsewhere, and how many links to other files were left out."""

    kind: Literal["KML", "GPX"]
    content: bytes
    links: int = 0


def plain_xml(content: bytes) -> PlainXml:
    """Write a file anew; raise UnusableLayerError where it is neither, or a feature has no coordinates."""
    root = _parsed(content)
    kind = _local(root)
    try:
        if kind == "gpx":
            return _gpx(root)
        if kind == "kml":
            return _kml(root)
    except RecursionError as error:
        raise UnusableLayerError("unreadable", value="XML: nested too deep") from error
    raise UnusableLayerError("format")


def _kml(root: ET.Element) -> PlainXml:
    places = list(_all(root, "Placemark"))
    for number, place in enumerate(places, 1):
        for element in _all(place, "coordinates"):
            written = (element.text or "").split()
            wrong = [corner for corner in written if not _TUPLE.fullmatch(corner)]
            if wrong or not written:
                raise UnusableLayerError("coordinates", number, " ".join(wrong[:1])[:80])
    links = sum(1 for _link in _all(root, "NetworkLink"))
    if not places:
        raise UnusableLayerError("only-links" if links else "empty")
    return PlainXml("KML", _plain(root, _OF_KML, _KML), links)


def _gpx(root: ET.Element) -> PlainXml:
    points = (element for name in ("wpt", "rtept", "trkpt") for element in _all(root, name))
    for number, point in enumerate(points, 1):
        for axis in ("lat", "lon"):
            if not _DEGREES.fullmatch(point.get(axis, "")):
                raise UnusableLayerError("coordinates", number, f"{axis}={point.get(axis, '')[:40]}")
    return PlainXml("GPX", _plain(root, _OF_GPX, _GPX))


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (element for element in root.iter() if _local(element) == name)


def _plain(root: ET.Element, names: Mapping[str, str], namespace: str) -> bytes:
    """Write XML anew with the elements of these names alone, each in its namespace, and no attributes but degrees."""

    def copied(element: ET.Element) -> ET.Element:
        kept = {name: value for name, value in element.attrib.items() if name in {"lat", "lon"}}
        made = ET.Element(f"{{{names[_local(element)]}}}{_local(element)}", kept)
        made.text = element.text
        made.extend(copied(child) for child in element if _local(child) in names)
        return made

    whole = copied(root)
    whole.attrib |= {"version": "1.1", "creator": ""} if namespace == _GPX else {}
    ET.register_namespace("", namespace)
    ET.register_namespace("gx", _OF_KML["coord"])
    return ET.tostring(whole, encoding="utf-8", xml_declaration=True)


def _parsed(content: bytes) -> ET.Element:
    """Parse XML without a document type: no entity is defined in it, and none is read from elsewhere."""
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")

    def refuse(*_told: object) -> int:
        raise UnusableLayerError("external")

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: builder.start(_tag(tag), attributes)
    parser.EndElementHandler = lambda tag: builder.end(_tag(tag))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes it by its place: the last piece
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError, LookupError) as error:
        raise UnusableLayerError("unreadable", value=f"XML: {error}") from error


def _tag(expanded: str) -> str:
    return "{" + expanded if "}" in expanded else expanded
