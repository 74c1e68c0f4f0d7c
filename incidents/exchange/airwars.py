"""Airwars' cases of civilian harm as events.

A belligerent is one who is accused. Names of victims are never read, whatever the column is called, and points finer
than a neighbourhood are made coarser.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from incidents.exchange.intake.cells import Counts
from incidents.exchange.intake.events import CITED, Events, Shape, Terms, assembled, figures, parted
from incidents.exchange.intake.governorates import is_in_syria
from incidents.exchange.intake.headers import headings_of
from incidents.exchange.intake.material import Material
from incidents.exchange.intake.points import ROUNDED, rounded
from incidents.exchange.intake.pools import Coded, always, chosen, holding, in_places, mask_of, read_out
from incidents.language import N_
from incidents.record.vocabulary import AREA, EXACT, NEAR, NO_PRECISION

# Those of Airwars' own files (“Unique Reference Code”, civilians_killed_min), of its data as others hand them on
# (alleged_belligerent, civilian_deaths_min), and of sheets in Arabic that were made of its pages (رمز الحادثة, with
# “الأصل” for what stands there as Airwars has it and “عربي” for a translation of it).
HEADINGS = headings_of("""
id: code | airwars code | unique reference code | incident code | incident id | reference code | airwars ref code |
    رمز الحادثة | رمز الحادث | رمز | الرمز | كود
date: date | incident date | start date | date start | تاريخ الحادثة | تاريخ الحادث | تاريخ | التاريخ
date_end: date_end | end date | incident date end | end | تاريخ النهاية | تاريخ الانتهاء | النهاية
country: country | الدولة | البلد
place: loc_en | location | location name | location en | location english | الموقع بالإنجليزية | الموقع بالإنكليزية |
    الموقع بالانجليزية | الموقع انجليزي | الموقع — الأصل | الموقع
place_ar: loc_ar | location ar | location arabic | location name arabic | location name ar | الموقع بالعربية |
    الموقع — عربي | الموقع عربي
admin1: gov | governorate | province governorate | admin1 | المقاطعة المحافظة | المحافظة | محافظة
region: region | المنطقة | الإقليم
latitude: lat | latitude | خط العرض
longitude: lon | long | longitude | خط الطول
geo_precision: acc | accuracy | geolocation accuracy | location accuracy | accurate to | دقة الموقع | الدقة | دقة |
    دقيقة حتى
actor1: bell | alleged belligerent | alleged belligerents | belligerents list | belligerent list | belligerents |
    belligerent | suspected belligerent | suspected belligerents | known belligerent | الجهة العسكرية — الأصل |
    الجهة العسكرية — عربي | الجهة العسكرية | الطرف المتهم | الطرف المحارب | المحارب | الأطراف المتحاربة |
    الجهة المسؤولة
grade: grade | grading | airwars grading | airwars civilian harm grading | strength of evidence | assessment |
    civilian harm status | casualty status | قوة الأدلة — الأصل | قوة الأدلة — عربي | قوة الأدلة | قوة الدليل |
    حالة الضرر | درجة
event_type: strike | strike type | type of strike | type of attack | strike status | نوع الضربة — الأصل |
    نوع الضربة — عربي | نوع الضربة | الضربة | نوع الهجوم
killed_min: kmin | civilians killed min | civilians reported killed min | civilian deaths min | killed min |
    civilians killed minimum | الحد الأدنى للقتلى المدنيين | القتلى المدنيون الحد الأدنى | الحد الأدنى للقتلى |
    القتلى الأدنى | القتلى المدنيون (الأدنى) | أدنى عدد للقتلى المدنيين
killed_max: kmax | civilians killed max | civilians reported killed max | civilian deaths max | killed max |
    civilians killed maximum | الحد الأقصى للقتلى المدنيين | القتلى المدنيون الحد الأقصى | الحد الأقصى للقتلى |
    القتلى الأقصى | القتلى المدنيون (الأقصى) | أقصى عدد للقتلى المدنيين
killed: civilians reported killed | civilians killed | القتلى المدنيون
wounded_min: imin | civilians injured min | civilians reported injured min | civilian injuries min | injured min |
    civilians injured minimum | الحد الأدنى للجرحى المدنيين | الجرحى المدنيون الحد الأدنى | الحد الأدنى للجرحى |
    الجرحى الأدنى | الجرحى المدنيون (الأدنى)
wounded_max: imax | civilians injured max | civilians reported injured max | civilian injuries max | injured max |
    civilians injured maximum | الحد الأقصى للجرحى المدنيين | الجرحى المدنيون الحد الأقصى | الحد الأقصى للجرحى |
    الجرحى الأقصى | الجرحى المدنيون (الأقصى)
wounded: civilians reported injured | civilians injured | الجرحى المدنيون
source_url: url | permalink | canonical url | airwars url | link | address | رابط Airwars | رابط الحادثة | رابط |
    الرابط
