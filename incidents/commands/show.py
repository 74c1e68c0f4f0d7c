"""Print one incident with every account of it."""

import argparse
import difflib
import sys

from incidents.commands.exit_codes import FINE, MISUSED
from incidents.commands.options import add_record, sound_record
from incidents.commands.printing import incident_text
from incidents.commands.terminal import as_typed, show
from incidents.exchange.records import incident_record, json_text
from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.mentions import incident_meant

MOST_NEAR = 5
_NEAR = 0.85  # likeness of two ids of eight signs of which one is wrong, missing, or in another's place


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    parser.add_argument(
        "incident_id", metavar=lang.say("ID"), help=lang.say("such as {example}").format(example="SYR-0049")
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(chosen: argparse.Namespace) -> int:
    """Print the incident."""
    record = sound_record(chosen)
    incident_id = incident_meant(record, chosen.incident_id)
    if incident_id is None:
        print("\n".join(_unknown(record, chosen.incident_id, chosen.lang)), file=sys.stderr)
        return MISUSED
    if chosen.format == "json":
        sys.stdout.write(json_text(incident_record(record, incident_id)))
    else:
        show(incident_text(record, incident_id, chosen.lang))
    return FINE


def _unknown(record: Record, written: str, lang: Language) -> list[str]:
    """Say that no incident has an id, and which ids are like it."""
    said = [lang.say("{id} is not an incident of the record.").format(id=as_typed(written))]
    near = difflib.get_close_matches(written.strip().upper(), list(record.incidents["incident_id"]), MOST_NEAR, _NEAR)
    if near:
        said.append(lang.say("Similar ids are: {ids}").format(ids=lang.say(", ").join(near)))
    return said
