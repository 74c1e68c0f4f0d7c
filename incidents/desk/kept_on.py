"""What a claim keeps on of the one before it: most often the next is said in the same page, by the same party."""

from collections.abc import Sequence

from incidents.desk.draft import Row, Rows

_CALLED = ("attributed_to", "attributed_to_ar")
_KEPT_ON = ("source_id", "origin_id", *_CALLED)


def kept_on(claims: Sequence[Row], sources: Sequence[Row]) -> dict[str, str]:
    """Return the cells with which a further claim begins; after a source that none speaks in, that source alone."""
    spoken = {row.get("source_id", "") for row in claims}
    silent = [row["source_id"] for row in sources if row.get("source_id") and row["source_id"] not in spoken]
    if silent:
        return {"source_id": silent[-1]}
    if claims:
        return {column: claims[-1].get(column, "") for column in _KEPT_ON}
    return {"source_id": sources[0].get("source_id", "")} if sources else {}


def left_behind(rows: Rows, place: int, origin_id: str) -> dict[str, str]:
    """Return the cells that a claim of the draft's own loses with its party: how another claim calls that party."""
    claim, *others = (rows["claims"][place], *rows["claims"][:place])
    called = {name: claim.get(name, "") for name in _CALLED}
    copied = any(one.get("origin_id") == origin_id and called.items() <= one.items() for one in others)
    return dict.fromkeys(called, "") if copied and origin_id else {}
