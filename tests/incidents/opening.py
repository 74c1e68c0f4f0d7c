"""Every view and every format of a record, one after the other: a record that passes the checks has to open in each."""

import datetime as dt
from collections.abc import Iterable

from incidents.briefing.compose import compose_briefing
from incidents.briefing.formats import PRINTS
from incidents.checks import Sound
from incidents.exchange.formats import EXPORTS
from incidents.language import Language
from incidents.phrases.codebook import codebook_text
from incidents.record.contract import TALLIES
from incidents.record.older import noted_versions, older_record
from incidents.record.record import Record, load_record
from incidents.selection.address import filters_from_query, filters_to_query
from incidents.selection.changes import TOGETHER, changes
from incidents.selection.differences import difference
from incidents.selection.filters import LISTS
from incidents.selection.nearness import nearness
from incidents.selection.options import count_options
from incidents.selection.periods import preset_notes, preset_periods
from incidents.selection.question import Near, Question
from incidents.selection.selection import Selection, select
from incidents.views.about.doubts import known_doubts
from incidents.views.about.prose import draw_citing, draw_licences, draw_method
from incidents.views.changes import draw_changes
from incidents.views.comparison import draw_comparison
from incidents.views.completeness import draw_completeness
from incidents.views.coverage import draw_coverage
from incidents.views.incident_card import draw_cards
from incidents.views.incident_table import table_page
from incidents.views.interactive_map.message import map_message
from incidents.views.map_points import map_points
from incidents.views.masthead import draw_masthead
from incidents.views.news import draw_news
from incidents.views.rankings import RANKS, figures_message, rankings_message
from incidents.views.time_dock import dock_message

MADE_ON = dt.date(2026, 11, 24)
QUICK_PRINTS = ("map-svg",)
ORDERS = ("latest", "earliest", "place", "kind", "most", "fewest")


def open_everything(
    sound: Sound, langs: Iterable[Language], prints: Iterable[str] = QUICK_PRINTS, cards: int = 1_000
) -> Record:
    """Draw every view of a record, write it in every format and print it; whatever fails, raises."""
    record = load_record(sound.tables, sound.gazetteer)
    record.search.prepare()
    everything = select(record)
    ask_everything(everything)
    for lang in langs:
        draw_everything(everything, lang, cards)
        for export in EXPORTS.values():
            assert export.make(everything, lang).content
        briefing = compose_briefing(everything, None, lang, "http://localhost/?x=1", MADE_ON)
        for code in prints:
            assert PRINTS[code].make(briefing)
    return record


def ask_everything(everything: Selection) -> None:
    """Ask for every option of every list that the record offers, by way of an address."""
    record = everything.record
    options = count_options(everything, list(LISTS))
    for name, counts in options.items():
        for code in counts:
            question = Question(**{name: (code,)})
            asked, notices = filters_from_query(
                {key: value.split(",") for key, value in filters_to_query(question).items()}, record
            )
            assert (asked, notices) == (question, []), (name, code)
            assert not counts[code] or len(select(record, question)) == counts[code], (name, code)
        without = tuple(code for code, count in counts.items() if not count)  # asked together they find nothing
        assert not (without and len(select(record, Question(**{name: without})))), name
    for first, last in preset_periods(record).values():
        select(record, Question(date_from=first, date_to=last))
    nearness(select(record, Question(near=Near((35.0, 40.0), 100))))
    select(record, Question(text="gunmen", contested=True, min_origins=2, bounds=(32.0, 35.5, 37.5, 42.5)))


def draw_everything(everything: Selection, lang: Language, cards: int) -> None:
    """Draw each view of the page once, the map in each shading, cards of the first incidents."""
    record = everything.record
    points = map_points(everything)
    for shading in ("none", "incidents", "killed_high", "change"):
        assert map_message(points, everything, lang, shading=shading)
    for order in ORDERS:
        assert table_page(everything, lang, order).pages
    assert all(draw_cards(record, record.incidents["incident_id"].iloc[:cards].tolist(), lang))
    for step in ("week", "month"):
        assert dock_message(everything, step, lang)["words"]["summary"]
    half = everything.within(Question(contested=True))
    for drawn in (
        draw_changes(changes(everything, TOGETHER), record, lang),
        draw_comparison(everything, half, ("a", "b"), lang),
        figures_message(everything, lang),
        *(rankings_message(everything, rank, "change", lang) for rank in RANKS),
        draw_masthead(record, lang),
        draw_method(record, lang),
        draw_citing(record, lang),
        draw_licences(record, lang),
        *([draw_completeness(record, lang, MADE_ON)] if TALLIES in record.schema.tables else []),
        codebook_text(record.schema),
    ):
        assert drawn
    for version in noted_versions(record)[:1]:
        older = older_record(record, version)
        assert older is None or draw_news(difference(older, record), lang)
    draw_coverage(everything, lang)
    known_doubts(everything, lang)
    preset_notes(record, lang)
