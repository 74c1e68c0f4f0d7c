"""Airwars' cases of civilian harm as events.

A belligerent is one who is accused. Names of victims are never read, whatever the column is called, and points finer
than a neighbourhood are made coarser.
"""

import numpy as np
import pandas as pd

from incidents.exchange.intake.cells import Counts
from incidents.exchange.intake.events import CITED, Events, Shape, Terms, assembled, figures, parted
from incidents.exchange.intake.headers import headings_of
from incidents.exchange.intake.material import Material
from incidents.language import N_
from incidents.record.vocabulary import AREA, EXACT, NEAR, NO_PRECISION

HEADINGS = headings_of("""
id: code | airwars code | unique reference code | incident code | reference code | رمز | الرمز | رمز الحادث |
    كود
date: date | incident date | start date | date start | تاريخ | التاريخ | تاريخ الحادث
date_end: date_end | end date | end | تاريخ النهاية | تاريخ الانتهاء | النهاية
place: loc_en | location | location name | location en | location english | الموقع بالإنكليزية | الموقع
    بالانجليزية | الموقع انجليزي | الموقع
place_ar: loc_ar | location ar | location arabic | location name arabic | الموقع بالعربية | الموقع عربي
admin1: gov | governorate | admin1 | المحافظة | محافظة
region: region | المنطقة | الإقليم
latitude: lat | latitude | خط العرض
longitude: lon | long | longitude | خط الطول
geo_precision: acc | accuracy | geolocation accuracy | location accuracy | الدقة | دقة الموقع | دقة
actor1: bell | belligerent | belligerents | alleged belligerent | known belligerent | الطرف المتهم | الطرف
    المحارب | المحارب | الأطراف المتحاربة | الجهة المسؤولة
grade: grade | strength of evidence | civilian harm status | casualty status | قوة الأدلة | قوة الدليل | حالة
    الضرر | درجة
event_type: strike | strike type | type of strike | strike status | نوع الضربة | الضربة | نوع الهجوم
killed_min: kmin | civilians killed min | civilian deaths min | killed min | civilians killed minimum | القتلى
    المدنيون الحد الأدنى | الحد الأدنى للقتلى | القتلى الأدنى | القتلى المدنيون (الأدنى)
killed_max: kmax | civilians killed max | civilian deaths max | killed max | civilians killed maximum | القتلى
    المدنيون الحد الأقصى | الحد الأقصى للقتلى | القتلى الأقصى | القتلى المدنيون (الأقصى)
wounded_min: imin | civilians injured min | injured min | civilians injured minimum | الجرحى المدنيون الحد
    الأدنى | الحد الأدنى للجرحى | الجرحى الأدنى | الجرحى المدنيون (الأدنى)
wounded_max: imax | civilians injured max | injured max | civilians injured maximum | الجرحى المدنيون الحد
    الأقصى | الحد الأقصى للجرحى | الجرحى الأقصى | الجرحى المدنيون (الأقصى)
source_url: url | link | address | رابط | الرابط
summary: summary | assessment | ملخص | الملخص
""")
_AREAS = {"city": 8.0, "town": 6.0, "village": 5.0, "neighbourhood": 3.0, "neighborhood": 3.0}
_TOO_FINE = r"(?i)exact|100\s*m|street|road|within|building|دقيق|شارع"
_WIDE = r"(?i)sub.?district|district|governorate|province|region|country|ناحية|محافظة|منطقة"


def read_airwars(material: Material) -> Events:
    """Return the cases of a file of Airwars."""
    spans = material.spans()
    latitude, longitude = material.points()
    accuracy = material.text("geo_precision").str.replace("_", " ", regex=False).fillna("")
    fine = accuracy.str.contains(_TOO_FINE, regex=True).to_numpy(bool)
    wide = accuracy.str.contains(_WIDE, regex=True).to_numpy(bool) & ~fine
    material.remark(
        "changed",
        "geo_precision",
        N_("Finer than a neighbourhood: the point is rounded to about a kilometre."),
        fine & ~np.isnan(latitude),
    )
    latitude, longitude = (np.where(fine, np.round(d, 2), d) for d in (latitude, longitude))
    precision = np.select([np.isnan(latitude), wide, accuracy == ""], [NO_PRECISION, AREA, NEAR], EXACT)
    radius = accuracy.str.lower().map(_AREAS).fillna(3.0).to_numpy()
    parties = _accused(material)
    ids = _ids(material)
    killed, wounded = (_between(material, name) for name in ("killed", "wounded"))
    kind = material.text("event_type").str.partition(",")[0].str.strip()
    columns = {
        "id": ids,
        **{str(name): cells for name, cells in spans.items()},
        "event_type": kind,
        "sub_event_type": kind,
        "is_role": "not-said",
        **{name: material.text(name) for name in ("place", "place_ar")},
        "admin1": material.text("admin1").where(material.text("admin1").notna(), material.text("region")),
        "latitude": latitude,
        "longitude": longitude,
        "geo_precision": precision.astype(object),
        "uncertainty_km": np.select([wide], [25.0], radius),
        "summary": _summary(material),
    }
    told = figures(("killed_civilians", killed, ""), ("wounded_civilians", wounded, ""))
    cited = pd.DataFrame({"at": np.zeros(0, dtype=np.intp)}).reindex(columns=CITED)
    return assembled(material, columns, figures=told, cited=cited, parties=parties)


