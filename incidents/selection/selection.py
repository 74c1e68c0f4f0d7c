"""A selection: a record, what was asked of it, and the incidents that answer: what views and exports take."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.record.derived import ENDS
from incidents.record.profiles import measured_columns
from incidents.record.record import Record
from incidents.selection.filters import answers_to
from incidents.selection.holdings import Mask
from incidents.selection.question import Question


@dataclass(frozen=True, eq=False)
class Selection:
    """The incidents of a record that answer a question. Immutable; narrowing one gives a smaller one.

    ``mask`` is a boolean per row of ``record.incidents``. ``answers`` says per filter of the question which incidents
    answer it alone; ``within`` is what the selection was narrowed from beside its question.
    """

    record: Record
    question: Question
    mask: Mask
    answers: Mapping[str, Mask] = field(default_factory=dict)

    def __len__(self) -> int:
        """Count the selected incidents."""
        return int(np.count_nonzero(self.mask))

    @cached_property
    def incidents(self) -> pd.DataFrame:
        """Return the selected rows of ``record.incidents``."""
        return self.record.incidents if self.mask.all() else self.record.incidents[self.mask]

    @cached_property
    def rows(self) -> npt.NDArray[np.int64]:
        """Return the positions of the selected incidents in ``record.incidents``."""
        return np.flatnonzero(self.mask)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """Return all claims on the selected incidents, in the order of the table."""
        return self.record.claims if self.mask.all() else self.record.claims_of(self.incidents["incident_id"].tolist())

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Return incident_id, measure, low, high, at_least, contested, one row per incident and measure stated."""
        return self.record.figures_of(self.claims)

    @cached_property
    def profile_counts(self) -> npt.NDArray[np.int64]:
        """Count the selected incidents of each profile of the record."""
        number = self.record.incidents["profile"].to_numpy()
        chosen = number if self.mask.all() else number[self.mask]
        return np.bincount(chosen, minlength=len(self.record.profiles))

    def measured(self) -> pd.DataFrame:
        """Return low, high, at_least (0, 1) of every measure for the selected incidents, NaN = unknown."""
        measures = measured_columns(self.record.schema)
        ends = [f"{measure}_{end}" for measure in measures for end in (*ENDS, "at_least")]
        return self.record.profiles[ends].iloc[self.incidents["profile"]].set_axis(self.incidents.index)

    def within(self, question: Question) -> "Selection":
        """Return the selected incidents that answer another question as well; what that leaves open stays as it was."""
        answers = answers_to(self.record, question)
        asked = replace(self.question, **{name: getattr(question, name) for name in answers})
        return Selection(
            self.record, asked, self.mask & _all_of(answers.values(), self.mask), {**self.answers, **answers}
        )

    def only(self, incident_ids: Iterable[str]) -> "Selection":
        """Return the selected incidents that have one of these ids; unknown ids are ignored."""
        held = self.record.incidents["incident_id"].isin(list(incident_ids)).to_numpy(dtype=bool)
        return replace(self, mask=self.mask & held)

    def without(self, *names: str) -> "Selection":
        """Return what the question selects from the whole record if these filters are taken away."""
        question = self.question
        for name in names:
            question = question.without(name)
        answers = {name: mask for name, mask in self.answers.items() if name not in names}
        return Selection(self.record, question, _all_of(answers.values(), np.ones_like(self.mask)), answers)


def _all_of(masks: Iterable[Mask], among: Mask) -> Mask:
    held = np.ones_like(among)
    for mask in masks:
        held &= mask
    return held


def select(record: Record, question: Question = Question()) -> Selection:  # noqa: B008 - a question is a value
    """Return the incidents of a record that answer a question; without one, all."""
    answers = answers_to(record, question)
    everything = np.ones(len(record), dtype=bool)
    return Selection(record, question, _all_of(answers.values(), everything), answers)


def select_ids(record: Record, incident_ids: Iterable[str]) -> Selection:
    """Return these incidents of a record; unknown ids are ignored."""
    return select(record).only(incident_ids)
