import pytest

from incidents.widgets.plain_labels import plain_label, plain_markdown


@pytest.mark.parametrize(
    "text",
    ["**bold**", ":red[x]", "[a](http://example.org)", "<img src=x onerror=y>", "$x$", ":material/close:", "`c`"],
)
def test_no_character_of_markdown_is_left_unescaped(text):
    label = plain_label(text)
    assert label.replace("\\", "").replace("\u2060", "") == text  # a word joiner keeps an address from being a link
    for place, letter in enumerate(label):
        if letter in "*[]()<>$:`":
            assert label[place - 1] == "\\"


def test_letters_of_both_scripts_stay_as_they_are():
    assert plain_label("دير الزور Deir") == "دير الزور Deir"


def test_the_logs_markdown_keeps_headings_and_lists_but_names_no_address() -> None:
    shown = plain_markdown("## Title\n\n- ![a](http://evil.example/1.png) \\[b\\](http://evil.example) <img src=x>")
    assert shown.startswith("## Title\n\n- !\\[a\\](http:\u2060//evil.example")
    assert "\\\\\\[b" in shown
    assert "\\<img" in shown
