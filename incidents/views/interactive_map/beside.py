"""What the map is told of a second record: its own marks and areas, drawn in another shape and counted apart."""

from dataclasses import dataclass
from typing import Any

from incidents.language import Language, isolate, plain_text
from incidents.phrases.beside import counted_beside, counted_here
from incidents.selection.selection import Selection
from incidents.views.interactive_map.drawn_marks import drawn_points
from incidents.views.map_points import MapPoints


@dataclass(frozen=True, eq=False)
class DrawnBeside:
    """A second record on the map: what it answers, what is drawn of that, and which incident is open."""

    selection: Selection
    points: MapPoints
    opened: str | None = None


def beside_told(beside: DrawnBeside, selection: Selection, top: int, lang: Language) -> dict[str, Any]:
    """Write what is drawn of a second record beside a ``selection`` of the first, and the legend of both."""
    record = beside.selection.record
    marks, areas = drawn_points(beside.points, top, record, lang)
    attribution = plain_text(record.schema.attribution(lang))
    return {
        "title": plain_text(record.short_title(lang)),
        "marks": marks,
        "areas": areas,
        "opened": None if beside.opened is None else beside.points.number_of(beside.opened),
        "credits": [attribution] if attribution else [],
        "words": {
            "records": lang.say("Two records, counted apart"),
            "here": counted_here(selection, lang),
            "beside": counted_beside(beside.selection, lang),
            "area": lang.say("dotted, in corners: somewhere in this area"),
            "of": lang.say("of {title}").format(title=isolate(plain_text(record.short_title(lang)))),
        },
    }
