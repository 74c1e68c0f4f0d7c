"""Who takes part: the actors of a record that was read from a file, and their parts in its incidents."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from incidents.exchange.intake.description import Codes, codes_of, listed
from incidents.exchange.intake.pools import Coded, coded, pooled, renamed, taken
from incidents.exchange.intake.scripts import parted_by_script, slugs_of
from incidents.record.distinct import distinct_rows, first_rows

_UNCLASSED = "Not classified"


def actors_of(parties: pd.DataFrame) -> tuple[pd.DataFrame, Codes]:
    """Return the actors in the order in which they are named first, and the closed list of their kinds."""
    held = coded(parties["name"])
    names = pd.Series(pd.array(held.distinct, dtype="str"))
    slugs, (english, arabic) = slugs_of(names), parted_by_script(names)
    kinds = _kinds(held, coded(parties["kind"]))
    codes = codes_of(sorted({*kinds.unique(), _UNCLASSED}))
    actors = pd.DataFrame({"actor_id": slugs, "name_en": english, "name_ar": arabic, "kind": renamed(kinds, codes)})
    return actors, listed("actors.kind", codes)


def parts_of(parties: pd.DataFrame, actors: pd.DataFrame, ids: pd.Series) -> tuple[pd.DataFrame, npt.NDArray[np.intp]]:
    """Return the parts that the actors have, and of which event each part is, in the order of the events."""
    held, roles = coded(parties["name"]), coded(parties["role"])
    at = parties["at"].to_numpy(dtype=np.intp)
    order = np.argsort(at, kind="stable")
    order = order[first_rows([at[order], held.codes[order], roles.codes[order]])]
    parts = pd.DataFrame({
        "incident_id": pooled(pa.array(ids), at[order]),
        "actor_id": pooled(pa.array(actors["actor_id"]), held.codes[order]),
        "role": pooled(roles.distinct, roles.codes[order]),
    })  # fmt: skip
    return parts, at[order]


def _kinds(names: Coded, told: Coded) -> pd.Series:
    """Return the kind of each name: the one that is said of it most often; of equals the first by its letters."""
    number, first = distinct_rows([names.codes, told.codes])
    pairs = pd.DataFrame({
        "name": names.codes[first], "kind": taken(told.distinct, told.codes[first]).fillna("").array,
        "times": np.bincount(number, minlength=len(first)),
    })  # fmt: skip
    pairs = pairs[pairs["kind"] != ""].sort_values(["times", "kind"], ascending=[False, True], kind="stable")
    usual = pairs.drop_duplicates("name").set_index("name")["kind"]
    return usual.reindex(range(len(names.distinct))).fillna(_UNCLASSED).astype("str").reset_index(drop=True)
