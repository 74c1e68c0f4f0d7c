"""ACLED's files as events. Terms and rules: ACLED's codebook.

The figure of deaths is that of ACLED's coders, not of a source: 0 stands for none and for none reported alike, and
"coded as 10" in the notes for an unknown number. A point of precision 3 stands for an area. The order of two actors
says nothing of who attacked.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd

from incidents.exchange.intake.cells import Counts
from incidents.exchange.intake.days import days_in_words
from incidents.exchange.intake.description import shipped_codes
from incidents.exchange.intake.events import CITED, Events, Shape, Terms, assembled, figures, parted
from incidents.exchange.intake.islamic_state import names_it, role_of_it
from incidents.exchange.intake.material import Material
from incidents.exchange.intake.pools import (
    always,
    chosen,
    coded,
    either,
    holding_where,
    in_places,
    mask_of,
    pooled,
)
from incidents.language import N_
from incidents.record.contract import OTHER_KIND
from incidents.record.distinct import first_rows
from incidents.record.vocabulary import AREA, EXACT, NEAR

HEADINGS = {
    # Words of the files since 2018 first, then those of older ones and of the copies that HDX handed on in capitals;
    # headings are compared without regard to capitals and underscores.
    "id": ("event_id_cnty", "data_id", "event_id_no_cnty", "event id"),
    "date": ("event_date",),
    "year": ("year",),
    "time_precision": ("time_precision",),
    "event_type": ("event_type",),
    "sub_event_type": ("sub_event_type",),
    "actor1": ("actor1", "actor 1"),
    "assoc1": ("assoc_actor_1", "ally_actor_1", "associated actor 1", "assoc actor1"),
    "inter1": ("inter1",),
    "actor2": ("actor2", "actor 2"),
    "assoc2": ("assoc_actor_2", "ally_actor_2", "associated actor 2", "assoc actor2"),
    "inter2": ("inter2",),
    "country": ("country",),
    "admin1": ("admin1",),
    "admin2": ("admin2",),
    "place": ("location",),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "long", "lon"),
    "geo_precision": ("geo_precision",),
    "source": ("source",),
    "summary": ("notes", "note"),
    "killed": ("fatalities",),
}
# Kinds of actors: as numbers in files until 2024, as words since.
INTER = {
    "1": "State forces", "2": "Rebel group", "3": "Political militia", "4": "Identity militia",
    "5": "Rioters", "6": "Protesters", "7": "Civilians", "8": "External/Other forces",
}  # fmt: skip
_WIDE = 3.0
_PRECISION = {1.0: EXACT, 2.0: NEAR, _WIDE: AREA}
_AREA_KM = 40.0  # a district's radius, about: so far an event of precision 3 may lie from the point
_DEAD = "(?:fatalities|casualties|deaths)"
_UNKNOWN = rf"(?i)\bcoded (?:as|to|at) \d+|unknown (?:number of )?{_DEAD}|{_DEAD} (?:are |is |were )?unknown"
_NONE = rf"(?i)\b(?:no|zero|without) (?:reported )?{_DEAD}|no one was killed|nobody was killed"
# "No reported fatalities" says that none was reported; only the others say that nobody died.
_NOT_REPORTED = (
    rf"(?i)no (?:reported|information|reports? (?:of|on)) |not reported|unreported|{_DEAD} (?:were |was )?reported"
)


def read_acled(material: Material) -> Events:
    """Return the events of a file of ACLED."""
    country = material.coded("country")
    material.remark("row", "country", N_("Not in Syria."), mask_of(country, lambda names: names.str.lower() != "syria"))
    ids, spans = material.ids(), _spans(material)
    code = material.whole_numbers("geo_precision")
    is_known = np.isin(code, list(_PRECISION))
    material.remark(
        "cell",
        "geo_precision",
        N_("Not a known code."),
        (material.coded("geo_precision").codes >= 0) & ~is_known,
    )
    latitude, longitude = material.points()
    parties = _parties(material)
    columns = {
        "id": ids,
        **{str(name): cells for name, cells in spans.items()},
        "event_type": in_places(material.held("event_type")),
        "sub_event_type": in_places(material.held("sub_event_type")),
        "is_role": role_of_it(len(material), parties, "associate", names_it(material.held("summary"))),
        **{name: in_places(material.held(name)) for name in ("place", "admin1", "admin2", "summary")},
        "latitude": latitude,
        "longitude": longitude,
        "geo_precision": chosen([code == each for each in _PRECISION], list(_PRECISION.values()), NEAR),
        "uncertainty_km": np.where(code == _WIDE, _AREA_KM, 5.0),
    }
    cited = parted(material.coded("source"), r";\s*").rename(columns={"part": "publisher"})
    nothing = pooled([], np.full(len(cited), -1))
    cited = cited.assign(**dict.fromkeys(("published", "url", "headline"), nothing))[CITED]
    return assembled(material, columns, figures=_deaths(material), cited=cited, parties=parties)


def _spans(material: Material) -> pd.DataFrame:
    """Return the dates: of precision 2 the week around the day, of 3 its month."""
    spans = material.spans()
    precision, days = material.whole_numbers("time_precision"), spans["date_start"].to_numpy().astype("datetime64[D]")
    week, month = (precision == 2) & ~np.isnat(days), (precision == 3) & ~np.isnat(days)
    today = np.datetime64(material.today)
    first_of_month = days.astype("datetime64[M]")
    start = np.select([week, month], [days - 3, first_of_month.astype("datetime64[D]")], days)
    end = np.select(
        [week, month],
        [days + 3, (first_of_month + 1).astype("datetime64[D]") - 1],
        spans["date_end"].to_numpy().astype("datetime64[D]"),
    )
    given = days_in_words(days)
    notes = [*(f"ACLED gives {day}" for day in given.distinct.to_pylist()), ""]
    note = pooled(notes, np.where(week | month, given.codes, len(notes) - 1))
    stated = coded(chosen([week, month], ["range", "month"], None))
    kinds = either(stated, coded(spans["date_precision"])).places()
    return spans.assign(date_start=start, date_end=np.minimum(end, today), date_precision=kinds, date_note=note)


def _deaths(material: Material) -> pd.DataFrame:
    """Return the figure of the coders, nothing where it stands for an unknown number or for none reported."""
    counts, notes = material.counts("killed"), material.held("summary")
    unknown = holding_where(~np.isnan(counts.value), notes, _UNKNOWN)
    said_none = holding_where((counts.value == 0) & ~unknown, notes, _NONE)
    said_none &= ~holding_where(said_none, notes, _NOT_REPORTED)
    open_zero = (counts.value == 0) & ~said_none & ~unknown
    material.remark(
        "changed", "killed", N_("The notes say that this number stands for an unknown one: it is left open."), unknown
    )
    material.remark("changed", "killed", N_("0 without a word that nobody was killed: it is left open."), open_zero)
    value = np.where(unknown | open_zero, np.nan, counts.value)
    return figures(("killed_total", Counts(value, counts.low, counts.high, counts.wrong), ""))


def _parties(material: Material) -> pd.DataFrame:
    """Return who takes part, in ACLED's order: the first of each side, then its associates."""
    frames = []
    for side, role in (("1", "initiator"), ("2", "target")):
        inter = material.coded(f"inter{side}")
        kinds = [*(INTER.get(code, code) for code in inter.distinct.to_pylist()), ""]
        for name in (f"actor{side}", f"assoc{side}"):
            held = parted(material.coded(name), r";\s*").rename(columns={"part": "name"})
            is_first = name.startswith("actor")
            last = len(kinds) - 1
            codes = inter.codes[held["at"]] if is_first else np.full(len(held), last)
            kind = pooled(kinds, np.where(codes < 0, last, codes))
            frames.append(held.assign(kind=kind, role=always(role, len(held)), rank=0 if is_first else 1))
    held = pd.concat(frames, ignore_index=True)
    order = np.argsort(held["at"].to_numpy(), kind="stable")  # of each event the first side stands first already
    names, roles = (coded(held[name]).codes[order] for name in ("name", "role"))
    first = first_rows([held["at"].to_numpy()[order], names, roles])
    return held.iloc[order[first]].reset_index(drop=True)


