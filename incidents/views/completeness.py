"""How complete the record is: what others counted, and what it holds of the same, as a table."""

import datetime as dt
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from incidents.language import Language
from incidents.phrases.completeness import (
    end_in_words,
    held_of,
    number_of,
    period_of,
    remarks_on,
    sample_in_words,
    share_of,
)
from incidents.record.contract import TALLIES
from incidents.record.record import Record
from incidents.record.schema import Code
from incidents.selection.completeness import Tally, has_tallies, tallies
from incidents.views.markup import link_out, name, text, web_address

__all__ = ["draw_completeness", "has_tallies"]


def draw_completeness(record: Record, lang: Language, today: dt.date) -> str:
    """Return what can be said of the record's completeness, the table of tallies, and what each compares, as HTML."""
    rows = record.tables.read(TALLIES).to_dict("records")
    lines = "".join(_line(record, tally, row, lang) for tally, row in zip(tallies(record), rows, strict=True))
    heads = (
        lang.say("Who counts"),
        lang.say("Period"),
        lang.say("What"),
        lang.say("Number"),
        lang.say("In this record"),
        lang.say("Share"),
        lang.say("What to bear in mind"),
    )
    head = "".join(f'<th scope="col">{text(title)}</th>' for title in heads)
    caption = lang.say("What others counted, and what this record holds of the same")
    return (
        f"<p>{text(sample_in_words(record, lang))}</p><p>{text(end_in_words(record, today, lang))}</p>"
        f'<div class="wide" tabindex="0" role="region" aria-label="{text(caption)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>{_compared(record, lang)}"
    )


def _line(record: Record, tally: Tally, row: Mapping[Hashable, Any], lang: Language) -> str:
    source = record.sources.loc[tally.source_id]
    address = web_address("" if pd.isna(source["url"]) else str(source["url"]))
    who = name(lang.of(row, "attributed_to"))
    what = " · ".join(
        record.schema.label(f"{TALLIES}.{field}", code, lang)
        for field, code in (("counted", tally.counted), ("area", tally.area))
    )
    cells = [period_of(tally, lang), what, number_of(tally, lang), held_of(tally, lang), share_of(tally, lang)]
    cells.append(" ".join(remarks_on(tally, lang.of(row, "note"), lang)))
    shown = link_out(address, who) if address else who
    return f'<tr><th scope="row">{shown}</th>{"".join(f"<td>{text(cell)}</td>" for cell in cells)}</tr>'


def _compared(record: Record, lang: Language) -> str:
    """Say what is compared with what, by area and by kind."""
    codes: list[Code] = [
        code for field in ("counted", "area") for code in record.schema.codes(f"{TALLIES}.{field}").values()
    ]
    items = "".join(f"<li><b>{text(code.label(lang))}</b>: {text(code.definition(lang))}</li>" for code in codes)
    return f"<h3>{text(lang.say('What is compared with what'))}</h3><ul>{items}</ul>"
