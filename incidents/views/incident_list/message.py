"""What the list is told: its tabs, and some of its rows in the order in which they are read, as plain JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.language import Language, plain_text
from incidents.phrases import date_in_brief, found_by, measure_text, place_in_words, search_in_words
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.selection.selection import Selection

PAGE = 60  # rows that one answer carries; the browser keeps those it has
# What a row reads of an incident.
_TOLD = [
    *("incident_id", "date_start", "date_end", "date_precision", "place_id", "governorates", "geo_precision"),
    *(
        "uncertainty_km",
        "kind",
        "tactic",
        "sub_event_type",
        "killed_low",
        "killed_high",
        "killed_at_least",
        "in_totals",
    ),
    *("origins", "contested"),
]
# And, where the record tells each in full, its text.
_TEXTS = ["summary_en", "summary_ar"]

Said = tuple[str, int, tuple[str, ...]]  # id, whether accounts conflict, the words
_MOST_REMEMBERED = 20_000
_said: Kept[tuple[int, str], Said] = Kept(_MOST_REMEMBERED)  # put into words once, not at every question


def list_rows(selection: Selection) -> npt.NDArray[np.int64]:
    """Return the positions in ``record.incidents`` of the selected incidents as the list has them: the latest first."""
    return selection.rows[::-1]


def list_message(selection: Selection, lang: Language, *, first: int = 0, here: bool = False) -> dict[str, Any]:
    """Write one page of the list: ``PAGE`` rows from position ``first`` on (0 is the latest incident).

    A row is its id, whether accounts conflict, and kind, tactic, date, place, killed ("" where nobody states it),
    badge and why the text that is asked found it, each as the places of its words in ``words``: most are said many
    times, and Arabic weighs six bytes a letter.
    ``read_as`` says how that text was understood. ``here``: the selection is what lies at one mark of the map.
    """
    positions = list_rows(selection)
    shown = positions[first : first + PAGE]
    return list_told(
        selection.record, shown, len(positions), lang, first=first, here=here, asked=selection.question.text
    )


def list_told(
    record: Record,
    positions: npt.NDArray[np.int64],
    total: int,
    lang: Language,
    *,
    first: int = 0,
    here: bool = False,
    asked: str = "",
) -> dict[str, Any]:
    """Write one page of a list of ``total`` incidents: those at some positions in ``record.incidents``."""
    told = _said.of_each(record, [(position, lang.code) for position in positions.tolist()], _writer(record, lang))
    words: dict[str, int] = {}
    left = total - first - len(positions)
    return {
        "from": first,
        "rows": [_row(said, record, asked, words, lang) for said in told],
        "words": list(words),
        "total": total,
        "read_as": plain_text(search_in_words(record, asked, lang)),
        "caption": _caption(total, lang, here=here),
        "more": _more(min(PAGE, left), lang) if left > 0 else "",
        "left": _left(total, lang) if left > 0 else "",
    }


def _row(said: Said, record: Record, asked: str, words: dict[str, int], lang: Language) -> list[Any]:
    incident_id, contested, parts = said
    why = plain_text(found_by(record, asked, incident_id, lang)) if asked else ""
    places = [[words.setdefault(word, len(words)) for word in part.split(" ")] for part in (*parts, why)]
    return [incident_id, contested, *places]


def _writer(record: Record, lang: Language) -> Callable[[list[tuple[int, str]]], Iterator[Said]]:
    """Return what puts incidents into words by their positions."""

    def written(keys: list[tuple[int, str]]) -> Iterator[Said]:
        told = [*_TOLD, *(name for name in _TEXTS if name in record.incidents)]
        incidents = record.incidents[told].iloc[[position for position, _lang in keys]] if keys else None
        for incident in [] if incidents is None else incidents.to_dict("records"):
            parts = (
                str(incident["kind"]),
                record.schema.what(incident, lang),
                date_in_brief(incident, lang),
                plain_text(place_in_words(record, incident, lang)),
                _killed(incident, lang),
                _badge(incident, lang),
            )
            yield str(incident["incident_id"]), int(incident["contested"]), parts

    return written


def _killed(incident: Mapping[Any, Any], lang: Language) -> str:
    """Say how many were killed where somebody states it; a count over several operations is no figure of one."""
    if not incident["in_totals"] or (pd.isna(incident["killed_low"]) and pd.isna(incident["killed_high"])):
        return ""
    return lang.say("{figures} killed").format(figures=measure_text(incident, "killed", lang))


def _badge(incident: Mapping[Any, Any], lang: Language) -> str:
    """Say in a word how well an incident is attested: by accounts that conflict, by so many origins, or by one."""
    if incident["contested"]:
        return lang.say("conflicting")
    origins = int(incident["origins"])
    spoken = lang.plural("{count} primary source", "{count} primary sources", origins)
    return spoken.format(count=lang.number(origins))


def _caption(count: int, lang: Language, *, here: bool) -> str:
    if here:
        return lang.plural("{count} incident here", "{count} incidents here", count).format(count=lang.number(count))
    return lang.say("Most recent incidents")


def _more(count: int, lang: Language) -> str:
    return lang.plural("Show {count} more", "Show {count} more", count).format(count=lang.number(count))


def _left(total: int, lang: Language) -> str:
    """Leave the place for how many are shown to the browser, which has the earlier pages."""
    return lang.say("{shown} of {total} shown").format(shown="{shown}", total=lang.number(total))


def tabs_message(names: Sequence[str], chosen: str, lang: Language) -> dict[str, Any]:
    """Write the tabs of the list by name (recent, changed, here), and which one is chosen."""
    labels = {"recent": lang.say("Most recent"), "changed": lang.say("Changed"), "here": lang.say("Here")}
    return {
        "lang": lang.code,
        "dir": lang.direction,
        "tab": chosen,
        "tabs": [{"name": name, "label": labels[name]} for name in names],
        "words": {
            "tabs": lang.say("Incidents beside the map"),
            "none": lang.say("No matching record. It does not mean nothing happened."),
            "keys": lang.say("Arrow keys move through the list, Enter opens an incident."),
        },
    }
