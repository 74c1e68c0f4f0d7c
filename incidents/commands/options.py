"""The options that commands share: which record, which incidents, which file; and how what is asked is read."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from geodata.gazetteer import DATA as GAZETTEER
from geodata.own_layers import OwnLayer, load_own_layer
from geodata.unusable_layer import UnusableLayerError
from incidents.checks import Sound, read_sound
from incidents.commands.exit_codes import MISUSED, PROBLEMS
from incidents.commands.files import FORCE
from incidents.commands.link import SCHEMES, is_address
from incidents.commands.problems import show_problems
from incidents.commands.terminal import as_typed
from incidents.language import Language, plain_text
from incidents.phrases import notices_in_words
from incidents.phrases.own_layers import layer_in_words, unusable_layer_in_words
from incidents.record.record import Record, load_record
from incidents.record.storage import DATA, Home, home_of
from incidents.record.storage.home import EXAMPLE
from incidents.selection.address import Query, filters_from_query, query_of_link
from incidents.selection.filters import FILTERS, LISTS
from incidents.selection.near import FARTHEST_KM, USUAL_KM, written_center
from incidents.selection.notices import Notice
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select

LINK, LAYER, WITHIN = "--link", "--layer", "--within"


def refuse(*sentences: str) -> NoReturn:
    """Say why a command cannot be carried out, and end with exit code 2."""
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    raise SystemExit(MISUSED)


def add_record(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add the option that names another record."""
    told = lang.say("folder of another record, file of DuckDB, or address of a database ({example})")
    told = told.format(example=EXAMPLE)
    parser.add_argument("--data", type=home_of, default=DATA, metavar=lang.say("DIR"), help=told)


