"""The filters in the sidebar. Each option tells how many incidents it would leave."""

import datetime as dt
from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from incidents.language import Language
from incidents.phrases import option_label
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.filters import count_options, preset_periods
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.widgets.page_state import ask, asked, key_of
from incidents.widgets.plain_labels import plain_label

Counts = dict[str, dict[str, int]]

MOST_ORIGINS = 10
# Filters with few options show them all; the others open a list in which one can type.
_LONG_LISTS = {"actor", "initiator", "target", "tactic"}
_ALPHABETICAL = {"actor", "initiator", "target"}  # the others have an order of their own


def show_filter_panel(selection: Selection, lang: Language) -> None:
    """Draw the filters."""
    counts = count_options(selection.record, selection.question, selection.answers)
    with st.sidebar:
        st.text_input(
            lang.say("Search"),
            key=key_of("text"),
            placeholder=lang.say("Place, actor, word …"),
            icon=":material/search:",
            help=lang.say(
                "Looks in both languages; spelling variants of Arabic and of its transliterations do not matter."
            ),
        )
        with _section(lang.say("Where"), selection.question, ("governorate", "precision"), lang) as section:
            if section.open:
                _show_options(selection, "governorate", lang.say("Governorate"), counts, lang)
                _show_options(selection, "precision", lang.say("How exactly the place is known"), counts, lang)
        with _section(lang.say("When"), selection.question, ("date_from", "date_to"), lang) as section:
            if section.open:
                _show_dates(selection, lang)
        with _section(
            lang.say("What happened"), selection.question, ("event_type", "tactic", "killed"), lang
        ) as section:
            if section.open:
                _show_options(selection, "event_type", lang.say("Event type"), counts, lang)
                _show_options(selection, "tactic", lang.say("Tactic"), counts, lang)
                _show_options(selection, "killed", lang.say("People killed (highest current account)"), counts, lang)
        with _section(
            lang.say("Who"), selection.question, ("actor", "initiator", "target", "is_role"), lang
        ) as section:
            if section.open:
                _show_options(selection, "is_role", lang.say("Role of ISIS"), counts, lang)
                _show_options(selection, "actor", lang.say("Actor in any role"), counts, lang)
                _show_options(selection, "initiator", lang.say("Initiator"), counts, lang)
                _show_options(selection, "target", lang.say("Target"), counts, lang)
        with _section(lang.say("How sure"), selection.question, ("contested", "min_origins"), lang) as section:
            if section.open:
                _show_certainty(selection, lang)


def _section(title: str, question: Question, names: Sequence[str], lang: Language) -> ExpanderContainer:
    """Begin a section, which says how many of its filters are active even while it is closed.

    What is closed need not be drawn; so each change of a filter costs the browser only what the reader sees.
    """
    active = sum(name in names for name in question.active())
    label = f"{title} · {lang.number(active)}" if active else title
    key = f"of_{names[0]}"
    begins_open = names[0] in {"governorate", "date_from"} or bool(active)
    # Written anew in every run: to Streamlit a section of another name, or in another language, is another section.
    st.session_state[key] = st.session_state.get(key, begins_open)
    return st.expander(label, key=key, on_change="rerun")


def _show_options(selection: Selection, name: str, title: str, counts: Counts, lang: Language) -> None:
    """Offer the options of a filter on a closed list: those that occur, and those that are chosen."""
    counted = counts[name]
    chosen = getattr(selection.question, name)
    words = {
        code: option_label(selection.record, name, code, lang)
        for code, count in counted.items()
        if count or code in chosen
    }
    if name in _ALPHABETICAL:
        words = dict(sorted(words.items(), key=lambda item: (item[0] == NOT_STATED, item[1])))
    options = list(words)
    if name in _LONG_LISTS:  # whose labels are plain text
        labelled = {code: f"{word} · {lang.number(counted.get(code, 0))}" for code, word in words.items()}
        st.multiselect(
            title,
            options,
            key=key_of(name),
            format_func=_labels(labelled),
            placeholder=lang.say("All"),
            select_all=False,
            filter_mode="contains",
        )
    else:
        labelled = {code: _with_count(word, counted.get(code, 0), lang) for code, word in words.items()}
        st.pills(title, options, key=key_of(name), format_func=_labels(labelled), selection_mode="multi")