def kind_of(event_type: str, sub_event_type: str) -> str:
    """Return the kind of the legend under which an event is drawn: as the shipped lists of ACLED's terms say it."""
    told = _kinds("sub_event_type").get(sub_event_type) or _kinds("event_type").get(event_type)
    return told or OTHER_KIND


@cache
def _kinds(field: str) -> Mapping[str, str]:
    """Return the kind of each term of a closed list that has one, by the term as ACLED writes it."""
    codes = shipped_codes()[f"incidents.{field}"].values()
    return {str(code["label"]): str(code["kind"]) for code in codes if "kind" in code}


ACLED = Shape(
    kind="acled",
    headings=HEADINGS,
    signs=(
        frozenset(("date", "event_type", "sub_event_type", "actor1", "geo_precision")),
        frozenset(("id", "date", "event_type", "actor1", "killed", "summary")),
    ),
    terms=Terms(
        name="ACLED",
        title="ACLED events in Syria",
        title_ar="أحداث ACLED في سوريا",
        description="Events as the Armed Conflict Location & Event Data Project (ACLED) codes them, read from a file.",
        description_ar="أحداث كما يرمّزها مشروع بيانات مواقع النزاعات المسلحة وأحداثها (ACLED)، مقروءة من ملف.",
        licence={
            "name": "ACLED-terms",
            "title": "ACLED Terms of Use",
            "path": "https://acleddata.com/terms-and-conditions",
        },
        attribution="Source: ACLED, Armed Conflict Location & Event Data Project, acleddata.com. "
        "Deaths are the figures of its coders.",
        attribution_ar="المصدر: ACLED، مشروع بيانات مواقع النزاعات المسلحة وأحداثها، acleddata.com. "
        "وأعداد القتلى من تقدير مرمّزيه.",
        redistribution="Not for redistribution: ACLED's terms do not allow its rows to be handed on.",
        redistribution_ar="ليس لإعادة النشر: لا تسمح شروط ACLED بتمرير صفوفها إلى الغير.",
    ),
    read=read_acled,
    labels={
        "incident_actors.role": {
            "initiator": {
                "label": "First side",
                "label_ar": "الطرف الأول",
                "description": "Actor 1 and its associates. The order says nothing of who attacked.",
            },
            "target": {
                "label": "Second side",
                "label_ar": "الطرف الثاني",
                "description": "Actor 2 and its associates.",
            },
        },
    },
    kinds={
        "attack": {"label": "Battle", "label_ar": "قتال"},
        "bombing": {"label": "Explosion", "label_ar": "تفجير"},
        "assassination": {"label": "Violence against civilians", "label_ar": "عنف ضد مدنيين"},
        "operation": {"label": "Arrests", "label_ar": "اعتقالات"},
        "strike": {"label": "Air strike, shelling or missile", "label_ar": "غارة أو قصف أو صاروخ"},
        "other": {"label": "Protests, riots and other", "label_ar": "احتجاجات وأعمال شغب وغير ذلك"},
    },
    kind_of=kind_of,
)
