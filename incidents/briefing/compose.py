"""Composing a briefing: every sentence and number of it, from the same functions that the page uses."""

import datetime as dt

import numpy as np
import pandas as pd

from geodata.areas import circle_polygon
from geodata.mercator import zoom_showing
from incidents.briefing.content import (
    Bar,
    Briefing,
    Charts,
    Figure,
    Figures,
    Heading,
    Making,
    MapPart,
    Notes,
    Pin,
    Table,
    Timeline,
    all_printable,
)
from incidents.briefing.table import MOST_KEYED, list_incidents
from incidents.briefing.wording import (
    before_in_words,
    caveats_in_words,
    changes_in_words,
    comparison_in_words,
    is_covered,
    made_in_words,
    map_notes_in_words,
    method_in_words,
    nothing_in_words,
    question_in_words,
    reproduction_in_words,
    several_in_words,
    unknown_in,
)
from incidents.language import Language, unbroken
from incidents.phrases import only_shared, period_in_words, range_text, title_sentence, total_range
from incidents.phrases.citations import record_citation
from incidents.phrases.news import printed_news
from incidents.record.record import Record
from incidents.record.schema import KINDS, Schema
from incidents.selection.circles import circle_of
from incidents.selection.differences import difference
from incidents.selection.file_names import file_stem
from incidents.selection.question import Bounds, Question
from incidents.selection.selection import Selection, select
from incidents.selection.summaries import (
    KeyFigures,
    Step,
    Total,
    in_several_governorates,
    incidents_by_governorate,
    incidents_by_kind,
    incidents_per_period,
    key_figures,
    ranked_figures,
)
from incidents.views.map_points import MapPoints, map_points
from incidents.views.static_map.frame import extent_of, widened

LONGEST_WEEKLY = dt.timedelta(days=210)  # up to here a bar is a week, beyond it a month
APART = 24.0  # a zoom at which no two places are joined
MAP_WIDTH = 1000  # pixels of a screen map of these bounds: clusters are formed as that map forms them


def compose_briefing(
    selection: Selection,
    bounds: Bounds | None,
    lang: Language,
    link: str,
    made_on: dt.date,
    since: Record | None = None,
) -> Briefing:
    """Compose all that a briefing says on the incidents that answer ``filters``.

    ``bounds`` (south, west, north, east in degrees) is what the reader's map shows; None fits the map to the
    selection. ``link`` reproduces the selection; "" where there is no page to link to. With ``since``, an older version
    of the record, its face says what is new in the selection since.
    """
    figures = key_figures(selection)
    heading = compose_heading(selection, lang, since)
    listed, sources = list_incidents(selection, lang)
    return all_printable(
        Briefing(
            lang=lang,
            heading=heading,
            figures=Figures(
                compose_figures(selection, figures, _previous(selection), lang),
                _sides(figures, selection.record.schema, lang),
            ),
            map=compose_map(selection, bounds, heading.title, lang),
            charts=compose_charts(selection, lang),
            table=Table(listed, _listed_note(len(selection), len(listed), lang), nothing_in_words(selection, lang)),
            notes=Notes(
                sources=sources,
                caveats=caveats_in_words(selection, figures, lang),
                changes=changes_in_words(selection, lang),
                method=method_in_words(lang),
                citation=record_citation(selection.record, lang),
                link=link,
                reproduce=reproduction_in_words(link, selection.question, lang, since.version if since else ""),
            ),
            making=Making(
                version=selection.record.version,
                made=made_in_words(selection.record.version, unbroken(lang.date(made_on)), lang),
                made_on=made_on,
            ),
            file_stem=file_stem(selection, lang),
        )
    )


def compose_heading(selection: Selection, lang: Language, since: Record | None = None) -> Heading:
    """Say what was asked, of which record and when, and what is new in it since an older version."""
    record, question = selection.record, selection.question
    period = period_in_words(record, question, lang)
    return Heading(
        kicker=record.title(lang),
        title=title_sentence(selection, lang).replace(period, unbroken(period)),
        period=unbroken(period),
        filters=question_in_words(record, question, lang),
        comparison=comparison_in_words(selection, lang),
        news="" if since is None else printed_news(difference(since, record, question), lang),
    )


