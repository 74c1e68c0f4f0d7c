"""The card below its head: what happened, the figures, who says what, every claim, the sources, how to cite."""

import datetime as dt
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import pandas as pd

from incidents.language import Language
from incidents.phrases import accounts, date_in_words, governorates_of, other_places, place_in_words, stated_range
from incidents.phrases.citations import incident_citation, numbered_sources, source_text
from incidents.record.ranges import COMBINED, independent_origins
from incidents.record.record import Record
from incidents.record.schema import Schema
from incidents.record.vocabulary import HEADLINES, UNATTRIBUTED
from incidents.selection.dossiers import dossier_written
from incidents.selection.filters import LISTS
from incidents.selection.public_page import public_link
from incidents.selection.selection import Selection, select_ids
from incidents.views.incident_card.boards import draw_boards
from incidents.views.incident_card.claim_list import draw_claims
from incidents.views.markup import (
    anchor,
    as_written,
    definition,
    left_to_right,
    link_out,
    name,
    opens_dossier,
    text,
    web_address,
)

_WHOLE = {"country", "governorate"}  # kinds of places of the gazetteer that have no dossier beside that of their list


def draw_card(record: Record, incident_id: str, lang: Language, link: str = "") -> str:
    """Return one incident as an HTML article; raise KeyError for an unknown id. ``link`` is the card's own address.

    The title by which it is named stands in the head of the card (``card_head``), which is drawn apart.
    """
    record.incident(incident_id)
    return next(draw_cards(record, [incident_id], lang, link))


def draw_cards(record: Record, incident_ids: Sequence[str], lang: Language, link: str = "") -> Iterator[str]:
    """Yield several incidents as ``draw_card`` does, their figures worked out together."""
    figures = record.figures_of(record.claims_of(incident_ids))
    of_each = {str(key): rows for key, rows in figures.groupby("incident_id", observed=True, sort=False)}
    for incident_id in incident_ids:
        yield _card(record, incident_id, of_each.get(incident_id, figures.iloc[:0]), lang, link)


def _card(record: Record, incident_id: str, of_incident: pd.DataFrame, lang: Language, link: str) -> str:
    incident = record.incident(incident_id)
    selection = select_ids(record, [incident_id])
    table = accounts(record, incident_id, lang, figures=of_incident)
    said = [_readable(*claim, lang) for claim in zip(table["measure"], table["statement"], strict=True)]
    table = table.assign(statement=said)
    figures = of_incident.astype({"measure": "str"}).set_index("measure")
    parts = [
        f'<p class="summary">{as_written(incident, "summary", lang)}</p>',
        _figures(selection, figures, lang),
        draw_boards(selection, table, figures, lang),
        _facts(record, incident, lang),
        draw_claims(table, lang),
        _sources(selection, lang),
        _citation(record, incident, lang, link),
    ]
    title, own = anchor("title", incident_id), anchor("card", incident_id)
    return (
        f'<article class="incident-card" lang="{lang}" dir="{lang.direction}" id="{own}" aria-labelledby="{title}">'
        f"{''.join(parts)}</article>"
    )


def _readable(measure: str, statement: str, lang: Language) -> str:
    """Write a date that a claim gives as 2025-10-19 in the reader's words."""
    if measure != "date":
        return statement
    try:
        return lang.date(dt.date.fromisoformat(statement))
    except ValueError:
        return statement


def _facts(record: Record, incident: pd.Series, lang: Language) -> str:
    further = other_places(record, incident, lang)
    also = lang.say("also {places}").format(places=lang.listed(further)) if further else ""
    precision = record.schema.label("incidents.geo_precision", str(incident["geo_precision"]), lang)
    event_type = record.schema.label("incidents.event_type", incident["event_type"], lang)
    part = record.schema.field_title("incidents.is_role", lang)
    role = record.schema.label("incidents.is_role", incident["is_role"], lang)
    sub_event_type = record.schema.label("incidents.sub_event_type", incident["sub_event_type"], lang)
    finer = f" <span>› {text(sub_event_type)}</span>" if sub_event_type != event_type else ""
    kind_of_event = f"{text(event_type)}{finer}"
    stated = isinstance(incident["tactic"], str)
    tactic = lang.say("Detailed kind: {tactic}").format(tactic=record.schema.what(incident, lang)) if stated else ""
    pairs = [
        definition(text(lang.say("When")), [text(date_in_words(incident, lang)), _remark(incident, "date_note", lang)]),
        definition(
            text(lang.say("Where")),
            [
                text(place_in_words(record, incident, lang)),
                text(also),
                _places(record, incident, lang),
                f"<small>{text(lang.say('Location precision: {precision}').format(precision=precision))}</small>",
                _remark(incident, "location_note", lang),
            ],
        ),
        definition(
            text(lang.say("What")),
            [
                kind_of_event,
                text(tactic),
                text(lang.say("{title}: {value}").format(title=part, value=role)),
            ],
        ),
        definition(text(lang.say("Who")), _actors(record, incident["incident_id"], lang)),
    ]
    if not incident["in_totals"]:
        why = lang.say(
            "An aggregate report of several operations, some of which have their own entries: not "
            "added, to avoid double counting."
        )
        pairs.append(definition(text(lang.say("Not in totals")), [text(why)]))
    return f'<dl class="facts">{"".join(pairs)}</dl>'


