"""One side of a comparison: what is set beside the same of another selection, or of another period."""

from dataclasses import dataclass

import pandas as pd

from incidents.selection.question import Question
from incidents.selection.reporting import mean_of_sources
from incidents.selection.selection import Selection
from incidents.selection.summaries import KeyFigures, incidents_by_kind, key_figures


@dataclass(frozen=True, eq=False)
class Side:
    """Figures, sources per incident (NaN where nothing answers), and incidents of each kind in display order."""

    figures: KeyFigures
    sources: float
    kinds: pd.Series


def side_of(selection: Selection) -> Side:
    """Return what is compared of a selection."""
    return Side(key_figures(selection), mean_of_sources(selection), incidents_by_kind(selection))


def asked_instead(selection: Selection, question: Question) -> Selection:
    """Return what another question selects; what both ask for is not worked out anew."""
    other = [name for name, value in vars(question).items() if value != getattr(selection.question, name)]
    return selection.without(*other).within(Question(**{name: getattr(question, name) for name in other}))
