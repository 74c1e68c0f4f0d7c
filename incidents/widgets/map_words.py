"""The map for those who do not see it, and the incidents that no map can show."""

import html

import streamlit as st

from incidents.language import Language
from incidents.phrases import date_in_brief
from incidents.record.record import Record
from incidents.views.interactive_map import MapMessage, marks_in_words, summary_in_words
from incidents.views.map_points import MapPoints
from incidents.widgets.map_choice import MapChoice, choose
from incidents.widgets.plain_labels import plain_label

_TOLD = 25  # marks written out below the map
_OFFERED = 12  # incidents without a place that can be opened from the list


def show_in_words(points: MapPoints, message: MapMessage, lang: Language) -> None:
    """Say what the map shows, and list its marks."""
    st.caption(summary_in_words(points, lang))
    with st.expander(lang.say("Map as a list"), key="map-words", on_change="rerun") as told:
        if told.open:
            items = "".join(f"<li>{html.escape(line)}</li>" for line in told_marks(message, lang))
            st.html(f"<ul>{items}</ul>" if items else f"<p>{html.escape(lang.say('Nothing is drawn.'))}</p>")


def told_marks(message: MapMessage, lang: Language) -> list[str]:
    """Return the marks in words, the first of very many; the last line then counts the others."""
    lines = marks_in_words(message)
    more = len(lines) - _TOLD
    if more > 0:
        sentence = lang.plural("and {count} more mark", "and {count} more marks", more)
        lines[_TOLD:] = [sentence.format(count=lang.number(more))]
    return lines


def show_without_place(record: Record, points: MapPoints, lang: Language) -> None:
    """List the incidents that no map can show, each of which opens."""
    count = len(points.without_place)
    if not count:
        return
    title = lang.plural("{count} incident not on the map", "{count} incidents not on the map", count)
    with st.expander(title.format(count=lang.number(count)), key="map-without", on_change="rerun") as listed:
        if not listed.open:
            return
        for _position, incident in record.incidents.iloc[points.without_place.index[:_OFFERED]].iterrows():
            incident_id = str(incident["incident_id"])
            tactic = record.schema.label("incidents.tactic", str(incident["tactic"]), lang)
            st.button(
                plain_label(f"{date_in_brief(incident, lang)} · {tactic}"),
                key=f"map-without-{incident_id}",
                type="tertiary",
                on_click=choose,
                args=(MapChoice(incident_ids=(incident_id,), count=1),),
            )
        if count > _OFFERED:
            st.caption(lang.say("The table lists the others."))
