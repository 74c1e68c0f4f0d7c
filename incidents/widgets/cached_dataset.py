"""The record, read once per version of its files and shared by all readers; or its problems, in words."""

import gc
import html
import os
from pathlib import Path

import streamlit as st

from incidents.checks import Problem, find_problems
from incidents.dataset import Dataset, load_dataset
from incidents.language import N_, Lang, format_number, isolate_ltr, translator
from incidents.vocabulary import DATA, codes, load_schema

DIRECTORY = "INCIDENTS_DATA"  # environment variable that names another record
MOST_PROBLEMS = 200

# What load_dataset may meet in tables that were never checked, such as large copies in Parquet.
_UNREADABLE = (OSError, ValueError, KeyError, TypeError)

Version = tuple[tuple[str, int, int], ...]


def cached_dataset(lang: Lang) -> Dataset:
    """Return the record; where it cannot be used, say why on the page and stop there."""
    _ = translator(lang).gettext
    directory = Path(os.environ.get(DIRECTORY) or DATA)
    with st.spinner(_("Reading the record …")):
        dataset, problems = _read(directory, _version(directory))
    if dataset is None:
        _show_problems(problems, lang)
        st.stop()
    return dataset


def _version(directory: Path) -> Version:
    """Return name, time of change and size of each file: an edited table is read again on the next run."""
    stamps = ((path.name, path.stat()) for path in sorted(directory.glob("*")) if path.is_file())
    return tuple((name, stamp.st_mtime_ns, stamp.st_size) for name, stamp in stamps)


@st.cache_resource(show_spinner=False, max_entries=2)
def _read(directory: Path, version: Version) -> tuple[Dataset | None, list[Problem]]:
    """Read a record in one version of its files. Tables in Parquet are copies made by a program and not checked."""
    load_schema.cache_clear()
    codes.cache_clear()
    is_curated = not any(name.endswith(".parquet") for name, _, _ in version)
    if is_curated and (problems := find_problems(directory)):
        return None, problems
    try:
        dataset = load_dataset(directory)
    except _UNREADABLE as error:
        return None, [
            Problem(directory.name, None, "", "", N_("The tables cannot be read: {error}"), {"error": str(error)})
        ]
    # Streamlit collects garbage after every run of the page. Without this it would look through the whole record each
    # time, which takes longer than the page itself and keeps other readers waiting.
    gc.collect()
    gc.freeze()
    return dataset, []


def _show_problems(problems: list[Problem], lang: Lang) -> None:
    """List what is wrong with the record, each problem with file, row and column."""
    ngettext, _ = translator(lang).ngettext, translator(lang).gettext
    count = ngettext(
        "The record cannot be shown: {count} problem in its tables.",
        "The record cannot be shown: {count} problems in its tables.",
        len(problems),
    ).format(count=format_number(len(problems), lang))
    lines = "".join(f"<li><bdi>{html.escape(problem.line(lang))}</bdi></li>" for problem in problems[:MOST_PROBLEMS])
    advice = _("Mend the tables and open the page again; {command} lists the same.").format(
        command=f"<code>{isolate_ltr('python -m incidents check')}</code>"
    )
    st.html(
        f'<section class="problems" role="alert"><h2>{html.escape(count)}</h2><ul>{lines}</ul><p>{advice}</p></section>'
    )