def compose_map(selection: Selection, bounds: Bounds | None, title: str, lang: Language) -> MapPart:
    """Compose the map: what the reader's map shows, or what fits the selection; few incidents are numbered."""
    extent = widened(bounds or _extent(selection))
    keyed = len(selection) <= MOST_KEYED
    points = map_points(selection, extent, APART if keyed else zoom_of(extent))
    return MapPart(
        bounds=extent,
        points=points,
        pins=_pins(selection, points) if keyed else (),
        notes=map_notes_in_words(points.outside, len(points.without_place), lang),
        alt=lang.say("Map of Syria with the places of the incidents: {title}").format(title=title),
    )


def compose_charts(selection: Selection, lang: Language) -> Charts:
    """Count in time, by kind and by governorate."""
    return Charts(
        timeline=compose_timeline(selection, selection.question, lang),
        kinds=_kinds(selection, lang),
        kind_labels={kind: code.label(lang) for kind, code in selection.record.schema.codes(KINDS).items()},
        governorates=_governorates(selection, lang),
        governorates_note=several_in_words(in_several_governorates(selection), lang),
    )


def _sides(figures: KeyFigures, schema: Schema, lang: Language) -> tuple[Figure, ...]:
    """Return the killed of each side of which anybody was killed."""
    return tuple(
        Figure(schema.measure_label(side, lang), total_range(of, lang), unknown_in(of, lang))
        for side, of in figures.killed_by_side.items()
        if of.high
    )


def zoom_of(bounds: Bounds) -> float:
    """Return the zoom at which a screen map of ``MAP_WIDTH`` pixels shows the bounds (256 px hold the world at 0)."""
    return zoom_showing(bounds[1], bounds[3], MAP_WIDTH)


def _extent(selection: Selection) -> Bounds:
    """Return what a map of the selection should show: the circle that was asked for, else where its incidents lie."""
    if (circle := circle_of(selection.record, selection.question.near)) is not None:
        latitude, longitude, km = circle
        west, south, east, north = circle_polygon(latitude, longitude, km * 1.1).bounds
        return south, west, north, east
    columns = ("latitude", "longitude", "uncertainty_km")
    return extent_of(*(selection.incidents[name].to_numpy(dtype="float64") for name in columns))


def _previous(selection: Selection) -> KeyFigures | None:
    """Count the preceding period of equal length, only where the record covers both periods."""
    record, question = selection.record, selection.question
    previous = question.period_before()
    if previous is None or not is_covered(record, question, previous):
        return None
    return key_figures(select(record, previous))


def compose_figures(
    selection: Selection, figures: KeyFigures, before: KeyFigures | None, lang: Language
) -> tuple[Figure, ...]:
    """Return the key figures: incidents, killed, wounded, arrested, contested, governorates. ``before`` is optional."""
    counts = {
        "incidents": lang.say("Incidents"),
        "contested": lang.say("Conflicting accounts"),
        "governorates": lang.say("Governorates"),
    }
    boxes = {}
    for name, title in counts.items():
        earlier = None if before is None else lang.number(getattr(before, name))
        remark = only_shared(selection, lang) if name == "governorates" else ""
        boxes[name] = Figure(title, lang.number(getattr(figures, name)), remark, _before(earlier, lang))
    for measure, total in figures.totals.items():
        value = total_range(total, lang)
        earlier = None if before is None else before_in_words(before.totals[measure], lang)
        boxes[measure] = Figure(
            selection.record.schema.measure_label(measure, lang), value, unknown_in(total, lang), _before(earlier, lang)
        )
    return tuple(boxes[name] for name in ("incidents", *figures.totals, "contested", "governorates"))


def _before(figure: str | None, lang: Language) -> str:
    return "" if figure is None else lang.say("before: {figure}").format(figure=figure)


