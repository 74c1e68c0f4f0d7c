"""How the shell shows what the page shows: a table of incidents, one incident as text, problems as lines.

Text of the data is plain text here: no markup is read in it, no control character reaches the terminal.
"""

import sys
from collections.abc import Iterable, Sequence

import pandas as pd
from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from incidents.checks import Problem
from incidents.language import Language, plain_text
from incidents.phrases import (
    accounts,
    date_in_brief,
    date_in_words,
    disagreement,
    filters_in_words,
    measure_text,
    option_label,
    other_places,
    place_in_words,
    title_sentence,
    total_text,
)
from incidents.phrases.citations import incident_citation, numbered_sources, source_text
from incidents.record.record import Record
from incidents.selection.selection import Selection
from incidents.selection.summaries import key_figures

WIDTH_OF_A_PIPE = 160


def console() -> Console:
    """Return the terminal, or a wide page where the output goes into a file or another program."""
    return Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_PIPE, highlight=False, soft_wrap=False)


def text(words: object, style: str = "") -> Text:
    """Return words of the data for the terminal."""
    return Text(plain_text(str(words)), style=style)


def incident_table(selection: Selection, lang: Language) -> RenderableType:
    """Return the selected incidents as a table below the title of the selection, with its key figures."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    columns = (
        lang.say("Incident"),
        lang.say("Date"),
        lang.say("Place"),
        lang.say("Kind"),
        lang.say("Killed"),
        lang.say("Wounded"),
        lang.say("Origins"),
        lang.say("Summary"),
    )
    for name, title in zip(
        ("id", "date", "place", "kind", "killed", "wounded", "origins", "summary"), columns, strict=True
    ):
        table.add_column(text(title), no_wrap=name == "id", justify="right" if name == "origins" else "default")
    for _number, incident in selection.incidents.iterrows():
        table.add_row(
            text(incident["incident_id"]),
            text(date_in_brief(incident, lang)),
            text(place_in_words(selection.record, incident, lang)),
            text(selection.record.schema.label("kinds", str(incident["kind"]), lang)),
            *(text(measure_text(incident, measure, lang)) for measure in ("killed", "wounded")),
            text(lang.number(incident["origins"])),
            text(lang.of(incident, "summary")),
        )
    parts: list[RenderableType] = [text(title_sentence(selection, lang), "bold")]
    parts += [text(line) for line in selection_in_lines(selection, lang)]
    return Group(*parts, table)


def selection_in_lines(selection: Selection, lang: Language) -> list[str]:
    """Say what was asked and what the selection adds up to, one line each."""
    figures = key_figures(selection)
    count = lang.say("{count} of {all} incidents").format(
        count=lang.number(len(selection)), all=lang.number(len(selection.record.incidents))
    )
    lines = [" · ".join([count, *filters_in_words(selection.record, selection.question, lang).values()])]
    totals = {"killed": figures.killed, "wounded": figures.wounded, "arrested": figures.arrested}
    told = [
        f"{selection.record.schema.measure_label(measure, lang)}: {total_text(total, lang)}"
        for measure, total in totals.items()
    ]
    told.append(lang.say("contested: {count}").format(count=lang.number(figures.contested)))
    told.append(lang.say("of one origin: {count}").format(count=lang.number(figures.single_origin)))
    return [*lines, " · ".join(told)]


def incident_text(record: Record, incident_id: str, lang: Language) -> RenderableType:
    """Return one incident with every account of it; raise KeyError for an unknown id."""
    incident = record.incident(incident_id)
    parts: list[RenderableType] = [
        text(f"{lang.forwards(incident_id)} · {date_in_words(incident, lang)}", "bold"),
        text(_semicolon(lang).join([place_in_words(record, incident, lang), *other_places(record, incident, lang)])),
        text(lang.of(incident, "summary")),
        Text(),
        *_facts(record, incident, lang),
    ]
    parts += [text(sentence, "italic") for sentence in disagreement(record, incident_id, lang)]
    parts += [Text(), text(lang.say("Who says what"), "bold"), _accounts_table(record, incident_id, lang)]
    sources = numbered_sources(record, record.claims_of([incident_id]))
    parts.append(text(lang.say("Sources"), "bold"))
    for _source_id, source in sources.iterrows():
        address = "" if pd.isna(source["url"]) else f" {source['url']}"
        parts.append(Padding(text(f"{source['number']}. {source_text(source, lang)}{address}"), (0, 0, 0, 2)))
    return Group(*parts, Text(), text(incident_citation(record, incident, lang)))


def _semicolon(lang: Language) -> str:
    return lang.say("{first}; {then}").format(first="", then="")


def _facts(record: Record, incident: pd.Series, lang: Language) -> Iterable[Text]:
    """Say kind, actors and roles, ranges, origins and related incidents, one line each."""
    codes = ("event_type", "sub_event_type", "tactic", "is_role")
    yield text(" · ".join(record.schema.label(f"incidents.{name}", str(incident[name]), lang) for name in codes))
    roles = record.roles_of([incident["incident_id"]])
    for role, rows in roles.groupby("role", observed=True, sort=True):
        names = [option_label(record, "actor", str(actor), lang) for actor in rows["actor_id"]]
        yield text(
            lang.say("{role}: {names}").format(
                role=record.schema.label("incident_actors.role", str(role), lang), names=_semicolon(lang).join(names)
            )
        )
    for measure in ("killed", "wounded", "arrested", "escaped", "transferred"):
        if measure in {"killed", "wounded"} or pd.notna(incident[f"{measure}_high"]):
            figures = measure_text(incident, measure, lang)
            yield text(
                lang.say("{measure}: {figures}").format(
                    measure=record.schema.measure_label(measure, lang), figures=figures
                )
            )
    yield text(lang.say("Independent origins: {count}").format(count=lang.number(incident["origins"])))
    if pd.notna(incident["related"]):
        yield text(lang.say("Related incidents: {ids}").format(ids=lang.listed(str(incident["related"]).split("|"))))


def _accounts_table(record: Record, incident_id: str, lang: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in (
        lang.say("Measure"),
        lang.say("Account"),
        lang.say("Who says so"),
        lang.say("As worded"),
        lang.say("Source"),
        lang.say("Note"),
    ):
        table.add_column(text(title))
    for claim in accounts(record, incident_id, lang).itertuples():
        measure = f"{claim.measure_label} ({lang.say('contested')})" if claim.contested else str(claim.measure_label)
        told = text(claim.statement, "strike dim" if claim.superseded else "")
        if claim.superseded:
            told.append_text(text(" " + lang.say("(since replaced)"), "dim"))
        table.add_row(
            text(measure),
            told,
            text(claim.origin),
            text(claim.attributed_to),
            text(claim.source_number),
            text(claim.note),
        )
    return table


def problem_lines(problems: Sequence[Problem], lang: Language) -> Iterable[Text]:
    """Write each problem as one line: claims.csv:14:source_id: "x": Not found in the table sources."""
    for problem in problems:
        yield text(problem.line(lang))


def weakness_lines(weaknesses: Sequence[Problem], lang: Language, most: int | None) -> Iterable[Text]:
    """Write per kind of weakness how many rows have it and which, at most ``most`` of them."""
    by_sentence: dict[str, list[str]] = {}
    for weakness in weaknesses:
        by_sentence.setdefault(weakness.message(lang), []).append(weakness.value)
    for sentence, values in by_sentence.items():
        shown = lang.say(", ").join(values[:most])
        more = len(values) - len(values[:most])
        rest = lang.say(", and {count} more").format(count=lang.number(more)) if more else ""
        yield text(f"{lang.number(len(values))} · {sentence} {shown}{rest}")
