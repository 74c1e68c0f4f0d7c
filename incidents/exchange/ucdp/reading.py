"""UCDP GED's files as events. Terms and rules: UCDP's GED codebook.

Its three estimates are one claim: ``best`` between ``low`` and ``high``. A row that lasts longer than a month is a sum
over a period and stays out of totals. Points of a district, a governorate or the country are centres of areas.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from incidents.exchange.intake.cells import Counts
from incidents.exchange.intake.events import Events, Shape, Terms, assembled, figures
from incidents.exchange.intake.islamic_state import names_it, role_of_it
from incidents.exchange.intake.material import Material
from incidents.exchange.intake.pools import (
    Coded,
    always,
    chosen,
    coded,
    encoded,
    filled,
    in_places,
    mask_of,
    pooled,
    renamed,
    taken,
    where,
)
from incidents.exchange.ucdp.sources import cited_by_ucdp
from incidents.language import N_
from incidents.record.vocabulary import AREA, EXACT, NEAR, NO_PRECISION

HEADINGS = {
    "id": ("id", "relid", "event id"),
    "date": ("date_start",),
    "date_end": ("date_end",),
    "year": ("year",),
    "time_precision": ("date_prec",),
    "event_type": ("type_of_violence",),
    "sub_event_type": ("dyad_name",),
    "actor1": ("side_a",),
    "actor2": ("side_b",),
    "country": ("country",),
    "admin1": ("adm_1",),
    "admin2": ("adm_2",),
    "place": ("where_coordinates",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "geo_precision": ("where_prec",),
    "source_article": ("source_article",),
    "source": ("source_office",),
    "summary": ("where_description",),
    "killed": ("best", "best_est"),
    "killed_min": ("low", "low_est"),
    "killed_max": ("high", "high_est"),
    "deaths_a": ("deaths_a",),
    "deaths_b": ("deaths_b",),
    "deaths_civilians": ("deaths_civilians",),
}
VIOLENCE = {"1": "State-based conflict", "2": "Non-state conflict", "3": "One-sided violence"}
_ARABIC = {
    "State-based conflict": "نزاع الدولة طرف فيه",
    "Non-state conflict": "نزاع بين أطراف غير حكومية",
    "One-sided violence": "عنف من طرف واحد",
}
# where_prec → how exactly the place is known, and how far (km) an event of it may lie from the point.
_WHERE = {
    1.0: (EXACT, 5.0),
    2.0: (NEAR, 25.0),
    3.0: (AREA, 40.0),
    4.0: (AREA, 100.0),
    5.0: (AREA, 60.0),
    6.0: (NO_PRECISION, 435.0),
    7.0: (NO_PRECISION, 435.0),
}
_LONG_DAYS = 31  # of a span: what is longer is a sum


def read_ucdp(material: Material) -> Events:
    """Return the events of a file of UCDP GED."""
    country = material.coded("country")
    is_elsewhere = mask_of(country, lambda names: ~names.str.lower().isin(("syria", "syrian arab republic")))
    material.remark("row", "country", N_("Not in Syria."), is_elsewhere)
    ids, spans = material.ids(), material.spans()
    where = material.whole_numbers("geo_precision")
    codes = np.where(np.isin(where, list(_WHERE)), where, 2).astype(int)
    precision = pooled([_WHERE[max(code, 1)][0] for code in range(8)], codes)
    latitude, longitude = material.points()
    parties = _parties(material)
    violence = renamed(material.coded("event_type"), VIOLENCE | {f"{code}.0": name for code, name in VIOLENCE.items()})
    cited = cited_by_ucdp(material)
    headlines = cited.loc[names_it(cited["headline"]), "at"].to_numpy(dtype=np.intp)
    spoken_of = names_it(material.coded("summary"))
    spoken_of[headlines] = True
    columns = {
        "id": ids,
        **{str(name): cells for name, cells in _dated(material, spans).items()},
        "event_type": violence,
        "sub_event_type": violence,
        "aggregate": _is_sum(material, spans),
        "is_role": role_of_it(len(material), parties, "associate", spoken_of),
        **{name: in_places(material.held(name)) for name in ("place", "admin1", "admin2")},
        "location_note": in_places(material.held("summary")),
        "summary": _summary(material, cited),
        "latitude": latitude,
        "longitude": longitude,
        "geo_precision": precision,
        "uncertainty_km": np.array([_WHERE[max(code, 1)][1] for code in range(8)])[codes],
        "area": chosen([where == 4, where >= 6], ["governorate", "country"], ""),
    }
    return assembled(material, columns, figures=_deaths(material), cited=cited, parties=parties)


def _dated(material: Material, spans: pd.DataFrame) -> pd.DataFrame:
    """Return the dates: of date_prec 4 a month."""
    precision = material.whole_numbers("time_precision")
    start, end = (spans[name].to_numpy().astype("datetime64[D]") for name in ("date_start", "date_end"))
    is_month = (precision == 4) & (start == start.astype("datetime64[M]").astype("datetime64[D]")) & ~np.isnat(start)
    is_month &= end == (start.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    precise = where(~is_month, coded(spans["date_precision"]))
    return spans.assign(date_precision=filled(precise, "month").places())


def _is_sum(material: Material, spans: pd.DataFrame) -> npt.NDArray[np.bool_]:
    start, end = (spans[name].to_numpy().astype("datetime64[D]") for name in ("date_start", "date_end"))
    days = (end - start).astype(float) + 1
    is_sum = (material.whole_numbers("time_precision") >= 5) | (days > _LONG_DAYS)
    material.remark(
        "changed", "time_precision", N_("A sum over more than a month: it is shown and stays out of totals."), is_sum
    )
    return np.asarray(is_sum)


def _summary(material: Material, cited: pd.DataFrame) -> pd.Series:
    """Return the first headline, or the parties where no source has any: UCDP writes no text of its own."""
    held, at = coded(cited["headline"]), cited["at"].to_numpy(dtype=np.intp)
    has = np.flatnonzero(held.codes >= 0)[::-1]
    first = np.full(len(material), -1)
    first[at[has]] = held.codes[has]  # of several the one written last stays: the first
    headline = taken(held.distinct, first)
    return headline.where(headline.notna(), material.text("sub_event_type"))


def _parties(material: Material) -> pd.DataFrame:
    """Return both sides, each as one: a list in a cell is not parted, for names hold commas as well."""
    frames = []
    for number, role in (("1", "initiator"), ("2", "target")):
        names = material.coded(f"actor{number}")
        at = np.flatnonzero(names.codes >= 0)
        held = Coded(names.codes[at], names.distinct)
        is_state = mask_of(held, lambda told: told.str.startswith("Government of"))
        is_civilian = mask_of(held, lambda told: told == "Civilians")
        kind = pooled(["State forces", "Civilians", ""], np.select([is_state, is_civilian], [0, 1], 2))
        name = pooled(held.distinct, held.codes)
        frames.append(pd.DataFrame({"at": at, "name": name, "role": always(role, len(at)), "kind": kind}))
    return pd.concat(frames, ignore_index=True)


def _deaths(material: Material) -> pd.DataFrame:
    """Return the estimates as one claim, and the dead civilians and those of ISIS where a side is ISIS."""
    best, low, high = (material.counts(name).value for name in ("killed", "killed_min", "killed_max"))
    outside = (best < low) | (best > high)
    material.remark(
        "changed",
        "killed",
        N_("The best estimate lies outside the bounds: the bounds are widened to hold it."),
        outside,
    )
    ends = np.array([best, low, high])
    least, most = np.fmin.reduce(ends), np.fmax.reduce(ends)
    wrong = np.flatnonzero(outside)
    place = np.zeros(len(best), dtype=np.intp)
    place[wrong] = np.arange(len(wrong)) + 1
    told = [f"UCDP: low {low[at]:.0f}, best {best[at]:.0f}, high {high[at]:.0f}." for at in wrong]
    notes = encoded(pa.array(["", *told], pa.large_string()))
    note = Coded(notes.codes[place], notes.distinct)
    same = (least == most) | np.isnan(least)
    claims = Counts(best, np.where(same, np.nan, least), np.where(same, np.nan, most), np.array([]))
    civilians = material.counts("deaths_civilians")
    first, second = material.counts("deaths_a").value, material.counts("deaths_b").value
    is_first, is_second = names_it(material.coded("actor1")), names_it(material.coded("actor2"))
    of_it = np.select([is_first & ~is_second, is_second & ~is_first], [first, second], np.nan)
    none = np.full(len(best), np.nan)
    # Parts of 0 say nothing: UCDP fills them in where it knows only the whole.
    civil = Counts(np.where(civilians.value > 0, civilians.value, np.nan), none, none, civilians.wrong)
    theirs = Counts(np.where(of_it > 0, of_it, np.nan), none, none, civilians.wrong)
    return figures(
        ("killed_total", claims, note),
        ("killed_civilians", civil, ""),
        ("killed_is", theirs, ""),
    )


def kind_of(event_type: str, _sub_event_type: str) -> str:
    """Return the kind of the legend under which an event is drawn; UCDP says nothing of how it was done."""
    return "assassination" if event_type == VIOLENCE["3"] else "attack"


UCDP = Shape(
    kind="ucdp-ged",
    headings=HEADINGS,
    signs=(
        frozenset(("date", "event_type", "actor1", "actor2", "geo_precision")),
        frozenset(("date", "actor1", "actor2", "killed", "killed_min")),
    ),
    terms=Terms(
        name="UCDP",
        title="UCDP events in Syria",
        title_ar="أحداث UCDP في سوريا",
        description="Lethal events of the Georeferenced Event Dataset of the Uppsala Conflict Data Program (UCDP GED), "
        "read from a file.",
        description_ar="أحداث سقط فيها قتلى كما ترد في بيانات الأحداث الجغرافية لبرنامج أوبسالا لبيانات النزاعات "
        "(UCDP GED)، مقروءة من ملف.",
        licence={
            "name": "CC-BY-4.0",
            "short_title": "CC BY 4.0",
            "title": "Creative Commons Attribution 4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        },
        attribution="Source: Uppsala Conflict Data Program, Georeferenced Event Dataset, ucdp.uu.se. "
        "Deaths are UCDP's estimates.",
        attribution_ar="المصدر: برنامج أوبسالا لبيانات النزاعات، بيانات الأحداث الجغرافية، ucdp.uu.se. "
        "وأعداد القتلى تقديراته.",
    ),
    read=read_ucdp,
    labels={
        "incident_actors.role": {
            "initiator": {
                "label": "Side A",
                "label_ar": "الطرف أ",
                "description": "The government where there is one. It says nothing of who attacked.",
            },
            "target": {"label": "Side B", "label_ar": "الطرف ب", "description": "UCDP's side B."},
        },
    },
    kinds={
        "attack": {"label": "Armed conflict", "label_ar": "نزاع مسلح"},
        "assassination": {"label": "One-sided violence", "label_ar": _ARABIC["One-sided violence"]},
    },
    kind_of=kind_of,
    arabic=_ARABIC,
)
