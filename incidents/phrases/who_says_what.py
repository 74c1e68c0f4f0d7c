"""The accounts of one incident side by side, and their disagreement in plain sentences made from the claims."""

import pandas as pd

from incidents.citations import numbered_sources, publisher
from incidents.dataset import Dataset
from incidents.language import Lang, format_list, translator
from incidents.phrases.figures import figure_text
from incidents.ranges import claim_bounds
from incidents.vocabulary import TEXT_MEASURES, codes, label, load_schema

# The columns that hold how a source words who says so.
ATTRIBUTION: dict[Lang, str] = {"en": "attributed_to", "ar": "attributed_to_ar"}


def measure_label(measure: str, lang: Lang) -> str:
    """Return the label of a measure, stated or derived (killed, wounded); raise ValueError if unknown."""
    for derived in load_schema().get("derived_measures", ()):
        if derived["value"] == measure:
            return str(derived["label_ar" if lang == "ar" else "label"])
    return label("claims.measure", measure, lang)


def accounts(dataset: Dataset, incident_id: str, lang: Lang, source_numbers: pd.Series | None = None) -> pd.DataFrame:
    """Return every claim on one incident, one row each, ordered by measure (display order), current ones first.

    Columns: claim_id, measure, measure_label, statement (figure or text as shown), position, origin_id, origin,
    attributed_to (as the source words it), source_id, source_number, publisher, url, published, note,
    superseded (bool), superseded_by, contested (bool, of the measure), low and high (what a numeric claim allows, NaN
    for text and open ends). Missing text is "". ``source_numbers`` (index
    source_id) numbers the sources of a longer list; without it they are numbered within the incident.
    """
    claims = dataset.claims_of([incident_id])
    numbers = numbered_sources(dataset, claims)["number"] if source_numbers is None else source_numbers
    sources = dataset.sources.loc[claims["source_id"]]
    contested = contested_measures(dataset, incident_id)
    measures = claims["measure"].astype("str")
    bounds = claim_bounds(claims)
    frame = pd.DataFrame(
        {
            "claim_id": claims["claim_id"].to_numpy(),
            "measure": measures.to_numpy(),
            "measure_label": [measure_label(measure, lang) for measure in measures],
            "statement": [statement(claim, lang) for _, claim in claims.iterrows()],
            "position": [_text(claim, "position", lang) for _, claim in claims.iterrows()],
            "origin_id": claims["origin_id"].astype("str").to_numpy(),
            "origin": dataset.origins.loc[claims["origin_id"], f"name_{lang}"].to_numpy(),
            "attributed_to": claims[ATTRIBUTION[lang]].fillna("").to_numpy(),
            "source_id": claims["source_id"].to_numpy(),
            "source_number": numbers.loc[claims["source_id"]].to_numpy(),
            "publisher": [publisher(source, lang) for _, source in sources.iterrows()],
            "url": sources["url"].fillna("").to_numpy(),
            "published": sources["published"].fillna("").astype("str").to_numpy(),
            "note": [_text(claim, "note", lang) for _, claim in claims.iterrows()],
            "superseded": claims["superseded_by"].notna().to_numpy(),
            "superseded_by": claims["superseded_by"].fillna("").to_numpy(),
            "contested": measures.isin(contested).to_numpy(),
            "low": bounds["low"].to_numpy(),
            "high": bounds["high"].to_numpy(),
        }
    )
    order = {measure: number for number, measure in enumerate(codes("claims.measure"))}
    return frame.sort_values(
        ["measure", "superseded"],
        key=lambda column: column.map(order) if column.name == "measure" else column,
        kind="stable",
        ignore_index=True,
    )


def contested_measures(dataset: Dataset, incident_id: str) -> list[str]:
    """Return the measures of one incident on which current accounts disagree, in display order, derived ones last."""
    figures = dataset.figures_of(incident_id)
    contested = set(figures.loc[figures["contested"], "measure"].astype("str"))
    return [measure for measure in (*codes("claims.measure"), "killed", "wounded") if measure in contested]


def statement(claim: pd.Series, lang: Lang) -> str:
    """Write what a claim states: its figure with bounds, or its text (in the other language where one is missing)."""
    if str(claim["measure"]) in TEXT_MEASURES:
        return _text(claim, "text", lang) or _text(claim, "text", "en" if lang == "ar" else "ar")
    return figure_text(claim, lang)


def _text(claim: pd.Series, name: str, lang: Lang) -> str:
    text = claim[f"{name}_{lang}"]
    return "" if pd.isna(text) else str(text)


def disagreement(dataset: Dataset, incident_id: str, lang: Lang) -> list[str]:
    """Say in one sentence per contested measure who states what, accounts that agree together, and earlier figures.

    Made only from the claims: "ISIS members killed: 1 according to local sources; 3 according to SOHR and SANA."
    """
    table = accounts(dataset, incident_id, lang)
    sentences = []
    for measure in contested_measures(dataset, incident_id):
        told = table[table["measure"] == measure]
        if len(told):
            sentences.append(_sentence(told, lang))
    return sentences


def _sentence(told: pd.DataFrame, lang: Lang) -> str:
    """Write the accounts of one measure (rows of ``accounts``) as a sentence."""
    _ = translator(lang).gettext
    current = _sides(told[~told["superseded"]], lang)
    earlier = _sides(told[told["superseded"]], lang)
    if not earlier:
        return _("{measure}: {accounts}.").format(measure=told["measure_label"].iloc[0], accounts=current)
    return _("{measure}: {accounts}. Earlier figures, since replaced: {earlier}.").format(
        measure=told["measure_label"].iloc[0], accounts=current, earlier=earlier
    )


def _sides(told: pd.DataFrame, lang: Lang) -> str:
    """Write who states what, one clause for each figure (lowest first) or position: nobody is ranked."""
    _ = translator(lang).gettext
    side = told["position"].where(told["position"] != "", told["statement"])
    in_order = told.assign(side=side).sort_values(["high", "low"], kind="stable")
    clauses = [
        _("{what} according to {who}").format(what=what, who=format_list(list(dict.fromkeys(rows["origin"])), lang))
        for what, rows in in_order.groupby("side", sort=False)
    ]
    return _("{first}; {then}").format(first="", then="").join(clauses)
