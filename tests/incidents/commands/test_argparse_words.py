"""The shell explains itself in the reader's language, argparse's own words included."""

import re

import pytest

from incidents.__main__ import COMMANDS, main
from incidents.commands.argparse_words import language_asked

ENVIRONMENT = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
# What is typed as it stands: options, lists of choices, codes, formats of dates, names.
TYPED = re.compile(
    r"-{1,2}[a-z-]+|\{[^}]*\}|(?<=مثل )\S+|python -m incidents \w*|YYYY-MM-DD|\w+\.md|unknown|\ball\b|(?<=الأمر )story"
    r"|\b(?:ACLED|UCDP|GED|Airwars|KML|GPX)\b"  # data sets, formats
    r"|\b(?:CSV|TSV|XLSX|ODS|GeoJSON|GeoPackage|Parquet|DuckDB|PDF|HTML|GPX|KML|GIF|JSON)\b"  # formats
    r"|\.duckdb|postgresql://\S+"  # addresses
)


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch):
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)


def told(capsys, *arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    out, err = capsys.readouterr()
    return stopped.value.code, out + err


@pytest.mark.parametrize("command", [[], *([command] for command in COMMANDS)])
def test_help_is_arabic_and_holds_no_english_but_what_is_typed(capsys, command):
    code, words = told(capsys, "--lang", "ar", *command, "--help")
    assert code == 0
    assert words.startswith("الاستعمال: python -m incidents")
    lines = [re.sub(rf"^ +({'|'.join(COMMANDS)})\b", "", line) for line in words.splitlines()]
    assert re.findall("[A-Za-z]{2,}", TYPED.sub("", " ".join(" ".join(lines).split()))) == []


@pytest.mark.parametrize(
    ("arguments", "arabic"),
    [
        (["list", "--format", "doc"], "خطأ: --format: قيمة غير مقبولة: 'doc'"),
        (["list", "--province", "SY09"], "معطيات غير معروفة: --province SY09"),
        (["list", "--text"], "--text: تنقصه قيمة واحدة"),
        (["list", "--contested=1"], "لا يأخذ قيمة: '1'"),
        (["list", "--t", "x"], "خيار ملتبس: --t قد يعني --target, --tactic, --to, --text"),
        (["show"], "معطيات ناقصة: الرقم"),
    ],
)
def test_errors_of_the_options_are_arabic(capsys, arguments, arabic):
    code, words = told(capsys, *arguments, "--lang", "ar")
    assert code == 2
    assert arabic in words


@pytest.mark.parametrize(
    ("environment", "arguments", "lang"),
    [
        ({"LANG": "ar_SY.UTF-8"}, [], "ar"),
        ({"LANG": "ar_SY.UTF-8", "LC_ALL": "en_GB.UTF-8"}, [], "en"),
        ({"LANGUAGE": "ar:en", "LANG": "C"}, [], "ar"),
        ({"LANG": "C.UTF-8"}, [], "en"),
        ({}, [], "en"),
        ({"LANG": "ar_SY.UTF-8"}, ["list", "--lang", "en"], "en"),
        ({"LANG": "en_GB.UTF-8"}, ["--lang=ar"], "ar"),
        ({"LANG": "ar_SY.UTF-8"}, ["--lang"], "ar"),
    ],
)
def test_the_option_decides_the_language_and_else_the_environment(monkeypatch, environment, arguments, lang):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language_asked(arguments).code == lang


def test_english_stays_english_after_arabic(capsys):
    told(capsys, "--lang", "ar", "--help")
    code, words = told(capsys, "list", "--help")
    assert code == 0
    assert "usage: python -m incidents list" in words
    assert "show this help message and exit" in words
    assert not re.search("[\u0621-\u064a]", words)


def test_the_language_may_stand_before_or_after_the_command(capsys):
    answers = set()
    for arguments in (["--lang", "ar", "show", "SYR-9999"], ["show", "SYR-9999", "--lang", "ar"]):
        assert main(arguments) == 2
        answers.add(capsys.readouterr().err)
    assert answers == {"لا حدث في السجل برقم SYR-9999.\n"}
