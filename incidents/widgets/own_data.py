"""Open your own data: a file is read in this session alone, previewed, and shown in the place of the record.

Nothing leaves this computer, and nothing is kept: what was read is gone with the session, unless it is saved.
"""

import html
import zlib
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from incidents.exchange.intake.days import ORDERS
from incidents.exchange.intake.encodings import ENCODINGS
from incidents.exchange.intake.importing import LEFT_OUT, MAPPING, Import, read_as_record
from incidents.exchange.intake.in_memory import record_in_memory
from incidents.exchange.intake.mapping import MEANINGS, Columns, guessed, kept_mapping
from incidents.exchange.intake.opened import ENDINGS, Opened, open_content
from incidents.exchange.intake.remarks import UnreadableFileError
from incidents.exchange.intake.shapes import SHAPES, known_headings, recognised
from incidents.exchange.intake.telling import outcome_in_words, recognised_in_words
from incidents.exchange.packing import packed
from incidents.language import N_, Language, isolate, plain_text
from incidents.record.reading import is_unicode
from incidents.record.record import Record, prepare_search
from incidents.selection.question import Question
from incidents.views.markup import text
from incidents.widgets.page_state import ask
from incidents.widgets.serving.uploads import open_way_for, serves_this_computer_alone
from incidents.widgets.standing import Standing, stand

_RECORD, _NAME = "own_record", "own_name"  # in the state of a session that shows a file of its own
_CHANGED = "own_changed"  # another record than in the run before
_FILE = "own_file"
# What was made of that file: as it is, in the encoding that its reader says, and as a record, in the order of days too.
_OPENED, _OPENED_AS, _FOUND, _FOUND_AS = _MADE = ("own_opened", "own_opened_as", "own_found", "own_found_as")
_Made = TypeVar("_Made")
_COLUMNS_SHOWN = 8
_KINDS = {"acled": "ACLED", "ucdp-ged": "UCDP GED", "airwars": "Airwars", "own": N_("a sheet of one's own")}


def may_open_files() -> bool:
    """Say whether files can be opened: only on a server that serves this computer alone."""
    return serves_this_computer_alone()


def own_record() -> Record | None:
    """Return the record that this session has opened from a file, None where it has opened none.

    To be called before the controls are drawn: where a file was opened or put away, what was asked before is let go.
    """
    if st.session_state.get(_FILE) is None:  # whoever left the view of the file needs nothing of what was made of it
        _let_go()
    held: Record | None = st.session_state.get(_RECORD)
    if st.session_state.pop(_CHANGED, False):
        ask(Question())
        stand(Standing(record="own" if held is not None else "curated"))
    return held


def own_name() -> str:
    """Return the name of the file that this session has opened."""
    return str(st.session_state[_NAME])


def put_away() -> None:
    """Forget the file; for callbacks."""
    for key in (_RECORD, _NAME):
        st.session_state.pop(key, None)
    st.session_state[_CHANGED] = True


def show_own_data(lang: Language) -> None:
    """Draw the view: a place to drop a file, what will become of it, and the ways on from there."""
    run = get_script_run_ctx()
    if run is not None:
        open_way_for(run.session_id)
    said = lang.say(
        "A file of ACLED, UCDP GED or Airwars, or a sheet of your own, of up to {size} MB. It is read on this "
        "computer, is sent to nobody, and is kept only if you save it."
    ).format(size=lang.number(st.get_option("server.maxUploadSize")))
    st.html(f"<p>{html.escape(said)}</p>")
    label = lang.say("File: CSV, TSV, XLSX, ODS, GeoJSON, GeoPackage or Parquet")
    file = st.file_uploader(label, type=[ending[1:] for ending in ENDINGS], key=_FILE)
    if file is None:
        _let_go()
        return
    heading = lang.say("Preview of {file}").format(file=isolate(file.name))
    note = lang.say("It is not on the page yet: title, map and figures are those of the record that was open before.")
    st.html(f'<div class="about preview"><h3>{text(heading)}</h3><p>{text(note)}</p></div>')
    with st.spinner(lang.say("Reading the file …")):
        try:
            opened = _opened(file, lang)
            found = _read(opened, lang)
        except UnreadableFileError as error:
            st.html(f'<div class="notice" role="alert"><p>{text(error.say(lang))}</p></div>')
            return
    _show_preview(found, lang)
    _show_ways_on(found, lang)