def _places(record: Record, incident: pd.Series, lang: Language) -> str:
    """Name what the record holds more of: the place, its district, the governorates; each opens its dossier."""
    codes = [*([] if pd.isna(incident["place_id"]) else [("place", str(incident["place_id"]))])]
    place = record.gazetteer.place(codes[0][1]) if codes else {}
    if place.get("kind") in _WHOLE:  # which its governorates say, or nothing
        codes = []
    district = place.get("adm2_pcode")
    if isinstance(district, str) and district:
        codes.append(("district", district))
    codes += [("governorate", pcode) for pcode in governorates_of(incident)]
    named = [(name, code, LISTS[name].label(record, code, lang)) for name, code in codes]
    labels = [label for _name, _code, label in named]
    opened = [
        opens_dossier(
            dossier_written(name, code), _told_apart(name, label, lang) if label in labels[:at] else label, lang
        )
        for at, (name, code, label) in enumerate(named)
    ]
    return f'<small class="names">{lang.listed(opened)}</small>' if opened else ""


def _told_apart(filter_name: str, label: str, lang: Language) -> str:
    """Say of which kind a place is that another has given its name: Idlib, the district: Idlib, the governorate."""
    said = lang.say("district: {name}") if filter_name == "district" else lang.say("governorate: {name}")
    return said.format(name=label)


def _remark(incident: pd.Series, field: str, lang: Language) -> str:
    note = lang.of(incident, field)
    return f"<small>{text(note)}</small>" if note else ""


def _actors(record: Record, incident_id: str, lang: Language) -> list[str]:
    """Return one line per role that somebody has, in the order of the codebook."""
    roles = record.roles_of([incident_id])
    lines = []
    for role, code in record.schema.codes("incident_actors.role").items():
        held = roles.loc[roles["role"] == role, "actor_id"]
        if len(held):
            labels = {actor: lang.of(record.actors.loc[actor], "name") for actor in held}
            names = lang.listed(
                [opens_dossier(dossier_written("actor", actor), label, lang) for actor, label in labels.items()]
            )
            lines.append(f"<span>{text(code.label(lang))}</span> {names}")
    return lines


def _figures(selection: Selection, figures: pd.DataFrame, lang: Language) -> str:
    """Return the ranges of the headline measures, each with the number of independent origins it rests on."""
    everyone = lang.number(selection.incidents["origins"].iloc[0])
    items = [
        *(_figure(selection, figures, measure, lang) for measure in HEADLINES if measure in {"killed", *figures.index}),
        f"<div><dt>{text(lang.say('Independent primary sources'))}</dt><dd><strong>{everyone}</strong>"
        f"<small>{text(_in_sources(selection.claims, lang))}</small></dd></div>",
    ]
    return f'<dl class="ranges">{"".join(items)}</dl>'


def _figure(selection: Selection, figures: pd.DataFrame, measure: str, lang: Language) -> str:
    known = measure in figures.index
    remark = _origins_of(selection.claims, measure, lang) if known else lang.say("no account gives a number")
    tag = (
        f'<span class="tag">{text(lang.say("conflicting accounts"))}</span>'
        if known and figures.loc[measure, "contested"]
        else ""
    )
    stated = text(stated_range(figures, measure, lang))
    return (
        f"<div><dt>{text(selection.record.schema.measure_label(measure, lang))}</dt><dd><strong>{stated}</strong>"
        f"{tag}<small>{text(remark)}</small></dd></div>"
    )


def _in_sources(claims: pd.DataFrame, lang: Language) -> str:
    count = claims["source_id"].nunique()
    return lang.plural("in {count} source", "in {count} sources", count).format(count=lang.number(count))


def _origins_of(claims: pd.DataFrame, measure: str, lang: Language) -> str:
    """Say on how many independent origins the current claims of a measure rest."""
    whole, parts = COMBINED.get(measure, (measure, ()))
    current = claims[claims["measure"].isin([whole, *parts]) & claims["superseded_by"].isna()]
    count = int(independent_origins(current, UNATTRIBUTED).sum())
    return lang.plural("{count} independent primary source", "{count} independent primary sources", count).format(
        count=lang.number(count)
    )


def _sources(selection: Selection, lang: Language) -> str:
    sources = numbered_sources(selection.record, selection.claims)
    items = "".join(_source(source, selection.record.schema, lang) for _row, source in sources.iterrows())
    return f'<section><h3>{text(lang.say("Sources"))}</h3><ol class="sources">{items}</ol></section>'


def _source(source: pd.Series, schema: Schema, lang: Language) -> str:
    said = lang.of(source, "description")
    words = name(source_text(source, lang))
    address = web_address("" if pd.isna(source["url"]) else str(source["url"]))
    shown = link_out(address, words) if address else f"{words} <small>{text(lang.say('no link'))}</small>"
    host = f"<small>{left_to_right(urlsplit(address).hostname)}</small>" if address else ""
    remarks = [schema.label("sources.language", source["language"], lang), *([said] if said else [])]
    return f'<li id="{anchor("source", source["number"])}">{shown}{host}<small>{text(" · ".join(remarks))}</small></li>'


def _citation(record: Record, incident: pd.Series, lang: Language, link: str) -> str:
    """Return the sentence to cite and the card's address, each with a button that copies or selects it."""
    opens = public_link(link)  # a citation is read by others
    sentence = incident_citation(record, incident, lang, opens)
    lines = [("citation", text(sentence), lang.say("Copy citation"))]
    if link:
        lines.append(("permalink", left_to_right(opens or link), lang.say("Copy link")))
    done, selected = text(lang.say("Copied")), text(lang.say("Selected: now copy it"))
    rows = "".join(
        f'<div class="copied"><p id="{kind}">{words}</p>'
        f'<button type="button" data-copies="{kind}" data-done="{done}" data-selected="{selected}">'
        f"{text(button)}</button></div>"
        for kind, words, button in lines
    )
    return f'<section class="cite"><h3>{text(lang.say("Cite this incident"))}</h3>{rows}<p role="status"></p></section>'
