"""Is a story one that can be told? Each problem names file, step (as its row), field and value.

First its shape, which ``story.schema.json`` describes, then what the record knows of it.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from geodata.mercator import Spot
from incidents.checks.characters import unprintable_in
from incidents.language import N_, languages
from incidents.record.problem import Problem
from incidents.record.record import Record
from incidents.record.storage import Home
from incidents.record.story import MOST_STEPS, STORIES, Step, Story, story_name

_SHAPE = Path(__file__).with_name("story.schema.json")
UNKNOWN = N_("No incident of the record has this id.")  # of a problem whose value is the id
_LARGEST = 1_000_000  # bytes of a file: sixty steps in any language are far from it
_TYPES = {
    "object": N_("Named parts in braces are expected here."),
    "array": N_("A list in square brackets is expected here."),
    "string": N_("A text in quotation marks is expected here."),
    "number": N_("A number is expected here."),
}
_WORDS = {
    "pattern": N_("This must not be empty."),
    "minItems": N_("This must not be empty."),
    "maxItems": N_("More than {asked} steps."),
    "maxLength": N_("Longer than {asked} characters."),
    "minimum": N_("Less than {asked}."),
    "maximum": N_("More than {asked}."),
}


def read_story(path: Path, record: Record) -> Story | list[Problem]:
    """Read a story about a record, or return what is wrong with it. Never raises for a file that is none."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return [_problem(path, N_("This file cannot be read: {reason}"), reason=str(error.strerror or error))]
    return story_of(path.name, content, record)


def story_files(home: Home) -> list[Path]:
    """Return the files of the stories told with a record: in the folder ``stories`` beside its tables, else none."""
    return sorted(Path(home, STORIES).glob("*.json")) if isinstance(home, Path) else []


def read_stories(home: Home, record: Record) -> tuple[dict[str, Story], list[Problem]]:
    """Return the stories told with a record, by their names, and what is wrong with the others.

    Of two of one name the first counts.
    """
    stories: dict[str, Story] = {}
    problems: list[Problem] = []
    for path in story_files(home):
        found = read_story(path, record)
        if isinstance(found, Story):
            stories.setdefault(story_name(path.stem), found)
        else:
            problems += found
    return stories, problems


def story_of(name: str, content: bytes, record: Record) -> Story | list[Problem]:
    """Read a story from the bytes of a file of this name, as ``read_story`` does."""
    path = Path(name)
    if len(content) > _LARGEST:
        return [_problem(path, N_("Longer than {asked} characters."), asked=str(_LARGEST))]
    try:
        told = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        return [_problem(path, N_("This file is not written in UTF-8."))]
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is no error of JSON
        line = str(getattr(error, "lineno", 1))
        return [_problem(path, N_("Not JSON: line {line} cannot be read as such."), line=line)]
    problems = list(_misshapen(path, told)) or list(_of_texts(path, told)) or list(_of_record(path, told, record))
    return problems or _story(told)


def _no_number(written: str) -> NoReturn:
    """Refuse ``NaN`` and ``Infinity``, which Python reads and JSON does not know: no limit of the schema holds them."""
    raise ValueError(written)


def _story(told: dict[str, Any]) -> Story:
    def texts(part: dict[str, Any], name: str) -> dict[str, str]:
        return {field: text for field, text in part.items() if field.startswith(f"{name}_")}

    steps = tuple(
        Step(step["incident"], texts(step, "text"), Spot(**step["map"]) if "map" in step else None)
        for step in told["steps"]
    )
    return Story(texts(told, "title"), steps)


def _problem(path: Path, sentence: str, at: tuple[Any, ...] = (), value: object = "", /, **details: str) -> Problem:
    """Return a problem of a part of a file; the steps count from 1."""
    step = at[1] + 1 if len(at) > 1 and at[0] == "steps" else None
    field = ".".join(map(str, at[2:] if step else at))
    shown = str(value) if isinstance(value, str | int | float) else ""
    return Problem(path.name, step, field, shown, sentence, details)


@cache
def _validator() -> Any:  # noqa: ANN401 - jsonschema is loaded only for whoever has a story
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(_SHAPE.read_text(encoding="utf-8")))


def _misshapen(path: Path, told: object) -> Iterator[Problem]:
    steps = told.get("steps") if isinstance(told, dict) else None
    if isinstance(steps, list) and len(steps) > MOST_STEPS:  # each of thousands would be looked at, and named
        yield _problem(path, _WORDS["maxItems"], ("steps",), asked=str(MOST_STEPS))
        return
    for found in sorted(_validator().iter_errors(told), key=lambda error: [str(part) for part in error.path]):
        word, asked, at = found.validator, found.validator_value, tuple(found.path)
        if word == "required":
            missing = next(name for name in asked if name not in found.instance)
            yield _problem(path, N_("The part {part} is missing here."), at, part=missing)
        elif word == "additionalProperties":
            known = ", ".join(found.schema["properties"])
            for name in found.instance.keys() - found.schema["properties"].keys():
                yield _problem(path, N_("No part is called so. Known are: {known}."), (*at, name), name, known=known)
        elif word == "type":
            yield _problem(path, _TYPES[asked], at, found.instance)
        else:
            yield _problem(path, _WORDS[word], at, found.instance, asked=str(asked))


def _of_texts(path: Path, told: dict[str, Any]) -> Iterator[Problem]:
    """Find what is said in no language, and texts that could not be shown."""
    parts = [((), told, "title"), *((("steps", at), step, "text") for at, step in enumerate(told["steps"]))]
    for at, part, name in parts:
        fields = [f"{name}_{lang.code}" for lang in languages()]
        if not any(field in part for field in fields):
            sentence = N_("One of these is expected: {fields}.")
            yield _problem(path, sentence, (*at, name), fields=", ".join(fields))
        for field in (field for field in fields if field in part):
            if character := unprintable_in(part[field]):
                sentence = N_("This text holds a character that cannot be printed: {character}.")
                yield _problem(path, sentence, (*at, field), character=character)


def _of_record(path: Path, told: dict[str, Any], record: Record) -> Iterator[Problem]:
    known = set(record.incidents["incident_id"])
    for at, step in enumerate(told["steps"]):
        if step["incident"] not in known:
            yield _problem(path, UNKNOWN, ("steps", at, "incident"), step["incident"])
