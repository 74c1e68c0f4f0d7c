"""The shapes of descriptions are those of the standard: whatever is changed in one, its own validator says the same."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from incidents.checks import descriptor
from incidents.checks.shapes import misfits
from tests.conftest import SCHEMA
from tests.reach import times

WHOLE = json.loads(descriptor._SHAPES.read_text(encoding="utf-8"))
VALUES = st.sampled_from([None, True, 0, -1.5, "", " ", "x", [], [""], ["x"], [1], {}, {"name": "x"}, {"x": {}}, [[]]])


def parts_of(value, path=()):
    """Yield the way to every part of a description."""
    yield path
    for step, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from parts_of(part, (*path, step))


PARTS = list(parts_of(SCHEMA.descriptor))


def changed(way, value):
    """Return the shipped description with another value at the end of a way, or without that part."""
    whole = copy.deepcopy(dict(SCHEMA.descriptor))
    *above, last = way
    held = whole
    for step in above:
        held = held[step]
    if value is Ellipsis:
        del held[last]
    else:
        held[last] = value
    return whole


def said_by_the_standard(value, shape):
    """Return where and by which word a description does not fit; of several shapes the last error of the last."""
    found = []
    for error in Draft202012Validator(WHOLE | {"$ref": f"#/$defs/{shape}"}).iter_errors(value):
        while error.context:
            error = error.context[-1]
        found.append((tuple(error.absolute_path), error.validator))
    return found


@pytest.mark.parametrize("shape", ["tables", "record"])
@settings(max_examples=times(30, quick=10))
@given(st.sampled_from(PARTS[1:]), st.one_of(VALUES, st.just(Ellipsis)))
def test_a_changed_description_is_judged_as_the_standard_judges_it(shape, way, value):
    description = changed(way, value)
    found = [(misfit.path, misfit.word) for misfit in misfits(description, WHOLE["$defs"][shape], WHOLE)]
    assert found == said_by_the_standard(description, shape)


@given(VALUES)
def test_what_is_no_description_at_all_is_judged_as_the_standard_judges_it(value):
    found = [(misfit.path, misfit.word) for misfit in misfits(value, WHOLE["$defs"]["tables"], WHOLE)]
    assert found == said_by_the_standard(value, "tables")
