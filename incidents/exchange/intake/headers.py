"""Which row of a file names its columns: titles may stand above it, a row of HXL tags below it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest

from geodata.normalising import folded

HEAD_ROWS = 40  # in which a header is looked for
# Of a column of points, or over two columns of degrees.
OF_POINTS = (
    "coordinates | coords | coordinate | gps | gps coordinates | gps location | geo coordinates | geolocation | "
    "geopoint | lat lon | lat long | lat lng | latlon | latlong | latitude longitude | latitude and longitude | "
    "coordinates lat lon | coordinates lat long | mgrs | mgrs coordinates | grid reference | grid ref | "
    "military grid | utm | utm coordinates | الإحداثيات | إحداثيات | الإحداثيات العسكرية | "
    "koordinaten | koordinatlar | coordonnees"
)


def plain_heading(cell: str) -> str:
    """Return a heading as headings are compared: without case, accents, underscores, breaks of lines and HXL's sign."""
    return folded(cell.replace("_", " "))


def header_place(rows: Sequence[Sequence[str]], known: Collection[str]) -> int | None:
    """Return the place of the row that names the columns, None where no row can.

    It is the first row that is as wide as the table and names most of the ``known`` headings; where none is known, the
    first such row without a number in it; at last a row of HXL tags that stand alone.
    """
    widths = [sum(bool(cell.strip()) for cell in row) for row in rows[:HEAD_ROWS]]
    usual = Counter(width for width in widths if width > 1).most_common(1)
    if not usual:
        return next((place for place, width in enumerate(widths) if width), None)
    wide = [
        place for place, width in enumerate(widths) if width >= max(2, 0.5 * usual[0][0]) and not is_hxl(rows[place])
    ]
    named = {place: sum(plain_heading(cell) in known for cell in rows[place]) for place in wide}
    best = max(named.values(), default=0)
    if best:
        return next(place for place in wide if named[place] == best)
    plain = next((place for place in wide if not any(_is_figure(cell) for cell in rows[place])), None)
    return plain if plain is not None else next((place for place, row in enumerate(rows) if is_hxl(row)), None)


def is_in_two_rows(rows: Sequence[Sequence[str]], place: int, known: Collection[str]) -> bool:
    """Say whether the row below the header at ``place`` names columns too, as below a heading over several columns.

    It does where the upper row names none; a column that both name would be one of data.
    """
    if place + 1 >= len(rows):
        return False
    pairs = [pair for pair in zip_longest(*rows[place : place + 2], fillvalue="") if pair[1].strip()]
    named = sum(plain_heading(lower) in known for _upper, lower in pairs)
    is_data = any(_is_above_data(plain_heading(upper), plain_heading(lower), known) for upper, lower in pairs)
    has_figure = any(sign.isdecimal() for _upper, lower in pairs for sign in lower)
    return named > 1 and 2 * named >= len(pairs) and not is_data and not has_figure


def _is_above_data(upper: str, lower: str, known: Collection[str]) -> bool:
    spans = lower in known and upper in map(plain_heading, OF_POINTS.split("|"))
    return upper in known and upper != lower and not spans


def header_row(rows: Sequence[Sequence[str]], place: int, known: Collection[str]) -> Sequence[str]:
    """Return the headings: of a header in two rows the lower one where it has one."""
    if not is_in_two_rows(rows, place, known):
        return rows[place]
    return [lower if lower.strip() else upper for upper, lower in zip_longest(*rows[place : place + 2], fillvalue="")]


def header_end(rows: Sequence[Sequence[str]], place: int, known: Collection[str]) -> int:
    """Return how many rows stand above the first row of data: titles, the header at ``place``, rows of HXL tags."""
    end = place + (2 if is_in_two_rows(rows, place, known) else 1)
    while end < len(rows) and is_hxl(rows[end]):
        end += 1
    return end


def is_hxl(row: Sequence[str]) -> bool:
    """Say whether a row holds HXL tags (#date+start): https://hxlstandard.org."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return len(cells) > 1 and sum(cell.startswith("#") for cell in cells) > len(cells) / 2


def usual_width(rows: Sequence[Sequence[str]]) -> int:
    """Return how many cells most rows have, 0 where there are none."""
    widths = Counter(map(len, rows)).most_common(1)
    return widths[0][0] if widths else 0


def unique_headings(row: Sequence[str], width: int) -> list[str]:
    """Return a name for each column: its heading as one line, numbered where it has none or another has the same."""
    names: list[str] = []
    for place in range(max(width, len(row))):
        name = " ".join(row[place].split()) if place < len(row) else ""
        name = name or f"column {place + 1}"
        count = 2
        while name in names:
            name, count = f"{name.removesuffix(f' ({count - 1})')} ({count})", count + 1
        names.append(name)
    return names


def _is_figure(cell: str) -> bool:
    return cell.strip().replace(".", "", 1).replace(",", "", 1).lstrip("-").isdecimal()


def headings_of(text: str) -> Mapping[str, tuple[str, ...]]:
    """Read a list of headings: ``date: date | day | تاريخ``, a line for each meaning; one that is indented goes on."""
    found: dict[str, tuple[str, ...]] = {}
    for line in text.replace("\n    ", " ").strip().splitlines():
        meaning, _colon, words = line.partition(":")
        found[meaning] = tuple(word.strip() for word in words.split("|"))
    return found
