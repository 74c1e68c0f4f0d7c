"""The filters in the sidebar. Each option tells how many incidents it would leave."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from incidents.language import Language
from incidents.record.record import Record
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.closed_lists import MOST_VALUES, ClosedList
from incidents.selection.filter_kinds import Day, Filter, Flag, Number, Section
from incidents.selection.filters import FILTERS, SECTIONS, filters_of
from incidents.selection.near import Nearby
from incidents.selection.options import count_options
from incidents.selection.periods import Period, preset_label, preset_notes, preset_periods
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.widgets.day_field import show_day_field
from incidents.widgets.near_choice import show_near
from incidents.widgets.page_state import ask, key_of
from incidents.widgets.plain_labels import plain_label

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

Counts = Mapping[str, int]

# Sections that begin open.
_BEGIN_OPEN = {"where", "when"}
# In the state of a session; by this name the page knows that it is set by the reader (page_state.is_overtaken).
_UNFOLDED = "of_filters"


def note_unfolded(unfolds: object) -> None:
    """Note whether the filters stand open, as the browser tells; for callbacks."""
    st.session_state[_UNFOLDED] = unfolds is True


def is_unfolded() -> bool:
    """Say whether the filters stand open: only then are they drawn."""
    return bool(st.session_state.get(_UNFOLDED))


def show_search(lang: Language) -> None:
    """Draw the field for words, names and dates."""
    search = FILTERS["text"]
    st.text_input(
        lang.say(search.title),
        key=key_of(search.name),
        placeholder=lang.say("Place, actor, date, word …"),
        icon=":material/search:",
        label_visibility="collapsed",
    )


def show_filter_panel(selection: Selection, lang: Language) -> None:
    """Draw the filters where they stand open. Folded away they would cost each opening and each answer a third more."""
    with st.sidebar:
        show_answer_button(len(selection) if is_unfolded() else None, lang)
        if not is_unfolded():
            return
        opened = [section for section in SECTIONS if is_section_open(section, selection.question)]
        lists = [kind.name for section in opened for kind in filters_of(section) if isinstance(kind, ClosedList)]
        counts = count_options(selection, lists)
        for section in SECTIONS:
            with section_expander(section, selection.question, lang) as expander:
                if expander.open:
                    _show_section(selection, section, counts, lang)


def show_answer_button(count: int | None, lang: Language) -> None:
    """Say how many incidents the filters leave, on a button that stays in sight; None where they are folded."""
    label = lang.say("Show the incidents")
    if count is not None:
        label = lang.plural("Show {count} incident", "Show {count} incidents", count).format(count=lang.number(count))
    st.button(label, key="show_answer", type="primary", width="stretch")


def _active(section: Section, question: Question) -> int:
    return sum(kind.name in question.active() for kind in filters_of(section))


def is_section_open(section: Section, question: Question) -> bool:
    """Say whether a section is open.

    Written anew in every run: to Streamlit a section of another name, or in another language, is another section.
    """
    key = f"of_{section}"
    begins_open = section in _BEGIN_OPEN or _active(section, question) > 0
    st.session_state[key] = st.session_state.get(key, begins_open)
    return bool(st.session_state[key])


def section_expander(section: Section, question: Question, lang: Language) -> "ExpanderContainer":
    """Begin a section, which says how many of its filters are active even while it is closed.

    What is closed need not be drawn; so each change of a filter costs the browser only what the reader sees.
    """
    title, active = lang.say(SECTIONS[section]), _active(section, question)
    label = f"{title} · {lang.number(active)}" if active else title
    return st.expander(label, key=f"of_{section}", on_change="rerun")


def _show_section(selection: Selection, section: Section, counts: Mapping[str, Counts], lang: Language) -> None:
    record, question = selection.record, selection.question
    if section == "when":
        undated = selection.without("date_from", "date_to")
        periods = preset_periods(record).items()
        show_periods(record, question, {name: _in_period(undated, *period) for name, period in periods}, lang)
    for kind in filters_of(section):
        if isinstance(kind, ClosedList):
            occurring = () if kind.is_long else kind.held(record).occurring
            show_options(record, question, kind, counts.get(kind.name, {}), lang, occurring)
        elif isinstance(kind, Day):
            show_day(question, kind, lang)
        elif isinstance(kind, Flag):
            others = selection.without(kind.name)
            show_flag(kind, int(np.count_nonzero(kind.answer(record, True) & others.mask)), lang)  # noqa: FBT003
        elif isinstance(kind, Number):
            _show_number(selection, kind, lang)
        elif isinstance(kind, Nearby):
            show_near(selection, kind, lang)


def _help(kind: Filter[Any], lang: Language) -> str | None:
    return lang.say(kind.note) if kind.note else None


def show_options(
    record: Record, question: Question, kind: ClosedList, counts: Counts, lang: Language, occurring: Iterable[str] = ()
) -> None:
    """Offer the options of a closed list: those that are counted, and those that are chosen.

    In a short list that is whatever occurs in the record (``occurring``): what the other filters leave none of stays in
    its place, so that no press lands on another option, and a 0 says something.
    """
    chosen = getattr(question, kind.name)
    offered = {code for code, count in counts.items() if count} | {*chosen, *occurring}
    codes = dict.fromkeys([*kind.codes(record), *chosen])  # those of a second record may be chosen too
    words = {code: kind.label(record, code, lang) for code in codes if code in offered}
    if kind.is_sorted:
        words = dict(sorted(words.items(), key=lambda item: (item[0] == NOT_STATED, item[1])))
    title, options = plain_label(kind.heading(record, lang)), list(words)
    if kind.is_long:  # one can type into its list, whose labels are plain text
        labelled = {code: f"{word} · {lang.number(counts.get(code, 0))}" for code, word in words.items()}
        st.multiselect(
            title,
            options,
            key=key_of(kind.name),
            format_func=_labels(labelled),
            placeholder=lang.say("All"),
            select_all=False,
            filter_mode="contains",
            max_selections=MOST_VALUES,
            help=_help(kind, lang),
        )
    else:
        labelled = {code: _with_count(word, counts.get(code, 0), lang) for code, word in words.items()}
        st.pills(
            title,
            options,
            key=key_of(kind.name),
            format_func=_labels(labelled),
            selection_mode="multi",
            help=_help(kind, lang),
        )


def _labels(labelled: dict[str, str]) -> Callable[[str], str]:
    """Return how an option is labelled. Streamlit also asks for the labels of an earlier run's options."""
    return lambda code: labelled.get(code, code)


