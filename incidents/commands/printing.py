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
from incidents.language import Lang, format_list, format_number, isolate_ltr, plain_text, translator
from incidents.phrases import (
    accounts,
    date_in_brief,
    date_in_words,
    disagreement,
    filters_in_words,
    measure_label,
    measure_text,
    option_label,
    other_places,
    place_in_words,
    title_sentence,
    total_text,
)
from incidents.phrases.citations import incident_citation, numbered_sources, source_text
from incidents.record.record import Dataset
from incidents.record.vocabulary import label
from incidents.selection.filters import Filters
from incidents.selection.summaries import key_figures

WIDTH_OF_A_PIPE = 160


def console() -> Console:
    """Return the terminal, or a wide page where the output goes into a file or another program."""
    return Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_PIPE, highlight=False, soft_wrap=False)


def text(words: object, style: str = "") -> Text:
    """Return words of the data for the terminal."""
    return Text(plain_text(str(words)), style=style)


def incident_table(dataset: Dataset, filters: Filters, lang: Lang) -> RenderableType:
    """Return the selected incidents as a table below the title of the selection, with its key figures."""
    _ = translator(lang).gettext
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    columns = (_("Incident"), _("Date"), _("Place"), _("Kind"), _("Killed"), _("Wounded"), _("Origins"), _("Summary"))
    for name, title in zip(
        ("id", "date", "place", "kind", "killed", "wounded", "origins", "summary"), columns, strict=True
    ):
        table.add_column(text(title), no_wrap=name == "id", justify="right" if name == "origins" else "default")
    for _number, incident in dataset.incidents.iterrows():
        table.add_row(
            text(incident["incident_id"]),
            text(date_in_brief(incident, lang)),
            text(place_in_words(dataset, incident, lang)),
            text(label("symbol_groups", str(incident["kind"]), lang)),
            *(text(measure_text(incident, measure, lang)) for measure in ("killed", "wounded")),
            text(format_number(incident["origins"], lang)),
            text(incident[f"summary_{lang}"]),
        )
    parts: list[RenderableType] = [text(title_sentence(dataset, filters, lang), "bold")]
    parts += [text(line) for line in selection_in_lines(dataset, filters, lang)]
    return Group(*parts, table)


def selection_in_lines(dataset: Dataset, filters: Filters, lang: Lang) -> list[str]:
    """Say what was asked and what the selection adds up to, one line each."""
    _ = translator(lang).gettext
    figures = key_figures(dataset)
    count = _("{count} of {all} incidents").format(
        count=format_number(len(dataset), lang), all=format_number(len(dataset.all_incidents), lang)
    )
    lines = [" · ".join([count, *filters_in_words(dataset, filters, lang).values()])]
    totals = {"killed": figures.killed, "wounded": figures.wounded, "arrested": figures.arrested}
    told = [f"{measure_label(measure, lang)}: {total_text(total, lang)}" for measure, total in totals.items()]
    told.append(_("contested: {count}").format(count=format_number(figures.contested, lang)))
    told.append(_("of one origin: {count}").format(count=format_number(figures.single_origin, lang)))
    return [*lines, " · ".join(told)]


def incident_text(dataset: Dataset, incident_id: str, lang: Lang) -> RenderableType:
    """Return one incident with every account of it; raise KeyError for an unknown id."""
    _ = translator(lang).gettext
    incident = dataset.incident(incident_id)
    parts: list[RenderableType] = [
        text(f"{isolate_ltr(incident_id) if lang == 'ar' else incident_id} · {date_in_words(incident, lang)}", "bold"),
        text(_semicolon(lang).join([place_in_words(dataset, incident, lang), *other_places(dataset, incident, lang)])),
        text(incident[f"summary_{lang}"]),
        Text(),
        *_facts(dataset, incident, lang),
    ]
    parts += [text(sentence, "italic") for sentence in disagreement(dataset, incident_id, lang)]
    parts += [Text(), text(_("Who says what"), "bold"), _accounts_table(dataset, incident_id, lang)]
    sources = numbered_sources(dataset, dataset.claims_of([incident_id]))
    parts.append(text(_("Sources"), "bold"))
    for _source_id, source in sources.iterrows():
        address = "" if pd.isna(source["url"]) else f" {source['url']}"
        parts.append(Padding(text(f"{source['number']}. {source_text(source, lang)}{address}"), (0, 0, 0, 2)))
    return Group(*parts, Text(), text(incident_citation(dataset, incident, lang)))


def _semicolon(lang: Lang) -> str:
    return translator(lang).gettext("{first}; {then}").format(first="", then="")


def _facts(dataset: Dataset, incident: pd.Series, lang: Lang) -> Iterable[Text]:
    """Say kind, actors and roles, ranges, origins and related incidents, one line each."""
    _ = translator(lang).gettext
    codes = ("event_type", "sub_event_type", "tactic", "is_role")
    yield text(" · ".join(label(f"incidents.{name}", str(incident[name]), lang) for name in codes))
    roles = dataset.roles_of([incident["incident_id"]])
    for role, rows in roles.groupby("role", observed=True, sort=True):
        names = [option_label(dataset, "actor", str(actor), lang) for actor in rows["actor_id"]]
        yield text(
            _("{role}: {names}").format(
                role=label("incident_actors.role", str(role), lang), names=_semicolon(lang).join(names)
            )
        )
    for measure in ("killed", "wounded", "arrested", "escaped", "transferred"):
        if measure in {"killed", "wounded"} or pd.notna(incident[f"{measure}_high"]):
            figures = measure_text(incident, measure, lang)
            yield text(_("{measure}: {figures}").format(measure=measure_label(measure, lang), figures=figures))
    yield text(_("Independent origins: {count}").format(count=format_number(incident["origins"], lang)))
    if pd.notna(incident["related"]):
        yield text(_("Related incidents: {ids}").format(ids=format_list(str(incident["related"]).split("|"), lang)))


def _accounts_table(dataset: Dataset, incident_id: str, lang: Lang) -> Table:
    _ = translator(lang).gettext
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in (_("Measure"), _("Account"), _("Who says so"), _("As worded"), _("Source"), _("Note")):
        table.add_column(text(title))
    for claim in accounts(dataset, incident_id, lang).itertuples():
        measure = f"{claim.measure_label} ({_('contested')})" if claim.contested else str(claim.measure_label)
        told = text(claim.statement, "strike dim" if claim.superseded else "")
        if claim.superseded:
            told.append_text(text(" " + _("(since replaced)"), "dim"))
        table.add_row(
            text(measure),
            told,
            text(claim.origin),
            text(claim.attributed_to),
            text(claim.source_number),
            text(claim.note),
        )
    return table


def problem_lines(problems: Sequence[Problem], lang: Lang) -> Iterable[Text]:
    """Write each problem as one line: claims.csv:14:source_id: "x": Not found in the table sources."""
    for problem in problems:
        yield text(problem.line(lang))


def weakness_lines(weaknesses: Sequence[Problem], lang: Lang, most: int | None) -> Iterable[Text]:
    """Write per kind of weakness how many rows have it and which, at most ``most`` of them."""
    _ = translator(lang).gettext
    by_sentence: dict[str, list[str]] = {}
    for weakness in weaknesses:
        by_sentence.setdefault(weakness.message(lang), []).append(weakness.value)
    for sentence, values in by_sentence.items():
        shown = _(", ").join(values[:most])
        more = len(values) - len(values[:most])
        rest = _(", and {count} more").format(count=format_number(more, lang)) if more else ""
        yield text(f"{format_number(len(values), lang)} · {sentence} {shown}{rest}")
