"""Names of a file by the script in which they are written, and as ids."""

import re
from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodata.normalising import folded
from incidents.exchange.intake.description import code_of
from incidents.exchange.intake.pools import Coded, Texts, as_answers, coded, numbered, only_where, taken

_ARABIC = r"[\x{0600}-\x{06FF}\x{0750}-\x{077F}\x{FB50}-\x{FDFF}]"


def parted_by_script(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return texts that hold no Arabic letter and those that do, each missing where it is of the other."""
    in_arabic = _are_arabic(texts)
    if not in_arabic.any():
        return texts, taken([], np.full(len(texts), -1))
    return only_where(~in_arabic, texts), only_where(in_arabic, texts)


def _are_arabic(texts: pd.Series) -> npt.NDArray[np.bool_]:
    """Say which texts hold an Arabic letter: only those that hold others than ASCII are looked through."""
    held = pa.array(texts, pa.large_string(), from_pandas=True)
    found = ~as_answers(pc.fill_null(pc.string_is_ascii(held), fill_value=True))
    if found.any():
        found[found] = as_answers(pc.match_substring_regex(held.filter(pa.array(found)), _ARABIC))
    return found


def slugs_of(names: Texts) -> pd.Series:
    """Return an id for each name, one for each distinct name."""
    return coded_slugs_of(names).texts()


def coded_slugs_of(names: Texts) -> Coded:
    """Return the same by the distinct ids."""
    held = coded(names)
    taken_ids: set[str] = set()
    slugs = []
    for name in held.distinct.to_pylist():
        slug = "".join(sign if sign.isascii() else "-" for sign in code_of(name)).strip("-_.")
        slug = slug if slug and slug[0].isalnum() and slug != "unattributed" else "source"
        number, free = 2, slug
        while free in taken_ids:
            free, number = f"{slug}-{number}", number + 1
        taken_ids.add(free)
        slugs.append(free)
    return Coded(held.codes, pa.array(slugs, pa.large_string()))


def place_ids(names: pd.Series, areas: Collection[str]) -> pd.Series:
    """Return ids made of the names, numbered where several are alike; none is one of those of ``areas``."""
    held = coded(names)
    slugs = taken([_slug(name) for name in held.distinct.to_pylist()], held.codes)
    is_area = slugs.isin(list(areas)).to_numpy()
    place = slugs.groupby(slugs).cumcount().to_numpy() + is_area + 1
    return numbered(slugs, place)


def _slug(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:60].strip("-")
    return plain if plain and plain != "not-stated" else "place"
