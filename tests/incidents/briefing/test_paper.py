import datetime as dt
import math
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from urllib.parse import unquote

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from pymupdf_fonts import myfont

from incidents.briefing.annotations import Annotations
from incidents.briefing.compose import compose_briefing
from incidents.briefing.content import Source
from incidents.briefing.paper import (
    briefing_to_a4_pdf,
    briefing_to_a4_png,
    briefing_to_slide_pdf,
    briefing_to_slide_png,
    count_pages,
)
from incidents.briefing.paper_room import pages_taken
from incidents.briefing.paper_sheet import DENSE, DENSEST, SMALLEST, Layout, paper_content, paper_map
from incidents.briefing.typesetting import TYPEFACES, typeset
from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, a_selection
from tests.incidents.conftest import (
    DEIR_EZ_ZOR,
    LINK,
    MADE_ON,
    a_hostile_selection,
    answered,
    briefing_of,
    is_said,
    made_once,
    many,
    words,
)

NOTHING = Question(text="nothing of the kind")
TWO = Question(text="SYR-0049 SYR-0044")
NEAR_RAQQA = Question(near=Near("raqqa", 30))
LAST_90_DAYS = Question(governorate=("SY09",), date_from=dt.date(2025, 12, 6), date_to=dt.date(2026, 3, 5))


def unbroken(text: str) -> str:
    """Return text without spaces and hyphens: a line may break inside a name."""
    return re.sub(r"[ \-\u2010\x02]", "", words(text))


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [words(page.get_textpage().get_text_bounded()) for page in document]


def test_slide_is_a_full_hd_picture(summer):
    assert Image.open(BytesIO(made_once(briefing_to_slide_png, summer))).size == (1920, 1080)


@pytest.mark.parametrize("filters", [DEIR_EZ_ZOR, Question()])
def test_slide_pdf_is_one_page_that_tells_figures_and_version(lang, filters):
    briefing = answered(filters, lang)
    (page,) = pages(made_once(briefing_to_slide_pdf, briefing))
    for figure in briefing.figures.key[:4]:
        assert is_said(figure.value, page), figure
        if briefing.lang == EN:
            assert figure.label in page
    assert briefing.making.version in page
    if briefing.lang == EN:
        assert words(briefing.heading.title) in page
        assert words(briefing.heading.kicker) in page


def test_pdf_says_its_language_and_describes_its_map(summer, lang):
    printed = made_once(briefing_to_slide_pdf, summer)
    document = pypdfium2.PdfDocument(printed)
    assert words(document.get_metadata_value("Title")) == words(summer.heading.title)
    assert re.search(rb"/Lang\s*\(" + lang.code.encode(), printed)
    assert b"/StructTreeRoot" in printed
    assert b"/Alt" in printed or b"/ObjStm" in printed


def test_paper_of_few_incidents_has_two_pages_at_most(summer, lang):
    weeks = replace(DEIR_EZ_ZOR, date_to=dt.date(2025, 8, 5))
    printed = made_once(briefing_to_a4_pdf, answered(weeks, lang))
    assert 1 <= count_pages(printed) <= 2
    assert count_pages(printed) == len(pypdfium2.PdfDocument(printed))
    longer = made_once(briefing_to_a4_pdf, summer)
    assert count_pages(longer) == len(pypdfium2.PdfDocument(longer))
    assert count_pages(printed) <= count_pages(longer) <= 3


def test_every_run_of_forty_incidents_of_the_record_fits_three_pages_with_the_addresses_of_all_sources(record, lang):
    dated = record.incidents.dropna(subset="date_start").set_index("incident_id")
    days = [stamp.date() for stamp in dated["date_start"]]
    claims = record.claims.groupby("incident_id").agg(told=("claim_id", "size"), sources=("source_id", "nunique"))
    told = dated[f"summary_{lang.code}"].str.len() + (claims @ [60, 100]).reindex(dated.index, fill_value=0)
    longest = int(told.rolling(31).sum().argmax()) - 30  # of all runs: about 60 letters a claim, 100 an address
    run = Question(date_from=days[longest], date_to=days[longest + 30])
    for asked in (run, DEIR_EZ_ZOR, LAST_90_DAYS, NEAR_RAQQA):
        briefing = answered(asked, lang)
        assert briefing.map.pins
        printed = made_once(briefing_to_a4_pdf, briefing)
        assert count_pages(printed) <= 3, asked
        addressed = [source for source in briefing.notes.sources if source.url]
        assert sum(len(re.findall("http", page)) for page in pages(printed)) >= len(addressed), asked


