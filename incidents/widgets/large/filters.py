"""The filters of a large record: lists and dates with their counts, each counted only where its section stands open."""

import datetime as dt

import streamlit as st

from incidents.language import Language
from incidents.selection.closed_lists import ClosedList
from incidents.selection.filter_kinds import Day, Section
from incidents.selection.filters import FILTERS, SECTIONS, filters_of
from incidents.selection.periods import preset_periods
from incidents.views.markup import text
from incidents.widgets.filter_panel import (
    is_section_open,
    is_unfolded,
    section_expander,
    show_answer_button,
    show_day,
    show_options,
    show_periods,
)
from incidents.widgets.large.answers import Answers

MOST_OPTIONS = 300  # of a long list: the most frequent; more is neither read nor sent in time
_SECTIONS: tuple[Section, ...] = tuple(section for section in SECTIONS if section != "sure")


def open_lists(answers: Answers) -> list[ClosedList]:
    """Return the lists that stand open; none while the filters are folded away."""
    if not is_unfolded():
        return []
    sections = [section for section in _SECTIONS if is_section_open(section, answers.question)]
    return [kind for section in sections for kind in filters_of(section) if isinstance(kind, ClosedList)]


def show_large_filters(answers: Answers, lang: Language) -> None:
    """Draw the filters where they stand open."""
    with st.sidebar:
        show_answer_button(answers.sums.incidents, lang)
        if not is_unfolded():
            return
        for section in _SECTIONS:
            is_section_open(section, answers.question)
            with section_expander(section, answers.question, lang) as expander:
                if expander.open:
                    _show_section(answers, section, lang)


def _show_section(answers: Answers, section: Section, lang: Language) -> None:
    frame, question = answers.frame, answers.question
    if section == "when":
        show_periods(frame, question, periods_counted(answers), lang)
    for kind in filters_of(section):
        if isinstance(kind, Day):
            show_day(question, kind, lang)
        elif isinstance(kind, ClosedList):
            counts = answers.options(kind.name)
            if not kind.is_long:
                show_options(frame, question, kind, counts, lang, answers.occurring(kind.name))
                continue
            first = sorted((code for code in counts if counts[code]), key=lambda code: -counts[code])
            show_options(frame, question, kind, {code: counts[code] for code in first[:MOST_OPTIONS]}, lang)
            if len(first) > MOST_OPTIONS:
                sentence = lang.say("The {shown} most frequent of {count}.")
                said = sentence.format(shown=lang.number(MOST_OPTIONS), count=lang.number(len(first)))
                st.html(f'<p class="hint">{text(said)}</p>')


def periods_counted(answers: Answers) -> dict[str, int]:
    """Count what each ready-made period would leave."""
    periods: dict[str, tuple[dt.date, dt.date]] = dict(preset_periods(answers.frame))
    return dict(zip(periods, answers.in_periods([*periods.values()]), strict=True))


def is_answered(name: str) -> bool:
    """Say whether a filter of the page can be set here; a link can ask for all of them but the search."""
    return FILTERS[name].section in _SECTIONS