def _once(name: str, of: object, make: Callable[[], _Made]) -> _Made:
    """Return what an earlier run of the page made of the same: to read a large file takes longer than all the rest."""
    if name not in st.session_state or st.session_state[name][0] != of:
        st.session_state.pop(name, None)  # before there is another: both would need the room of two
        st.session_state[name] = (of, make())
    made: _Made = st.session_state[name][1]
    return made


def _let_go() -> None:
    for name in _MADE:
        st.session_state.pop(name, None)


def _opened(file: UploadedFile, lang: Language) -> Opened:
    """Open a file; where its encoding is assumed only, let the reader say another, and open it as that."""
    name = file.name
    opened = _once(_OPENED, file.file_id, lambda: open_content(name, file.getvalue(), known_headings()))
    if not opened.is_assumed or opened.encoding is None:
        return opened
    others = [encoding for encoding in ENCODINGS if not is_unicode(encoding)]
    place = others.index(opened.encoding)
    encoding = st.selectbox(lang.say("Encoding"), others, index=place, key=f"own_encoding_{name}")
    if encoding == opened.encoding:
        return opened
    of = (file.file_id, encoding)
    return _once(_OPENED_AS, of, lambda: open_content(name, file.getvalue(), known_headings(), encoding))


def _read(opened: Opened, lang: Language) -> Import:
    """Read a file as the controls say; what they have not said is as a kept mapping has it, or recognised."""
    columns = list(opened.columns)
    kinds = list(SHAPES)
    names = {kind: lang.say(_KINDS[kind]) for kind in kinds}
    kept, lacks = _kept_mapping(columns, lang)
    found_kind = kept.kind if kept else recognised(columns)
    of = f"{opened.name}_{'' if kept is None else zlib.crc32(kept.to_json())}"  # another file, other controls
    key, label = f"own_kind_{of}", lang.say("Read as")
    kind = st.selectbox(label, kinds, index=kinds.index(found_kind), format_func=names.__getitem__, key=key)
    guess = kept if kept and kept.kind == kind else guessed(kind, SHAPES[kind].headings, columns)
    mapping = replace(_mapping(guess, columns, of, lang, is_open=lacks), dates=guess.dates)
    found = _once(_FOUND, (opened, mapping), lambda: read_as_record(opened, mapping=mapping))
    if not found.order_is_open:
        return found
    labels = {"day-first": lang.say("the day first"), "month-first": lang.say("the month first")}
    question = lang.say("Days can be read in two ways here. What stands first?")
    order = st.radio(question, ORDERS, format_func=labels.__getitem__, key=f"own_dates_{opened.name}", horizontal=True)
    ordered = mapping.with_order(order or ORDERS[0])
    return _once(_FOUND_AS, (opened, ordered), lambda: read_as_record(opened, mapping=ordered))


def _kept_mapping(columns: list[str], lang: Language) -> tuple[Columns | None, bool]:
    """Take a mapping that was saved before, if any, and say which of its columns this file lacks: none is guessed."""
    with st.expander(lang.say("Use a saved mapping")):
        label = lang.say("Mapping, as it was saved from an earlier file (JSON)")
        file = st.file_uploader(label, type=["json"], key="own_mapping")
    if file is None:
        return None, False
    kept, gone = kept_mapping(file.name, file.getvalue(), columns)
    if gone:
        listed = [f"{isolate(column)} ({lang.say(MEANINGS[meaning])})" for meaning, column in gone.items()]
        line = lang.say("This file has no column {columns}. Choose another column below, or it is not read.")
        said = text(line.format(columns=lang.listed(listed)))
        st.html(f'<div class="notice" role="alert"><p>{said}</p></div>')
    return kept, bool(gone)