def test_it_is_estimated_how_many_pages_a_paper_takes(summer):
    layouts = {
        EN: (Layout(1, density=0), Layout(DENSE + 1), Layout(DENSE, 0, larger=1.15)),
        AR: (Layout(DENSEST), Layout(DENSE + 1, density=DENSE + 1, lines=3)),
    }
    for layout in layouts[summer.lang]:
        drawn = paper_map(summer, layout)
        printed = typeset("a4", paper_content(summer, drawn, layout), drawn.svg, "pdf")[0]
        assert math.ceil(pages_taken(summer, layout)) == count_pages(printed), layout


def test_paper_lists_all_incidents_accounts_and_sources_in_order(summer):
    text = " ".join(pages(made_once(briefing_to_a4_pdf, summer)))
    positions = [text.find(f" {row.number} ") for row in summer.table.listed]
    assert all(position >= 0 for position in positions)
    for source in summer.notes.sources:
        assert str(source.number) in text
    if summer.lang == EN:
        assert [row.place for row in summer.table.listed if unbroken(row.place) not in unbroken(text)] == []
        for sentence in (*summer.notes.caveats, summer.notes.method, summer.notes.citation):
            assert words(sentence) in text
        order = [text.find(words(part)) for part in (summer.heading.title, "Incidents per", summer.notes.caveats[0])]
        order.append(text.rfind("Sources"))  # the caveats speak of sources too
        assert -1 not in order
        assert order == sorted(order)


@pytest.mark.parametrize(
    ("coded", "printed"),
    [
        ("https://example.org/%D8%AF%D8%A7%D8%B9%D8%B4", "https://example.org/داعش"),
        ("https://example.org/a%2Fb%20c", "https://example.org/a%2Fb%20c"),  # a coded mark is not that mark
        # a vowel sign would be misplaced: it keeps its code, and the letters beside it do not
        ("https://example.org/%D8%AF%D8%A7%D8%B9%D9%8B-11", "https://example.org/داع%D9%8B-11"),
        ("https://example.org/%d8%af%d8%a7%d8", "https://example.org/%d8%af%d8%a7%d8"),  # cut inside a letter
    ],
)
def test_an_address_is_printed_in_letters_where_it_still_leads_there(coded, printed):
    assert Source(1, "", coded).address == printed
    assert unquote(printed) == unquote(coded)


def test_a_short_paper_prints_the_addresses_of_its_sources():
    briefing = briefing_of(a_selection())
    assert briefing.notes.sources[0].url
    text = "".join("".join(pages(briefing_to_a4_pdf(briefing))).split()).replace("\u200b", "")
    assert briefing.notes.sources[0].address in text


def test_arabic_words_are_found_in_the_pdf(summer):
    if summer.lang == AR:
        text = " ".join(pages(made_once(briefing_to_a4_pdf, summer)))
        # Words with lam-alef among them: one glyph, two letters.
        sought = [
            "مرتبطا بداعش",
            "دير الزور",
            "المدة السابقة",
            "ولا بيانات بعد ذلك",
            "المرصد السوري لحقوق الإنسان",
            "ولا يحسب أي متوسط",
            "روايات متضاربة: من يقول ماذا",
            "الأحداث بأرقامها",
        ]
        found = [*map(text.find, sought), text.rfind("المصادر")]
        assert -1 not in found
        assert found == sorted(found)


def test_long_paper_repeats_title_and_numbers_its_pages(everything):
    texts = pages(made_once(briefing_to_a4_pdf, everything))
    assert len(texts) > 5
    for number, text in enumerate(texts, start=1):
        assert {str(number), str(len(texts))} <= set(re.findall(r"\d+", text[-130:]))
    if everything.lang == EN:
        assert all(words(everything.heading.title)[:40] in text for text in texts)


def test_long_paper_lists_every_incident(everything):
    text = " ".join(pages(made_once(briefing_to_a4_pdf, everything)))
    numbers = [row.incident_id.removeprefix("SYR-") for row in everything.table.listed]
    assert [number for number in numbers if number not in text] == []


def test_paper_as_pictures_has_the_pages_of_the_pdf(lang):
    two = answered(TWO, lang)
    assert len(briefing_to_a4_png(two)) == count_pages(made_once(briefing_to_a4_pdf, two)) > 1


def test_empty_selection_prints_and_says_so(lang):
    briefing = answered(NOTHING, lang)
    assert Image.open(BytesIO(briefing_to_slide_png(briefing))).size == (1920, 1080)
    assert count_pages(made_once(briefing_to_a4_pdf, briefing)) == 1
    if lang == EN:
        assert (
            "No matching record. It does not mean that nothing happened." in pages(briefing_to_slide_pdf(briefing))[0]
        )


