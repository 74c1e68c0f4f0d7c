"""The record, read once per version of its files and shared by all readers; or its problems, in words."""

import gc
import html
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self

import streamlit as st

from incidents.checks import Problem, find_problems
from incidents.dataset import LOADING, Dataset, load_dataset
from incidents.language import N_, Lang, format_number, isolate_ltr, translator
from incidents.vocabulary import DATA, codes, load_schema
from incidents.widgets.serving.run_limit import longest_run

DIRECTORY = "INCIDENTS_DATA"  # environment variable that names another record
MOST_PROBLEMS = 200
_GLANCE = 0.25  # seconds after which a waiting reader is told anew what is being done

Version = tuple[tuple[str, int, int], ...]
Record = tuple[Dataset | None, list[Problem]]


@dataclass
class _Reading:
    """A record that is being read, or was: by a thread of its own, whoever asked first, while all others look on."""

    directory: Path
    version: Version
    step: int = 0
    done: threading.Event = field(default_factory=threading.Event)
    dataset: Dataset | None = None
    problems: list[Problem] = field(default_factory=list)

    def begin(self) -> Self:
        threading.Thread(target=self._run, daemon=True).start()
        return self

    def _run(self) -> None:
        try:
            self.dataset, self.problems = _load(self.directory, self.version, partial(setattr, self, "step"))
        except Exception as error:  # the readers must be told, whatever it was; the log has the rest
            unreadable = N_("The tables cannot be read: {error}")
            self.problems = [Problem(self.directory.name, None, "", "", unreadable, {"error": str(error)})]
            raise
        finally:
            self.done.set()


_one_at_a_time = threading.Lock()
_reading: _Reading | None = None


def cached_dataset(lang: Lang) -> Dataset:
    """Return the record; where it cannot be used, say why on the page and stop there.

    A record is read once per version of its files. A reader who has to wait sees what is being done; one who leaves
    does not stop it for the others.
    """
    global _reading
    directory = Path(os.environ.get(DIRECTORY) or DATA)
    version = _version(directory)
    with _one_at_a_time:
        if _reading is None or (_reading.directory, _reading.version) != (directory, version):
            _reading = None  # let go before the next is read: two large records would not fit beside each other
            _reading = _Reading(directory, version).begin()
        reading = _reading
    _wait_for(reading, lang)
    if reading.dataset is None:
        _show_problems(reading.problems, lang)
        st.stop()
    return reading.dataset


def _wait_for(reading: _Reading, lang: Lang) -> None:
    doing = st.empty()  # in every run: were it missing in some, all below would move up by one and be built anew
    begins_anew = time.monotonic() + longest_run() / 2  # a large record takes longer than a run of the page may
    while not reading.done.wait(_GLANCE):
        doing.html(_step(reading.step, lang))
        if time.monotonic() > begins_anew:
            st.rerun()
    doing.empty()


def _version(directory: Path) -> Version:
    """Return name, time of change and size of each file: an edited table is read again on the next run."""
    stamps = ((path.name, path.stat()) for path in sorted(directory.glob("*")) if path.is_file())
    return tuple((name, stamp.st_mtime_ns, stamp.st_size) for name, stamp in stamps)


def _step(number: int, lang: Lang) -> str:
    """Say what is being done, and how many steps are left."""
    _ = translator(lang).gettext
    step = _("Step {number} of {count}: {step}").format(
        number=format_number(number + 1, lang), count=format_number(len(LOADING), lang), step=_(LOADING[number])
    )
    return (
        f'<section class="reading" role="status"><p>{html.escape(_("Reading the record …"))}</p>'
        f'<progress value="{number + 0.5}" max="{len(LOADING)}" aria-hidden="true"></progress>'
        f"<p>{html.escape(step)}</p></section>"
    )


def _load(directory: Path, version: Version, tell: Callable[[int], object]) -> Record:
    """Check and load a record. Tables in Parquet are copies made by a program and are not checked."""
    load_schema.cache_clear()
    codes.cache_clear()
    is_curated = not any(name.endswith(".parquet") for name, _, _ in version)
    if is_curated and (problems := find_problems(directory)):
        return None, problems
    dataset = load_dataset(directory, tell)
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
