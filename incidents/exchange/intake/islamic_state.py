"""Whether a source names the Islamic State, and as what: no role is given to it that the source does not give."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.exchange.intake.pools import Texts, chosen, holding

_BETWEEN = r"[^\p{L}\p{N}_]"  # of any script
_NAMES = (
    rf"(?:^|{_BETWEEN})(?:IS|ISIS|ISIL|Da[’'`]?esh|DAESH|Islamic State)(?:$|{_BETWEEN})"
    "|داعش|تنظيم الدولة|الدولة الإسلامية"
)

# The codes of its role in a record that was read from somebody's file.
ROLES = {
    "party": {
        "label": "Named as a party",
        "label_ar": "مذكور طرفاً",
        "description": "The source names ISIS on one of the sides; it does not say who attacked.",
        "description_ar": "يذكر المصدر داعش في أحد الطرفين، ولا يقول من الذي هاجم.",
    },
    "associate": {
        "label": "Named as an associate",
        "label_ar": "مذكور مرافقاً لطرف",
        "description": "The source names ISIS among the associates of a side only.",
        "description_ar": "يذكر المصدر داعش بين مرافقي أحد الطرفين فقط.",
    },
    "mentioned": {
        "label": "Mentioned in the text only",
        "label_ar": "مذكور في النص فقط",
        "description": "The text or a headline speaks of ISIS, which is no party.",
        "description_ar": "يتحدث النص أو العنوان عن داعش وهو ليس طرفاً.",
    },
    "not-involved": {
        "label": "Not involved, as the source has it",
        "label_ar": "غير معنيّ بحسب المصدر",
        "description": "The source names parties, and ISIS is none of them.",
        "description_ar": "يسمّي المصدر الأطراف وليس داعش واحداً منها.",
    },
    "not-said": {
        "label": "Not stated",
        "label_ar": "غير مذكور",
        "description": "The source does not say who took part.",
        "description_ar": "لا يقول المصدر من شارك.",
    },
}


def names_it(texts: Texts) -> npt.NDArray[np.bool_]:
    """Say which texts name the Islamic State."""
    return holding(texts, _NAMES)


def either_names_it(texts: pd.Series, arabic: pd.Series) -> npt.NDArray[np.bool_]:
    """Say which rows name it in their text, in Arabic where they have no other."""
    return names_it(texts) | (names_it(arabic) & texts.isna().to_numpy(bool))


def role_of_it(length: int, parties: pd.DataFrame, lesser: str, mentioned: npt.NDArray[np.bool_]) -> pd.Series:
    """Return the code of its role per event. ``parties`` with a ``rank`` above 0 are no parties but ``lesser`` ones."""
    has, main, lesser_one = (np.zeros(length, dtype=bool) for _ in range(3))
    named = names_it(parties["name"])
    rank = parties["rank"].to_numpy() if "rank" in parties else np.zeros(len(parties), dtype=int)
    at = parties["at"].to_numpy(dtype=np.intp)
    has[at] = True
    main[at[named & (rank == 0)]] = True
    lesser_one[at[named & (rank > 0)]] = True
    codes = ["party", lesser, "mentioned", "not-involved"]
    return chosen([main, lesser_one, mentioned, has], codes, "not-said")
