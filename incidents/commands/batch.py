"""Briefings for every governorate in both languages, one after another, for reports made at scale."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from incidents.briefing.compose import compose_briefing
from incidents.briefing.formats import Print
from incidents.language import Language, languages
from incidents.selection.question import Question
from incidents.selection.selection import Selection

LinkOf = Callable[[Question, Language], str]


def write_each_governorate(
    selection: Selection, made: Print, folder: Path, link_of: LinkOf, made_on: dt.date
) -> Iterator[Path]:
    """Write one file per governorate and language into a folder and yield each as it is done.

    ``link_of`` gives the address that reproduces a question in a language.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for pcode in selection.record.gazetteer.governorates:
        asked = replace(selection.question, governorate=(pcode,))
        for lang in languages():
            briefing = compose_briefing(selection, None, lang, link_of(asked, lang), made_on)
            path = folder / f"{briefing.file_stem}{made.ending}"
            path.write_bytes(made.make(briefing))
            yield path
