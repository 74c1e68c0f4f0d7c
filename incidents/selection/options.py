"""What each option of a filter would leave: counted for the filters that somebody looks at."""

from collections.abc import Iterable

import numpy as np

from incidents.selection.filters import FILTERS, LISTS
from incidents.selection.selection import Selection


def count_options(selection: Selection, names: Iterable[str]) -> dict[str, dict[str, int]]:
    """Count per named filter and code how many incidents the option alone would leave, all other filters kept.

    Incidents of a profile count alike: what profiles can answer is counted by them.
    """
    record, question = selection.record, selection.question
    active = {name: FILTERS[name].of_profiles(record, getattr(question, name)) for name in question.active()}
    by_profile = {name: mask for name, mask in active.items() if mask is not None}
    by_incident = [selection.answers[name] for name in active if name not in by_profile]
    number = record.incidents["profile"].to_numpy()
    candidates = np.bincount(
        number[np.logical_and.reduce(by_incident)] if by_incident else number, minlength=len(record.profiles)
    )
    counts = {}
    for name in names:
        held = LISTS[name].held(record)
        if held.of_profiles:
            others = [mask for other, mask in by_profile.items() if other != name]
            found = held.count(np.where(np.logical_and.reduce(others), candidates, 0) if others else candidates)
        else:
            found = held.count(selection.without(name).mask)
        counts[name] = {code: found.get(code, 0) for code in LISTS[name].codes(record)}
    return counts
