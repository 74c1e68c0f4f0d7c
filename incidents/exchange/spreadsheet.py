"""The selection as a spreadsheet: a sheet to read, what was asked, the data, the codebook, and what the file is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, Literal

import pandas as pd

from geodata.cells import SEPARATOR
from incidents.exchange.made import Made
from incidents.exchange.packing import undated
from incidents.exchange.provenance import about_rows, filter_rows
from incidents.exchange.rows import cited_claim_rows, cited_incident_rows, source_rows, sources_of
from incidents.exchange.safe_cells import plain_cells, safe_cell
from incidents.language import Language
from incidents.phrases import date_in_brief, listed_text, place_in_words
from incidents.phrases.codebook import entries
from incidents.record.schema import KINDS, Schema
from incidents.selection.selection import Selection

LONGEST_CELL = 32_767  # of a spreadsheet
_A4 = 9  # the number of this paper in a workbook
_WIDEST = 58  # characters of a column
# The same of a sheet to read: so wide it is 6 points high on A4. What happened is told in the widest column.
_WIDEST_TO_READ, _WIDEST_TOLD, _NARROW = 26, 50, 13
_WIDEST_NAME, _WORDS = 36, 90  # the same of the names and of the texts of a sheet that explains
_RANGE = re.compile(r"[\d,]+(?:-\d+)*\s?\u2013\s?\d")
_TOLD = 5  # the column of a sheet to read that tells what happened
_LINE, _TALLEST = 15.0, 409.0  # points of height of a line and of the highest row


def selection_to_xlsx(selection: Selection, lang: Language) -> Made:
    """Return a spreadsheet: a sheet to read, what was asked, incidents, claims, sources, codebook, what the file is."""
    import xlsxwriter

    codebook = codebook_rows(selection.record.schema, lang)
    codebook.columns = [lang.say("Table"), lang.say("Column"), lang.say("Code"), lang.say("Label"), lang.say("Meaning")]
    about = about_rows(selection, lang).set_axis([lang.say("Label"), lang.say("Text")], axis="columns")
    sheets = [
        Sheet(lang.say("To read"), readable_rows(selection, lang), "read"),
        Sheet(lang.say("Filters"), filter_rows(selection, lang), "words"),
        Sheet(lang.say("Incidents"), cited_incident_rows(selection, lang)),
        Sheet(lang.say("Claims"), cited_claim_rows(selection, lang)),
        Sheet(lang.say("Sources"), source_rows(selection)),
        Sheet(lang.say("Codebook"), codebook, "words"),
        Sheet(lang.say("About"), about, "words"),
    ]
    out = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True, "nan_inf_to_errors": False}
    with xlsxwriter.Workbook(out, plain) as book:
        for sheet in sheets:
            _write_sheet(book, sheet, lang)
    return Made(undated(out.getvalue()))


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet: its name, its rows, and whether it is data, made to be ``read``, or ``words`` that explain."""

    name: str
    rows: pd.DataFrame
    use: Literal["data", "read", "words"] = "data"


def readable_rows(selection: Selection, lang: Language) -> pd.DataFrame:
    """Return one row per incident for people: date, place, what happened, figures as shown, doubts, sources.

    Headings and texts are those of the language; a figure that nobody states says so, and no code stands in it.
    """
    incidents = selection.incidents
    rows = [incident for _index, incident in incidents.iterrows()]
    record = selection.record
    held = sources_of(selection, lang)
    columns: dict[str, list[str]] = {
        lang.say("No."): [str(row["incident_id"]) for row in rows],
        lang.say("Date"): [date_in_brief(row, lang) for row in rows],
        lang.say("Place"): [place_in_words(record, row, lang) for row in rows],
        lang.say("Governorates"): [
            lang.listed([record.governorate_name(code, lang) for code in str(row["governorates"]).split(SEPARATOR)])
            if str(row["governorates"]) not in {"", "nan"}
            else ""
            for row in rows
        ],
        lang.say("Kind"): [record.schema.label(KINDS, str(row["kind"]), lang) for row in rows],
        lang.say("Incident"): [str(lang.of(row, "summary")) for row in rows],
        **{
            record.schema.measure_label(measure, lang): [listed_text(row, measure, lang) for row in rows]
            for measure in ("killed", "wounded", "arrested")
        },
        lang.say("Conflicting accounts"): [lang.say("yes") if row["contested"] else "" for row in rows],
        lang.say("Sources"): [str(held.get(str(row["incident_id"]), "")) for row in rows],
    }
    return plain_cells(pd.DataFrame(columns, dtype="str"))