def _labels(labelled: dict[str, str]) -> Callable[[str], str]:
    """Return how an option is labelled. Streamlit also asks for the labels of an earlier run's options."""
    return lambda code: labelled.get(code, code)


def _with_count(label: str, count: int, lang: Language) -> str:
    return f"{plain_label(label)} **{lang.number(count)}**"


def _show_dates(selection: Selection, lang: Language) -> None:
    """Offer ready-made periods and the two days between which one looks."""
    first, last = (stamp.date() for stamp in selection.record.coverage)
    undated = selection.without("date_from", "date_to")
    periods = preset_periods(selection.record)
    labelled = {
        name: _with_count(_period_label(name, lang), _in_period(undated, *periods[name]), lang) for name in periods
    }
    current = (selection.question.date_from, selection.question.date_to)
    st.session_state["period"] = next((name for name in periods if periods[name] == current), None)
    st.pills(
        lang.say("Period"),
        list(periods),
        key="period",
        format_func=_labels(labelled),
        on_change=_choose_period,
        args=(periods,),
    )
    wide = dt.timedelta(days=366)
    for name, title in (("date_from", lang.say("From")), ("date_to", lang.say("To"))):
        st.date_input(
            title,
            value=None,
            key=key_of(name),
            min_value=min(first - wide, getattr(selection.question, name) or first),
            max_value=max(last + wide, getattr(selection.question, name) or last),
            format="YYYY-MM-DD",
        )


def _period_label(name: str, lang: Language) -> str:
    if name.startswith("last-"):
        days = int(name.removeprefix("last-"))
        return lang.plural("last {count} day covered", "last {count} days covered", days).format(count=days)
    return lang.say("since 8 December 2024") if name.startswith("since-") else name


def _in_period(selection: Selection, start: dt.date, end: dt.date) -> int:
    return len(selection.within(Question(date_from=start, date_to=end)))


def _choose_period(periods: dict[str, tuple[dt.date, dt.date]]) -> None:
    start, end = periods.get(st.session_state["period"], (None, None))
    st.session_state[key_of("date_from")], st.session_state[key_of("date_to")] = start, end


def _show_certainty(selection: Selection, lang: Language) -> None:
    """Offer what tells how well an incident is attested."""
    others = selection.without("contested")
    contested = int(np.count_nonzero(selection.record.incidents["contested"].to_numpy() & others.mask))
    st.toggle(_with_count(lang.say("Contested accounts only"), contested, lang), key=key_of("contested"))
    others = selection.without("min_origins")
    origins = np.bincount(selection.record.incidents["origins"].to_numpy()[others.rows], minlength=MOST_ORIGINS + 1)
    at_least = origins[::-1].cumsum()[::-1]

    def say(number: int) -> str:
        if not number:
            return lang.say("any number")
        sentence = lang.plural("at least {count}", "at least {count}", number).format(count=lang.number(number))
        left = int(at_least[number]) if number < len(at_least) else 0
        return f"{sentence} · {lang.number(left)}"

    options = [0, *(number for number in range(2, len(at_least)) if at_least[number]), selection.question.min_origins]
    st.selectbox(
        lang.say("Independent origins"),
        sorted(set(options)),
        key=key_of("min_origins"),
        format_func=say,
        help=lang.say("Parties that said it first. Ten reprints of one report count once."),
    )


def reset_filters() -> None:
    """Take every filter away; for callbacks."""
    ask(Question())


def set_bounds(bounds: tuple[float, float, float, float] | None) -> None:
    """Limit the question to a part of the map, or not; for callbacks."""
    filters = asked()
    st.session_state[key_of("bounds")] = bounds if bounds != filters.bounds else None
