"""Places as maps of armies name them: squares of the Military Grid Reference System (MGRS), and metres of UTM."""

import re
import warnings
from functools import cache
from typing import NamedTuple

import mgrs

_BANDS = "CDEFGHJKLMNPQRSTUVWX"  # of 8 degrees each from 80° south on; the last is 12 degrees high
_SOUTHERNMOST, _HEIGHT = -80, 8
_SQUARE = re.compile(
    r"(?:MGRS\s*:?\s*)?(\d{1,2})\s*([C-HJ-NP-X])[\s-]*([A-HJ-NP-Z]\s*[A-HJ-NP-V])[\s-]*(?:(\d{0,10})|(\d{1,5})[\s-]+(\d{1,5}))",
    re.IGNORECASE,
)
_METRES = re.compile(
    r"(?:UTM\s*:?\s*)?(?:zone\s*)?(\d{1,2})\s*([C-HJ-NP-X])\s*[\s,:]\s*(\d{6})(?:\.\d+)?\s*(?:m?E)?\s*[\s,;/]\s*"
    r"(\d{7})(?:\.\d+)?\s*(?:m?N)?",
    re.IGNORECASE,
)
_SIDE = 100.0  # km: of a square that two letters name, a tenth of it for each further pair of digits


class Square(NamedTuple):
    """The centre of a square in degrees, and its side in km."""

    latitude: float
    longitude: float
    side_km: float


def square_of(text: str) -> Square | None:
    """Return the square that a cell names, None where it names none.

    The two groups of digits have to be equally long, and the square has to lie in the band of its letter. Of UTM the
    square of a metre is returned.

    >>> square_of("37S DU 34 24").side_km
    1.0
    """
    if match := _SQUARE.fullmatch(text):
        east, north = (match[5], match[6]) if match[5] else _halves(match[4])
        letters = "".join(match[3].split()).upper()
        return _square(int(match[1]), match[2].upper(), letters, east, north) if len(east) == len(north) else None
    if match := _METRES.fullmatch(text):
        return _of_metres(int(match[1]), match[2].upper(), int(match[3]), int(match[4]))
    return None


def _halves(digits: str) -> tuple[str, str]:
    """Part digits in the middle: of an odd number the second half is longer, and the square none."""
    return digits[: len(digits) // 2], digits[len(digits) // 2 :]


def _square(zone: int, band: str, letters: str, east: str, north: str) -> Square | None:
    # A point is told by the corner of its square in the southwest: the middle is that of a square ten times as small.
    middle = "" if len(east) == 5 else "5"
    found = _degrees(f"{zone}{band}{letters}{east}{middle}{north}{middle}")
    if found is None or not _lies_in(band, found[0]):
        return None
    return Square(*found, _SIDE / 10 ** len(east))


def _of_metres(zone: int, band: str, east: int, north: int) -> Square | None:
    """Return the square of a metre in UTM; S and N are read as the band or the northern half of the world alike."""
    try:
        name = _grid().UTMToMGRS(zone, "N", east, north)
    except (mgrs.core.MGRSError, ValueError):
        return None
    found = _degrees(name)
    if found is None or not (band == "N" or _lies_in(band, found[0])):
        return None
    return Square(*found, _SIDE / 10**5)


def _degrees(name: str) -> tuple[float, float] | None:
    try:
        with warnings.catch_warnings():  # that the latitude is not that of the band: looked at below
            warnings.simplefilter("ignore", RuntimeWarning)
            latitude, longitude = _grid().toLatLon(name)
    except mgrs.core.MGRSError:
        return None
    return float(latitude), float(longitude)


def _lies_in(band: str, latitude: float) -> bool:
    place = int((latitude - _SOUTHERNMOST) // _HEIGHT)
    return place >= 0 and band == _BANDS[min(place, len(_BANDS) - 1)]


@cache
def _grid() -> mgrs.MGRS:
    return mgrs.MGRS()
