import datetime as dt
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn

from incidents.briefing.arabic_pdf import without_vowel_signs
from incidents.briefing.deck import briefing_to_pptx
from incidents.briefing.deck_map import LARGER, deck_map
from incidents.briefing.deck_pages import deck_rows
from incidents.briefing.deck_shapes import Rect, Run
from incidents.briefing.deck_texts import (
    MOST_PAGES,
    Part,
    contested_part,
    further_accounts,
    paragraph_height,
    parted,
    text_slides,
)
from incidents.briefing.fitting import lines_of
from incidents.briefing.sheets import most_killed
from incidents.briefing.slide_sheet import slide_content, slide_map
from incidents.selection.question import Near, Question
from tests.conftest import AR, EN, a_claim, a_selection
from tests.incidents.conftest import (
    LINK,
    a_hostile_selection,
    answered,
    briefing_of,
    made_once,
    many,
    unjoined,
)

PLACE = Rect(24, 70, 912, 440)


def read(briefing):
    return Presentation(BytesIO(made_once(briefing_to_pptx, briefing)))


def text_of(slide) -> str:
    return unjoined("\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame))


def test_no_range_of_a_deck_breaks_at_its_dash(summer):
    for slide in read(summer).slides:
        framed = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        cells = [cell.text for shape in slide.shapes if shape.has_table for cell in shape.table.iter_cells()]
        assert [text for text in (*framed, *cells) if re.search(r"\d\u2013\d", text)] == []


def table_of(deck):
    """Return the table of the first slide that has one."""
    return next(shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table)


def slides_called(deck, title: str) -> list:
    """Return the slides on which something stands under a head: their own, or one further down."""
    return [slide for slide in deck.slides if without_vowel_signs(title) in text_of(slide).splitlines()]


def test_title_and_figures_read_back_as_composed(summer):
    slide = read(summer).slides[0]
    assert unjoined(slide.shapes.title.text_frame.text) == without_vowel_signs(summer.heading.title)
    text = text_of(slide)
    for figure in summer.figures.key[:4]:
        assert figure.value in text
        assert without_vowel_signs(figure.label) in text
        assert without_vowel_signs(figure.unknown) in text
    assert without_vowel_signs(summer.making.made) in text


def test_chart_is_native_and_holds_the_counts_of_the_timeline(summer):
    (chart,) = [shape.chart for shape in read(summer).slides[0].shapes if shape.has_chart]
    counts = [tuple(int(value) for value in series.values) for series in chart.plots[0].series]
    assert counts == [row for _kind, row in summer.charts.timeline.counts]
    assert tuple(chart.plots[0].categories) == summer.charts.timeline.periods


def test_axis_ids_are_positive(summer):
    (chart,) = [shape.chart for shape in read(summer).slides[0].shapes if shape.has_chart]
    ids = [int(element.get("val")) for element in chart.element.xpath(".//c:axId | .//c:crossAx")]
    assert ids
    assert min(ids) > 0


def test_table_is_native_and_columns_run_with_the_language(summer):
    table = table_of(read(summer))
    header = [cell.text for cell in table.rows[0].cells]
    numbers = [row.cells[len(header) - 1 if summer.lang == AR else 0].text for row in table.rows][1:]
    assert len(header) == 6
    assert set(numbers) <= {str(row.number) for row in summer.table.listed}


def test_symbols_are_shapes_that_can_be_moved(summer):
    names = [shape.name for shape in read(summer).slides[0].shapes]
    for pin in summer.map.pins:
        assert any(name.startswith(f"{pin.number} ") for name in names), pin.number


def test_many_incidents_leave_the_map_a_picture(everything):
    shapes = read(everything).slides[0].shapes
    assert [shape.name for shape in shapes if shape.shape_type == 13] == ["Map", "Legend"]  # MSO_SHAPE_TYPE.PICTURE
    assert len(shapes) < 25


def test_pictures_charts_and_tables_have_alt_texts(summer):
    for slide in read(summer).slides:
        for shape in slide.shapes:
            if shape.shape_type == 13 or shape.has_chart or shape.has_table:
                assert shape.element.xpath(".//p:cNvPr")[0].get("descr"), shape.name


def test_notes_hold_selection_caveats_and_every_source(summer):
    notes = read(summer).slides[0].notes_slide.notes_text_frame.text
    assert without_vowel_signs(summer.heading.filters) in notes
    assert without_vowel_signs(summer.notes.citation) in notes
    assert summer.notes.link in notes
    for sentence in (*summer.notes.caveats, *summer.notes.changes):
        assert without_vowel_signs(sentence) in notes
    for source in summer.notes.sources:
        assert f"[{source.number}] {without_vowel_signs(source.text)} {source.url}".rstrip() in notes


def test_contested_accounts_have_a_slide_of_their_own(everything):
    first, *others = slides_called(read(everything), everything.lang.say("Conflicting accounts: who says what"))
    contested = [row for row in everything.table.listed if row.contested]
    assert contested[0].place in text_of(first)
    assert contested[-1].place in text_of(others[-1])


def test_arabic_paragraphs_run_from_right_to_left(summer):
    for slide in read(summer).slides:
        title = slide.shapes.title.text_frame.paragraphs[0]._p
        rtl = title.find(qn("a:pPr")).get("rtl")
        assert rtl == ("1" if summer.lang == AR else None)
        language = title.find(qn("a:r")).find(qn("a:rPr")).get("lang")
        assert language == ("ar-SY" if summer.lang == AR else "en-GB")


def test_every_part_is_well_formed_and_refers_to_nothing_outside(summer):
    with ZipFile(BytesIO(made_once(briefing_to_pptx, summer))) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(archive.read(name))
                assert not tree.xpath('//*[@TargetMode="External"]')


def test_hostile_text_is_text_in_the_deck(lang):
    table = table_of(read(briefing_of(a_hostile_selection(3), lang)))
    assert table.rows[1].cells[2 if lang == AR else 3].text.startswith("#panic() <script>alert(1)</script> =1+1 evil □")
    assert "#panic() <script>" in text_of(read(briefing_of(a_hostile_selection(1), lang)).slides[0])


def test_one_incident_is_told_in_full_instead_of_counted(lang):
    briefing = briefing_of(a_selection(claims=[a_claim(value=3)]), lang)
    slide = read(briefing).slides[0]
    assert not any(shape.has_table or shape.has_chart for shape in slide.shapes)
    (row,) = briefing.table.listed
    assert without_vowel_signs(row.summary) in text_of(slide)
    told = f"{row.accounts[0].origin}: {row.accounts[0].says}"
    assert without_vowel_signs(told) in text_of(slide)


def test_empty_selection_is_said_on_the_slide(lang):
    briefing = briefing_of(a_selection(), lang, Question(text="nothing of the kind"))
    names = [shape.name for shape in read(briefing).slides[0].shapes]
    assert "Nothing found" in names


def test_sentences_of_the_contested_slide_are_whole(everything):
    slides = slides_called(read(everything), everything.lang.say("Conflicting accounts: who says what"))
    told = [text_of(slide) for slide in slides]
    contested = [row for row in everything.table.listed if row.contested]
    assert len(slides) > 1
    for row in contested:
        assert any(without_vowel_signs(" ".join(row.contested)) in text for text in told)


def test_contested_accounts_beyond_the_last_slide_are_counted(summer):
    (row,) = [row for row in summer.table.listed if row.contested][:1]
    part = contested_part([row] * 500, PLACE, EN)
    shown, count = re.findall(r"\d+", part.paragraphs[-1][0].text)[:2]
    assert (0 < int(shown) < 500, count) == (True, "500")
    assert len(text_slides([part], PLACE, EN)) == MOST_PAGES


def lines(count: int, words: str = "so says somebody") -> list[list[Run]]:
    return [[Run(words, 10)] for _line in range(count)]


def on_slides(*parts: Part) -> list[list[tuple[str, int]]]:
    """Return what stands on each slide: the head of each part and how many paragraphs of it."""
    return [[(piece.title, len(piece.paragraphs)) for piece in slide] for slide in text_slides(parts, PLACE, EN)]


def test_no_slide_of_texts_holds_the_last_line_alone():
    most = len(parted(lines(500), PLACE, EN)[0])
    (first,), (second,) = on_slides(Part("Sources", lines(most + 1)))
    assert first[1] + second[1] == most + 1
    assert abs(first[1] - second[1]) <= 1


def test_a_part_of_few_lines_shares_its_slide_with_the_next():
    assert on_slides(Part("Contested", lines(4)), Part("Sources", lines(9))) == [[("Contested", 4), ("Sources", 9)]]
    most = len(parted(lines(500), PLACE, EN)[0])
    first, *_others = on_slides(Part("Contested", lines(4)), Part("Sources", lines(most)))
    assert [title for title, _count in first] == ["Contested", "Sources"]


def test_what_shares_a_slide_fits_it_and_a_full_one_is_left_alone():
    most = len(parted(lines(500), PLACE, EN)[0])
    assert on_slides(Part("Contested", lines(most)), Part("Sources", lines(1))) == [
        [("Contested", most)],
        [("Sources", 1)],
    ]
    for count in range(1, 3 * most):
        for slide in text_slides([Part("Contested", lines(4)), Part("Sources", lines(count))], PLACE, EN):
            told = [paragraph for piece in slide for paragraph in piece.paragraphs]
            assert sum(paragraph_height(each, PLACE.width, EN) for each in told) <= PLACE.height


def test_a_head_does_not_end_a_page():
    told = [*lines(2), [Run("Accounts", 10, bold=True)], *lines(4)]
    low = Rect(0, 0, PLACE.width, 3 * paragraph_height(told[0], PLACE.width, EN))
    assert [len(page) for page in parted(told, low, EN)] == [2, 4, 1]


def test_accounts_that_go_on_begin_without_their_head_again(lang):
    head = [Run(f"{lang.say('Accounts')} ", 10, bold=True)]
    assert further_accounts([head, *lines(2)], lang) == Part(lang.say("Accounts"), lines(2))
    assert further_accounts(lines(2), lang) == Part(lang.say("Accounts"), lines(2))


def test_few_numbers_of_sources_keep_on_one_line():
    briefing = answered(Question(text="SYR-0049"), AR)
    told = text_of(read(briefing).slides[0])
    cited = re.findall(r"\[[^\]]*\]", told)
    assert any("," in numbers for numbers in cited)
    assert not any(" " in numbers for numbers in cited if len(numbers) < 24)


def test_every_slide_with_figures_says_what_the_record_is_a_sample_of(everything, summer):
    for briefing in (everything, summer):
        sample = without_vowel_signs(briefing.notes.sample)
        assert "241" in sample
        for slide in read(briefing).slides:
            assert sample in text_of(slide), slide.shapes.title.text_frame.text


def test_letters_of_the_map_of_a_deck_are_no_smaller_than_ten_points(everything, summer):
    for briefing in (everything, summer):
        drawn, key = deck_map(briefing, Rect(24, 82, 912, 370))
        assert min(word.size for word in (*drawn.words, *key.words)) * LARGER >= 10
        assert drawn.width * LARGER > 912 / 3


def test_no_figure_of_a_deck_is_written_over_what_stands_below():
    briefing = answered(
        Question(governorate=("SY02",), date_from=dt.date(2025, 5, 1), date_to=dt.date(2025, 5, 31)), AR
    )
    shapes = {shape.name: shape for shape in read(briefing).slides[0].shapes}
    below = shapes["Accounts"].top
    for figure in briefing.figures.key[:4]:
        box = shapes[figure.label]
        room = (box.width - box.text_frame.margin_left - box.text_frame.margin_right) / 12_700
        told = [(run.text, run.font.size.pt) for line in box.text_frame.paragraphs for run in line.runs]
        high = sum(lines_of(text, room, size * 1.12) * size * 1.3 for text, size in told) + 5
        assert box.top + high * 12_700 <= below, figure


def test_no_text_of_a_deck_is_smaller_than_ten_points(everything, summer):
    for briefing in (everything, summer):
        sizes = [int(size) for slide in read(briefing).slides for size in letters_of(slide)]
        assert min(sizes) >= 1000


def letters_of(slide) -> list[str]:
    """Return the sizes (hundredths of a point) of all letters, the numbers in the symbols of the map among them."""
    texts = [shape for shape in slide.shapes if shape.has_text_frame]
    tables = [shape for shape in slide.shapes if shape.has_table]
    return [size for shape in texts + tables for size in shape.element.xpath(".//a:rPr/@sz")]


def test_both_languages_list_the_same_incidents_on_slide_and_deck():
    made = {lang: answered(Question(), lang) for lang in (EN, AR)}
    decks, slides = [
        [[row.incident_id for row in rows_of(briefing)] for briefing in made.values()]
        for rows_of in (deck_rows, slide_rows)
    ]
    assert decks[0] == decks[1]
    assert slides[0] == slides[1]
    assert slides[0]


def slide_rows(briefing):
    drawn = slide_map(briefing)
    heads = [row["head"] for row in slide_content(briefing, drawn)["rows"]]
    return most_killed(briefing.table.listed, len(heads))


def test_sources_have_slides_of_their_own_with_their_addresses(summer):
    told = " ".join(map(text_of, slides_called(read(summer), summer.lang.say("Sources"))))
    for row in deck_rows(summer):
        for source in summer.notes.sources:
            if source.number in row.sources:
                assert without_vowel_signs(source.address) in told


def test_sources_begin_on_a_slide_of_their_own_however_few_accounts_contradict_each_other(lang):
    contested = answered(Question(text="SYR-0049"), lang)
    told, sources = map(lang.say, ("Conflicting accounts: who says what", "Sources"))
    assert len(slides_called(read(contested), told)) == 1
    assert not {*map(text_of, slides_called(read(contested), told))} & {
        *map(text_of, slides_called(read(contested), sources))
    }


def problems_of(deck: bytes, folder) -> list[str]:
    path = folder / "deck.pptx"
    path.write_bytes(deck)
    return [f"{error.part_uri} {error.path}: {error.description}" for error in OpenXmlValidator().validate(path).errors]


@pytest.mark.always
def test_every_deck_keeps_to_the_schema_of_its_format(summer, everything, lang, tmp_path):
    long_question = Question(governorate=tuple(f"SY{number:02}" for number in range(1, 15)), text="a" * 200)
    none = Question(text="nothing of the kind")
    briefings = {
        EN: [
            summer,
            briefing_of(a_selection(), EN),
            briefing_of(many(300), EN),
            answered(long_question, EN, LINK * 20),
        ],
        AR: [everything, briefing_of(a_selection(), AR, none), briefing_of(a_hostile_selection(3), AR)],
    }[lang]
    for briefing in briefings:
        assert problems_of(made_once(briefing_to_pptx, briefing), tmp_path) == [], briefing.heading.title


@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ("ppt/slides/slide1.xml", b"<p:nvPr/>", b""),
        ("ppt/slides/slide1.xml", b'wrap="square"', b'wrap="around"'),
        ("ppt/slides/_rels/slide1.xml.rels", b"slideLayout6.xml", b"slideLayout66.xml"),
    ],
)
def test_validator_of_decks_is_not_blind(summer, tmp_path, part, right, wrong):
    made = BytesIO()
    with ZipFile(BytesIO(made_once(briefing_to_pptx, summer))) as sound, ZipFile(made, "w") as broken:
        assert right in sound.read(part)
        for name in sound.namelist():
            content = sound.read(name)
            broken.writestr(name, content.replace(right, wrong, 1) if name == part else content)
    assert problems_of(made.getvalue(), tmp_path)


