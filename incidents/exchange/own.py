"""A sheet of one's own as events: whatever headings it has, in the languages in which such sheets are kept."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from incidents.exchange.intake.cells import Counts
from incidents.exchange.intake.days import days_in_words
from incidents.exchange.intake.events import CITED, Events, Shape, Terms, assembled, figures, parted
from incidents.exchange.intake.governorates import is_in_syria
from incidents.exchange.intake.headers import OF_POINTS, headings_of
from incidents.exchange.intake.islamic_state import either_names_it, role_of_it
from incidents.exchange.intake.material import Material
from incidents.exchange.intake.points import NEIGHBOURHOOD_KM, ROUNDED
from incidents.exchange.intake.pools import (
    Coded,
    always,
    at_rows,
    chosen,
    coded,
    either,
    holding,
    in_places,
    only_where,
    or_else,
    pooled,
    read_out,
    saying,
    used,
    where,
)
from incidents.exchange.intake.scripts import parted_by_script
from incidents.exchange.intake.totals import are_totals
from incidents.language import N_
from incidents.record.distinct import first_rows
from incidents.record.vocabulary import AREA, EXACT, NEAR, NO_PRECISION

HEADINGS = headings_of(f"""
id: id | incident id | event id | no | nr | number | ref | reference | code | serial | الرقم | رقم | المعرف | م |
    numero | kod
date: date | incident date | event date | date of incident | day | start date | date start | from | when | التاريخ |
    reference period start | تاريخ | تاريخ الحادث | اليوم | datum | tarih | jour | date de l incident
date_end: end date | date end | to | until | last day | تاريخ النهاية | إلى | fin | date de fin | bitis | ende |
    reference period end
point: {OF_POINTS}
latitude: latitude | lat | geo lat | y | y coord | gps lat | lat dd | خط العرض | العرض | enlem | breite |
    breitengrad
longitude: longitude | long | geo lon | lon | lng | x | x coord | gps lon | خط الطول | الطول | boylam | lange |
    langengrad
admin1: governorate | admin1 | adm1 | adm1 name | admin 1 | province | mohafaza | muhafaza | المحافظة | محافظة |
    gouvernorat | provinz | il | vilayet | admin1 name
admin2: district | admin2 | admin2 name | adm2 | adm2 name | المنطقة | منطقة | القضاء | ilce
place: place | location | loc | loc name | town | city | village | site | locality | name of place | where |
    place name | location name | المكان | الموقع | البلدة | المدينة | القرية | مكان الحادث | ort | lieu | localite |
    yer | konum
place_ar: place ar | location ar | place arabic | المكان بالعربية
geo_precision: geo precision | precision | accuracy | location accuracy | دقة الموقع
event_type: event type | type | kind | category | incident type | type of incident | النوع | نوع الحادث | نوع الحدث |
    التصنيف | art | typ | tur | categorie
sub_event_type: sub event type | sub type | subtype | sub category | method | tactic | الوسيلة | الطريقة
actor1: actor | group name first | actor1 | actor 1 | perpetrator | attacker | by | initiator | alleged perpetrator |
    المنفذ | الجهة المنفذة | الفاعل | auteur | tater | fail
actor2: actor2 | group name second | actor 2 | target | victim group | targeted party | المستهدف | الهدف | cible |
    ziel | hedef
killed_min: killed min | min killed | deaths min | killed low
killed_max: killed max | max killed | deaths max | killed high
killed: killed | affected killed | deaths | dead | fatalities | kia | number killed | القتلى | عدد القتلى | قتلى |
    tues | morts | tote | getotete | olu
wounded: wounded | injured | affected injured | injuries | wia | number wounded | الجرحى | عدد الجرحى | جرحى |
    blesses | verletzte | yarali
source_url: url | link | source url | source link | web | الرابط | رابط | lien
source_date: source date | published | date published | تاريخ النشر
source: source | sources | meta source | reported by | المصدر | مصدر | المصادر | quelle | kaynak
summary_ar: summary ar | description ar | description arabic
summary: summary | description | notes | details | narrative | text | title | name | what | what happened | event |
    incident | remarks | الوصف | وصف | التفاصيل | ملخص | ملاحظات | الحدث | beschreibung | resume | aciklama | titel |
    titre