def codebook_rows(schema: Schema, lang: Language) -> pd.DataFrame:
    """Return one row per column, code and term of the codebook: table, column, code, label, definition."""
    lines = [(entry.table, entry.column, entry.code, entry.label, entry.meaning) for entry in entries(schema, lang)]
    return pd.DataFrame(lines, columns=["table", "column", "code", "label", "definition"])


def _write_sheet(book: Any, made: Sheet, lang: Language) -> None:  # noqa: ANN401 - xlsxwriter has no types
    sheet, frame = book.add_worksheet(made.name), made.rows
    start, order = ("right", 2) if lang.is_mirrored else ("left", 1)
    wrapped = {"text_wrap": True, "valign": "top", "align": start, "indent": 1, "reading_order": order}
    is_data = made.use == "data"
    head = book.add_format({"bold": True, "bottom": 1} | ({} if is_data else wrapped | {"valign": "vcenter"}))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    lines = None if is_data else book.add_format(wrapped)
    if lang.is_mirrored:
        sheet.right_to_left()
    clean = cache(_readable if made.use == "read" and lang.is_mirrored else safe_cell)
    widths = _widths(made)
    for column, title in enumerate(frame.columns):
        sheet.write_string(0, column, safe_cell(str(title)), head)
        for row, cell in enumerate(frame[title].tolist(), start=1):
            _write_cell(sheet, row, column, clean(cell) if isinstance(cell, str) else cell, day)
        sheet.set_column(column, column, widths[column], lines)
    sheet.freeze_panes(1, 1)
    if not is_data:
        _for_people(sheet, frame, widths)
    sheet.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))


def _widths(made: Sheet) -> list[int]:
    """Return how wide each column is, in characters: most of its texts fit, and a sheet to read fits a page."""
    widths = []
    last = len(made.rows.columns) - 1
    for column, title in enumerate(made.rows.columns):
        cells = made.rows[title]
        texts = not (pd.api.types.is_numeric_dtype(cells) or pd.api.types.is_datetime64_any_dtype(cells))
        lengths = cells.dropna().astype("str").str.len()
        longest = int(lengths.quantile(0.8)) if texts and len(lengths) else 10
        if made.use == "read":
            wide = _WIDEST_TOLD if column in {_TOLD, last} else _WIDEST_TO_READ
            widths.append(min(max(longest + 2, min(len(str(title)) + 2, _NARROW)), wide))
        elif made.use == "words":  # no name is broken
            longest = int(lengths.max()) if len(lengths) else 0
            widths.append(min(max(longest, len(str(title))) + 4, _WORDS if column == last else _WIDEST_NAME))
        else:
            widths.append(min(max(longest, len(str(title))) + 2, _WIDEST))
    return widths


def _for_people(sheet: Any, frame: pd.DataFrame, widths: Sequence[int]) -> None:  # noqa: ANN401
    """Set a sheet as people print it: all columns on a page, the head on each, every row as high as its texts."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C&P / &N")
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_row(0, _height(list(map(str, frame.columns)), widths) + _LINE / 2)
    for number, texts_of in enumerate(frame.to_numpy().tolist(), start=1):
        sheet.set_row(number, _height(texts_of, widths))  # not every program finds it by itself


def _readable(text: str) -> str:
    """Return a text for a cell from right to left: a range that begins it runs left to right, as everywhere else.

    The mark for it is the one that all spreadsheets know; it stands in the sheet to read alone.
    """
    cell = safe_cell(text)
    return f"\u200e{cell}" if _RANGE.match(cell) else cell


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Return how high a row is whose texts are wrapped to columns so wide (characters), in points."""
    lines = max(-(-len(text) // max(width - 3, 1)) for text, width in zip(map(str, texts), widths, strict=True))
    return min(max(lines, 1) * _LINE, _TALLEST)


def _write_cell(sheet: Any, row: int, column: int, cell: Any, day: Any) -> None:  # noqa: ANN401 - a cell of any kind
    """Write a cell by its kind; what is missing stays empty. Text is clean already."""
    if pd.isna(cell):
        return
    if isinstance(cell, pd.Timestamp):
        sheet.write_datetime(row, column, cell.to_pydatetime(), day)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, str(cell)[:LONGEST_CELL])
