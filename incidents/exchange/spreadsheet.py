"""The selection as a spreadsheet: incidents, claims, sources, the codebook, and what the file is."""

from functools import cache
from io import BytesIO
from typing import Any

import pandas as pd

from incidents.exchange.made import Made
from incidents.exchange.provenance import about_rows
from incidents.exchange.rows import cited_claim_rows, cited_incident_rows, source_rows
from incidents.exchange.safe_cells import safe_cell
from incidents.language import Language
from incidents.phrases.codebook import entries
from incidents.record.schema import Schema
from incidents.selection.selection import Selection

LONGEST_CELL = 32_767  # of a spreadsheet


def selection_to_xlsx(selection: Selection, lang: Language) -> Made:
    """Return a spreadsheet with sheets for incidents, claims, sources, codebook and what the file is."""
    import xlsxwriter

    sheets = {
        lang.say("Incidents"): cited_incident_rows(selection, lang),
        lang.say("Claims"): cited_claim_rows(selection, lang),
        lang.say("Sources"): source_rows(selection),
        lang.say("Codebook"): codebook_rows(selection.record.schema, lang),
        lang.say("About"): about_rows(selection, lang),
    }
    out = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True, "nan_inf_to_errors": False}
    with xlsxwriter.Workbook(out, plain) as book:
        for name, frame in sheets.items():
            _write_sheet(book, name, frame, lang)
    return Made(out.getvalue())


def codebook_rows(schema: Schema, lang: Language) -> pd.DataFrame:
    """Return one row per column, code and term of the codebook: table, column, code, label, definition."""
    lines = [(entry.table, entry.column, entry.code, entry.label, entry.meaning) for entry in entries(schema, lang)]
    return pd.DataFrame(lines, columns=["table", "column", "code", "label", "definition"])


def _write_sheet(book: Any, name: str, frame: pd.DataFrame, lang: Language) -> None:  # noqa: ANN401 - xlsxwriter has no types
    sheet = book.add_worksheet(name)
    head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    if lang.is_mirrored:
        sheet.right_to_left()
    clean = cache(safe_cell)
    for column, title in enumerate(frame.columns):
        sheet.write_string(0, column, safe_cell(str(title)), head)
        cells = frame[title]
        texts = not (pd.api.types.is_numeric_dtype(cells) or pd.api.types.is_datetime64_any_dtype(cells))
        for row, cell in enumerate(cells.tolist(), start=1):
            _write_cell(sheet, row, column, clean(cell) if isinstance(cell, str) else cell, day)
        lengths = cells.dropna().astype("str").str.len()
        longest = int(lengths.quantile(0.8)) if texts and len(lengths) else 10
        sheet.set_column(column, column, min(max(longest, len(str(title))) + 2, 60))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))


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