def compose_timeline(selection: Selection, filters: Question, lang: Language) -> Timeline:
    """Count incidents by week (short periods) or month, empty ones included."""
    first, last = (stamp.date() for stamp in selection.record.coverage)
    # No bars beyond what is covered: they would say that nothing happened there.
    start = min(max(filters.date_from or first, first), last)
    end = max(min(filters.date_to or last, last), start)
    step: Step = "week" if end - start <= LONGEST_WEEKLY else "month"
    table = incidents_per_period(selection, step)
    inside = table.pivot_table(index="period", columns="kind", values="incidents", aggfunc="sum", observed=True)
    rule = "W-MON" if step == "week" else "MS"
    monday = start - dt.timedelta(days=start.weekday())
    begin = pd.Timestamp(monday if step == "week" else start.replace(day=1))
    stop = pd.Timestamp(end)
    if len(table):
        begin, stop = min(begin, table["period"].min()), max(stop, table["period"].max())
    periods = pd.date_range(begin, stop, freq=rule)
    inside = inside.reindex(periods).fillna(0).astype(int)
    left_out = len(selection) - int(table["incidents"].sum())
    note = ""
    if left_out:
        note = lang.plural(
            "{count} incident is dated less precisely and not in a bar.",
            "{count} incidents are dated less precisely and not in a bar.",
            left_out,
        ).format(count=lang.number(left_out))
    kinds = [kind for kind in incidents_by_kind(selection).index if kind in inside.columns]
    return Timeline(
        title=lang.say("Incidents per week, by kind") if step == "week" else lang.say("Incidents per month, by kind"),
        periods=tuple(_period_label(period.date(), step, lang) for period in periods),
        counts=tuple((str(kind), tuple(int(count) for count in inside[kind])) for kind in kinds),
        note=note,
    )


def _period_label(day: dt.date, step: Step, lang: Language) -> str:
    return lang.inwards(lang.date(day, "d MMM" if step == "week" else "MMM y"))


def _kinds(selection: Selection, lang: Language) -> tuple[Bar, ...]:
    counts = incidents_by_kind(selection)
    return tuple(
        Bar(str(kind), selection.record.schema.label(KINDS, str(kind), lang), int(count))
        for kind, count in counts.items()
        if count
    )


def _governorates(selection: Selection, lang: Language) -> tuple[Bar, ...]:
    table = incidents_by_governorate(selection)
    table = table[table["incidents"] > 0].sort_values("incidents", ascending=False, kind="stable")
    return tuple(
        Bar(
            str(pcode),
            selection.record.governorate_name(str(pcode), lang),
            count,
            _killed_there(Total(low, high, unknown, counted, at_least), lang),
        )
        for pcode, count, low, high, unknown, at_least, counted in table.itertuples(name=None)
    )


def _killed_there(killed: Total, lang: Language) -> str:
    """Write the killed of one governorate; where no incident has a figure they are unknown, not 0."""
    return range_text(None, None, lang) if killed.of and killed.unknown == killed.of else total_range(killed, lang)


def _pins(selection: Selection, points: MapPoints) -> tuple[Pin, ...]:
    """Return the incidents on the map, numbered in date order as in the table."""
    rows = selection.incidents
    number_of = {str(incident_id): number for number, incident_id in enumerate(rows["incident_id"], start=1)}
    kinds = rows["kind"].astype("str").tolist()
    killed = ranked_figures(rows, "killed_high").to_numpy()
    drawn = pd.concat([points.marks, points.areas], ignore_index=True)
    pins = [
        Pin(
            number=number_of[incident_id],
            latitude=float(place["latitude"]),
            longitude=float(place["longitude"]),
            kind=kinds[number_of[incident_id] - 1],
            killed=_known(killed[number_of[incident_id] - 1]),
            radius_km=0.0 if np.isnan(place["radius_km"]) else float(place["radius_km"]),
        )
        for row, place in enumerate(drawn.to_dict("records"))
        for incident_id in points.incidents_of(row)
    ]
    return tuple(sorted(pins, key=lambda pin: pin.number))


def _known(figure: float) -> float | None:
    return None if np.isnan(figure) else float(figure)


def _listed_note(count: int, listed: int, lang: Language) -> str:
    if listed == count:
        return ""
    return lang.say(
        "{listed} of {count} incidents are listed, those with most killed; the data exports hold all."
    ).format(listed=lang.number(listed), count=lang.number(count))
