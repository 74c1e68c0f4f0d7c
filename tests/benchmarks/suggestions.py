"""How much of what texts tell is suggested, and what is wrong: ``python -m tests.benchmarks.suggestions``.

Sets of made-up reports with their facts (``tests/incidents/desk/texts``), each measured once before anything that it
missed was mended; that first measuring stands at its head. ``--articles DIR`` adds the articles with which the record
began; what the record claims of them are their facts.
"""

import argparse
import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from incidents.desk.draft import Suggestion
from incidents.desk.suggesting import suggest
from incidents.record.record import Record, load_record

TEXTS = Path(__file__).parents[1] / "incidents" / "desk" / "texts"
PUBLISHED = {1: "2025-05-18", 2: "2025-05-20", 3: "2025-10-22", 4: "2025-05-18", 5: "2025-02-10"}
SETS = (
    "known",
    "unseen",
    "later",
    "last",
    "apart",
    "sealed",
    "fresh",
    "end",
    "twenty",
    "ten",
    "monitors",
    "desks",
    "wires",
    "papers",
    "bulletins",
    "dispatches",
    "reports",
    "accounts",
    "cables",
    "filings",
    "columns",
    "gleanings",
    "readings",
    "soundings",
    "clippings",
    "extracts",
    "digests",
    "excerpts",
    "leaves",
)  # in the order in which they were written
KINDS = ("day", "place", "figure", "who says", "tactic", "role", "actor")
CELLS = {"place_id": "place", "tactic": "tactic", "is_role": "role"}


@dataclass
class Facts:
    """What a text tells of one event: per kind the values of which one has to be suggested; all of them are right."""

    wanted: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    right: dict[str, set[str]] = field(default_factory=dict)

    def want(self, kind: str, *values: str) -> None:
        self.wanted.append((kind, frozenset(values)))
        self.allow(kind, *values)

    def allow(self, kind: str, *values: str) -> None:
        self.right.setdefault(kind, set()).update(values)


@dataclass
class Score:
    """Per kind: facts, those that were suggested, suggestions, those that are wrong; and what was missed or wrong."""

    facts: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    suggested: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        return self.found[kind] / self.facts[kind] if self.facts[kind] else 1.0

    def share_wrong(self) -> float:
        return self.wrong.total() / max(1, self.suggested.total())

    def add(self, name: str, facts: Sequence[Facts], events: Sequence[Mapping[str, set[str]]]) -> None:
        for wanted, told in zip(*_matched(facts, events), strict=True):
            for kind, values in wanted.wanted:
                self.facts[kind] += 1
                self.found[kind] += bool(values & told.get(kind, set()))
                if not values & told.get(kind, set()):
                    self.notes.append(f"{name}: missed {kind} {' or '.join(sorted(values))}")
            for kind, values in told.items():
                bad = values - wanted.right.get(kind, set())
                self.suggested[kind] += len(values)
                self.wrong[kind] += len(bad)
                self.notes += [f"{name}: wrong {kind} {value}" for value in sorted(bad)]


def _matched(
    facts: Sequence[Facts], events: Sequence[Mapping[str, set[str]]]
) -> tuple[list[Facts], list[Mapping[str, set[str]]]]:
    """Put each suggested event beside the facts that it shares most with."""
    size = max(len(facts), len(events))
    wanted = [*facts, *(Facts() for _ in range(size - len(facts)))]
    told: list[Mapping[str, set[str]]] = [*events, *({} for _ in range(size - len(events)))]

    def shared(order: Sequence[int]) -> int:
        return sum(
            len(told[place].get(kind, set()) & values)
            for one, place in zip(wanted, order, strict=True)
            for kind, values in one.right.items()
        )

    best = max(itertools.permutations(range(size)), key=shared)
    return wanted, [told[place] for place in best]


def told_by(suggestions: Sequence[Suggestion]) -> list[dict[str, set[str]]]:
    """Return per suggested event its values by kind; figures as "killed_is 2", with who says so "killed_is 2 sohr"."""
    rows: dict[tuple[str, int], dict[str, str]] = {}
    for one in suggestions:
        rows.setdefault((one.table, one.row), {}).setdefault(one.column, one.value)
    events: dict[str, dict[str, set[str]]] = {}
    for (table, _), cells in rows.items():
        if table == "incidents":
            told = events.setdefault(cells["incident_id"], {})
            told |= {kind: {cells[column]} for column, kind in CELLS.items() if column in cells}
            if "date_start" in cells:
                told["day"] = {_span(cells)}
    for (table, _), cells in rows.items():
        told = events.get(cells.get("incident_id", ""), {})
        if table == "incident_actors":
            told.setdefault("actor", set()).add(f"{cells['actor_id']} {cells['role']}")
        if table == "claims" and (figure := _figure(cells)):
            told.setdefault("figure", set()).add(figure)
            if "origin_id" in cells:
                told.setdefault("who says", set()).add(f"{figure} {cells['origin_id']}")
        if table == "claims" and cells["measure"] == "date":
            told.setdefault("day", set()).add(cells.get("text_ar") or cells["text_en"])
    return list(events.values())


