"""By what incidents are found in a search, as a database keeps it beside what is worked out per incident.

Distinct incidents are documents, as in memory (``record.search``): which of them bears a name or says a word, and what
the words of all of them are. So a text is read by the rules of memory, and the database only looks documents up.
"""

import numpy as np
import pandas as pd
import pyarrow as pa

from incidents.record.names_gathered import named
from incidents.record.record import Record
from incidents.record.search import Search, compounds_of

DOCUMENT = "document"  # the column of ``worked_out`` that says of which document an incident is one
HOLDS, WORDS = "search_holds", "search_words"  # the tables, in a database
BEARS, SAYS, ORDINARY, PROPER = "bears", "says", "ordinary", "proper"  # what a row of ``WORDS`` tells of its word
_SOMEWHERE = np.zeros(1, dtype=np.int32)


def found_by(record: Record) -> dict[str, pa.Table]:
    """Return both tables: name, is_word (else the key of a name), document; and word, means."""
    search = record.search
    parts = [
        (name, is_word, documents)
        for is_word, held in ((False, search.bearing), (True, search.saying))
        for name, documents in sorted(held.items())
    ]
    lengths = np.array([len(documents) for _name, _is_word, documents in parts], dtype=np.int64)
    at = pa.array(np.repeat(np.arange(len(parts), dtype=np.int32), lengths))
    names = pa.array([name for name, _is_word, _documents in parts], pa.string())
    numbers = np.concatenate([np.zeros(0, dtype=np.int32), *(documents for _name, _is_word, documents in parts)])
    holds = {
        "name": pa.DictionaryArray.from_arrays(at, names).cast(pa.string()),
        "is_word": pa.array(np.repeat([is_word for _name, is_word, _documents in parts], lengths), pa.bool_()),
        DOCUMENT: pa.array(numbers, pa.int64()),
    }
    told = {BEARS: search.bearing, SAYS: search.saying, ORDINARY: search.ordinary, PROPER: search.proper}
    words = [(word, means) for means, held in told.items() for word in sorted(held)]
    return {
        HOLDS: pa.table(holds),
        WORDS: pa.table([pa.array(column, pa.string()) for column in zip(*words, strict=True)], ["word", "means"]),
    }


def search_where_kept(frame: Record, words: pd.DataFrame) -> Search:
    """Return what reads a text as the search of the whole record does: of one document, which holds what any holds.

    ``words`` are the rows of ``WORDS``.
    """
    told = {means: frozenset(rows) for means, rows in words.groupby("means")["word"]}
    bearing, saying = (dict.fromkeys(told.get(means, ()), _SOMEWHERE) for means in (BEARS, SAYS))
    return Search(
        named=named(frame.gazetteer, frame.actors, frame.origins),
        document_of=_SOMEWHERE,
        count=1,
        bearing=bearing,
        saying=saying,
        ordinary=told.get(ORDINARY, frozenset()),
        proper=told.get(PROPER, frozenset()),
        compounds=compounds_of(frame.schema),
    )
