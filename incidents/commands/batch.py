"""Briefings for every governorate in every language, one after another, for reports made at scale."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from incidents.briefing.compose import compose_briefing
from incidents.briefing.formats import Print
from incidents.commands.files import check_free, make_folder, write_files
from incidents.commands.link import address_of
from incidents.language import Language, languages
from incidents.record.record import Record
from incidents.selection.file_names import file_stem
from incidents.selection.selection import Selection, select


def write_each_governorate(
    selection: Selection,
    made: Print,
    folder: Path,
    link: str,
    made_on: dt.date,
    since: Record | None = None,
    *,
    force: bool,
) -> Iterator[Path]:
    """Write a file per governorate and language into a folder and yield each as it is done; the question is kept else.

    ``link`` leads to the page that the files name; ``since`` is an older version, of which they say what is new since.
    Raises NotWrittenError, and before the first file where a name is
    taken (unless ``force``).
    """
    make_folder(folder)
    parts = [(part, lang, folder / f"{file_stem(part, lang)}{made.ending}") for part, lang in _parts(selection)]
    for _part, _lang, path in parts:
        check_free(path, force=force)
    for part, lang, path in parts:
        address = address_of(link, part.question, lang, part.record)
        briefing = compose_briefing(part, None, lang, address, made_on, since)
        write_files([(path, made.make(briefing))], force=force)
        yield path


def _parts(selection: Selection) -> Iterator[tuple[Selection, Language]]:
    for pcode in selection.record.gazetteer.governorates:
        part = select(selection.record, replace(selection.question, governorate=(pcode,)))
        yield from ((part, lang) for lang in languages())