def _ids(material: Material) -> pd.Series:
    """Return Airwars' codes; a code that several cases have is told apart by a number, and that is said."""
    codes = material.text("id")
    again = codes.groupby(codes).cumcount()
    twice = (codes.notna() & codes.duplicated(keep=False)).to_numpy(bool)
    material.remark("changed", "id", N_("Several cases have this code: a number is added to it."), twice)
    numbered = codes + "-" + (again + 1).astype("str")
    own = "row-" + pd.Series(material.numbers.astype("str"), dtype="str")
    return codes.where(~twice, numbered).where(codes.notna(), own).astype("str")


def _between(material: Material, name: str) -> Counts:
    """Return the bounds of a figure; both alike are one figure."""
    low, high = (material.counts(f"{name}_{end}") for end in ("min", "max"))
    least = np.where(np.isnan(low.value), low.low, low.value)
    most = np.where(np.isnan(high.value), high.high, high.value)
    exchanged = least > most
    material.remark(
        "changed", f"{name}_min", N_("The lower bound lies above the upper one: they are exchanged."), exchanged
    )
    least, most = np.where(exchanged, most, least), np.where(exchanged, least, most)
    same = least == most
    open_end = np.full(len(least), np.nan)
    return Counts(
        np.where(same, least, open_end), np.where(same, np.nan, least), np.where(same, np.nan, most), low.wrong
    )


def _accused(material: Material) -> pd.DataFrame:
    """Return who is accused; the order of a list says nothing."""
    held = parted(material.text("actor1"), r"\s*[,;]\s*").rename(columns={"part": "name"})
    held = held[~held["name"].str.lower().isin(("unknown", "not known", "غير معروف"))]
    return held.assign(kind="", role="initiator").drop_duplicates(["at", "name", "role"], ignore_index=True)


def _summary(material: Material) -> pd.Series:
    """Return the text of the case, or what is known of it in the words of its columns."""
    kind, grade = material.text("event_type").fillna(""), material.text("grade").fillna("")
    told = kind.where(kind != "", "Case") + (". Strength of the evidence, as Airwars grades it: " + grade + ".").where(
        grade != "", "."
    )
    given = material.text("summary")
    return given.where(given.notna(), told)


AIRWARS = Shape(
    kind="airwars",
    headings=HEADINGS,
    signs=(
        frozenset(("id", "actor1", "killed_min", "killed_max")),
        frozenset(("id", "date", "actor1", "grade")),
        frozenset(("killed_min", "killed_max", "wounded_min", "actor1", "geo_precision")),
    ),
    terms=Terms(
        name="Airwars",
        title="Airwars: reported civilian harm in Syria",
        title_ar="Airwars: أضرار بمدنيين أُبلغ عنها في سوريا",
        description="Reports of civilian harm as Airwars assesses them, read from a file. "
        "A belligerent is one who is accused.",
        description_ar="تقارير عن أضرار لحقت بمدنيين كما يقيّمها Airwars، مقروءة من ملف. والطرف المذكور متهم لا أكثر.",
        licence={"name": "Airwars", "title": "Airwars: see airwars.org for its terms", "path": "https://airwars.org/"},
        attribution="Source: Airwars, airwars.org. Figures are the bounds of what local sources report.",
        attribution_ar="المصدر: Airwars، airwars.org. والأعداد هي حدود ما تورده المصادر المحلية.",
    ),
    read=read_airwars,
    labels={
        "incident_actors.role": {
            "initiator": {
                "label": "Accused",
                "label_ar": "متهم",
                "description": "A belligerent whom reports accuse; an accusation is not a verdict.",
            },
            "target": {"label": "Target", "label_ar": "المستهدف", "description": "Not used by this source."},
        },
    },
    kinds={"strike": {"label": "Strike or shelling", "label_ar": "غارة أو قصف"}},
    kind_of=lambda _event, _sub: "strike",
)