def _mapping(guess: Columns, columns: list[str], name: str, lang: Language, *, is_open: bool) -> Columns:
    """Offer each meaning with the column that holds it, and return what the reader left or changed."""
    unread = lang.say("not read")
    chosen: dict[str, str] = {}
    undated = guess.kind == "own" and "date" not in guess.columns
    with st.expander(lang.say("Columns"), expanded=is_open or undated):
        slots = st.columns(3)
        for number, meaning in enumerate(SHAPES[guess.kind].headings):
            held = guess.columns.get(meaning)
            picked = slots[number % 3].selectbox(
                lang.say(MEANINGS[meaning]),
                ["", *columns],
                index=columns.index(held) + 1 if held else 0,
                format_func=lambda column: plain_text(column) if column else unread,
                key=f"own_column_{guess.kind}_{meaning}_{name}",
            )
            if picked:
                chosen[meaning] = picked
    return Columns(guess.kind, chosen)


def _show_preview(found: Import, lang: Language) -> None:
    """Show the first rows as they stand in the file, what was recognised, and what does not come in and why."""
    names = list(found.mapping.columns.values())[:_COLUMNS_SHOWN]
    places = [list(found.opened.columns).index(name) for name in names]
    head = "".join(f'<th scope="col"><bdi>{text(name)}</bdi></th>' for name in names)
    rows = "".join(
        f"<tr>{''.join(f'<td><bdi>{text(row[place][:80])}</bdi></td>' for place in places)}</tr>"
        for row in found.first_rows()
    )
    title = html.escape(lang.say("First rows"))
    told = "".join(f"<p>{text(sentence)}</p>" for sentence in recognised_in_words(found, lang))
    outcome = "".join(f"<li>{text(sentence)}</li>" for sentence in outcome_in_words(found, lang))
    st.html(
        f'<div class="about preview"><h3>{title}</h3><div class="wide" tabindex="0" role="region" aria-label="{title}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{told}"
        f"<h3>{html.escape(lang.say('What comes in, and what does not'))}</h3><ul>{outcome}</ul></div>"
    )


def _show_ways_on(found: Import, lang: Language) -> None:
    """Offer to show the file on the page, and to save the record, the mapping and the list of what is left out."""
    if terms := lang.of(asdict(found.shape.terms), "redistribution"):
        st.html(f"<p>{text(terms)}</p>")
    with st.container(horizontal=True):
        if st.button(lang.say("Show it on the page"), key="own_show", type="primary"):
            _open(found, lang)
        stem = found.opened.name.rpartition(".")[0]
        # Made for whoever asks: the files of a large record take as long as to read what they are made of.
        st.download_button(
            lang.say("Save as a record (ZIP)"),
            lambda: packed(found.files(lang)),
            f"{stem}_record.zip",
            "application/zip",
        )
        mapping, left_out = lang.say("Save the mapping"), lang.say("Save what is left out")
        st.download_button(mapping, found.mapping.to_json(), f"{stem}_{MAPPING}", "application/json")
        st.download_button(left_out, lambda: found.left_out(lang), f"{stem}_{LEFT_OUT}", "text/csv")


def _open(found: Import, lang: Language) -> None:
    """Show the file in the place of the record, in this session."""
    with st.spinner(lang.say("Preparing the record …")):
        record = record_in_memory(found, lang)
        if isinstance(record, Record):
            prepare_search(record)
    if not isinstance(record, Record):
        lines = "".join(f"<p>{text(problem.line(lang))}</p>" for problem in record[:5])
        st.html(f'<div class="notice" role="alert">{lines}</div>')
        return
    _let_go()
    st.session_state[_RECORD] = record
    st.session_state[_NAME], st.session_state[_CHANGED] = found.opened.name, True
    st.rerun(scope="app")