def test_one_and_no_incident_make_decks(lang):
    assert len(read(briefing_of(a_selection(), lang)).slides) == 2  # the second names the sources
    assert len(read(briefing_of(a_selection(incidents=[], claims=[], roles=[]), lang)).slides) == 1


def test_very_long_question_and_link_make_a_deck():
    everywhere = tuple(f"SY{number:02}" for number in range(1, 15))
    briefing = answered(Question(governorate=everywhere, text="attack " * 25), EN, LINK * 9)
    deck = read(briefing)
    assert deck.core_properties.comments == ""
    assert briefing.notes.link in deck.slides[0].notes_slide.notes_text_frame.text


@pytest.mark.parametrize("sought", ["a\ufffeb", "\uffffzq", "a\U0001fffeb", "\ufdd0", "a\ud800b"])
def test_words_with_what_is_no_character_are_printed_without_it(sought):
    assert briefing_to_pptx(briefing_of(many(2), EN, Question(text=sought)))


def test_incidents_told_in_full_carry_their_numbers_and_what_goes_on_says_of_which_it_is(record, lang):
    briefing = answered(Question(text="SYR-0119 SYR-0113"), lang)
    first, further, *_others = read(briefing).slides
    heads = [without_vowel_signs(f"{row.number} {row.place} {row.date}") for row in briefing.table.listed]
    assert [head for head in heads if head not in text_of(first).splitlines()] == []
    below = text_of(further).splitlines()
    if without_vowel_signs(lang.say("Accounts")) in below:
        assert heads[-1] in below


def test_what_nobody_states_is_said_quietly_in_a_table(record):
    briefing = answered(Question(near=Near("raqqa", 30)), EN)
    table = table_of(read(briefing))
    runs = [row.cells[4].text_frame.paragraphs[0].runs[0] for row in list(table.rows)[1:]]
    assert "not reported" in {run.text for run in runs}
    assert all(run.font.bold == bool(re.search(r"\d", run.text)) for run in runs)
