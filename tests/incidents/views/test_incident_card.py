"""The card as HTML: who agrees with whom, what was replaced, what is unknown, and text that stays text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.dossiers import is_dossier
from incidents.views.incident_card import Walk, card_head, draw_card
from incidents.views.markup import anchor, text, web_address
from incidents.views.origin_kinds import ORIGIN_COLOURS, origin_colour
from incidents.views.tones import PALETTE, contrast
from tests.conftest import AR, EN, LANGS, SCHEMA, a_claim, a_selection, a_source, an_incident, an_origin

HOSTILE = "<img src=x onerror=alert(1)>=cmd()</script>\u202etxet"


class Card(HTMLParser):
    """The tags of a card with their attributes, and its words; fails on tags that do not close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def card_of(dataset: Record, incident_id: str = "SYR-0001", lang: Language = EN, link: str = "") -> Card:
    return Card(draw_card(dataset, incident_id, lang, link))


def board_of(html: str, title: str) -> str:
    found = re.search(rf'<section class="board [a-z]+"><h4>{title}.*?</section>', html)
    assert found, title
    return found.group()


def accounts_of(board: str) -> list[tuple[str, str]]:
    """Return the answer and the party of each account that stands."""
    account = (
        r'<li class="account k-[a-z-]+"><strong>(.*?)</strong><span class="who">(?:<button[^>]*>)?<bdi>(.*?)</bdi>'
    )
    return re.findall(account, board)


def test_each_party_has_an_account_of_its_own_the_lowest_figure_first() -> None:
    claims = [
        a_claim(measure="killed_is", value=3, origin_id="sohr"),
        a_claim(measure="killed_is", value=1, origin_id="interior-ministry"),
        a_claim(measure="killed_is", value=3, origin_id="residents"),
    ]
    board = board_of(draw_card(a_selection(claims=claims).record, "SYR-0001", EN), "ISIS members killed: how many")
    assert accounts_of(board) == [("1", "interior-ministry"), ("3", "sohr"), ("3", "residents")]


def test_ten_reprints_of_one_party_are_one_entry_with_ten_sources() -> None:
    claims = [a_claim(measure="arrested", value=4, source_id=f"reprint-{number}") for number in range(10)]
    board = board_of(draw_card(a_selection(claims=claims).record, "SYR-0001", EN), "How many were arrested")
    assert accounts_of(board) == [("4", "sohr")]
    assert len(re.findall(r'href="#source-\d+"', board)) == 10


def test_replaced_figure_is_struck_through_and_linked_with_what_replaced_it() -> None:
    claims = [
        a_claim(measure="killed_total", value=6, claim_id="SYR-0001-01", superseded_by="SYR-0001-02"),
        a_claim(measure="killed_total", value=7, claim_id="SYR-0001-02", superseded_by="SYR-0001-03"),
        a_claim(measure="killed_total", value=8, claim_id="SYR-0001-03"),
    ]
    html = draw_card(a_selection(claims=claims).record, "SYR-0001", EN)
    board = board_of(html, "How many were killed")
    assert accounts_of(board) == [("8", "sohr")]
    assert "<s>6</s>" in board
    assert '<a class="since" href="#claim-SYR-0001-03">later revised to 8</a>' in board
    assert '<s>6</s> <a href="#claim-SYR-0001-02">' in html
    assert 'id="claim-SYR-0001-03"' in html


def test_chain_of_replaced_claims_that_runs_in_a_circle_still_gives_a_card() -> None:
    claims = [
        a_claim(measure="arrested", value=6, claim_id="SYR-0001-01", superseded_by="SYR-0001-02"),
        a_claim(measure="arrested", value=7, claim_id="SYR-0001-02", superseded_by="SYR-0001-01"),
    ]
    assert "<s>6</s>" in draw_card(a_selection(claims=claims).record, "SYR-0001", EN)


def test_texts_stand_under_the_side_they_take_and_those_without_a_side_apart() -> None:
    claims = [
        a_claim(measure="outcome", text_en="Taken away alive.", text_ar="أ", position_en="Captured", position_ar="أسر"),
        a_claim(
            measure="outcome",
            text_en="Killed",
            text_ar="ب",
            position_en="Killed",
            position_ar="قتل",
            origin_id="residents",
        ),
        a_claim(measure="outcome", text_en="The raid lasted hours.", text_ar="ج", origin_id="a-paper"),
    ]
    board = board_of(draw_card(a_selection(claims=claims).record, "SYR-0001", EN), "What came of it")
    assert accounts_of(board) == [("Captured", "sohr"), ("Killed", "residents")]
    assert "Taken away alive." in board
    assert board.index("Also reported") < board.index("The raid lasted hours.")


