"""What a reader's text asks of a large record: read by the rules of memory, looked up where the record is kept."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

import ibis
import pandas as pd

from incidents.record.kept import Kept
from incidents.record.search import Search
from incidents.record.words import forms_of
from incidents.selection.asked_dates import AskedDate, years_of
from incidents.selection.large.conditions import touching
from incidents.selection.large.found_by import DOCUMENT, HOLDS, WORDS, search_where_kept
from incidents.selection.large.written import Rows
from incidents.selection.mentions import Asked, asked_for, read_text

if TYPE_CHECKING:
    from incidents.selection.large.questions import LargeRecord

_searches: Kept[None, Search] = Kept()
_years: Kept[None, Sequence[int]] = Kept()


def mentioning(large: "LargeRecord", rows: Rows, text: str) -> Any:  # noqa: ANN401 - a condition on the rows
    """Say which incidents answer a text, as ``mentions.mentioning`` says in memory."""
    asked = read_where_kept(large, text)
    if asked.ids is not None:
        return rows.incident_id.isin(list(asked.ids))
    conditions = [_touches(large, rows, date) for date in asked.dates]
    conditions += [_holds(large, rows, part.keys, part.words) for part in asked.parts]
    return reduce(and_, conditions) if conditions else ibis.literal(False)  # noqa: FBT003 - of ibis


def read_where_kept(large: "LargeRecord", text: str) -> Asked:
    """Read a text, unless somebody has: who asks its meaning of the frame is then told the same."""
    return asked_for(large.frame, text, lambda: read_text(_Ids(large), lambda: _search(large), text))


def _search(large: "LargeRecord") -> Search:
    def make() -> Search:
        words = large.answer(large.table(WORDS, ["word", "means"]))
        search = search_where_kept(large.frame, words)
        search.prepare()
        return search

    return _searches.of(large.frame, None, make)


def _holds(large: "LargeRecord", rows: Rows, keys: Iterable[str], words: Iterable[str]) -> Any:  # noqa: ANN401
    """Say which incidents bear one of the names or say one of the words."""
    holds = ibis.table({"name": "string", "is_word": "boolean", DOCUMENT: "int64"}, name=HOLDS, database=large.home)
    forms = sorted({form for word in words for form in forms_of(word)})
    bears = ~holds.is_word & holds.name.isin(sorted(keys))
    return rows[DOCUMENT].isin(holds.filter(bears | (holds.is_word & holds.name.isin(forms)))[DOCUMENT])


def _touches(large: "LargeRecord", rows: Rows, date: AskedDate) -> Any:  # noqa: ANN401
    years = _years.of(large.frame, None, lambda: _all_years(large)) if date.year is None else (date.year,)
    spans = [touching(rows, span) for span in date.spans(years)]
    known = (rows.date_precision != "unknown").fill_null(True)  # noqa: FBT003 - of ibis
    on_it = reduce(or_, spans) & known if spans else ibis.literal(False)  # noqa: FBT003 - of ibis
    return on_it if date.is_surely else on_it | _holds(large, rows, (), [date.word])


def _all_years(large: "LargeRecord") -> Sequence[int]:
    found = large.answer(large.rows.aggregate(first=large.rows.date_start.min(), last=large.rows.date_start.max()))
    return years_of(pd.to_datetime(found.iloc[0]).to_numpy().astype("datetime64[D]"))


class _Ids:
    """The ids of a large record (see ``mentions.Ids``)."""

    def __init__(self, large: "LargeRecord") -> None:
        self._large = large

    def first(self) -> str:
        return next(iter(self._among(self._large.rows.number == 0)), "")

    def is_one(self, incident_id: str) -> bool:
        return bool(self._among(self._large.rows.incident_id == incident_id))

    def like(self, pattern: str) -> Sequence[str]:
        return self._among(self._large.rows.incident_id.lower().re_search(f"^(?:{pattern})$"))

    def _among(self, condition: Rows) -> list[str]:
        found = self._large.answer(self._large.rows.filter(condition).select("incident_id").limit(2))
        return [str(incident_id) for incident_id in found["incident_id"]]
