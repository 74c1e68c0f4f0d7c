"""Who says what, side by side: one board per question, one column per answer, under each the parties that give it.

A party that many outlets reprint is one entry with many source numbers, so that the eye counts parties, not reprints.
Answers that the same party later replaced stand apart, struck through, with what replaced them.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from incidents.language import Language
from incidents.phrases import disagreement, stated_range
from incidents.record.ranges import COMBINED
from incidents.record.vocabulary import TEXT_MEASURES, UNATTRIBUTED
from incidents.selection.selection import Selection
from incidents.views.markup import anchor, name, text


def draw_boards(selection: Selection, table: pd.DataFrame, figures: pd.DataFrame, lang: Language) -> str:
    """Return the questions on which accounts differ as boards, then those that are not contested, as HTML.

    ``selection`` holds the one incident, ``table`` holds its accounts (``phrases.accounts``) and ``figures`` its ranges
    by measure.
    """
    kinds = selection.record.origins.loc[table["origin_id"], "kind"].astype("str")
    labels = {kind: code.label(lang) for kind, code in selection.record.schema.codes("origins.kind").items()}
    table = table.assign(kind=kinds.to_numpy(), kind_label=kinds.map(labels).to_numpy())
    table["side"] = table["position"].where(table["position"] != "", table["statement"])
    contested = list(dict.fromkeys(table.loc[table["contested"], "measure"]))
    sentences = disagreement(selection.record, selection.incidents["incident_id"].iloc[0], lang)
    said = dict(zip(contested, sentences, strict=True))
    disputed: list[str] = []
    agreed: list[str] = []
    for name_of_measure, rows in table.groupby("measure", sort=False):
        measure = str(name_of_measure)
        sentence = said.get(measure) or _against_groups(measure, figures, lang)
        (disputed if sentence else agreed).append(_board(rows, figures, lang, sentence))
    without = lang.say("Accounts that do not conflict") if disputed else lang.say("Who says what")
    return _section("disputed", lang.say("Where the accounts conflict"), disputed) + _section("agreed", without, agreed)


def _section(state: str, title: str, boards: list[str]) -> str:
    return f'<section class="boards {state}"><h3>{text(title)}</h3>{"".join(boards)}</section>' if boards else ""


def _against_groups(measure: str, figures: pd.DataFrame, lang: Language) -> str:
    """Say that accounts of groups lead to another number than an uncontested account of the whole, if they do."""
    for derived, (whole, _parts) in COMBINED.items():
        if measure == whole and derived in figures.index and figures.loc[derived, "contested"]:
            sentence = lang.say("Others count by group. Account by account, the groups of each added up: {range}.")
            return sentence.format(range=stated_range(figures, derived, lang))
    return ""


def ends(figures: pd.DataFrame, measure: str) -> tuple[float, float]:
    """Return low and high of a measure (index of ``figures``); NaN is unknown."""
    low, high = figures.loc[[measure], ["low", "high"]].to_numpy(dtype="float64")[0]
    return float(low), float(high)


def _board(rows: pd.DataFrame, figures: pd.DataFrame, lang: Language, sentence: str = "") -> str:
    """Return one question: its answers as columns, the replaced ones last, and the disagreement in a sentence."""
    measure = str(rows["measure"].iloc[0])
    current, earlier = rows[~rows["superseded"]], rows[rows["superseded"]]
    shape = "numbers" if measure not in TEXT_MEASURES else "words" if rows["contested"].any() else "open"
    # A text that takes no side answers another question than the sides do: it is told below them, not beside.
    aside = current[current["position"] == ""] if shape == "words" else current.iloc[:0]
    sides = current.drop(aside.index)
    columns = [_open_column(sides, lang)] if shape == "open" else list(_columns(sides))
    if len(earlier):
        columns.append(_earlier_column(earlier, rows, lang))
    words = f'<p class="sentence">{text(sentence)}</p>' if sentence else ""
    return (
        f'<section class="board {shape}"><h4>{text(rows["measure_label"].iloc[0])}{_range(measure, figures, lang)}</h4>'
        f'<div><dl class="sides">{"".join(columns)}</dl>{_aside(aside, lang)}{words}</div></section>'
    )


def _range(measure: str, figures: pd.DataFrame, lang: Language) -> str:
    if measure in TEXT_MEASURES or measure not in figures.index:
        return ""
    low, high = ends(figures, measure)
    return f' <span class="range">{text(stated_range(figures, measure, lang))}</span>' if low != high else ""


def _columns(current: pd.DataFrame) -> Iterator[str]:
    """Yield one column per answer, the lowest figure first; words in the order of the record, nobody is ranked."""
    for side, rows in current.sort_values(["high", "low"], kind="stable").groupby("side", sort=False):
        yield f'<div class="side"><dt>{text(side)}</dt><dd><ul class="who">{_parties(rows)}</ul></dd></div>'


def _open_column(current: pd.DataFrame, lang: Language) -> str:
    """Return texts that take no sides as one list under the question."""
    told = _parties(current, in_full=True)
    title = text(lang.say("Reported"))
    return f'<div class="side"><dt class="unseen">{title}</dt><dd><ul class="who">{told}</ul></dd></div>'


def _aside(aside: pd.DataFrame, lang: Language) -> str:
    if aside.empty:
        return ""
    return f'<p class="aside">{text(lang.say("Also reported"))}</p><ul class="who">{_parties(aside, in_full=True)}</ul>'


def _earlier_column(earlier: pd.DataFrame, rows: pd.DataFrame, lang: Language) -> str:
    """Return what parties said first and replaced: struck through, with a link to what they say since."""
    by_id = rows.set_index("claim_id")
    entries = []
    for (_origin, side), told in earlier.groupby(["origin_id", "side"], sort=False):
        last = _last_word(told["superseded_by"].iloc[0], by_id)
        since = by_id.loc[last, "side"] if last in by_id.index else last
        since_words = text(lang.say("later revised to {figure}").format(figure=since))
        entries.append(
            f'<li class="k-{anchor(told["kind"].iloc[0])}"><s>{text(side)}</s> '
            f'<a class="since" href="#{anchor("claim", last)}">{since_words}</a> '
            f"<span>{name(told['origin'].iloc[0])} {source_numbers(told)}</span></li>"
        )
    title = lang.say("Superseded")
    return f'<div class="side earlier"><dt>{text(title)}</dt><dd><ul class="who">{"".join(entries)}</ul></dd></div>'


def _last_word(claim_id: str, by_id: pd.DataFrame) -> str:
    """Follow a chain of replaced claims to the one that stands; a broken chain ends where it breaks."""
    seen = set[str]()
    while claim_id in by_id.index and by_id.loc[claim_id, "superseded_by"] and claim_id not in seen:
        seen.add(claim_id)
        claim_id = str(by_id.loc[claim_id, "superseded_by"])
    return claim_id


def _parties(rows: pd.DataFrame, *, in_full: bool = False) -> str:
    """Return one entry per party: its name, its kind, the sources, and its words where they say more than the side."""
    entries = []
    for _origin, told in rows.groupby("origin_id", sort=False):
        kind = told["kind"].iloc[0]
        more = told if in_full else told[[_says_more(claim) for claim in told.itertuples()]]
        same = told.drop(more.index)
        words = "".join(
            f'<p class="words">{text(statement)} {source_numbers(alike)}</p>'
            for statement, alike in more.groupby("statement", sort=False)
        )
        entries.append(
            f'<li class="k-{anchor(kind)}"><span>{name(told["origin"].iloc[0])} {source_numbers(same)}</span>'
            f"{_kind(kind, told['kind_label'].iloc[0])}{words}</li>"
        )
    return "".join(entries)


def _kind(kind: str, label: str) -> str:
    """Return the kind of a party; of nobody there is none."""
    return "" if kind == UNATTRIBUTED else f"<small>{text(label)}</small>"


def _says_more(claim: Any) -> bool:  # noqa: ANN401 - a row of the accounts
    """Say whether a claim's words add to the head of its column."""
    if claim.measure == "date":
        return claim.side not in claim.statement
    return bool(claim.side.casefold() != claim.statement.casefold())


def source_numbers(rows: pd.DataFrame) -> str:
    """Return the numbers of the sources of some claims, each a link to the list of sources."""
    numbers = sorted(set(rows["source_number"]))
    links = (f'<a href="#{anchor("source", number)}">{number}</a>' for number in numbers)
    return f'<span class="refs">{" ".join(links)}</span>' if numbers else ""
