"""Which codes of a closed list each incident holds, worked out once per record and only when somebody asks.

Incidents hold sets of codes: the governorates that are named, the publishers that report. Equal sets share a number,
so that answering and counting look at each distinct set once, whatever the number of incidents.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.cells import parts_of
from incidents.record.derived import sets_of
from incidents.record.distinct import distinct_rows
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.vocabulary import NO_PRECISION, NOT_STATED

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Holding:
    """Rows and the codes they hold. Rows are the incidents of a record, or its profiles (``of_profiles``).

    ``set_of`` gives the number of each row's set. Set ``pair_set[i]`` holds ``codes[pair_code[i]]``; the last set holds
    nothing but "not stated".
    """

    of_profiles: bool
    set_of: Numbers
    codes: tuple[str, ...]
    pair_set: Numbers
    pair_code: Numbers

    @property
    def _sets(self) -> int:
        return int(self.pair_set[-1]) + 1

    @property
    def occurring(self) -> tuple[str, ...]:
        """Return the codes that some row holds: "not stated" need not be among them."""
        counts = self.count(np.ones(len(self.set_of), dtype=np.bool_))
        return tuple(code for code, count in counts.items() if count)

    def with_any(self, wanted: Collection[str]) -> Mask:
        """Say for each row whether it holds one of the codes."""
        asked = np.isin(np.array(self.codes, dtype=object), list(wanted))
        answering = np.zeros(self._sets, dtype=bool)
        answering[self.pair_set[asked[self.pair_code]]] = True
        return answering[self.set_of]

    def count(self, weights: npt.NDArray[np.int64] | Mask) -> dict[str, int]:
        """Count per code the rows that hold it: all those of a mask, or each as often as its weight says."""
        if weights.dtype == np.bool_:
            per_set = np.bincount(self.set_of[weights], minlength=self._sets)
        else:
            per_set = np.bincount(self.set_of, weights, minlength=self._sets)
        counts = np.bincount(self.pair_code, per_set[self.pair_set], minlength=len(self.codes))
        return dict(zip(self.codes, np.rint(counts).astype(np.int64).tolist(), strict=True))


_kept: Kept[str, Holding] = Kept()


def _holding(set_of: npt.NDArray[np.integer], sets: Iterable[Collection[str]], *, of_profiles: bool) -> Holding:
    """Gather rows by the number of their set; -1, and a set without a code, mean "not stated"."""
    members = [list(held) or [NOT_STATED] for held in sets] + [[NOT_STATED]]
    codes = sorted({code for held in members for code in held})
    place = {code: number for number, code in enumerate(codes)}
    return Holding(
        of_profiles,
        np.where(set_of < 0, len(members) - 1, set_of).astype(np.intp),
        tuple(codes),
        np.repeat(np.arange(len(members), dtype=np.intp), [len(held) for held in members]),
        np.array([place[code] for held in members for code in held], dtype=np.intp),
    )


def of_column(record: Record, column: str, *, multivalued: bool) -> Holding:
    """Return what the profiles hold in a column of categories; a multivalued one holds sets written ``a|b``."""

    def make() -> Holding:
        cells = record.profiles[column].cat
        categories = map(str, cells.categories)
        sets = [parts_of(cell) if multivalued or not cell else [cell] for cell in categories]
        return _holding(cells.codes.to_numpy(), sets, of_profiles=True)

    return _kept.of(record, column, make)


def of_places(record: Record, column: str) -> Holding:
    """Return what the places of each incident say in a column of the gazetteer, such as adm2_pcode.

    Main and other places count alike; an incident whose place nobody states lies nowhere.
    """

    def make() -> Holding:
        incidents = record.incidents
        said = record.places[column].dropna() if column in record.places else pd.Series(dtype="str")
        known = {str(place): str(code) for place, code in said.items()}
        unstated = (incidents["geo_precision"] == NO_PRECISION).to_numpy()
        number, first = distinct_rows([incidents["place_id"], incidents["other_place_ids"], unstated])
        cells = incidents[["place_id", "other_place_ids"]].iloc[first].astype("str").fillna("")
        sets = [
            sorted({known[place] for place in (main, *parts_of(others)) if place in known} if stated else ())
            for main, others, stated in zip(*(cells[name] for name in cells), ~unstated[first], strict=True)
        ]
        return _holding(number, sets, of_profiles=False)

    return _kept.of(record, f"places.{column}", make)


def of_claims(record: Record, column: str, codes_of: Callable[[Record], Mapping[str, str]] | None = None) -> Holding:
    """Return what the claims on each incident say in a column (origin_id), or by way of it (source_id → publisher).

    All claims count, also those that were replaced since: somebody said so.
    """

    def make() -> Holding:
        batches = record.batches("claims", ["incident_id", column])
        return _of_rows(record, batches, column, codes_of(record) if codes_of else {})

    return _kept.of(record, f"claims.{column}", make)


def of_roles(record: Record, role: str) -> Holding:
    """Return which actors have a role in each incident."""

    def make() -> Holding:
        batches = record.batches("incident_actors", ["incident_id", "actor_id", "role"])
        return _of_rows(record, (rows[rows["role"] == role] for rows in batches), "actor_id", {})

    return _kept.of(record, f"roles.{role}", make)


def _of_rows(record: Record, batches: Iterable[pd.DataFrame], column: str, meant: Mapping[str, str]) -> Holding:
    """Return what rows (see ``Record.batches``) say of their incidents in a column, or by way of it."""
    number_of: dict[str, int] = {}
    rows, members = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.intp)]
    for batch in batches:
        cell, distinct = pd.factorize(batch[column])
        codes = [meant.get(text, text) for text in map(str, distinct.to_list())]
        numbers = np.array([number_of.setdefault(code, len(number_of)) for code in codes], dtype=np.intp)
        stated = cell >= 0
        rows.append(batch["incident_id"].to_numpy()[stated])
        members.append(numbers[cell[stated]])
    names = sorted(number_of)  # however the rows stand, a set is written in one way
    place = np.argsort([number_of[name] for name in names])
    held = sets_of(np.concatenate(rows), place[np.concatenate(members)], names, len(record))
    sets = [parts_of(cell) for cell in map(str, held.categories)]
    return _holding(held.codes, sets, of_profiles=False)
