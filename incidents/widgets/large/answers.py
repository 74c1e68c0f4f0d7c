"""The answers that one screen of a large record is made of, each asked when it is first needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from incidents.language import Language, languages, plain_text
from incidents.phrases import search_in_words
from incidents.record.record import Record
from incidents.selection.change_periods import ChangePeriods
from incidents.selection.changes import Changes, Dimension
from incidents.selection.compared_figures import ComparedFigures
from incidents.selection.dossiers import Dossier
from incidents.selection.large import changed, marks, ranked, times, told_by_claims
from incidents.selection.large.cells import Mark
from incidents.selection.large.mentioning import read_where_kept
from incidents.selection.large.options import count_options
from incidents.selection.large.questions import LargeRecord
from incidents.selection.large.sums import Sums, key_figures, sums_of_each
from incidents.selection.large.taken import TooManyError, taken_with_before
from incidents.selection.large.walks import place_of
from incidents.selection.large.whole import frame_in_full
from incidents.selection.orders import Order
from incidents.selection.periods import Period
from incidents.selection.question import Bounds, Question
from incidents.selection.rankings import RankedList, Ranking, is_comparable
from incidents.selection.reporting import Reporting
from incidents.selection.selection import Selection
from incidents.selection.sides import Side
from incidents.selection.summaries import KeyFigures, Step
from incidents.views.incident_card import Walk
from incidents.views.map_points.of_cells import merged_cells, step_at
from incidents.views.symbology import SYMBOLOGY
from incidents.views.time_dock import DockCounts, period_before
from incidents.widgets.large.asked_record import TAKEN, Asking

MOST_MARKS = 250  # marks and areas of a view
_KINDS = list(SYMBOLOGY)


@dataclass(frozen=True)
class Answers:
    """What is answered to a question; every method raises DatabaseError where it cannot be, and NotYetError."""

    asking: Asking
    question: Question

    @property
    def frame(self) -> Record:
        """Return the record without its incidents."""
        return self.asking.frame

    @property
    def total(self) -> int:
        """Count the incidents of the record."""
        return self.asking.of("total", len)

    @property
    def not_answered(self) -> tuple[str, ...]:
        """Return the filters by which it cannot be asked."""
        return self.asking.of("not answered", lambda large: large.not_answered)

    @property
    def sums(self) -> Sums:
        """Return the sums of what answers."""
        return self._sums_of([self.question])[0]

    def _sums_of(self, questions: Sequence[Question]) -> list[Sums]:
        """Return the sums of some questions that differ by their days alone."""
        return self.asking.of_each("sums", questions, lambda large, missing: sums_of_each(large, missing))

    def compared(self, periods: ChangePeriods) -> ComparedFigures:
        """Return the figures beside those of two periods."""
        return ranked.compared_figures(self.question, periods, self._sums_of)

    def rankings(self, names: Sequence[RankedList], periods: ChangePeriods) -> list[Ranking]:
        """Return the options of some lists as the rankings have them."""
        asked = self.question

        def ask(large: LargeRecord, missing: Sequence[RankedList]) -> Iterable[Ranking]:
            return ranked.rankings(large, asked, missing, periods).values()

        return self.asking.of_each(("ranking", asked, periods), names, ask)

    @property
    def in_full(self) -> Record:
        """Return the frame with what is told of the record as a whole."""
        return self.asking.of("in full", frame_in_full)

    def reporting(self, periods: ChangePeriods) -> Reporting | None:
        """Return how two periods are told of; None where they cannot be held against each other."""
        if not is_comparable(self.frame, periods):
            return None
        asked = self.question
        return self.asking.of(("told", asked, periods), lambda large: changed.reporting(large, asked, periods))

    def changes(self, by: tuple[Dimension, ...], against: Period | None) -> Changes:
        """Return what rose and what fell."""
        asked = self.question
        return self.asking.of(("changes", asked, by, against), lambda large: changed.changes(large, asked, by, against))

    @property
    def figures(self) -> KeyFigures:
        """Return the key figures of what answers."""
        asked = self.question
        return self.asking.of(("figures", asked), lambda large: key_figures(large, asked))

    @property
    def coverage(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the claims and the incidents per month."""
        asked = self.question

        def ask(large: LargeRecord) -> tuple[pd.DataFrame, pd.DataFrame]:
            return told_by_claims.coverage_by_month(large, asked), times.dated(large, asked, "month")[0]

        return self.asking.of(("coverage", asked), ask)

    @property
    def last(self) -> Record:
        """Return a record of the last incident."""
        return self.few(self.ids("latest", languages()[0], 0, 1))

    def dock(self, step: Step) -> DockCounts:
        """Return what the time dock is made of."""
        ever = self.question.without("date_from").without("date_to")
        period = period_before(self.frame, self.question)
        before = self._in(period) if period else None
        key = ("dock", step, ever)
        count, context, *of_before = self._counts([self.question, ever, *([before] if before else [])])
        per_period, undated = self.asking.of((*key, "bars"), lambda large: times.dated(large, ever, step))
        return DockCounts(
            asked=count,
            context=context,
            before=of_before[0] if of_before else 0,
            per_period=per_period,
            spans=self.asking.of((*key, "spans"), lambda large: times.undated_spans(large, ever, step)),
            undated=undated,
        )

    def in_periods(self, periods: Sequence[Period]) -> list[int]:
        """Count what answers in some periods instead of the days asked for."""
        return self._counts([self._in(period) for period in periods])

    def _in(self, period: Period) -> Question:
        return replace(self.question, date_from=period[0], date_to=period[1])

    def _counts(self, questions: Sequence[Question]) -> list[int]:
        """Count what answers some questions that differ by their days alone."""
        return self.asking.of_each("count", questions, lambda large, missing: times.count_each(large, missing))

    def options(self, name: str) -> dict[str, int]:
        """Count what each option of a list would leave."""
        return self.options_of([name])[0]

    def options_of(self, names: Sequence[str]) -> list[dict[str, int]]:
        """Count what each option of some lists would leave: those of a screen are asked together."""
        asked = self.question

        def ask(large: LargeRecord, missing: Sequence[str]) -> Iterable[dict[str, int]]:
            return count_options(large, asked, missing).values()

        return self.asking.of_each(("options", asked), names, ask)

    def occurring(self, name: str) -> list[str]:
        """Return the options of a list that occur in the record."""
        counts = Answers(self.asking, Question()).options(name)
        return [code for code, count in counts.items() if count]

    def ids(self, order: Order, lang: Language, first: int, size: int) -> list[str]:
        """Return the ids of a page in an order."""
        asked = self.question
        key = ("ids", asked, order, lang.code if order == "place" else "", first, size)
        return self.asking.of(key, lambda large: large.page(asked, order, lang, first, size))

    def latest(self, first: int, size: int) -> list[int]:
        """Return the numbers of the latest incidents."""
        asked = self.question
        return self.asking.of(("latest", asked, first, size), lambda large: large.numbers(asked, first, size))

    def at_mark(self, mark: tuple[Mark, ...], first: int, size: int) -> tuple[list[int], int]:
        """Return the numbers of the latest incidents of a mark, and how many it has."""
        asked = self.question
        return self.asking.of(
            ("mark", asked, mark, first, size), lambda large: marks.at_mark(large, asked, mark, first, size)
        )

    def told(self, numbers: Sequence[int]) -> Record:
        """Return a record of incidents by their numbers, with what a list says of them."""
        wanted = tuple(sorted(numbers))
        return self.asking.of(("told", wanted), lambda large: large.told(wanted))

    def read_as(self, lang: Language) -> str:
        """Say how the text of a reader was read, "" where he asks for no words."""
        text = self.question.text

        def ask(large: LargeRecord) -> str:
            read_where_kept(large, text)
            return plain_text(search_in_words(large.frame, text, lang))

        return self.asking.of(("read as", text, lang.code), ask) if text else ""

    def side(self, question: Question) -> Side:
        """Return one side of a comparison."""
        return self.asking.of(("side", question), lambda large: told_by_claims.side(large, question))

    def by_governorate(self, question: Question) -> pd.DataFrame:
        """Return what another question finds in each governorate."""
        return Answers(self.asking, question).governorates

    def dossier(self, written: str) -> Dossier:
        """Return the counts of a dossier."""
        asked = self.question
        return self.asking.of(("dossier", asked, written), lambda large: told_by_claims.dossier(large, asked, written))

    @property
    def taken(self) -> Selection | TooManyError:
        """Return what answers in memory, with what a briefing holds it against; or that it is too much."""
        asked = self.question

        def ask(large: LargeRecord) -> Selection | TooManyError:
            try:
                return taken_with_before(large, asked)
            except TooManyError as error:
                return error

        return self.asking.of((TAKEN, asked), ask)

    def walk(self, incident_id: str) -> Walk | None:
        """Return where an incident stands among those that answer, and the ids before and after it."""
        asked = self.question
        found = self.asking.of(("place", asked, incident_id), lambda large: place_of(large, asked, incident_id))
        if found is None:
            return None
        beside = self.told([number for number in (found.before, found.after) if number is not None]).incidents
        ids = dict(zip(beside["number"], beside["incident_id"], strict=True))
        before, after = (str(ids[number]) if number in ids else None for number in (found.before, found.after))
        return Walk(found.place, self.sums.incidents, before, after)

    def few(self, incident_ids: Sequence[str]) -> Record:
        """Return a record of some incidents."""
        wanted = tuple(sorted(set(incident_ids)))
        return self.asking.of(("few", wanted), lambda large: large.few(wanted))

    def cells(self, bounds: Bounds | None, zoom: float) -> pd.DataFrame:
        """Return the cells of a view, joined to as many as are drawn."""
        asked, step, largest = self.question, step_at(zoom), self.largest

        def ask(large: LargeRecord) -> pd.DataFrame:
            return merged_cells(marks.cells(large, asked, step, bounds), _KINDS, MOST_MARKS, zoom, largest)

        return self.asking.of(("cells", asked, zoom, bounds), ask)

    @property
    def largest(self) -> float:
        """Return the highest number of people killed that is stated of one incident."""

        def ask(large: LargeRecord) -> float:
            found = large.answer(large.rows.aggregate(most=large.rows.killed_high.max()))["most"]
            return float(found.fillna(0).iloc[0])

        return self.asking.of("largest", ask)

    @property
    def governorates(self) -> pd.DataFrame:
        """Return what the shading of the governorates is made of."""
        asked = self.question
        return self.asking.of(("governorates", asked), lambda large: ranked.by_governorate(large, asked))
