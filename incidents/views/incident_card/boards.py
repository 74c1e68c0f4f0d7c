"""Who says what, side by side: one board per question, one account per party: its answer, who it is, its sources.

A party that many outlets reprint is one entry with many source numbers, so that the eye counts parties, not reprints.
Answers that the same party later replaced stand apart, struck through, with what replaced them.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

Claim = Mapping[str, Any]  # a row of the accounts: of a few rows a frame takes longer than its cells


def draw_boards(selection: Selection, table: pd.DataFrame, figures: pd.DataFrame, lang: Language) -> str:
    """Return the questions on which accounts differ as boards, then those that are not contested, as HTML.

    ``selection`` holds the one incident, ``table`` holds its accounts (``phrases.accounts``) and ``figures`` its ranges
    by measure.
    """
    disputed: list[str] = []
    agreed: list[str] = []
    schema = selection.record.schema
    for measure, claims in _by_measure(selection, table, lang).items():
        remark = _against_groups(measure, figures, lang)
        is_disputed = any(claim["contested"] for claim in claims) or remark != ""
        (disputed if is_disputed else agreed).append(_board(measure, claims, figures, schema, lang, remark))
    without = lang.say("Accounts that do not conflict") if disputed else lang.say("Who says what")
    return _section("disputed", lang.say("Where the accounts conflict"), disputed) + _section("agreed", without, agreed)


def _by_measure(selection: Selection, table: pd.DataFrame, lang: Language) -> dict[str, list[Claim]]:
    """Return the accounts by what they are about, with the kind of their speaker and the side that they take."""
    kinds = selection.record.origins["kind"].astype("str")
    labels = {kind: code.label(lang) for kind, code in selection.record.schema.codes("origins.kind").items()}
    found: dict[str, list[Claim]] = {}
    for claim in table.to_dict("records"):
        kind = kinds[claim["origin_id"]]
        side = claim["position"] or claim["statement"]
        told = {"kind": kind, "kind_label": labels[kind], "side": side}
        found.setdefault(str(claim["measure"]), []).append({str(name): cell for name, cell in claim.items()} | told)
    return found


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


def _board(
    measure: str, claims: Sequence[Claim], figures: pd.DataFrame, schema: Schema, lang: Language, remark: str = ""
) -> str:
    """Return one question with one account per party, the replaced ones last, and what else there is to remark."""
    current = [claim for claim in claims if not claim["superseded"]]
    is_contested = any(claim["contested"] for claim in claims)
    shape = "numbers" if measure not in TEXT_MEASURES else "words" if is_contested else "open"
    # A text that takes no side answers another question than the sides do: it is told below them, not beside.
    aside = [claim for claim in current if shape == "words" and not claim["position"]]
    sides = [claim for claim in current if shape != "words" or claim["position"]]
    told = [_texts(sides, lang)] if shape == "open" else list(_accounts(sides, lang))
    told += _replaced(claims, lang)
    words = f'<p class="remark">{text(remark)}</p>' if remark else ""
    head = f"{text(question_of(measure, schema, lang))}{_range(measure, figures, lang)}"
    accounts = f'<ul class="accounts">{"".join(told)}</ul>'
    return f'<section class="board {shape}"><h4>{head}</h4>{accounts}{_aside(aside, lang)}{words}</section>'


def _range(measure: str, figures: pd.DataFrame, lang: Language) -> str:
    if measure in TEXT_MEASURES or measure not in figures.index:
        return ""
    low, high = ends(figures, measure)
    return f' <span class="range">{text(stated_range(figures, measure, lang))}</span>' if low != high else ""


def _grouped(claims: Iterable[Claim], *names: str) -> list[list[Claim]]:
    """Return claims that agree in some columns together, in the order in which they come."""
    found: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in claims:
        found.setdefault(tuple(claim[name] for name in names), []).append(claim)
    return list(found.values())


def _lowest(claim: Claim) -> list[float]:
    return [math.inf if math.isnan(claim[end]) else claim[end] for end in ("high", "low")]


def _accounts(current: Sequence[Claim], lang: Language) -> Iterator[str]:
    """Yield one account per party and answer, the lowest figure first; words in the order of the record."""
    for told in _grouped(sorted(current, key=_lowest), "side", "origin_id"):
        more = [claim for claim in told if _says_more(claim)]
        numbered = [claim for claim in told if not _says_more(claim)]
        yield (
            f'<li class="account k-{anchor(told[0]["kind"])}"><strong>{text(told[0]["side"])}</strong>'
            f"{_party(numbered, told[0], lang)}{_words(more)}</li>"
        )


def _texts(current: Sequence[Claim], lang: Language) -> str:
    """Return texts that take no sides: of each party what it says."""
    return "".join(
        f'<li class="account k-{anchor(told[0]["kind"])}">{_party([], told[0], lang)}{_words(told)}</li>'
        for told in _grouped(current, "origin_id")
    )


def _party(numbered: Sequence[Claim], told: Claim, lang: Language) -> str:
    """Return who says so, what kind of speaker that is, and the sources of ``numbered``; of nobody there is no kind."""
    label = "" if told["kind"] == UNATTRIBUTED else f"<small>{text(told['kind_label'])}</small>"
    who = opens_dossier(dossier_written("origin", told["origin_id"]), told["origin"], lang)
    return f'<span class="who">{who}{label} {source_numbers(numbered)}</span>'


def _words(told: Sequence[Claim]) -> str:
    """Return what a party says in its words, each with its sources."""
    return "".join(
        f'<p class="words">{text(alike[0]["statement"])} {source_numbers(alike)}</p>'
        for alike in _grouped(told, "statement")
    )


def _aside(aside: Sequence[Claim], lang: Language) -> str:
    if not aside:
        return ""
    return f'<p class="aside">{text(lang.say("Also reported"))}</p><ul class="accounts">{_texts(aside, lang)}</ul>'


def _replaced(claims: Sequence[Claim], lang: Language) -> list[str]:
    """Return what parties said first and replaced: struck through, with a link to what they say since."""
    by_id = {str(claim["claim_id"]): claim for claim in claims}
    entries = []
    for told in _grouped((claim for claim in claims if claim["superseded"]), "origin_id", "side"):
        last = _last_word(told[0]["superseded_by"], by_id)
        since = by_id[last]["side"] if last in by_id else last
        since_words = text(lang.say("later revised to {figure}").format(figure=since))
        entries.append(
            f'<li class="account earlier k-{anchor(told[0]["kind"])}">'
            f"<s>{text(told[0]['side'])}</s>{_party(told, told[0], lang)}"
            f'<a class="since" href="#{anchor("claim", last)}">{since_words}</a></li>'
        )
    return entries


def _last_word(claim_id: str, by_id: Mapping[str, Claim]) -> str:
    """Follow a chain of replaced claims to the one that stands; a broken chain ends where it breaks."""
    seen = set[str]()
    while claim_id in by_id and by_id[claim_id]["superseded_by"] and claim_id not in seen:
        seen.add(claim_id)
        claim_id = str(by_id[claim_id]["superseded_by"])
    return claim_id


def _says_more(claim: Claim) -> bool:
    """Say whether a claim's words add to the head of its column."""
    if claim["measure"] == "date":
        return claim["side"] not in claim["statement"]
    return bool(claim["side"].casefold() != claim["statement"].casefold())


def source_numbers(claims: Sequence[Claim]) -> str:
    """Return the numbers of the sources of some claims, each a link to the list of sources."""
    numbers = sorted({claim["source_number"] for claim in claims})
    links = (f'<a href="#{anchor("source", number)}">{number}</a>' for number in numbers)
    return f'<span class="refs">{" ".join(links)}</span>' if numbers else ""