def _with_count(label: str, count: int, lang: Language) -> str:
    return f"{plain_label(label)} **{lang.number(count)}**"


def show_periods(record: Record, question: Question, counts: Counts, lang: Language) -> None:
    """Offer ready-made periods, each with how many incidents it would leave."""
    periods = preset_periods(record)
    labelled = {name: _with_count(preset_label(name, lang), counts[name], lang) for name in periods}
    current = (question.date_from, question.date_to)
    last = lang.date(record.coverage[1].date(), "d MMM y")
    st.session_state["period"] = next((name for name in periods if periods[name] == current), None)
    st.pills(
        lang.say("Period (data to {date})").format(date=last),
        list(periods),
        key="period",
        format_func=_labels(labelled),
        on_change=_choose_period,
        args=(periods,),
        help=plain_label("; ".join(preset_notes(record, lang))) or None,
    )


def _in_period(selection: Selection, start: dt.date, end: dt.date) -> int:
    return len(selection.within(Question(date_from=start, date_to=end)))


def _choose_period(periods: Mapping[str, Period]) -> None:
    start, end = periods.get(st.session_state["period"], (None, None))
    st.session_state[key_of("date_from")], st.session_state[key_of("date_to")] = start, end


def show_day(question: Question, kind: Day, lang: Language) -> None:
    """Offer a field for the first or the last day."""

    def take(days: Period | None) -> None:
        st.session_state[key_of(kind.name)] = days[int(kind.is_last)] if days else None

    asked_for = getattr(question, kind.name)
    show_day_field(lang.say(kind.title), f"day_{kind.name}", asked_for, take, lang, note=_help(kind, lang))


def show_flag(kind: Flag, count: int, lang: Language) -> None:
    """Offer to keep only what something holds of, and tell how many those are."""
    # Its label is also read as its name, letter by letter: no emphasis in it.
    st.toggle(f"{lang.say(kind.title)} · {lang.number(count)}", key=key_of(kind.name), help=_help(kind, lang))


def _show_number(selection: Selection, kind: Number, lang: Language) -> None:
    """Offer the numbers that some incident reaches, each with how many do, and the one that is asked for."""
    reached = selection.record.profiles[kind.column].to_numpy()
    counted = np.bincount(reached, selection.without(kind.name).profile_counts, minlength=1)
    at_least = counted[::-1].cumsum()[::-1]

    def say(number: int) -> str:
        if not number:
            return lang.say("any number")
        sentence = lang.plural("at least {count}", "at least {count}", number).format(count=lang.number(number))
        left = int(at_least[number]) if number < len(at_least) else 0
        return f"{sentence} · {lang.number(left)}"

    current = getattr(selection.question, kind.name)
    options = [0, *(number for number in range(2, len(at_least)) if at_least[number]), current]
    st.selectbox(
        lang.say(kind.title),
        sorted(set(options)),
        key=key_of(kind.name),
        format_func=say,
        help=_help(kind, lang),
    )


def reset_filters() -> None:
    """Take every filter away; for callbacks."""
    ask(Question())
