"""The shape of a description, held against a JSON Schema: the words of it that ``descriptor.schema.json`` needs.

A whole validator takes longer to load than a sound record to check. A test holds this one against the standard's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]
Schema = Mapping[str, Any]

_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "array": list,
    "object": dict,
    "string": str,
    "number": (int, float),
    "boolean": bool,
}


@dataclass(frozen=True)
class Misfit:
    """A part that has another shape than its schema asks: the word of the schema, what it asks, and what is there."""

    path: Path
    word: str
    asked: Any
    value: object


def misfits(value: object, schema: Schema, whole: Schema, path: Path = ()) -> Iterator[Misfit]:
    """Yield what of a value does not fit a schema, in the order of its words; ``whole`` holds what it refers to.

    Raises KeyError for a word that is not known here.
    """
    for word, asked in schema.items():
        yield from _WORDS[word](value, asked, whole, path)


Word = Callable[[Any, Any, Schema, Path], Iterator[Misfit]]


def _ref(value: object, asked: str, whole: Schema, path: Path) -> Iterator[Misfit]:
    yield from misfits(value, whole["$defs"][asked.rpartition("/")[2]], whole, path)


def _type(value: object, asked: str, _whole: Schema, path: Path) -> Iterator[Misfit]:
    if not isinstance(value, _KINDS[asked]) or (isinstance(value, bool) and asked != "boolean"):
        yield Misfit(path, "type", asked, value)


def _enum(value: object, asked: list[Any], _whole: Schema, path: Path) -> Iterator[Misfit]:
    if value not in asked:
        yield Misfit(path, "enum", asked, value)


def _pattern(value: object, asked: str, _whole: Schema, path: Path) -> Iterator[Misfit]:
    if isinstance(value, str) and not re.search(asked, value):
        yield Misfit(path, "pattern", asked, value)


def _least(value: object, asked: int, _whole: Schema, path: Path) -> Iterator[Misfit]:
    if isinstance(value, list) and len(value) < asked:
        yield Misfit(path, "minItems", asked, value)


def _items(value: object, asked: Schema, whole: Schema, path: Path) -> Iterator[Misfit]:
    for place, item in enumerate(value if isinstance(value, list) else ()):
        yield from misfits(item, asked, whole, (*path, place))


def _required(value: object, asked: list[str], _whole: Schema, path: Path) -> Iterator[Misfit]:
    if isinstance(value, dict):
        yield from (Misfit(path, "required", name, value) for name in asked if name not in value)


def _properties(value: object, asked: Schema, whole: Schema, path: Path) -> Iterator[Misfit]:
    for name, schema in asked.items() if isinstance(value, dict) else ():
        if name in value:  # type: ignore[operator]  # it is a dict
            yield from misfits(value[name], schema, whole, (*path, name))  # type: ignore[index]  # as above


def _named_like(value: object, asked: Schema, whole: Schema, path: Path) -> Iterator[Misfit]:
    for name, part in value.items() if isinstance(value, dict) else ():
        for pattern, schema in asked.items():
            if re.search(pattern, name):
                yield from misfits(part, schema, whole, (*path, name))


def _others(value: object, asked: Schema, whole: Schema, path: Path) -> Iterator[Misfit]:
    """Hold every part against one schema; the standard leaves out those that other words of the same schema name."""
    for name, part in value.items() if isinstance(value, dict) else ():
        yield from misfits(part, asked, whole, (*path, name))


def _any(value: object, asked: list[Schema], whole: Schema, path: Path) -> Iterator[Misfit]:
    """Yield nothing where one of several schemas fits, else the last misfit of the last."""
    found = [list(misfits(value, schema, whole, path)) for schema in asked]
    if all(found):
        yield found[-1][-1]


_WORDS: Mapping[str, Word] = {
    "$ref": _ref,
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "minItems": _least,
    "items": _items,
    "required": _required,
    "properties": _properties,
    "patternProperties": _named_like,
    "additionalProperties": _others,
    "anyOf": _any,
}
