"""From claims to what a footnote says: numbered sources, and how to cite an incident or the record."""

import pandas as pd

from incidents.language import Lang, format_date, isolate, plain_text, translator
from incidents.record.record import Dataset


def numbered_sources(dataset: Dataset, claims: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the sources of the selected incidents, numbered from 1 in the order in which they are first cited.

    Columns of the sources table and ``number``; index source_id. ``claims`` narrows to the sources of these claims.
    """
    cited = (dataset.claims if claims is None else claims)["source_id"].drop_duplicates()
    sources = dataset.sources.loc[cited]
    return sources.assign(number=range(1, len(sources) + 1))


def publisher(source: pd.Series, lang: Lang) -> str:
    """Return the publisher's name in a language."""
    arabic = source["publisher_ar"]
    return str(arabic) if lang == "ar" and pd.notna(arabic) else str(source["publisher"])


def source_text(source: pd.Series, lang: Lang) -> str:
    """Write a source as a footnote does: publisher, date of publication (or that it is not known)."""
    _ = translator(lang).gettext
    name = isolate(publisher(source, lang))
    published = source["published"]
    if pd.isna(published):
        return _("{publisher}, no date").format(publisher=name)
    return _("{publisher}, {date}").format(publisher=name, date=_published(str(published), lang))


def _published(published: str, lang: Lang) -> str:
    """Write a publication date, which may be a day or a month only."""
    if len(published) == len("2025-05-17"):
        return format_date(pd.Timestamp(published).date(), lang)
    if len(published) == len("2025-05"):
        return format_date(pd.Timestamp(f"{published}-01").date(), lang, "MMMM y")
    return published


def incident_citation(dataset: Dataset, incident: pd.Series, lang: Lang, link: str = "") -> str:
    """Return the sentence with which a reader cites one incident."""
    _ = translator(lang).gettext
    sentence = _("ISIS-related incidents in Syria, record {version}, incident {id}: {summary}").format(
        version=isolate(dataset.version),
        id=isolate(incident["incident_id"]),
        summary=plain_text(incident[f"summary_{lang}"]),
    )
    return f"{sentence} {isolate(link)}" if link else sentence


def record_citation(dataset: Dataset, lang: Lang) -> str:
    """Return the sentence with which a reader cites the record."""
    _ = translator(lang).gettext
    return _(
        "ISIS-related security incidents in Syria, record {version}, covering {start} to {end}. CC BY 4.0."
    ).format(
        version=isolate(dataset.version),
        start=format_date(dataset.coverage[0].date(), lang),
        end=format_date(dataset.coverage[1].date(), lang),
    )
