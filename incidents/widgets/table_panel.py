"""The selection as a table: sorted on the server, a page at a time; a row opens its incident."""

import html
from typing import Any

import streamlit as st

from incidents.language import N_, Language
from incidents.selection.orders import ORDERS, Order
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.views.incident_table import ORDERS_OF, TablePage, table_page
from incidents.widgets.page_state import open_incident
from incidents.widgets.screen_part import show_part
from incidents.widgets.standing import control_of, move, stands

_FALLING = ("latest", "most-killed", "most-origins", "contested")

_TITLES = {
    "date": N_("Date"),
    "place": N_("Place"),
    "kind": N_("What"),
    "killed": N_("Killed"),
    "origins": N_("Primary sources"),
    "contested": N_("Accounts"),
    "summary": N_("Summary"),
    "id": N_("Id"),
}
_ORDER_TITLES: dict[Order, str] = {
    "latest": N_("Latest first"),
    "earliest": N_("Earliest first"),
    "place": N_("By place"),
    "kind": N_("By kind"),
    "most-killed": N_("Most killed first"),
    "fewest-killed": N_("Fewest killed first"),
    "most-origins": N_("Most independent primary sources first"),
    "fewest-origins": N_("Fewest independent primary sources first"),
    "contested": N_("Conflicting accounts first"),
}


def show_table(selection: Selection, opened: str | None, lang: Language) -> None:
    """Draw the table of the selected incidents with its order, search and pages."""
    with st.container(key="table_head", horizontal=True, vertical_alignment="center"):
        show_order(lang)
        st.text_input(
            lang.say("Find in the table"),
            key="table_search",
            placeholder=lang.say("Find in the table"),
            label_visibility="collapsed",
            width=260,
            icon=":material/search:",
        )
    if searched := (st.session_state["table_search"] or "").strip():
        selection = selection.within(Question(text=searched[:200]))
    standing = stands()
    show_grid(table_page(selection, lang, standing.order, standing.page - 1), len(selection), opened, lang)


def show_order(lang: Language) -> None:
    """Draw the head of the table and its order."""
    st.html(f"<h2>{html.escape(lang.say('Table'))}</h2>", width="content")
    titles = {order: lang.say(title) for order, title in _ORDER_TITLES.items()}
    st.selectbox(
        lang.say("Order"),
        ORDERS,
        format_func=lambda order: titles[order],
        key=control_of("order"),
        label_visibility="collapsed",
        width=260,
    )


def show_grid(page: TablePage, count: int, opened: str | None, lang: Language) -> None:
    """Draw one page of ``count`` incidents, and what turns the pages."""
    data = grid_data(page, stands().order, opened, lang)
    show_part("table_grid.js", "table", data, opened=_open, order=_sort)
    _show_pager(page, count, lang)


def grid_data(page: TablePage, order: Order, opened: str | None, lang: Language) -> dict[str, Any]:
    """Return what the table in the browser draws: columns, rows and words."""
    titles = {name: lang.say(title) for name, title in _TITLES.items()}
    rows = page.rows.reset_index(names="id").to_dict("records")
    return {
        "columns": [
            {"name": name, "title": title, "orders": ORDERS_OF.get(name, ())} for name, title in titles.items()
        ],
        "rows": [row | {"origins": lang.number(row["origins"])} for row in rows],
        "titles": titles,
        "order": order,
        "falling": _FALLING,
        "opened": opened,
        "words": {
            "contested": lang.say("conflicting accounts"),
            "sort": lang.say("Sort by this column"),
            "caption": lang.say("Incidents of the selection; a row opens its incident."),
        },
    }


def _open(incident_id: Any) -> None:  # noqa: ANN401 - what a browser sends
    open_incident(str(incident_id))


def _sort(order: Any) -> None:  # noqa: ANN401 - what a browser sends
    if order in ORDERS:
        move(order=order, page=1)


def _show_pager(page: TablePage, count: int, lang: Language) -> None:
    if not count:
        st.html(f"<p>{html.escape(lang.say('Nothing in the selection holds these words.'))}</p>")
    if page.pages < 2:
        return
    with st.container(key="table_pager", horizontal=True, vertical_alignment="center"):
        st.button(lang.say("Back"), key="page_back", disabled=page.number == 0, on_click=_turn, args=(page.number,))
        sentence = lang.say("Page {number} of {pages}").format(
            number=lang.number(page.number + 1), pages=lang.number(page.pages)
        )
        st.html(f"<p>{html.escape(sentence)}</p>", width="content")
        st.button(
            lang.say("Next"),
            key="page_on",
            disabled=page.number + 1 == page.pages,
            on_click=_turn,
            args=(page.number + 2,),
        )


def _turn(number: int) -> None:
    move(page=number)
