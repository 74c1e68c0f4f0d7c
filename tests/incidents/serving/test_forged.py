"""Whoever speaks to the socket without a page, and sends what no page would send, gets a page and no traceback."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from tests.incidents.serving.conftest import IN_DEIR_EZ_ZOR, IN_RAQQA, a_server
from tests.wire import EVENTS, a_wire_reader, apart

VIEWS = ("incidents", "comparison", "briefing", "about")
HUGE = "x" * 10_000
TEXTS = ["", "nonsense", HUGE, "\0", "<script>alert(1)</script>", "{}", "[]", '{"a": [NaN]}', "9999-99-99", "SYR-9999"]
NUMBERS = [float("nan"), float("inf"), -1.0, 1e308]
WHOLE_NUMBERS = [-1, 10_000, 2**52]
FORGED: dict[str, list[Any]] = {  # values by the field in which they come
    **dict.fromkeys(("string_value", "json_value", "json_trigger_value"), TEXTS),
    "string_array_value": [{"data": data} for data in ([], TEXTS, ["SY09"] * 2_000)],
    "double_value": NUMBERS,
    "int_value": WHOLE_NUMBERS,
    "double_array_value": [{"data": data} for data in ([], NUMBERS)],
    "int_array_value": [{"data": data} for data in ([], WHOLE_NUMBERS)],
    "bool_value": [True],
    "trigger_value": [True],
    "bytes_value": [b"\xff\xfe"],
    "string_trigger_value": [{}, {"data": HUGE}],
    "arrow_value": [{"data": b"no arrow"}],
    "chat_input_value": [{}],
    "file_uploader_state_value": [{"uploaded_file_info": [{"file_id": "a", "name": "../../x", "size": 2**60}]}],
}
FIELDS = tuple(FORGED)
# What the map and the table tell, in shapes that they never have.
NOT_NAMED: list[Any] = [None, [], 0, "x", {}, "{}"]
TOLD = [
    *NOT_NAMED,
    *({"mark": 1}, {"mark": {"id": 1}}, {"seen": "x"}, {"seen": {"bounds": "x", "at": [HUGE]}}, {"kind": -99}),
    {"seen": {"bounds": [None, HUGE, 1, 2], "at": {"lat": "x"}}, "governorate": [1], "days": {"from": "never"}},
    {"mark": {"number": "x", "count": None, "id": {"a": 1}}, "days": 7, "step": {"x": 1}, "key": 2},
]


@pytest.fixture(scope="module")
def log(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("forged") / "log"


@pytest.fixture(scope="module")
def server(log) -> Iterator[str]:
    with a_server(log=log) as (address, _):
        yield address


@pytest.fixture(autouse=True)
def nothing_in_the_log(server, log) -> Iterator[None]:
    before = len(log.read_text())
    yield
    assert [line for line in log.read_text()[before:].splitlines() if re.search("Traceback|Error|xception", line)] == []


@pytest.mark.always
@pytest.mark.parametrize("view", VIEWS)
def test_values_that_no_widget_has_change_nothing_and_leave_no_traceback(server, view):
    async def forge() -> None:
        async with a_wire_reader(server, f"lang=en&view={view}") as reader:
            await reader.unfold()
            for number in range(len(FIELDS)):
                # Each widget is told a value in every field, and another field last each time.
                last = [*FIELDS[number:], *FIELDS[:number]]
                said = [{field: FORGED[field][number % len(FORGED[field])]} for field in last]
                await reader.run_with(
                    (key, value) for key in (*reader.keys, *(f"{key}{EVENTS}" for key in reader.keys)) for value in said
                )
                await reader.run()
                assert reader.exceptions == [], said
        async with a_wire_reader(server, "lang=en") as reader:  # nobody else is touched
            await reader.choose("filter_governorate", [1])
            assert reader.exceptions == []

    apart(forge)


@pytest.mark.parametrize("key", ["map-canvas", "dock"])
def test_so_do_answers_of_the_map_and_the_time_dock_in_shapes_that_they_never_have(server, key):
    async def forge() -> None:
        async with a_wire_reader(server, "lang=en") as reader:
            assert key in reader.keys
            for told in TOLD:
                await reader.run({key: {"json_value": json.dumps(told)}})
                assert reader.exceptions == [], told

    apart(forge)


# What each part tells of by name, and values for it that it never has; JSON of no browser among them.
CHOICES = {
    "map-canvas": ("mark", "beside", "governorate", "kind", "near", "layer", "seen"),
    "rankings": ("pick", "dossier", "rank", "rank_by"),
    "incident_list": ("tab", "more", "again", "filter", "full", "open"),
    "dock": ("days", "step", "milestones"),
    "table": ("order", "opened"),
    "card_head": ("related", "dossier", "open"),
}
VALUES = [
    *('"SYR-9999"', '"\\ud800"', "1e999", "-1", "{}", '[["SYR-9999", "x"]]', '{"name": "district", "code": "\\ud800"}'),
    *('{"name": "governorate", "code": "SY99"}', '{"name": "district", "code": {"a": 1}}', "[[[]]]"),
]
LOGS = [
    *("{}", "[]", "1e999", '{"log": 4}', '{"log": [[]]}', '{"log": {"CHOICE": 1}}'),
    *('{"log": [[1e999, "CHOICE", 1, 1]]}', '{"log": [["x", "CHOICE", 1, 1]]}', '{"log": [[NUMBER, "nothing", 1, 1]]}'),
]


def told_of_each(choices: Sequence[str], shape: str, first: int) -> str:
    """Return what a part tells of each of its choices, in a shape in which NUMBER and CHOICE stand for its own."""
    said = (
        f'{{"event": "{choice}", "value": {shape.replace("CHOICE", choice).replace("NUMBER", str(number))}}}'
        for number, choice in enumerate(choices, start=first)
    )
    return f"[{', '.join(said)}]"


@pytest.mark.parametrize("part", CHOICES)
def test_so_do_choices_that_no_part_offers(server, part):
    async def forge() -> None:
        logs = LOGS if part == next(iter(CHOICES)) else []  # one reader reads the logs of all parts
        said = [f'{{"log": [[NUMBER, "CHOICE", {value}, true]]}}' for value in VALUES]
        async with AsyncExitStack() as opened:
            reader = None
            for number, shape in enumerate((*said, *logs)):
                # Where a value had an effect after all, the next begins anew.
                if reader is None or part not in reader.keys or reader.count != IN_DEIR_EZ_ZOR + IN_RAQQA:
                    page = a_wire_reader(server, "lang=en&incident=SYR-0002&drawer=table")
                    reader = await opened.enter_async_context(page)
                assert part in reader.keys, shape
                told = told_of_each(CHOICES[part], shape, 1 + number * len(CHOICES[part]))
                await reader.run({f"{part}{EVENTS}": {"json_trigger_value": told}})
                await reader.run()
                assert reader.exceptions == [], shape

    apart(forge)


def asked_for(**fields: Any) -> BackMsg:
    asked = BackMsg()
    asked.rerun_script.SetInParent()
    for name, value in fields.items():
        setattr(asked.rerun_script, name, value)
    return asked


UNKNOWN = BackMsg()
for number in range(100):
    UNKNOWN.rerun_script.widget_states.widgets.add(id=f"$$ID-{number}-unknown", string_value=HUGE[:1000])
RUNS = {
    "unknown widgets": UNKNOWN,
    "a page that is not there": asked_for(page_script_hash="0" * 32, page_name="../../etc/passwd"),
    "a part of the page that is not there": asked_for(fragment_id="nothing"),
    "a huge address": asked_for(query_string=f"text={HUGE}&lang=en"),
    "an address that is none": asked_for(query_string="%00%ff&&==&lang=\u202e&view[]=x&governorate=SY99&from=NaN"),
    "a link in the address": asked_for(query_string="link=https://evil.example/?view=about&lang=javascript:alert(1)"),
    "a place of the world that is none": asked_for(query_string="at=NaN,inf,1e999&page=99999999999&order=x&step=x"),
}


@pytest.mark.parametrize("asked", RUNS.values(), ids=RUNS)
def test_so_does_a_run_that_no_page_asks_for(server, asked):
    async def forge() -> None:
        async with a_wire_reader(server) as reader:
            is_answered = not asked.rerun_script.fragment_id  # what is not there is not run
            await reader.say(asked.SerializeToString(), answered=is_answered)
            assert reader.exceptions == []
            await reader.run()
            assert reader.exceptions == []

    apart(forge)


def test_messages_of_no_use_to_a_reader_are_left_out(server):
    async def forge() -> None:
        async with a_wire_reader(server) as reader:
            for name in ("clear_cache", "load_git_info", "set_run_on_save", "debug_shutdown_runtime"):
                await reader.say(BackMsg(**{name: True}).SerializeToString(), answered=False)
            await reader.choose("filter_governorate", [1])
            assert reader.exceptions == []

    apart(forge)


@pytest.mark.parametrize("said", [b"", b"\xff" * 100, b"nonsense", "text", ""])
def test_a_socket_on_which_nothing_understandable_is_said_is_closed_without_a_word_in_the_log(server, said):
    async def forge() -> None:
        async with a_wire_reader(server) as reader:
            with pytest.raises(ConnectionClosed):
                await reader.say(said)

    apart(forge)
