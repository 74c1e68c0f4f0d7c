"""The map for those who do not see it, and the incidents that no map can show."""

import html

import streamlit as st

from incidents.language import Language
from incidents.phrases import date_in_brief
from incidents.record.record import Record
from incidents.views.interactive_map import MapMessage, marks_in_words, summary_in_words
from incidents.views.map_points import MapPoints
from incidents.views.markup import text
from incidents.widgets.page_state import open_incident
from incidents.widgets.plain_labels import plain_label

_TOLD = 500  # marks written out: as many as the map draws
_OFFERED = 12  # incidents without a place that can be opened from the list


def show_in_words(points: MapPoints, message: MapMessage, lang: Language, of: str = "") -> None:
    """Say what the map shows, and list its marks; ``of`` names what is shown, where that is not all of the map."""
    title = text(of or lang.say("Map as a list"))
    items = "".join(f"<li>{html.escape(line)}</li>" for line in told_marks(message, lang))
    listed = f"<ul>{items}</ul>" if items else f"<p>{html.escape(lang.say('Nothing is drawn.'))}</p>"
    said = html.escape(summary_in_words(points, lang))
    st.html(f'<section class="map-words"><h2>{title}</h2><p>{said}</p>{listed}</section>')


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
    st.html(f"<h3>{html.escape(title.format(count=lang.number(count)))}</h3>")
    for _position, incident in record.incidents.iloc[points.without_place.index[:_OFFERED]].iterrows():
        incident_id = str(incident["incident_id"])
        tactic = record.schema.what(incident, lang)
        st.button(
            plain_label(f"{date_in_brief(incident, lang)} · {tactic}"),
            key=f"map-without-{incident_id}",
            type="tertiary",
            on_click=open_incident,
            args=(incident_id,),
        )
    if count > _OFFERED:
        st.caption(lang.say("The table lists the others."))