def _span(cells: Mapping[str, str]) -> str:
    if cells["date_precision"] == "month":
        return cells["date_start"][:7]
    start, end = cells["date_start"], cells["date_end"]
    return start if start == end else f"{start}/{end}"


def _figure(cells: Mapping[str, str]) -> str:
    if "value" in cells:
        return f"{cells['measure']} {cells['value']}"
    if "low" in cells or "high" in cells:
        low, high = cells.get("low", ""), cells.get("high", "")
        return f"{cells['measure']} {f'{low}-{high}' if low and high else f'>={low}' if low else f'<={high}'}"
    return ""


def facts_of(text: Mapping[str, object]) -> list[Facts]:
    """Return the facts of a report as its file has them."""
    found = []
    for event in text.get("event", []):
        facts = Facts()
        if event["days"]:
            facts.want("day", *event["days"].split())
        facts.want("place", *event["place"].split())
        facts.want("tactic", *event["tactic"].split())
        if event["role"]:
            facts.want("role", *event["role"].split())
        facts.allow("actor", *event["actors"])
        told = [figure.split(" or ") for figure in event["figures"]]
        for some in [list(itertools.chain(*told))] if event.get("figures_any") and told else told:
            facts.want("figure", *(" ".join(figure.split()[:2]) for figure in some))
            facts.want("who says", *some)
        for role in ("initiator", "target"):
            if meant := [actor for actor in event["actors"] if actor.endswith(role)]:
                facts.want("actor", *meant)
        found.append(facts)
    return found


def texts_in(name: str) -> list[dict[str, object]]:
    """Return the reports of a file."""
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))["text"]


def score_texts(record: Record, name: str) -> Score:
    """Measure the reports of a file."""
    score = Score()
    for text in texts_in(name):
        suggestions = suggest(record, str(text["text"]).strip(), str(text["published"]))
        score.add(str(text["name"]), facts_of(text), told_by(suggestions))
    return score


def score_articles(record: Record, folder: Path, *, dated: bool) -> Score:
    """Measure the articles: what the record claims of each is what it tells, whatever incident it is claimed of."""
    score = Score()
    for number, path in enumerate(sorted(folder.glob("*.txt")), start=1):
        claims = record.claims[record.claims["source_id"] == f"article-{number}"]
        day = PUBLISHED[number] if dated else None
        told: dict[str, set[str]] = {}
        for event in told_by(suggest(record, path.read_text(encoding="utf-8"), day)):
            for kind, values in event.items():
                told.setdefault(kind, set()).update(values)
        score.add(f"article-{number}", [_claimed(record, claims)], [told])
    return score


def _claimed(record: Record, claims: pd.DataFrame) -> Facts:
    facts = Facts()
    for incident in map(record.incident, claims["incident_id"].unique()):
        facts.allow("day", f"{incident['date_start']:%Y-%m-%d}")
        for column, kind in CELLS.items():
            if isinstance(incident[column], str):
                facts.want(kind, incident[column])
        roles = record.roles_of([incident["incident_id"]])
        facts.allow("actor", *(f"{actor} {role}" for actor, role in zip(roles["actor_id"], roles["role"], strict=True)))
    for _, claim in claims.iterrows():
        words = str(claim["text_ar"])
        if claim["measure"] == "date" and re.match(r"\d{4}-\d\d|السبت", words):
            facts.want("day", words, f"{record.incident(claim['incident_id'])['date_start']:%Y-%m-%d}")
        if pd.notna(claim["value"]):
            figure = f"{claim['measure']} {int(claim['value'])}"
            facts.want("figure", figure)
            facts.want("who says", f"{figure} {claim['origin_id']}")
    facts.wanted = list(dict.fromkeys(facts.wanted))
    return facts


def table(scores: Mapping[str, Score]) -> Iterator[str]:
    """Yield the lines of a table: per set how many facts of each kind are suggested, how many suggestions wrong."""
    yield f"{'':24}" + "".join(f"{kind:>16}" for kind in (*KINDS, "wrong"))
    for name, score in scores.items():
        cells = [f"{score.found[kind]}/{score.facts[kind]} {score.recall(kind):.0%}" for kind in KINDS]
        cells.append(f"{score.wrong.total()}/{score.suggested.total()} {score.share_wrong():.0%}")
        yield f"{name:24}" + "".join(f"{cell:>16}" for cell in cells)


def main() -> None:
    """Print the table; with ``--notes`` what was missed and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=Path, help="folder of the five articles")
    parser.add_argument("--notes", action="store_true", help="say what was missed and what is wrong")
    chosen = parser.parse_args()
    record = load_record()
    scores = {name: score_texts(record, name) for name in SETS}
    if chosen.articles:
        scores["articles, dated"] = score_articles(record, chosen.articles, dated=True)
        scores["articles, undated"] = score_articles(record, chosen.articles, dated=False)
    print("\n".join(table(scores)))
    if chosen.notes:
        for name, score in scores.items():
            print(f"\n{name}", *score.notes, sep="\n  ")


if __name__ == "__main__":
    main()
