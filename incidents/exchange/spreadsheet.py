"""The selection as a spreadsheet: a sheet to read, incidents, claims, sources, the codebook, and what the file is."""

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

import pandas as pd

from geodata.cells import SEPARATOR
from incidents.exchange.made import Made
from incidents.exchange.packing import undated
from incidents.exchange.provenance import about_rows
from incidents.exchange.rows import cited_claim_rows, cited_incident_rows, source_rows, sources_of
from incidents.exchange.safe_cells import plain_cells, safe_cell
from incidents.language import Language
from incidents.phrases import date_in_brief, listed_text, place_in_words
from incidents.phrases.codebook import entries
from incidents.record.schema import KINDS, Schema
from incidents.selection.selection import Selection

LONGEST_CELL = 32_767  # of a spreadsheet
_A4 = 9  # the number of this paper in a workbook
_WIDEST, _WIDEST_TO_READ = (
    58,
    28,
)  # characters of a column; so wide but the last, a sheet to read is 7 points high on A4
_RANGE = re.compile(r"[\d,]+(?:-\d+)*\s?\u2013\s?\d")
_LINE, _TALLEST = 15.0, 409.0  # points of height of a line and of the highest row


def selection_to_xlsx(selection: Selection, lang: Language) -> Made:
    """Return a spreadsheet: first a sheet to read, then incidents, claims, sources, codebook and what the file is."""
    import xlsxwriter

    sheets = {
        lang.say("To read"): readable_rows(selection, lang),
        lang.say("Incidents"): cited_incident_rows(selection, lang),
        lang.say("Claims"): cited_claim_rows(selection, lang),
        lang.say("Sources"): source_rows(selection),
        lang.say("Codebook"): codebook_rows(selection.record.schema, lang),
        lang.say("About"): about_rows(selection, lang),
    }
    out = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True, "nan_inf_to_errors": False}
    with xlsxwriter.Workbook(out, plain) as book:
        for number, (name, frame) in enumerate(sheets.items()):
            _write_sheet(book, name, frame, lang, wrapped=number == 0)
    return Made(undated(out.getvalue()))


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


def _write_sheet(book: Any, name: str, frame: pd.DataFrame, lang: Language, *, wrapped: bool = False) -> None:  # noqa: ANN401 - xlsxwriter has no types
    sheet = book.add_worksheet(name)
    head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    if lang.is_mirrored:
        sheet.right_to_left()
    clean = cache(_readable if wrapped and lang.is_mirrored else safe_cell)
    start, order = ("right", 2) if lang.is_mirrored else ("left", 1)
    to_read = {"text_wrap": True, "valign": "top", "align": start, "indent": 1, "reading_order": order}
    lines = book.add_format(to_read) if wrapped else None
    widths: list[int] = []
    for column, title in enumerate(frame.columns):
        sheet.write_string(0, column, safe_cell(str(title)), head)
        cells = frame[title]
        texts = not (pd.api.types.is_numeric_dtype(cells) or pd.api.types.is_datetime64_any_dtype(cells))
        for row, cell in enumerate(cells.tolist(), start=1):
            _write_cell(sheet, row, column, clean(cell) if isinstance(cell, str) else cell, day)
        lengths = cells.dropna().astype("str").str.len()
        longest = int(lengths.quantile(0.8)) if texts and len(lengths) else 10
        widths.append(
            min(
                max(longest, len(str(title))) + 2,
                _WIDEST_TO_READ if wrapped and column < len(frame.columns) - 1 else _WIDEST,
            )
        )
        sheet.set_column(column, column, widths[-1], lines)
    sheet.freeze_panes(1, 1)
    if wrapped:  # for people, who print it: all columns on a page, the head on each
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for number, texts_of in enumerate(frame.to_numpy().tolist(), start=1):
            sheet.set_row(number, _height(texts_of, widths))  # not every program finds it by itself
    sheet.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))


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
