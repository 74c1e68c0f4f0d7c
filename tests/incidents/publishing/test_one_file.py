"""A page in one file: what it holds is what the rules of the page gave, it asks nobody, and no text of it is run."""

import base64
import datetime as dt
import gzip
import hashlib
import json
import re
from dataclasses import replace

import pytest

from incidents.__main__ import main
from incidents.commands import publish
from incidents.publishing.bundle import bundled
from incidents.publishing.one_file import digest_of, make_file
from incidents.publishing.typeface import letters_of
from incidents.selection.filters import LISTS
from incidents.selection.question import Question
from incidents.selection.rankings import is_few
from incidents.selection.selection import select
from incidents.views.answering import counted
from incidents.views.time_dock import day_number
from tests.conftest import AR, EN, a_claim, a_folder, a_selection, an_incident
from tests.incidents.selection.test_filters import DATASET, VARIED

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"


TABLES = {
    "incidents": [an_incident(summary_en=HOSTILE, summary_ar=HOSTILE, date_note_en=HOSTILE)],
    "claims": [a_claim(attributed_to=HOSTILE)],
}
ONE = a_selection(**TABLES)


@pytest.fixture(scope="module")
def page() -> str:
    return make_file(ONE, (EN, AR)).decode()


def block(page: str, name: str):
    packed = re.search(rf'id="{name}">([A-Za-z0-9+/=]+)</script>', page)[1]
    return json.loads(gzip.decompress(base64.b64decode(packed)))


def test_each_incident_holds_the_options_by_which_the_filters_find_it():
    held = counted(DATASET)
    for name in LISTS:
        codes, sets, of = (held["lists"][name][part] for part in ("codes", "sets", "of"))
        for place, code in enumerate(codes):
            found = [one for one, number in zip(held["ids"], of, strict=True) if place in sets[number]]
            asked = select(DATASET.record, Question(**{name: (code,)}))
            assert found == asked.incidents["incident_id"].tolist()


def test_the_file_knows_which_changes_chance_explains():
    few = counted(DATASET)["few"]
    for then in range(len(few)):
        for now in range(len(few) - then):
            assert is_few(then, now) == (then != now and abs(now - then) < few[then + now])


def test_a_file_of_a_selection_holds_nothing_else():
    narrowed = select(DATASET.record, Question(governorate=("SY09",)))
    held = counted(narrowed)
    assert held["ids"] == narrowed.incidents["incident_id"].tolist() != DATASET.incidents["incident_id"].tolist()
    assert all(len(column) == len(narrowed) for column in held["rows"].values() if isinstance(column, list))


def test_a_file_of_some_days_holds_the_others_too_and_opens_with_its_own():
    days_of = {1: ("2025-02-28", "SY09"), 2: ("2025-05-17", "SY09"), 3: ("2025-05-17", "SY11")}
    incidents = [an_incident(number, date_start=day, governorates=of) for number, (day, of) in days_of.items()]
    record = a_selection(incidents=incidents).record
    asked = Question(governorate=("SY09",), date_from=dt.date(2025, 3, 1))
    days, whole = select(record, asked), select(record, replace(asked, date_from=None))
    assert len(days) < len(whole) < len(record)
    held = block(make_file(days, (EN,)).decode(), "held")
    assert held["counted"]["ids"] == whole.incidents["incident_id"].tolist()
    assert held["opens"] == {"from": day_number(dt.date(2025, 3, 1)), "to": None}
    assert block(make_file(whole, (EN,)).decode(), "held")["opens"] == {"from": None, "to": None}


def test_a_file_loads_nothing_and_runs_two_scripts_that_its_policy_names(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src 'none'")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    for script in scripts:
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy
    assert policy.count("sha256-") == len(scripts) + 1 == 3  # and one sheet
    assert not re.search(r'<(?:link|iframe|object|embed|base)\b|\bsrc="|@import|url\((?!"?(?:data:|#))', page)


def test_hostile_text_stands_in_no_markup_and_in_cards_only_escaped(page):
    assert "alert(" not in page
    card = block(page, "cards-en")[0]
    assert "&lt;script&gt;alert(1)" in card
    assert not re.search(r"<script|<img|\son\w+=(?!&)", re.sub(r"&lt;.*?&gt;", "", card))


def test_the_last_line_tells_the_digest_of_all_above_it(page):
    *above, last = page.encode().splitlines(keepends=True)
    digest = hashlib.sha256(b"".join(above)).hexdigest()
    assert digest in last.decode()
    assert digest_of(page.encode()) == digest


def test_a_file_says_what_it_is_and_whose_what_is_inside(page):
    held = block(page, "held")
    assert set(held["langs"]) == {"en", "ar"}
    assert {name for name, _text in held["langs"]["en"]["about"]} >= {"Dataset version", "Licence", "Coverage"}
    assert "SIL OPEN FONT LICENSE" in held["licences"]["SIL Open Font License 1.1"]
    assert [part["name"] for part in held["langs"]["en"]["inside"]][:2] == ["Leaflet", "FiraGO"]


def test_files_of_all_languages_take_the_same_letters_of_the_typeface():
    assert letters_of(["“4–7”… — it’s"]) == letters_of(["‹⁦4–7⁩›، ٪؟ ←"]) == letters_of(EN.say("Dataset version"))


def test_equal_selections_give_equal_files(page):
    assert make_file(ONE, (EN, AR)).decode() == page


def test_modules_are_joined_in_the_order_in_which_they_need_each_other():
    own = {
        "last.js": 'import { one as two } from "./first.js";\nexport const shown = two + 1;\n',
        "first.js": "export const one = 1;\nexport function helper() {}\n",
    }
    script = bundled(own, "last.js")
    assert script.index('modules["first.js"] =') < script.index('modules["last.js"] =')
    assert 'const { one: two } = modules["first.js"];' in script
    with pytest.raises(ValueError, match="needs itself"):
        bundled({"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\n'}, "a.js")
    with pytest.raises(ValueError, match="cannot be joined"):
        bundled({"a.js": "export default 1;\n"}, "a.js")
    with pytest.raises(ValueError, match=r"a\.js needs d of b\.js"):
        bundled({"a.js": 'import { c, d as e } from "./b.js";\n', "b.js": "export const c = 1, d = 2;\n"}, "a.js")


def test_the_shell_writes_the_file_and_tells_its_digest(capsys, tmp_path):
    path = tmp_path / "page.html"
    folder = str(a_folder(**TABLES))
    assert main(["publish", "--data", folder, "--out", str(path), "--lang", "en", "--governorate", "SY09"]) == 0
    told = capsys.readouterr()
    assert told.out.strip() == str(path)
    assert digest_of(path.read_bytes()) in told.err
    assert block(path.read_text(encoding="utf-8"), "held")["langs"]["en"]["chosen"] == ["in Deir ez-Zor"]


def test_more_incidents_than_a_page_can_hold_are_refused_in_a_sentence(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(publish, "MOST_ROWS", 1)
    with pytest.raises(SystemExit):
        main(["publish", "--data", str(a_folder(**VARIED)), "--out", str(tmp_path / "page.html")])
    assert "ask for fewer" in capsys.readouterr().err
    assert not (tmp_path / "page.html").exists()