year: year | السنة | العام
month: month | month of year | الشهر
events: events | number of events | event count | no of events | conflict events | عدد الأحداث | عدد الحوادث
""")
_EXACT = r"(?i)^(?:1|exact|precise|point|gps|دقيق)"
_ADDRESS = r"(?P<it>https?://[^\s;|]+)"
_ONE_ADDRESS = r"^https?://[^\s;|]+$"
_HOST = r"https?://(?:www\.)?(?P<it>[^/?#:]+)"
_SHORTEST_MONTH = 28  # days
_WIDE = r"(?i)^(?:3|area|district|governorate|region|approx.*area|centroid|محافظة|منطقة)"


def read_own(material: Material) -> Events:
    """Return the events of a sheet."""
    ids, spans, (latitude, longitude) = material.ids(), material.spans(), material.points()
    is_rounded = (material.sides_km < NEIGHBOURHOOD_KM) & is_in_syria(latitude, longitude)  # others are left out
    material.remark("changed", "point", ROUNDED, is_rounded)
    precision = _precision(material, latitude)
    texts = {name: in_places(material.held(name)) for name in ("place", "place_ar", "admin1", "admin2")}
    kind = or_else(in_places(material.held("event_type")), in_places(material.held("sub_event_type")))
    summary, summary_ar = _by_script(material.text("summary"), material.text("summary_ar"))
    called = or_else(kind, texts["place"])  # where nothing else is told
    bare = (summary.isna() & summary_ar.isna()).to_numpy(bool)
    empty = bare & (called.isna() & spans["date_start"].isna() & np.isnan(latitude)).to_numpy(bool)
    material.remark("row", "", N_("The row says neither when nor where nor what."), empty)
    material.remark("row", "", N_("A row of totals."), are_totals(material, spans["date_start"]))
    parties = _parties(material)
    columns = {
        "id": ids,
        **{str(name): cells for name, cells in spans.items()},
        "event_type": kind,
        "sub_event_type": or_else(in_places(material.held("sub_event_type")), kind),
        "aggregate": _sums(material, spans),
        "is_role": role_of_it(len(material), parties, "associate", either_names_it(summary, summary_ar)),
        **texts,
        "latitude": latitude,
        "longitude": longitude,
        "geo_precision": precision,
        "uncertainty_km": _uncertainty(material, precision),
        "summary": or_else(summary, only_where(bare, called)) if bare.any() else summary,
        "summary_ar": summary_ar,
    }
    return assembled(material, columns, figures=_figures(material), cited=_cited(material), parties=parties)


def _sums(material: Material, spans: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Say which rows count the events of a month or longer, as OCHA's files of districts and months do."""
    counted = material.whole_numbers("events")
    start, end = (spans[name].to_numpy().astype("datetime64[D]") for name in ("date_start", "date_end"))
    is_long = (end - start).astype(float) + 1 >= _SHORTEST_MONTH
    material.remark("row", "events", N_("The row counts no event."), (counted == 0) & is_long)
    is_sum = np.asarray((counted > 0) & is_long)
    sentence = N_("A sum of the events of a month or longer: it is shown and stays out of totals.")
    material.remark("changed", "events", sentence, is_sum)
    return is_sum


