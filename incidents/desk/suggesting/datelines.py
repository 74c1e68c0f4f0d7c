"""Datelines: where a report was written, and which agency carries it; neither is where something happened."""

import re

_AGENCIES = (
    r"AFP|AP|Reuters|REUTERS|dpa|DPA|SANA|Sana|Xinhua|EFE|ANSA|TASS|UPI|AA|ANHA|ANF|IRNA|North Press|NPA|Rudaw"
    r"|Kurdistan ?24|K24|Enab Baladi|Anadolu(?: Agency)?|Asharq Al-Awsat|The New Arab|Agencies|agencies"
    r"|[أا]\.? ?ف\.? ?ب\.?|[أا]\.? ?ب\.?|د\.? ?ب\.? ?[أا]\.?|رويترز|سانا|شينخوا|الأناضول|نورث برس|هاوار|روداو"
    r"|فرات نيوز|كردستان ?24|عنب بلدي|العربي الجديد|القدس العربي|الشرق الأوسط|الجزيرة نت|فرانس برس|وكالات|الوكالات"
    r"|وام|بترا|قنا|كونا|واس|واع|WAM|Petra|QNA|KUNA|SPA"
    r"|وكالة [^\W\d_]+"
)
_PLACE = r"[A-Z][^\W\d_'’-]*(?:[ '’-][A-Za-z'’]+){0,3}|[\u0621-\u064a]+(?: [\u0621-\u064a]+){0,2}"
_DAY = r"(?:[,،]? ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [^\W\d_]+(?:[ /][^\W\d_]+)?)(?:,? 20\d\d)?)?"
_PARTED = r"\s*[-–—ـ_/:،,|]*\s*"
_SYRIA = r"(?:[,،] ?[^\W\d_]+)?"  # the country, or the governorate
# دمشق-(أ ف ب) –, BEIRUT (AP), دمشق ـ «القدس العربي»:
_BRACKETED = rf"[(\[]?(?:{_PLACE}){_SYRIA}{_DAY}{_PARTED}[(\[«\"“](?:{_AGENCIES})[)\]»\"”]{_PARTED}"
# حلب - سانا:, دمشق/ الأناضول:, Damascus, SANA-; an agency without brackets is parted from what it carries
_BARE = rf"(?:{_PLACE}){_DAY}\s*[-–—ـ_/،,|]+\s*(?:{_AGENCIES})(?:\s*[-–—ـ_/:|]+\s*|\s*$)"
# واشنطن - دمشق في 13 ديسمبر / وام /, [Damascus]
_TWO = rf"(?:{_PLACE})(?:\s*[-–—]\s*(?:{_PLACE}))?\s+في\s+\d{{1,2}} [^\W\d_]+(?: [^\W\d_]+)?\s*/\s*(?:{_AGENCIES})\s*/"
_ALONE = rf"\[(?:{_PLACE})\]"
_DATED = rf"(?:{_PLACE}),?\s*\([^()]{{2,60}}\b20\d\d\)\s*[-–—:]+\s*"  # Damascus, (Agency - 22nd Jul, 2019):
_BARS = r"(?:[^|:.\n]{2,30}\|\s*){2,3}[^|:.\n]{2,25}:\s*"  # وكالات | 15 نوفمبر | اسم الموقع:
_AGENCY_ALONE = r"(?:Shafaq News|شفق نيوز) ?/ ?"
_LEAD = re.compile(rf"\s*(?:{_BRACKETED}|{_TWO}|{_DATED}|{_BARS}|{_ALONE}|{_BARE}|{_AGENCY_ALONE})")


def length_of_a_dateline(words: str) -> int:
    """Return how many characters at the head of a sentence name place and agency; 0 where it begins otherwise."""
    lead = _LEAD.match(words)
    return lead.end() if lead else 0