def add_filters(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add the filters of the page; ``--governorate SY09,SY04`` and repeating the option mean the same."""
    group = parser.add_argument_group(lang.say("filters (those of the page)"))
    for name, kind in FILTERS.items():
        if kind.is_flag:
            group.add_argument(kind.option, dest=name, help=kind.help(lang), action="append_const", const="1")
        else:
            group.add_argument(kind.option, dest=name, help=kind.help(lang), action="append", metavar=lang.say("VALUE"))
    layer = lang.say("layer of your own, about which is asked: GeoJSON, KML, GPX or GeoPackage")
    group.add_argument(LAYER, type=Path, metavar=lang.say("FILE"), help=layer)
    within = lang.say("how many km from the layer at most ({usual} without it)").format(usual=USUAL_KM)
    group.add_argument(WITHIN, type=int, metavar=lang.say("KM"), help=within)
    link = lang.say("address copied from the page; options replace its filters")
    group.add_argument(LINK, metavar=lang.say("ADDRESS"), help=link)


def add_file(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add the options that say which file is written."""
    out = lang.say("file to write, or folder (otherwise a name made from the selection)")
    parser.add_argument("--out", type=Path, metavar=lang.say("FILE"), help=out)
    parser.add_argument(FORCE, action="store_true", help=lang.say("replace a file that exists already"))


def sound_record(chosen: argparse.Namespace) -> Record:
    """Load the record, or print every problem and exit with 1."""
    return record_at(chosen.data, chosen.lang)


def record_at(home: Home, lang: Language, gazetteer: Home = GAZETTEER, called: str = "") -> Record:
    """Load a record, or print every problem and exit with 1; ``called`` names one of several that are opened."""
    found = read_sound(home, gazetteer)
    if not isinstance(found, Sound):
        if called:
            sentence = lang.say("{record} is no record that can be read here:")
            print(sentence.format(record=plain_text(called)), file=sys.stderr)
        show_problems(found, lang)
        raise SystemExit(PROBLEMS)
    return load_record(found.tables, found.gazetteer)


def selection_of(chosen: argparse.Namespace) -> Selection:
    """Load the record and select what the options ask for; exit with 2 where a value cannot be used."""
    check_link(chosen)
    record = sound_record(chosen)
    return select(record, question_of(chosen, record))


def check_link(chosen: argparse.Namespace) -> None:
    """Exit with 2 where what was given as a link is none."""
    link = chosen.link
    if link is not None and not is_address(link):
        sentence = chosen.lang.say(
            "{option}: {value} is not an address of the page. One begins with {beginnings} and the name of a host, or "
            "is the part from the question mark on."
        )
        beginnings = chosen.lang.listed([f"{scheme}://" for scheme in SCHEMES], "or")
        refuse(sentence.format(option=LINK, value=as_typed(link), beginnings=beginnings))


def question_of(chosen: argparse.Namespace, record: Record) -> Question:
    """Read the question from link and options, which replace the link's filters; say what was not read as written."""
    lang: Language = chosen.lang
    given = {kind.parameter: getattr(chosen, name) for name, kind in FILTERS.items() if getattr(chosen, name)}
    query = query_of_link(chosen.link) if chosen.link else {}
    layer = _layer(chosen, given)
    if layer is not None and not (chosen.within is None and _asks_near(query, layer)):
        given["near"] = [",".join([*written_center(layer), str(USUAL_KM if chosen.within is None else chosen.within)])]
    if chosen.link and not query and not given:
        sentence = lang.say("{option}: {value} asks nothing, so every incident is meant.")
        print(sentence.format(option=LINK, value=as_typed(chosen.link)), file=sys.stderr)
    from_link, notices = filters_from_query(query, record, layer)
    for sentence in notices_in_words(notices, lang):
        print(plain_text(sentence), file=sys.stderr)
    if not given:
        return from_link
    question, notices = filters_from_query(query | given, record, layer)
    notices = [notice for notice in notices if notice.parameter in given]
    unusable = [notice for notice in notices if notice.fate in {"unused", "not here"}]
    if unusable:
        refuse(*(_unusable(notice, record, lang) for notice in unusable))
    for notice in notices:
        print(_not_as_written(notice, lang), file=sys.stderr)
    return question


def _layer(chosen: argparse.Namespace, given: Mapping[str, Sequence[str]]) -> OwnLayer | None:
    """Read the layer of the options, and say what was done to it; exit with 2 where it cannot be used."""
    lang: Language = chosen.lang
    if chosen.layer is None:
        if chosen.within is not None:
            refuse(lang.say("{option} needs {other}.").format(option=WITHIN, other=LAYER))
        return None
    near = FILTERS["near"]
    if near.parameter in given:
        both = lang.say("{option} and {other} ask for the same; give one of them.")
        refuse(both.format(option=LAYER, other=near.option))
    if chosen.within is not None and not 1 <= chosen.within <= FARTHEST_KM:
        refuse(lang.say("{option}: {value} cannot be used.").format(option=WITHIN, value=chosen.within))
    try:
        layer = load_own_layer(chosen.layer.name, chosen.layer.read_bytes())
    except UnusableLayerError as error:
        refuse(plain_text(unusable_layer_in_words(error, lang)))
    except OSError as error:
        said = lang.say("{file} cannot be read: {reason}")
        refuse(said.format(file=as_typed(str(chosen.layer)), reason=error.strerror or type(error).__name__))
    for sentence in layer_in_words(layer, lang)[1:]:
        print(plain_text(sentence), file=sys.stderr)
    return layer


def _asks_near(query: Query, layer: OwnLayer) -> bool:
    """Say whether a link asks about just this layer, and so says how far from it."""
    return any(text.startswith(",".join(written_center(layer)) + ",") for text in query.get("near", ()))


def _option(notice: Notice) -> tuple[str, str]:
    """Return an option as it is typed, and the value that was given to it."""
    return f"--{notice.parameter.replace('_', '-')}", as_typed(notice.value)


def _unusable(notice: Notice, record: Record, lang: Language) -> str:
    """Say that a value cannot be used, and which ones can."""
    option, value = _option(notice)
    name = next(name for name, kind in FILTERS.items() if kind.parameter == notice.parameter)
    if name not in LISTS:
        return lang.say("{option}: {value} cannot be used.").format(option=option, value=value)
    known = [f"{code} ({LISTS[name].label(record, code, lang)})" for code in LISTS[name].codes(record)]
    return lang.say("{option}: {value} is not known. Known are: {known}").format(
        option=option, value=value, known=lang.say(", ").join(known)
    )


def _not_as_written(notice: Notice, lang: Language) -> str:
    """Say what was read instead of a value, or that it was left out."""
    option, value = _option(notice)
    if notice.fate == "changed":
        read = notice.instead.partition("=")[2]
        return lang.say("{option}: {value} was read as {read}.").format(option=option, value=value, read=read)
    return lang.say("{option}: {value} was left out.").format(option=option, value=value)
