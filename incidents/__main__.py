"""The record from the shell: ``python -m incidents check | list | show | brief | export | codebook``."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from geodata.gazetteer import DATA as GAZETTEER
from incidents.checks import Problem, find_problems, find_weaknesses
from incidents.commands import printing as shell
from incidents.commands.argparse_words import argparse_in, language_asked
from incidents.commands.brief import add_commands as add_briefing_commands
from incidents.exchange.rows import (
    about_selection,
    csv_text,
    incident_record,
    incident_records,
    incident_rows,
    incidents_as_geojson,
    totals,
)
from incidents.language import N_, Language, language, languages
from incidents.phrases import option_label
from incidents.phrases.codebook import CODEBOOK, codebook_text
from incidents.record.record import Record, load_record
from incidents.record.storage import DATA, load_tables
from incidents.selection.address import filters_from_query, parameter, query_of_link
from incidents.selection.filters import COLUMNS, known_codes
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select

FINE, PROBLEMS, MISUSED = 0, 1, 2
WEAKNESSES_SHOWN = 12

# What each filter is given, and an example of it.
FILTER_HELP = {
    "governorate": (N_("p-code, such as {example}"), "SY09"),
    "actor": (N_("actor in any role, such as {example}"), "islamic-state"),
    "initiator": (N_("actor who initiated, such as {example}"), "coalition"),
    "target": (N_("actor who was the target, such as {example}"), "civilians"),
    "event_type": (N_("event type of ACLED's codebook, such as {example}"), "battles"),
    "tactic": (N_("tactic, such as {example}"), "raid"),
    "is_role": (N_("role of ISIS, such as {example}"), "suspected-perpetrator"),
    "killed": (N_("class of people killed: {example}"), "unknown, 0, 1-4, 5-9, 10+"),
    "precision": (N_("precision of the place: {example}"), "1, 2, 3, 0"),
    "date_from": (N_("first day, YYYY-MM-DD"), ""),
    "date_to": (N_("last day, YYYY-MM-DD"), ""),
    "contested": (N_("only incidents on which current accounts disagree"), ""),
    "min_origins": (N_("at least so many independent origins"), ""),
    "text": (N_("words in Arabic or English"), ""),
    "bounds": (N_("south,west,north,east in degrees"), ""),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 fine, 1 problems in the record, 2 a question that cannot be read."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    lang = language_asked(sys.argv[1:] if arguments is None else arguments)
    with argparse_in(lang):
        chosen = parser(lang).parse_args(arguments)
    chosen.lang = language(chosen.lang)
    try:
        return int(chosen.command(chosen))
    except BrokenPipeError:  # the reader of the pipe has seen enough
        sys.stderr.close()
        return FINE


def parser(lang: Language) -> argparse.ArgumentParser:
    """Return the commands and their options, explained in a language; it is the language of the answer as well."""
    described = lang.say("What the page shows, from the shell: the same filters, figures, sentences and files.")
    whole = argparse.ArgumentParser(prog="python -m incidents", description=described)
    whole.add_argument("--lang", **_languages(lang), default=lang.code)
    commands = whole.add_subparsers(required=True, metavar=lang.say("command"))
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data", type=Path, default=DATA, metavar=lang.say("DIR"), help=lang.say("folder of another record")
    )
    common.add_argument("--lang", **_languages(lang), default=argparse.SUPPRESS)  # what stands before the command
    filters = filter_options(lang)
    checked = commands.add_parser(
        "check", parents=[common], help=lang.say("find every problem of the record; the exit code is 1 if there is any")
    )
    checked.add_argument(
        "--gazetteer",
        type=Path,
        default=GAZETTEER,
        metavar=lang.say("DIR"),
        help=lang.say("folder of another gazetteer"),
    )
    checked.add_argument("--all", action="store_true", help=lang.say("list every weakness in full"))
    checked.set_defaults(command=check)
    listed = commands.add_parser("list", parents=[common, filters], help=lang.say("list incidents"))
    listed.add_argument("--format", choices=("table", "csv", "json", "geojson"), default="table")
    listed.set_defaults(command=list_incidents)
    shown = commands.add_parser("show", parents=[common], help=lang.say("show one incident with every account of it"))
    shown.add_argument(
        "incident_id", metavar=lang.say("ID"), help=lang.say("such as {example}").format(example="SYR-0049")
    )
    shown.add_argument("--format", choices=("text", "json"), default="text")
    shown.set_defaults(command=show)
    add_briefing_commands(commands, [common, filters], question, lang)
    book = commands.add_parser(
        "codebook", help=lang.say("write the codebook from the schema: {file}").format(file=CODEBOOK.name)
    )
    book.set_defaults(command=codebook)
    return whole


def _languages(lang: Language) -> dict[str, Any]:
    return {
        "choices": [language.code for language in languages()],
        "help": lang.say("language of labels and sentences; otherwise that of the terminal"),
    }


def filter_options(lang: Language) -> argparse.ArgumentParser:
    """Return the filters of the page as options; --governorate SY09,SY04 and repeating the option mean the same."""
    options = argparse.ArgumentParser(add_help=False)
    filters = options.add_argument_group(lang.say("filters (those of the page)"))
    for field in fields(Question):
        name = f"--{parameter(field.name).replace('_', '-')}"
        sentence, example = FILTER_HELP[field.name]
        told: dict[str, Any] = {"dest": field.name, "help": lang.say(sentence).format(example=example)}
        if field.name == "contested":
            filters.add_argument(name, **told, action="append_const", const="1")
        else:
            filters.add_argument(name, **told, action="append", metavar=lang.say("VALUE"))
    link = lang.say("address copied from the page; options replace its filters")
    filters.add_argument("--link", metavar=lang.say("ADDRESS"), help=link)
    return options


def asked(chosen: argparse.Namespace, record: Record) -> Question:
    """Read the filters from the options; exit with 2 and name what is known where a value cannot be used."""
    query = query_of_link(chosen.link) if chosen.link else {}
    from_link, ignored = filters_from_query(query, record)
    given = {parameter(f.name): getattr(chosen, f.name) for f in fields(Question) if getattr(chosen, f.name)}
    filters, unusable = filters_from_query(query | given, record)
    for notice in ignored:
        print(_unusable(notice.parameter, notice.value, record, chosen.lang), file=sys.stderr)
    refused = [notice for notice in unusable if notice.parameter in given]
    for notice in refused:
        print(_unusable(notice.parameter, notice.value, record, chosen.lang), file=sys.stderr)
    if refused:
        raise SystemExit(MISUSED)
    return filters if given else from_link


def _unusable(name: str, value: str, record: Record, lang: Language) -> str:
    """Say that a value cannot be used, and which ones can."""
    if name not in COLUMNS:
        return lang.say("{option}: {value} cannot be used.").format(option=f"--{name.replace('_', '-')}", value=value)
    known = [f"{code} ({option_label(record, name, code, lang)})" for code in known_codes(record, name)]
    return lang.say("{option}: {value} is not known. Known are: {known}").format(
        option=f"--{name.replace('_', '-')}", value=value, known=lang.say(", ").join(known)
    )


def sound_record(chosen: argparse.Namespace) -> Record:
    """Load the record, or print every problem and exit with 1."""
    problems = find_problems(chosen.data)
    if problems:
        _print_problems(problems, chosen.lang)
        raise SystemExit(PROBLEMS)
    return load_record(load_tables(chosen.data))


def check(chosen: argparse.Namespace) -> int:
    """Print every problem of the record and of the gazetteer, and what weakens it."""
    problems = find_problems(chosen.data, chosen.gazetteer)
    if problems:
        _print_problems(problems, chosen.lang)
        return PROBLEMS
    console = shell.console()
    weaknesses = find_weaknesses(chosen.data, chosen.gazetteer)
    console.print(chosen.lang.say("The record is in order. What a reader should know:"))
    for line in shell.weakness_lines(weaknesses, chosen.lang, None if chosen.all else WEAKNESSES_SHOWN):
        console.print(line, soft_wrap=True)
    return FINE


def question(chosen: argparse.Namespace) -> Selection:
    """Load the record and read the filters, as every command on a selection does."""
    record = sound_record(chosen)
    return select(record, asked(chosen, record))


def list_incidents(chosen: argparse.Namespace) -> int:
    """Print the incidents that answer the filters."""
    selection = question(chosen)
    if chosen.format == "table":
        shell.console().print(shell.incident_table(selection, chosen.lang))
    elif chosen.format == "csv":
        sys.stdout.write(csv_text(incident_rows(selection, chosen.lang)))
    elif chosen.format == "geojson":
        _print_json(incidents_as_geojson(selection, chosen.lang))
    else:
        about = about_selection(selection)
        _print_json({"about": about, "totals": totals(selection), "incidents": incident_records(selection)})
    return FINE


def show(chosen: argparse.Namespace) -> int:
    """Print one incident with every account of it."""
    record = sound_record(chosen)
    incident_id = chosen.incident_id.upper()
    try:
        held = incident_record(record, incident_id)
    except KeyError:
        print(chosen.lang.say("{id} is not an incident of the record.").format(id=chosen.incident_id), file=sys.stderr)
        return MISUSED
    if chosen.format == "json":
        _print_json(held)
    else:
        shell.console().print(shell.incident_text(record, incident_id, chosen.lang))
    return FINE


def codebook(_chosen: argparse.Namespace) -> int:
    """Write the codebook from the schema."""
    CODEBOOK.write_text(codebook_text(load_tables().schema), encoding="utf-8", newline="\n")
    print(CODEBOOK)
    return FINE


def _print_problems(problems: Sequence[Problem], lang: Language) -> None:
    console = shell.console()
    for line in shell.problem_lines(problems, lang):
        console.print(line, soft_wrap=True)
    count = lang.plural("{count} problem", "{count} problems", len(problems)).format(count=len(problems))
    console.print(count, style="bold")


def _print_json(content: object) -> None:
    json.dump(content, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    sys.exit(main())
