"""Briefings for every governorate in both languages, one after another, for reports made at scale."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from incidents.briefing.compose import compose_briefing
from incidents.briefing.formats import Print
from incidents.language import Language, languages
from incidents.record.record import Dataset
from incidents.record.vocabulary import governorate_names
from incidents.selection.filters import Filters

LinkOf = Callable[[Filters, Language], str]


def write_each_governorate(
    dataset: Dataset, filters: Filters, made: Print, folder: Path, link_of: LinkOf, made_on: dt.date
) -> Iterator[Path]:
    """Write one file per governorate and language into a folder and yield each as it is done.

    ``link_of`` gives the address that reproduces a question in a language.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for pcode in governorate_names():
        asked = replace(filters, governorate=(pcode,))
        for lang in languages():
            briefing = compose_briefing(dataset, asked, None, lang, link_of(asked, lang), made_on)
            path = folder / f"{briefing.file_stem}{made.ending}"
            path.write_bytes(made.make(briefing))
            yield path