summary: summary | narrative | incident narrative | ملخص عربي منظم | ملخص | الملخص
""")
_SYRIA = ("syria", "syrian arab republic", "سوريا", "سورية", "الجمهورية العربية السورية")
_AS_JSON = r'"belligerent"\s*:|[\[\]{}"]'  # what stands around the names in Airwars' own files
_AREAS = {"city": 8.0, "town": 6.0, "village": 5.0, "neighbourhood": 3.0, "neighborhood": 3.0}
_USUAL_KM = 3.0
_TOO_FINE = r"(?i)exact|100\s*m|street|road|within|building|landmark|دقيق|شارع|المحدد|متر|معلم|معلَم"
_WIDE = r"(?i)sub.?district|district|governorate|province|region|country|ناحية|محافظة|منطقة"


def read_airwars(material: Material) -> Events:
    """Return the cases of a file of Airwars."""
    country = material.coded("country")
    is_elsewhere = mask_of(country, lambda names: ~names.str.lower().isin(_SYRIA))
    material.remark("row", "country", N_("Not in Syria."), is_elsewhere)
    spans = material.spans()
    latitude, longitude = material.points()
    stated = material.coded("geo_precision")
    accuracy = Coded(stated.codes, pc.replace_substring(stated.distinct, "_", " "))
    fine = holding(accuracy, _TOO_FINE)
    wide = holding(accuracy, _WIDE) & ~fine
    material.remark(
        "changed",
        "geo_precision",
        ROUNDED,
        fine & (is_in_syria(latitude, longitude) | is_in_syria(longitude, latitude)),  # others are left out
    )
    latitude, longitude = (np.where(fine, rounded(d), d) for d in (latitude, longitude))
    precision = chosen([np.isnan(latitude), wide, accuracy.codes < 0], [NO_PRECISION, AREA, NEAR], EXACT)
    radii = [_AREAS.get(text.lower(), _USUAL_KM) for text in accuracy.distinct.to_pylist()]
    radius = np.array([*radii, _USUAL_KM])[accuracy.codes]
    parties = _accused(material)
    ids = _ids(material)
    killed, wounded = (_between(material, name) for name in ("killed", "wounded"))
    kind = read_out(material.coded("event_type"), r"^\s*(?P<it>[^,]*?)\s*(?:,|$)").places()
    columns = {
        "id": ids,
        **{str(name): cells for name, cells in spans.items()},
        "event_type": kind,
        "sub_event_type": kind,
        "is_role": "not-said",
        **{name: in_places(material.held(name)) for name in ("place", "place_ar")},
        "admin1": material.text("admin1").where(material.text("admin1").notna(), material.text("region")),
        "latitude": latitude,
        "longitude": longitude,
        "geo_precision": precision,
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
    low, high, both = (material.counts(meaning) for meaning in (f"{name}_min", f"{name}_max", name))
    # A column that holds both bounds (“5–7”) or one figure stands for those that are not there.
    least = _first_known(low.value, low.low, both.value, both.low)
    most = _first_known(high.value, high.high, both.value, both.high)
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


def _first_known(*columns: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    known = columns[-1]
    for column in columns[-2::-1]:
        known = np.where(np.isnan(column), known, column)
    return known


def _accused(material: Material) -> pd.DataFrame:
    """Return who is accused; the order of a list says nothing."""
    told = material.coded("actor1")
    names = pc.replace_substring_regex(told.distinct, _AS_JSON, "")
    held = parted(Coded(told.codes, names), r"\s*[,;]\s*").rename(columns={"part": "name"})
    held = held[~mask_of(held["name"], lambda told: told.str.lower().isin(("unknown", "not known", "غير معروف")))]
    held = held.reset_index(drop=True)
    return held.assign(kind=always("", len(held)), role=always("initiator", len(held)))


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
        frozenset(("id", "date", "killed_min", "killed_max", "grade")),
        frozenset(("id", "date", "killed_min", "killed_max", "source_url", "geo_precision")),
        frozenset(("id", "date", "killed", "actor1")),
        frozenset(("killed_min", "killed_max", "wounded_min", "actor1", "geo_precision")),
    ),
    terms=Terms(
        name="Airwars",
        title="Airwars: reported civilian harm in Syria",
        title_ar="Airwars: أضرار بمدنيين أُبلغ عنها في سوريا",
        description="Reports of civilian harm as Airwars assesses them, read from a file. "
        "A belligerent is one who is accused.",
        description_ar="تقارير عن أضرار لحقت بمدنيين كما يقيّمها Airwars، مقروءة من ملف. والطرف المذكور متهم لا أكثر.",
        licence={
            "name": "Airwars",
            "short_title": "airwars.org",
            "title": "Airwars: see airwars.org for its terms",
            "path": "https://airwars.org/",
        },
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