def test_no_sentence_repeats_what_the_accounts_of_a_board_say() -> None:
    claims = [a_claim(measure="arrested", value=4), a_claim(measure="arrested", value=10, origin_id="residents")]
    html = draw_card(a_selection(claims=claims).record, "SYR-0001", EN)
    assert "according to" not in html
    assert '<span class="range">4–10</span>' in board_of(html, "How many were arrested")


def test_a_whole_that_the_groups_of_others_contradict_is_not_shown_as_uncontested(record: Record) -> None:
    html = draw_card(record, "SYR-0049", EN)
    assert (
        html.index("Where the accounts conflict")
        < html.index("<h4>How many were killed?")
        < html.index("Accounts that do not conflict")
    )
    assert "the groups of each added up: 4–5." in html


def test_number_that_nobody_states_is_unknown_and_not_zero() -> None:
    claims = [a_claim(measure="arrested", value=2)]
    card = card_of(a_selection(claims=claims).record)
    assert "Killednot reportedno account gives a number" in card.words


def test_figures_say_on_how_many_independent_origins_they_rest() -> None:
    claims = [
        a_claim(measure="killed_is", value=1),
        a_claim(measure="killed_is", value=2, origin_id="residents"),
        a_claim(measure="killed_is", value=2, origin_id="unattributed", source_id="other"),
    ]
    card = card_of(a_selection(claims=claims).record)
    assert "Killed1–2conflicting accounts2 independent primary sources" in card.words
    assert "Independent primary sources2in 2 sources" in card.words


def test_date_and_place_are_said_as_precisely_as_the_record_knows(record: Record) -> None:
    assert "between 18 and 19 October 2025" in card_of(record, "SYR-0097").words
    incident = an_incident(geo_precision="2", place_id="deir-ez-zor")
    assert "somewhere within" in card_of(a_selection(incidents=[incident]).record).words


@pytest.mark.parametrize("lang", LANGS)
def test_text_of_the_record_stays_text(lang: Language) -> None:
    incident = an_incident(summary_en=HOSTILE, summary_ar=HOSTILE, date_note_en=HOSTILE, date_note_ar=HOSTILE)
    words = {"text_en": HOSTILE, "text_ar": HOSTILE, "position_en": HOSTILE, "position_ar": HOSTILE}
    notes = {"note_en": HOSTILE, "note_ar": HOSTILE, "attributed_to": HOSTILE, "attributed_to_ar": HOSTILE}
    dataset = a_selection(
        incidents=[incident],
        claims=[a_claim(measure="outcome", **words, **notes), a_claim(measure="arrested", value=2, **notes)],
        sources=[a_source(publisher=HOSTILE, publisher_ar=HOSTILE, description_en=HOSTILE, description_ar=HOSTILE)],
        origins=[an_origin(name_en=HOSTILE, name_ar=HOSTILE)],
    )
    html = draw_card(dataset.record, "SYR-0001", lang, 'https://example.org/"><script>')
    card = Card(html)
    assert not card.all("img")
    assert not card.all("script")
    assert card.words.count("<img src=x onerror=alert(1)>") >= 6
    assert "\u202e" not in html


NO_PAGES = [
    "javascript:alert(1)",
    "data:text/html,x",
    "//example.org",
    "ftp://example.org",
    "https://",
    "http://[x",
    " ",
]


@pytest.mark.parametrize("url", NO_PAGES)
def test_address_that_is_no_web_page_is_none(url: str) -> None:
    assert web_address(url) is None


