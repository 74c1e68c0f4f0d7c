"""The incidents of a briefing as rows: their accounts in brief, who disagrees, and the sources numbered as cited."""

import pandas as pd

from incidents.briefing.content import Account, Listed, Source
from incidents.language import Language, shortened
from incidents.phrases import date_in_brief, disagreements, figure_text, listed_text, place_in_words
from incidents.phrases.citations import numbered_sources, source_text
from incidents.record.record import Record
from incidents.record.vocabulary import TEXT_MEASURES
from incidents.selection.selection import Selection
from incidents.selection.summaries import ranked_figures

MOST_KEYED = 40  # up to so many incidents are numbered on the map; more are drawn as clusters
MOST_LISTED = 200  # rows a paper can hold; the data exports hold all
LONGEST_SUMMARY = 420


def list_incidents(shown: Selection, lang: Language) -> tuple[tuple[Listed, ...], tuple[Source, ...]]:
    """Return the incidents of the table with their accounts in brief, and the sources numbered as they are cited.

    Of more than ``MOST_LISTED`` incidents those with most killed are listed, in date order.
    """
    chosen = shown
    if len(shown) > MOST_LISTED:
        most = _killed(shown).nlargest(MOST_LISTED).index
        chosen = shown.only(shown.incidents.loc[most, "incident_id"])
    incidents = chosen.incidents
    order = {incident_id: number for number, incident_id in enumerate(incidents["incident_id"])}
    claims = chosen.claims.sort_values("incident_id", key=lambda ids: ids.astype("str").map(order), kind="stable")
    sources = numbered_sources(chosen.record, claims)
    told = _accounts_in_brief(
        chosen.record, claims, {str(source): int(number) for source, number in sources["number"].items()}, lang
    )
    disputed = disagreements(chosen.record, incidents.loc[incidents["contested"], "incident_id"].tolist(), lang)
    keyed = len(shown) <= MOST_KEYED
    rows = tuple(
        _listed(
            chosen.record,
            incident,
            number if keyed else 0,
            told.get(str(incident["incident_id"]), ()),
            tuple(disputed.get(str(incident["incident_id"]), ())),
            killed_high,
            lang,
        )
        for number, ((_index, incident), killed_high) in enumerate(
            zip(incidents.iterrows(), _killed(chosen), strict=True), start=1
        )
    )
    notes = tuple(
        Source(int(source["number"]), source_text(source, lang), "" if pd.isna(source["url"]) else str(source["url"]))
        for _id, source in sources.iterrows()
    )
    return rows, notes


def _killed(shown: Selection) -> pd.Series:
    """Return the figures by which incidents are ranked, below 0 where there is none."""
    return ranked_figures(shown.incidents, "killed_high").fillna(-1.0)


def _listed(
    chosen: Record,
    incident: pd.Series,
    number: int,
    told: tuple[Account, ...],
    disputed: tuple[str, ...],
    killed_high: float,
    lang: Language,
) -> Listed:
    incident_id = str(incident["incident_id"])
    return Listed(
        number=number,
        incident_id=incident_id,
        kind=str(incident["kind"]),
        tactic=chosen.schema.what(incident, lang),
        date=date_in_brief(incident, lang),
        place=place_in_words(chosen, incident, lang),
        summary=shortened(lang.of(incident, "summary"), LONGEST_SUMMARY),
        killed=listed_text(incident, "killed", lang),
        wounded=listed_text(incident, "wounded", lang),
        killed_high=killed_high,
        accounts=told,
        contested=disputed,
        sources=tuple(sorted({number for account in told for number in account.sources})),
    )


def _accounts_in_brief(
    chosen: Record, claims: pd.DataFrame, number_of: dict[str, int], lang: Language
) -> dict[str, tuple[Account, ...]]:
    """Return per incident one account for each origin: its current figures as text and the sources that carry it."""
    semicolon = lang.say("{first}; {then}").format(first="", then="")
    names = lang.column(chosen.origins, "name").astype("str").to_dict()
    told: dict[str, dict[str, tuple[dict[str, None], set[int]]]] = {}
    for claim in claims.astype({"incident_id": "str", "origin_id": "str", "measure": "str"}).to_dict("records"):
        says, cited = told.setdefault(claim["incident_id"], {}).setdefault(claim["origin_id"], ({}, set()))
        cited.add(number_of[claim["source_id"]])
        if pd.isna(claim["superseded_by"]) and claim["measure"] not in TEXT_MEASURES:
            figure = figure_text(claim, lang)
            says[f"{chosen.schema.measure_label(claim['measure'], lang)} {figure}"] = None
    return {
        incident_id: tuple(
            Account(names[origin], semicolon.join(says), tuple(sorted(cited)))
            for origin, (says, cited) in by_origin.items()
        )
        for incident_id, by_origin in told.items()
    }
