"""Write the record into a database: PostgreSQL, with shapes where it has PostGIS, or a file of DuckDB."""

import argparse
from pathlib import Path

from incidents.commands.exit_codes import FINE
from incidents.commands.files import FORCE, check_free, write_files
from incidents.commands.options import add_record, refuse, sound_record
from incidents.exchange.databases import publish, publish_file
from incidents.language import Language, plain_text
from incidents.record.leftovers import momentary_folder
from incidents.record.record import Record
from incidents.record.storage import DatabaseError, home_of
from incidents.record.storage.home import DUCKDB, EXAMPLE


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    told = lang.say("address of a database ({example}), or a file whose name ends with {ending}")
    parser.add_argument(
        "target", type=home_of, metavar=lang.say("TARGET"), help=told.format(example=EXAMPLE, ending=DUCKDB)
    )
    parser.add_argument(FORCE, action="store_true", help=lang.say("replace the tables or the file that stand there"))


def run(chosen: argparse.Namespace) -> int:
    """Write the record whole, or say why nothing was written."""
    lang, target = chosen.lang, chosen.target
    if isinstance(target, Path):
        if target.suffix != DUCKDB:
            # What was meant for an address may hold a password: it is not repeated.
            sentence = lang.say("The target is no address of a database and no name of a file that ends with {ending}.")
            refuse(sentence.format(ending=DUCKDB))
        check_free(target, force=chosen.force)
    record = sound_record(chosen)
    try:
        if isinstance(target, Path):
            _write_file(record, target, force=chosen.force)
        else:
            publish(record, target, force=chosen.force)
    except DatabaseError as error:
        refuse(plain_text(error.say(lang)), lang.say("Nothing was written."))
    written = lang.say("Written to {name}: {incidents}.")
    print(plain_text(written.format(name=target.name, incidents=record.schema.counted(len(record), lang))))
    return FINE


def _write_file(record: Record, path: Path, *, force: bool) -> None:
    """Make the file where nobody looks, and give it its name when it is whole."""
    with momentary_folder("database") as folder:
        publish_file(record, folder / path.name)
        write_files([(path, (folder / path.name).read_bytes())], force=force)
