"""Random questions to a page in one file, and what the program itself answers to them."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from geodata.names import words_of
from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.address import filters_to_query, link_to
from incidents.selection.circles import places_spoken_of
from incidents.selection.filters import LISTS
from incidents.selection.near import RADII_KM
from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from incidents.views.incident_list import list_rows
from incidents.views.interactive_map import map_message
from incidents.views.map_points import FIRST_ZOOM, map_points
from incidents.views.question_line import question_message
from incidents.views.rankings import figures_message, rankings_message
from incidents.views.time_dock import dock_message

ZOOMS = (FIRST_ZOOM, 9.5)
# What the file says to a question, of which it is told the part of an address.
SAID = """([link, lang, zoom]) => {
  const { file } = document.getElementById("file");
  file.standing.zoom = zoom;
  if (file.lang !== lang) file.speakIn(lang);
  const began = performance.now();
  file.ask(file.read(link));
  const took = performance.now() - began;
  const { said, answers, data } = file, { map, figures, rankings, dock } = said;
  return {
    took,
    ids: answers.selected.map((at) => data.ids[at]),
    figures: [figures.figures, figures.beside, figures.sides, figures.notes, figures.coverage],
    rankings: [rankings.lists.map(({ rows }) => rows), rankings.lit, rankings.words.compared, rankings.tabs],
    dock: [dock.bars, dock.spans, dock.window, dock.selected, dock.before, dock.words.summary],
    map: [map.legend.kinds, map.legend.sizes, map.extent, map.marks, map.areas],
    question: [
      document.querySelector(".question_line .count").textContent,
      [...document.querySelectorAll(".question_line .chip")].map((chip) => chip.title).sort(),
    ],
  };
}"""


def some_questions(record: Record, count: int, seed: int) -> Iterator[Question]:
    """Yield questions with one to four filters, among them dates open at an end and options that exclude each other."""
    chance = random.Random(seed)  # noqa: S311 - the same questions in every run
    first, last = (stamp.date() for stamp in record.coverage)
    words, places = sorted(_words(record)), [*places_spoken_of(record)]
    occurring = {name: sorted({*LISTS[name].held(record).codes}) for name in LISTS}
    for _ in range(count):
        asked: dict[str, Any] = {}
        for name in chance.sample(
            [*LISTS, "date_from", "date_to", "contested", "min_origins", "text", "near"], chance.randint(1, 4)
        ):
            if name in LISTS:
                asked[name] = tuple(chance.sample(occurring[name], min(len(occurring[name]), chance.randint(1, 3))))
            elif name == "text":
                asked[name] = " ".join(chance.sample(words, chance.choice((1, 1, 2))))
            elif name == "near":
                spot = round(chance.uniform(32.5, 37), 2), round(chance.uniform(36, 42), 2)
                asked[name] = Near(chance.choice((spot, chance.choice(sorted(places)))), chance.choice(RADII_KM))
            elif name.startswith("date"):
                asked[name] = first + dt.timedelta(days=chance.randint(-40, (last - first).days + 40))
            else:
                asked[name] = True if name == "contested" else chance.randint(2, 4)
        if asked.get("date_from") and asked.get("date_to"):
            asked["date_from"], asked["date_to"] = sorted((asked["date_from"], asked["date_to"]))
        yield Question(**asked)


def _words(record: Record) -> set[str]:
    """Return names, dates and the words of what is told."""
    names = {name for _key, name in record.search.named.names}
    said = {word for text in record.incidents["summary_en"] for word in words_of(str(text))}
    return names | said | {"17 May 2025", "أيار 2025", "2025-06", "SYR-0049", "Hesekê", "Majadin", "Lattaquié", "Ragqa"}


def link_of(question: Question) -> str:
    """Return a question as the file reads it behind the # of its address."""
    return link_to("", filters_to_query(question)).removeprefix("?")


def expected(record: Record, question: Question, lang: Language, zoom: float) -> dict[str, Any]:
    """Return what the program says to a question, by the same names as the file; ``zoom`` is that of the map."""
    answer = select(record, question)
    figures, dock = figures_message(answer, lang), dock_message(answer, "month", lang)
    rankings = rankings_message(answer, "place", "change", lang)
    told = map_message(map_points(answer, zoom=zoom), answer, lang).data
    found = sorted(answer.record.incidents["incident_id"].iloc[list_rows(answer)].tolist())
    line = question_message(record, question, len(answer), len(record), lang)
    return {
        "ids": found,
        "question": [line["count"].format(shown=line["shown"]), sorted(words for _, _, words in line["chips"])],
        "figures": [figures[name] for name in ("figures", "beside", "sides", "notes", "coverage")],
        "rankings": [
            [ranked["rows"] for ranked in rankings["lists"]],
            rankings["lit"],
            rankings["words"]["compared"],
            rankings["tabs"],
        ],
        "dock": [*(dock[name] for name in ("bars", "spans", "window", "selected", "before")), dock["words"]["summary"]],
        "map": [told["legend"]["kinds"], told["legend"]["sizes"], told["extent"], told["marks"], told["areas"]],
    }