def test_addresses_that_are_no_web_pages_are_not_linked() -> None:
    sources = [a_source(f"s{number}", url=url) for number, url in enumerate(NO_PAGES)]
    claims = [a_claim(source_id=source["source_id"]) for source in sources]
    html = draw_card(a_selection(claims=claims, sources=sources).record, "SYR-0001", EN)
    assert html.count("no link") == len(NO_PAGES)
    assert all(link["href"].startswith("#") for link in Card(html).all("a"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_link_out_tells_the_other_site_nothing(record: Record, lang: Language) -> None:
    outside = [link for link in card_of(record, "SYR-0049", lang).all("a") if not link["href"].startswith("#")]
    assert outside
    assert all(link["rel"] == "noopener noreferrer" for link in outside)


@pytest.mark.parametrize("lang", LANGS)
def test_inner_links_of_a_card_lead_somewhere_and_ids_are_unique(record: Record, lang: Language) -> None:
    most_said = record.claims["incident_id"].value_counts().index[:3]
    for incident_id in [*most_said, *record.incidents["incident_id"].iloc[::30]]:
        card = card_of(record, incident_id, lang, "https://example.org/?incident=x")
        ids = [attributes["id"] for _tag, attributes in card.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        inner = {link["href"][1:] for link in card.all("a") if link["href"].startswith("#")}
        assert inner <= set(ids)


def test_a_source_is_told_with_the_host_to_which_its_link_leads() -> None:
    sources = [a_source("s", url="https://www.example.org@elsewhere.example/report")]
    html = draw_card(a_selection(claims=[a_claim(source_id="s")], sources=sources).record, "SYR-0001", EN)
    assert '<small><bdi dir="ltr">elsewhere.example</bdi></small>' in html


def test_the_head_says_what_when_and_where_and_leads_to_the_incidents_beside_it() -> None:
    incident = an_incident(date_start="2025-05-17", date_end="2025-05-17")
    selection = a_selection(incidents=[incident])
    head = card_head(selection.record, "SYR-0001", EN, walk=Walk(2, 3, "SYR-0003", "SYR-0002"))
    assert head["when"] == "17 May 2025"
    assert head["words"]["place"] == "2 of 3"
    assert head["walk"] == {"place": 2, "of": 3, "before": "SYR-0003", "after": "SYR-0002"}
    assert head["words"]["outside"] == ""


def test_the_head_of_an_incident_that_is_not_selected_says_so() -> None:
    head = card_head(a_selection().record, "SYR-0001", EN)
    assert "not among those your filters select" in head["words"]["outside"]
    assert head["walk"] is None


def test_the_head_says_where_one_is_among_related_incidents() -> None:
    head = card_head(a_selection().record, "SYR-0001", EN, related=Walk(1, 3, "SYR-0002", "SYR-0003"))
    assert head["words"]["related"] == "related 1 of 3"
    assert card_head(a_selection().record, "SYR-0001", EN, related=Walk(0, 0, None, None))["related"] is None


def test_every_claim_of_an_incident_is_on_its_card(record: Record) -> None:
    rows = [row["id"] for row in card_of(record, "SYR-0049").all("tr") if "id" in row]
    wanted = record.claims_of(["SYR-0049"])["claim_id"]
    assert sorted(rows) == sorted(f"claim-{claim_id}" for claim_id in wanted)


def test_arabic_card_runs_from_the_right_and_keeps_ranges_in_order(record: Record) -> None:
    html = draw_card(record, "SYR-0049", AR)
    assert html.startswith('<article class="incident-card" lang="ar" dir="rtl"')
    assert '<bdi dir="ltr">4–5</bdi>' in html


def test_citation_and_link_can_be_copied() -> None:
    link = "https://example.org/?incident=SYR-0001&lang=en"
    html = draw_card(a_selection().record, "SYR-0001", EN, link)
    copied = {button["data-copies"] for button in Card(html).all("button") if "data-copies" in button}
    assert copied == {"citation", "permalink"}
    assert f'<p id="permalink"><bdi dir="ltr">{link.replace("&", "&amp;")}</bdi></p>' in html


def test_unknown_incident_has_no_card() -> None:
    with pytest.raises(KeyError):
        draw_card(a_selection().record, "SYR-9999", EN)


@given(st.text(alphabet="ab<&\u2066\u2067\u2068\u2069\u202e\u200f\x00", max_size=30))
def test_isolates_become_elements_that_close(words: str) -> None:
    card = Card(text(words))
    assert card.words == re.sub("[^ab<&]", "", words)
    assert {tag for tag, _ in card.tags} <= {"bdi"}


@given(st.text(max_size=20))
def test_anchors_hold_only_letters_digits_and_hyphens(words: str) -> None:
    assert re.fullmatch(r"claim-[A-Za-z0-9-]*", anchor("claim", words))


def test_every_kind_of_origin_has_a_colour_that_can_be_seen() -> None:
    assert set(ORIGIN_COLOURS) == set(SCHEMA.codes("origins.kind"))
    for kind in ORIGIN_COLOURS:
        assert contrast(origin_colour(kind, "light"), PALETTE["light"].surface) >= 3
        assert contrast(origin_colour(kind, "dark"), PALETTE["dark"].surface) >= 3


def test_the_names_in_a_card_open_their_dossiers(record: Record) -> None:
    opened = re.findall('data-dossier="([^"]+)"', draw_card(record, "SYR-0049", EN))
    assert {written.partition(":")[0] for written in opened} == {"place", "district", "governorate", "actor", "origin"}
    assert all(is_dossier(written, record) for written in opened)
