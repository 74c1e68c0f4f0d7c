"""How the shell shows what the page shows: a table of incidents, and one incident with every account of it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from geodata.cells import parts_of
from incidents.commands.terminal import heading, table
from incidents.language import Language, plain_text
from incidents.phrases import (
    accounts,
    date_in_brief,
    date_in_words,
    disagreement,
    filters_in_words,
    known_places_in_words,
    listed_text,
    measure_text,
    option_label,
    other_places,
    place_in_words,
    reasons_in_words,
    search_in_words,
    title_sentence,
    total_text,
)
from incidents.phrases.citations import incident_citation, numbered_sources, source_text
from incidents.phrases.nearness import nearness_in_words
from incidents.record.record import Record
from incidents.record.schema import KINDS
from incidents.record.vocabulary import HEADLINES
from incidents.selection.nearness import nearness
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.selection.summaries import KeyFigures, key_figures


def incident_table(selection: Selection, lang: Language, of: int | None = None) -> Iterator[str]:
    """Yield the selected incidents as a table below the title of the selection, with its key figures.

    ``of`` so many incidents they are taken, where their record has none but them.
    """
    yield heading(title_sentence(selection, lang))
    yield from map(plain_text, selection_in_lines(selection, lang, of))
    yield from map(plain_text, known_places_in_words(selection, lang))
    yield ""
    asked = selection.question.text
    titles = [
        lang.say("Incident"),
        lang.say("Date"),
        lang.say("Place"),
        lang.say("Kind"),
        lang.say("Killed"),
        lang.say("Wounded"),
        lang.say("Primary sources"),
        *([lang.say("Found by")] if asked else []),
        lang.say("Summary"),
    ]
    rows = [_row(selection.record, incident, asked, lang) for incident in selection.incidents.to_dict("records")]
    yield from table(titles, rows, numbers={6}, whole={0})


def _row(record: Record, incident: Mapping[Any, Any], asked: str, lang: Language) -> list[str]:
    why = [reasons_in_words(record, asked, str(incident["incident_id"]), lang)] if asked else []
    return [
        str(incident["incident_id"]),
        date_in_brief(incident, lang),
        place_in_words(record, incident, lang),
        record.schema.label(KINDS, str(incident["kind"]), lang),
        listed_text(incident, "killed", lang),
        listed_text(incident, "wounded", lang),
        lang.number(incident["origins"]),
        *why,
        lang.of(incident, "summary"),
    ]


def selection_in_lines(selection: Selection, lang: Language, of: int | None = None) -> list[str]:
    """Say what was asked and what the selection adds up to, one line each."""
    record, question = selection.record, selection.question
    *asked, told = figures_in_lines(record, question, key_figures(selection), of or len(record), lang)
    near = nearness(selection)
    return [*asked, *(nearness_in_words(near, lang) if near is not None else ()), told]


def figures_in_lines(record: Record, question: Question, figures: KeyFigures, of: int, lang: Language) -> list[str]:
    """Say what was asked of so many incidents, how a text was read, and what the answer adds up to, one line each."""
    count = lang.say("{count} of {all} incidents").format(count=lang.number(figures.incidents), all=lang.number(of))
    asked = " · ".join([count, *filters_in_words(record, question, lang).values()])
    told = [
        f"{record.schema.measure_label(measure, lang)}: {total_text(total, lang)}"
        for measure, total in figures.totals.items()
    ]
    told.append(lang.say("conflicting accounts: {count}").format(count=lang.number(figures.contested)))
    told.append(lang.say("single primary source: {count}").format(count=lang.number(figures.single_origin)))
    sought = search_in_words(record, question.text, lang)
    return [asked, *([sought] if sought else ()), " · ".join(told)]


def incident_text(record: Record, incident_id: str, lang: Language) -> Iterator[str]:
    """Yield one incident with every account of it; raise KeyError for an unknown id."""
    incident = record.incident(incident_id)
    yield heading(f"{lang.forwards(incident_id)} · {date_in_words(incident, lang)}")
    where = _semicolon(lang).join([place_in_words(record, incident, lang), *other_places(record, incident, lang)])
    yield from map(plain_text, (where, lang.of(incident, "summary"), ""))
    yield from map(plain_text, _facts(record, incident, lang))
    yield from map(plain_text, disagreement(record, incident_id, lang))
    yield ""
    yield heading(lang.say("Who says what"))
    yield from _accounts_table(record, incident_id, lang)
    yield ""
    yield heading(lang.say("Sources"))
    for _source_id, source in numbered_sources(record, record.claims_of([incident_id])).iterrows():
        address = "" if pd.isna(source["url"]) else f" {source['url']}"
        yield plain_text(f"  {source['number']}. {source_text(source, lang)}{address}")
    yield ""
    yield plain_text(incident_citation(record, incident, lang))


def _semicolon(lang: Language) -> str:
    return lang.say("{first}; {then}").format(first="", then="")


def _facts(record: Record, incident: pd.Series, lang: Language) -> Iterator[str]:
    """Say kind, actors and roles, ranges, origins and related incidents, one line each."""
    codes = ("event_type", "sub_event_type", "tactic", "is_role")
    stated = [name for name in codes if isinstance(incident[name], str)]
    yield " · ".join(record.schema.label(f"incidents.{name}", incident[name], lang) for name in stated)
    roles = record.roles_of([incident["incident_id"]])
    for role, rows in roles.groupby("role", observed=True, sort=True):
        names = [option_label(record, "actor", str(actor), lang) for actor in rows["actor_id"]]
        yield lang.say("{role}: {names}").format(
            role=record.schema.label("incident_actors.role", str(role), lang), names=_semicolon(lang).join(names)
        )
    for measure in HEADLINES:
        if measure in {"killed", "wounded"} or pd.notna(incident[f"{measure}_high"]):
            yield lang.say("{measure}: {figures}").format(
                measure=record.schema.measure_label(measure, lang), figures=measure_text(incident, measure, lang)
            )
    yield lang.say("Independent primary sources: {count}").format(count=lang.number(incident["origins"]))
    if related := parts_of(incident["related"]):
        yield lang.say("Related incidents: {ids}").format(ids=lang.listed(related))


def _accounts_table(record: Record, incident_id: str, lang: Language) -> Iterator[str]:
    titles = [
        lang.say("Measure"),
        lang.say("Account"),
        lang.say("Who says so"),
        lang.say("As worded"),
        lang.say("Source"),
        lang.say("Note"),
    ]
    replaced, contested = lang.say("(superseded)"), lang.say("conflicting accounts")
    rows = [
        [
            f"{claim.measure_label} ({contested})" if claim.contested else str(claim.measure_label),
            f"{claim.statement} {replaced}" if claim.superseded else str(claim.statement),
            *map(str, (claim.origin, claim.attributed_to, claim.source_number, claim.note)),
        ]
        for claim in accounts(record, incident_id, lang).itertuples()
    ]
    yield from table(titles, rows)