def test_very_long_title_stays_on_one_slide(record):
    everywhere = tuple(f"SY{number:02}" for number in range(1, 15))
    asked = Question(governorate=everywhere, text="a" * 200, date_from=dt.date(2024, 11, 4))
    briefing = compose_briefing(select(record, asked), None, EN, LINK * 20, MADE_ON)
    assert len(pages(briefing_to_slide_pdf(briefing))) == 1


def test_thousands_of_incidents_print(lang):
    briefing = briefing_of(many(2000), lang)
    assert len(pages(briefing_to_slide_pdf(briefing))) == 1
    assert count_pages(briefing_to_a4_pdf(briefing)) > 2


@pytest.mark.always
def test_hostile_text_prints_as_text():
    briefing = briefing_of(a_hostile_selection(1))
    text = " ".join(pages(briefing_to_a4_pdf(briefing)))
    assert "#panic() <script>alert(1)</script> =1+1 evil" in text
    assert "1 =1+1 #panic()," in text
    assert "#panic() <script>alert(1)</script> =1+1 evil" in pages(briefing_to_slide_pdf(briefing))[0]
    for made in (briefing_of(a_hostile_selection(3), AR), briefing_of(a_hostile_selection(41), AR)):
        assert len(pages(briefing_to_slide_pdf(made))) == 1
        assert "panic" in " ".join(pages(briefing_to_a4_pdf(made)))


def test_briefings_at_once_never_mix():
    briefings = [briefing_of(many(number), lang) for number in (3, 11) for lang in (EN, AR)]
    alone = [briefing_to_slide_pdf(briefing) for briefing in briefings]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(briefing_to_slide_pdf, briefings * 2))
    assert together == alone * 2


def test_every_letter_of_the_record_has_a_glyph(record):
    drawn = set().union(*(TTFont(BytesIO(myfont(name))).getBestCmap() for name in TYPEFACES))
    texts = record.incidents[["summary_en", "summary_ar"]].to_numpy().ravel().tolist()
    texts += record.places[["name_en", "name_ar"]].to_numpy().ravel().tolist()
    texts += record.origins[["name_en", "name_ar"]].to_numpy().ravel().tolist()
    texts += record.sources[["publisher", "publisher_ar"]].fillna("").to_numpy().ravel().tolist()
    unseen = {letter for text in texts for letter in text if ord(letter) not in drawn and letter.isprintable()}
    assert unseen == set()


