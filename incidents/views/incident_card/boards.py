"""Who says what, side by side: one board per question, one account per party: its answer, who it is, its sources.

A party that many outlets reprint is one entry with many source numbers, so that the eye counts parties, not reprints.
Answers that the same party later replaced stand apart, struck through, with what replaced them.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from incidents.language import Language
from incidents.phrases import stated_range
from incidents.record.ranges import COMBINED
from incidents.record.schema import Schema
from incidents.record.vocabulary import TEXT_MEASURES, UNATTRIBUTED
from incidents.selection.dossiers import dossier_written
from incidents.selection.selection import Selection
from incidents.views.incident_card.questions import question_of
from incidents.views.markup import anchor, opens_dossier, text


def draw_boards(selection: Selection, table: pd.DataFrame, figures: pd.DataFrame, lang: Language) -> str:
    """Return the questions on which accounts differ as boards, then those that are not contested, as HTML.

    ``selection`` holds the one incident, ``table`` holds its accounts (``phrases.accounts``) and ``figures`` its ranges
    by measure.
    """
    kinds = selection.record.origins.loc[table["origin_id"], "kind"].astype("str")
    labels = {kind: code.label(lang) for kind, code in selection.record.schema.codes("origins.kind").items()}
    table = table.assign(kind=kinds.to_numpy(), kind_label=kinds.map(labels).to_numpy())
    table["side"] = table["position"].where(table["position"] != "", table["statement"])
    disputed: list[str] = []
    agreed: list[str] = []
    for measure, rows in table.groupby("measure", sort=False):
        remark = _against_groups(str(measure), figures, lang)
        is_disputed = bool(rows["contested"].any()) or remark != ""
        (disputed if is_disputed else agreed).append(_board(rows, figures, selection.record.schema, lang, remark))
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


def _board(rows: pd.DataFrame, figures: pd.DataFrame, schema: Schema, lang: Language, remark: str = "") -> str:
    """Return one question with one account per party, the replaced ones last, and what else there is to remark."""
    measure = str(rows["measure"].iloc[0])
    current, earlier = rows[~rows["superseded"]], rows[rows["superseded"]]
    shape = "numbers" if measure not in TEXT_MEASURES else "words" if rows["contested"].any() else "open"
    # A text that takes no side answers another question than the sides do: it is told below them, not beside.
    aside = current[current["position"] == ""] if shape == "words" else current.iloc[:0]
    sides = current.drop(aside.index)
    told = [_texts(sides, lang)] if shape == "open" else list(_accounts(sides, lang))
    told += _replaced(earlier, rows, lang)
    words = f'<p class="remark">{text(remark)}</p>' if remark else ""
    head = f"{text(question_of(measure, schema, lang))}{_range(measure, figures, lang)}"
    accounts = f'<ul class="accounts">{"".join(told)}</ul>'
    return f'<section class="board {shape}"><h4>{head}</h4>{accounts}{_aside(aside, lang)}{words}</section>'


def _range(measure: str, figures: pd.DataFrame, lang: Language) -> str:
    if measure in TEXT_MEASURES or measure not in figures.index:
        return ""
    low, high = ends(figures, measure)
    return f' <span class="range">{text(stated_range(figures, measure, lang))}</span>' if low != high else ""


def _accounts(current: pd.DataFrame, lang: Language) -> Iterator[str]:
    """Yield one account per party and answer, the lowest figure first; words in the order of the record."""
    ordered = current.sort_values(["high", "low"], kind="stable")
    for (side, _origin), told in ordered.groupby(["side", "origin_id"], sort=False):
        more = told[[_says_more(claim) for claim in told.itertuples()]]
        yield (
            f'<li class="account k-{anchor(told["kind"].iloc[0])}"><strong>{text(side)}</strong>'
            f"{_party(told.drop(more.index), told, lang)}{_words(more)}</li>"
        )


def _texts(current: pd.DataFrame, lang: Language) -> str:
    """Return texts that take no sides: of each party what it says."""
    return "".join(
        f'<li class="account k-{anchor(told["kind"].iloc[0])}">{_party(told.iloc[:0], told, lang)}{_words(told)}</li>'
        for _origin, told in current.groupby("origin_id", sort=False)
    )


def _party(numbered: pd.DataFrame, told: pd.DataFrame, lang: Language) -> str:
    """Return who says so, what kind of speaker that is, and the sources of ``numbered``; of nobody there is no kind."""
    kind = told["kind"].iloc[0]
    label = "" if kind == UNATTRIBUTED else f"<small>{text(told['kind_label'].iloc[0])}</small>"
    who = opens_dossier(dossier_written("origin", told["origin_id"].iloc[0]), told["origin"].iloc[0], lang)
    return f'<span class="who">{who}{label} {source_numbers(numbered)}</span>'


def _words(told: pd.DataFrame) -> str:
    """Return what a party says in its words, each with its sources."""
    return "".join(
        f'<p class="words">{text(statement)} {source_numbers(alike)}</p>'
        for statement, alike in told.groupby("statement", sort=False)
    )


def _aside(aside: pd.DataFrame, lang: Language) -> str:
    if aside.empty:
        return ""
    return f'<p class="aside">{text(lang.say("Also reported"))}</p><ul class="accounts">{_texts(aside, lang)}</ul>'


def _replaced(earlier: pd.DataFrame, rows: pd.DataFrame, lang: Language) -> list[str]:
    """Return what parties said first and replaced: struck through, with a link to what they say since."""
    by_id = rows.set_index("claim_id")
    entries = []
    for (_origin, side), told in earlier.groupby(["origin_id", "side"], sort=False):
        last = _last_word(told["superseded_by"].iloc[0], by_id)
        since = by_id.loc[last, "side"] if last in by_id.index else last
        since_words = text(lang.say("later revised to {figure}").format(figure=since))
        entries.append(
            f'<li class="account earlier k-{anchor(told["kind"].iloc[0])}">'
            f"<s>{text(side)}</s>{_party(told, told, lang)}"
            f'<a class="since" href="#{anchor("claim", last)}">{since_words}</a></li>'
        )
    return entries


def _last_word(claim_id: str, by_id: pd.DataFrame) -> str:
    """Follow a chain of replaced claims to the one that stands; a broken chain ends where it breaks."""
    seen = set[str]()
    while claim_id in by_id.index and by_id.loc[claim_id, "superseded_by"] and claim_id not in seen:
        seen.add(claim_id)
        claim_id = str(by_id.loc[claim_id, "superseded_by"])
    return claim_id


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