def _by_script(texts: pd.Series, arabic: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return texts by the script in which they are written: each stays in its own language."""
    in_arabic, in_other = parted_by_script(texts)[::-1]
    return in_other, or_else(arabic, in_arabic)


def _precision(material: Material, latitude: np.ndarray) -> pd.Series:
    said = material.coded("geo_precision")
    exact, wide = (holding(said, pattern) for pattern in (_EXACT, _WIDE))
    wide |= material.sides_km >= NEIGHBOURHOOD_KM
    at_all = np.all([np.isnan(latitude), *(in_places(material.held(n)).isna() for n in ("place", "admin1"))], axis=0)
    return chosen([at_all, wide, exact, said.codes >= 0], [NO_PRECISION, AREA, EXACT, NEAR], EXACT)


def _uncertainty(material: Material, precision: pd.Series) -> npt.NDArray[np.float64]:
    """Return how far off a point may be, in km: of a square so far as its corners."""
    side = material.sides_km
    return np.select([side >= NEIGHBOURHOOD_KM, saying(precision, AREA)], [side / np.sqrt(2), 30.0], 3.0)


def _figures(material: Material) -> pd.DataFrame:
    killed, low, high = (material.counts(name) for name in ("killed", "killed_min", "killed_max"))
    least = np.where(np.isnan(killed.low), low.value, killed.low)
    most = np.where(np.isnan(killed.high), high.value, killed.high)
    outside = (least > most) | (killed.value < least) | (killed.value > most)
    material.remark("cell", "killed_min", N_("The figure lies outside its own bounds."), outside)
    least, most = np.where(outside, np.nan, least), np.where(outside, np.nan, most)
    whole = Counts(killed.value, least, most, killed.wrong)
    return figures(("killed_total", whole, ""), ("wounded_total", material.counts("wounded"), ""))


def _parties(material: Material) -> pd.DataFrame:
    frames = []
    for number, role in (("1", "initiator"), ("2", "target")):
        held = parted(material.coded(f"actor{number}"), r"\s*[;|/]\s*").rename(columns={"part": "name"})
        frames.append(held.assign(kind=always("", len(held)), role=always(role, len(held))))
    return pd.concat(frames, ignore_index=True)


def _addresses(cells: Coded) -> Coded:
    """Return the first address of each cell; a column that holds nothing else is returned as it is."""
    is_alone = pc.all(pc.match_substring_regex(cells.distinct, _ONE_ADDRESS)).as_py()
    return cells if is_alone else read_out(cells, _ADDRESS)


def _cited(material: Material) -> pd.DataFrame:
    """Return the sources: names parted by semicolons, or the host of an address where no name is given."""
    named = parted(material.coded("source"), r"\s*[;|]\s*")
    part, at = coded(named["part"]), named["at"].to_numpy(dtype=np.intp)
    address, inside = _addresses(material.coded("source_url")), _addresses(part)
    is_bare = address.codes >= 0  # an address alone
    is_bare[at] = False
    bare = np.flatnonzero(is_bare)
    at, is_named = np.append(at, bare), np.arange(len(at) + len(bare)) < len(at)
    url = either(at_rows(is_named, inside), Coded(address.codes[at], address.distinct))
    name = at_rows(is_named, where(inside.codes < 0, part))
    publisher = either(name, read_out(used(where(name.codes < 0, url)), _HOST))
    order = first_rows([at, publisher.codes, url.codes])
    order = order[publisher.codes[order] >= 0]
    published = days_in_words(material.dates("source_date").first)
    return pd.DataFrame({
        "at": at[order],
        "publisher": pooled(publisher.distinct, publisher.codes[order]),
        "published": pooled(published.distinct, published.codes[at[order]]),
        "url": pooled(url.distinct, url.codes[order]),
        "headline": pooled([], np.full(len(order), -1)),
    })[CITED]  # fmt: skip


OWN = Shape(
    kind="own",
    headings=HEADINGS,
    signs=(),
    terms=Terms(
        name="",
        title="",
        title_ar="",
        description="Read from a file of one's own.",
        description_ar="مقروء من ملف خاص.",
        licence={},
    ),
    read=read_own,
    labels={
        "incident_actors.role": {
            "initiator": {
                "label": "Said to have acted",
                "label_ar": "يُقال إنه الفاعل",
                "description": "Whom the sheet names as acting. An accusation is not a verdict.",
            },
            "target": {"label": "Target", "label_ar": "المستهدف", "description": "Whom the sheet names as hit."},
        },
    },
    kinds={},
    kind_of=lambda event, sub: _kind(f"{event} {sub}".lower()),
)
_WORDS = (
    ("detention", ("escape", "prison break", "jailbreak", "فرار", "سجن")),
    ("operation", ("raid", "arrest", "sweep", "operation", "search", "مداهمة", "اعتقال", "حملة", "عملية أمنية")),
    ("strike", ("air strike", "airstrike", "drone", "shell", "artillery", "missile", "rocket")),
    ("strike", ("غارة", "قصف", "مسيرة", "صاروخ")),
    (
        "bombing",
        ("ied", "mine", "bomb", "explos", "suicide", "vbied", "blast", "عبوة", "تفجير", "انفجار", "لغم", "مفخخ"),
    ),
    ("assassination", ("assassin", "execut", "murder", "targeted killing", "اغتيال", "إعدام")),
    (
        "attack",
        ("attack", "ambush", "clash", "shoot", "fire", "assault", "battle", "fight", "هجوم", "كمين", "اشتباك", "إطلاق"),
    ),
)


def _kind(words: str) -> str:
    """Return the kind of the legend that the words of a sheet name, ``other`` where they name none."""
    return next((kind for kind, known in _WORDS if any(word in words for word in known)), "other")
