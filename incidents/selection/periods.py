"""The periods that are offered ready-made, and the day of a cell."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from incidents.language import Language
from incidents.record.kept import Kept
from incidents.record.record import Record

Period = tuple[dt.date, dt.date]
_LAST, _SINCE = "last-", "since-"
_LAST_DAYS = (30, 90)

_milestones: Kept[None, Sequence[Mapping[Any, Any]]] = Kept()


def preset_periods(record: Record) -> dict[str, Period]:
    """Return the ready-made periods by name: the last days covered, since a milestone that says so, each year."""
    first, last = (stamp.date() for stamp in record.coverage)
    periods = {f"{_LAST}{days}": (max(first, last - dt.timedelta(days=days - 1)), last) for days in _LAST_DAYS}
    periods |= {f"{_SINCE}{row['date'].date()}": (row["date"].date(), last) for row in _offered(record)}
    for year in range(first.year, last.year + 1):
        periods[str(year)] = (max(first, dt.date(year, 1, 1)), min(last, dt.date(year, 12, 31)))
    return periods


def _offered(record: Record) -> Sequence[Mapping[Any, Any]]:
    """Return the milestones since which a period is offered: those that say so, on days that the record covers."""
    return _milestones.of(record, None, lambda: _since(record))


def _since(record: Record) -> Sequence[Mapping[Any, Any]]:
    if "period" not in record.milestones:
        return []
    covered = record.milestones["date"].between(*record.coverage)
    return record.milestones[covered & (record.milestones["period"] == "since")].to_dict("records")


def preset_label(name: str, lang: Language) -> str:
    """Say a ready-made period: last 30 days of data, since 8 December 2024, 2025."""
    if name.startswith(_LAST):
        days = int(name.removeprefix(_LAST))
        return lang.plural("last {count} day of data", "last {count} days of data", days).format(count=days)
    if name.startswith(_SINCE):
        return lang.say("since {date}").format(date=lang.date(dt.date.fromisoformat(name.removeprefix(_SINCE))))
    return name


def preset_notes(record: Record, lang: Language) -> list[str]:
    """Say what happened on the days since which a period is offered, one line each."""
    return [
        lang.say("since {date}: {milestone}").format(
            date=lang.date(row["date"].date()), milestone=lang.of(row, "label")
        )
        for row in _offered(record)
    ]


def day(stamp: pd.Timestamp) -> dt.date | None:
    """Return a cell's date, or None where it is missing."""
    return None if pd.isna(stamp) else stamp.date()