def letters_of(pdf: bytes) -> list[tuple[str, float, float]]:
    """Return every visible letter with its size and its height on the page, in points."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            letter = text.get_text_range(place, 1)
            size = pypdfium2.raw.FPDFText_GetFontSize(text.raw, place)
            if letter.strip():
                found.append((letter, size, text.get_charbox(place)[1]))
    return found


@pytest.mark.parametrize("asked", [DEIR_EZ_ZOR, TWO, NOTHING])
def test_no_letter_of_a_paper_is_smaller_than_seven_points(asked, lang):
    sizes = [size for _letter, size, _height in letters_of(made_once(briefing_to_a4_pdf, answered(asked, lang)))]
    assert min(sizes) >= SMALLEST - 0.01


def test_a_hyphened_name_and_a_figure_with_its_word_keep_on_one_line():
    lines = {}
    briefing = answered(DEIR_EZ_ZOR, EN)
    for page in pypdfium2.PdfDocument(made_once(briefing_to_a4_pdf, briefing)):
        lines |= dict.fromkeys(page.get_textpage().get_text_bounded().splitlines())
    assert any("Deir ez-Zor" in line for line in lines)
    assert [line for line in lines if line.rstrip().endswith(("ez-", "ez\x02", "ez\ufffe"))] == []


def test_a_link_breaks_inside_its_box_instead_of_being_cut():
    long = "https://example.org/?" + "&".join(f"governorate=SY{number:02}" for number in range(1, 14))
    printed = briefing_to_a4_pdf(compose_briefing(a_selection().within(NOTHING), None, EN, long, MADE_ON))
    assert long in "".join("".join(pages(printed)).split())
    text = pypdfium2.PdfDocument(printed)[0].get_textpage()
    assert max(text.get_charbox(place)[2] for place in range(text.count_chars())) <= 595.28 - 36


def test_rows_of_governorates_that_add_up_to_more_say_why(lang):
    briefing = answered(Question(actor=("sdf",)), lang)
    assert sum(bar.count for bar in briefing.charts.governorates) != int(briefing.figures.key[0].value)
    if lang == EN:
        text = " ".join(pages(briefing_to_a4_pdf(briefing)))
        assert words(briefing.charts.governorates_note) in text
        assert "reported in several governorates counts" in text


def test_rows_of_governorates_on_a_slide_say_why_they_add_up_to_more(lang):
    briefing = answered(Question(actor=("sdf",)), lang)
    assert sum(bar.count for bar in briefing.charts.governorates) != int(briefing.figures.key[0].value)
    assert words(briefing.charts.governorates_note) in pages(made_once(briefing_to_slide_pdf, briefing))[0]


@pytest.mark.parametrize("printed", [briefing_to_slide_pdf, briefing_to_a4_pdf])
def test_words_of_a_note_in_the_other_script_keep_their_order(record, printed):
    own = Annotations(note="Ask the office in Deir ez-Zor.")
    briefing = compose_briefing(select(record, NOTHING), None, AR, LINK, MADE_ON, own=own)
    text = pypdfium2.PdfDocument(printed(briefing))[0].get_textpage()
    start, _count = text.search("office").get_next()
    line = text.get_charbox(start)[1]
    boxes = [(text.get_charbox(place), text.get_text_range(place, 1)) for place in range(text.count_chars())]
    level = sorted((box[0], letter) for box, letter in boxes if abs(box[1] - line) < 3 and letter.strip())
    read = re.sub(r"[\x02\ufffe\u2010]", "-", "".join(letter for _left, letter in level))
    assert "officeinDeirez-Zor." in read


def test_a_long_paper_says_on_its_first_page_what_to_bear_in_mind(everything):
    first, *_others = pages(made_once(briefing_to_a4_pdf, everything))
    (counted, held) = re.findall(r"(?<!\d)\d{2,3}(?!\d)", everything.notes.sample)
    assert counted in first
    assert held in first


def test_the_last_page_of_a_long_paper_holds_more_than_the_last_source():
    *_others, last = pages(made_once(briefing_to_a4_pdf, answered(Question(), EN)))
    assert last.count("https:") > 8


def test_the_sources_of_a_page_follow_those_of_the_page_before():
    document = pypdfium2.PdfDocument(made_once(briefing_to_a4_pdf, answered(Question(), EN)))
    told = [page.get_textpage().get_text_bounded() for page in document][-2:]
    heads = [int(found) for text in told for found in re.findall(r"(?m)^(\d{1,3}) (?!ISIS-related)[A-Z]", text)]
    numbers = [number for number in heads if number > 31]  # a day of a date may begin a line too
    assert len(numbers) > 100
    assert numbers == sorted(numbers)


def test_no_address_reaches_into_the_next_column():
    document = pypdfium2.PdfDocument(made_once(briefing_to_a4_pdf, answered(Question(), EN)))
    page = document[len(document) - 1].get_textpage()
    boxes = [page.get_rect(number) for number in range(page.count_rects())]
    body = [(left, right) for left, low, right, high in boxes if low > 50 and high < 790]
    columns = [36 + 133.3 * number for number in range(5)]  # where each of four begins, in points
    assert len(body) > 100
    for left, right in body:
        end = next(start for start in columns if start > left + 1)
        assert right <= end, (left, right)


def test_an_address_without_any_mark_is_no_wider_than_its_column():
    document = pypdfium2.PdfDocument(made_once(briefing_to_a4_pdf, answered(Question(), AR)))
    for page in (document[number].get_textpage() for number in range(len(document) - 3, len(document))):
        boxes = [page.get_rect(number) for number in range(page.count_rects())]
        widths = [right - left for left, low, right, high in boxes if low > 50 and high < 790]
        assert len(widths) > 100
        assert max(widths) <= 124


def lowest_of(page: pypdfium2.PdfPage) -> float:
    """Return how far down a page its text reaches, as a share of the room between its margins."""
    text = page.get_textpage()
    lows = [text.get_charbox(place)[1] for place in range(text.count_chars())]
    return 1 - (min(low for low in lows if low > 44) - 44) / (842 - 44 - 40)


def test_the_pages_of_two_incidents_are_filled(lang):
    first, second = map(lowest_of, pypdfium2.PdfDocument(made_once(briefing_to_a4_pdf, answered(TWO, lang))))
    assert first > 0.85
    assert second > 0.65


def test_the_pages_of_a_dense_paper_are_filled_by_larger_letters_and_longer_accounts(lang):
    briefing = answered(LAST_90_DAYS, lang)
    printed = made_once(briefing_to_a4_pdf, briefing)
    filled = [lowest_of(page) for page in pypdfium2.PdfDocument(printed)]
    assert min(filled) > 0.7
    assert "".join(pages(printed)).count("…") < len(briefing.table.listed) / 3


def test_incidents_of_a_dense_paper_are_told_in_whole_sentences_where_its_pages_have_room(lang):
    text = " ".join(pages(made_once(briefing_to_a4_pdf, answered(NEAR_RAQQA, lang))))
    assert text.count("…") < len(answered(NEAR_RAQQA, lang).table.listed) / 3


def test_what_to_bear_in_mind_stands_once_and_each_of_it_ends_with_a_mark(lang):
    for asked in (TWO, NEAR_RAQQA, DEIR_EZ_ZOR):
        briefing = answered(asked, lang)
        text = " ".join(pages(made_once(briefing_to_a4_pdf, briefing)))
        assert text.count(words(briefing.notes.method)) == 1
        layout = Layout(0)
        assert [
            told
            for told in paper_content(briefing, paper_map(briefing, layout), layout)["caveats"]
            if not told.endswith((".", "؟", "!"))
        ] == []


def test_parts_of_a_reason_are_sentences(lang):
    note = answered(NEAR_RAQQA, lang).charts.governorates_note
    assert len(note.split(". ")) == 2
    assert "·" not in note


def rects_of(text: pypdfium2.PdfTextPage, word: str) -> Iterator[tuple[float, float, float, float]]:
    """Yield the box of every place at which a word stands on a page: left, bottom, right, top, in points."""
    found = text.search(word)
    while place := found.get_next():
        boxes = [text.get_charbox(place[0] + number) for number in range(place[1])]
        lefts, lows, rights, tops = zip(*boxes, strict=True)
        yield min(lefts), min(lows), max(rights), max(tops)


def test_words_for_what_is_not_reported_keep_on_one_line():
    for page in pypdfium2.PdfDocument(made_once(briefing_to_a4_pdf, answered(NEAR_RAQQA, EN))):
        for _left, low, _right, high in rects_of(page.get_textpage(), "not reported"):
            assert high - low < 14


def test_heads_of_the_columns_of_a_table_stand_apart(lang):
    for asked in (TWO, NEAR_RAQQA):
        page = pypdfium2.PdfDocument(made_once(briefing_to_a4_pdf, answered(asked, lang)))[1].get_textpage()
        heads = [next(rects_of(page, lang.say(head))) for head in ("No.", "Date", "Place")]
        level = sorted(heads)
        for one, other in pairwise(level):
            assert one[2] + 2 < other[0]


def test_a_title_of_two_lines_leaves_the_selection_clear_of_the_map(lang):
    briefing = answered(Question(actor=("sdf",)), lang)
    text = pypdfium2.PdfDocument(made_once(briefing_to_slide_pdf, briefing))[0].get_textpage()
    _left, low, _right, _high = next(rects_of(text, lang.say("Selection:").rstrip(":")))
    top_of_map = 540 - 15 - (65 if lang == AR else 62)
    assert low > top_of_map + 1.5


@pytest.mark.parametrize("printed", [briefing_to_slide_pdf, briefing_to_a4_pdf])
def test_a_word_in_place_of_a_figure_keeps_clear_of_its_label(printed):
    briefing = answered(Question(text="SYR-0119 SYR-0113"), AR)
    text = pypdfium2.PdfDocument(made_once(printed, briefing))[0].get_textpage()
    unknown = max(rects_of(text, words(briefing.figures.key[3].value)), key=lambda box: box[3])
    label = max(rects_of(text, briefing.figures.key[3].label), key=lambda box: box[3])
    assert unknown[1] > label[3]


@pytest.mark.parametrize("asked", [LAST_90_DAYS, NEAR_RAQQA])
def test_what_to_bear_in_mind_stands_beside_the_map_on_a_dense_paper_too(asked, lang):
    briefing = answered(asked, lang)
    assert len(briefing.table.listed) > 20
    first = pages(made_once(briefing_to_a4_pdf, briefing))[0]
    assert words(lang.say("What these figures cannot tell")) in first


def test_no_range_of_a_paper_breaks_at_its_dash(lang):
    papers = (answered(asked, lang) for asked in (Question(), DEIR_EZ_ZOR, NEAR_RAQQA, LAST_90_DAYS))
    told = "".join(page for paper in papers for page in pages_as_set(made_once(briefing_to_a4_pdf, paper)))
    assert re.search("\\d\u2060?\u2013\u2060?\\d", told)
    assert re.findall("\\d\u2060?\u2013\u2060?[\r\n]+\u2060?\\d", told) == []


def pages_as_set(pdf: bytes) -> Iterator[str]:
    """Yield the text of each page with the ends of its lines."""
    for page in pypdfium2.PdfDocument(pdf):
        yield page.get_textpage().get_text_range()
