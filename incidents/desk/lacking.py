"""What the incidents of a record lack, one by one: a second primary source, a day, a verified place, a language."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from geodata.cells import parts_of
from incidents.checks import Sound
from incidents.checks.tables import Tables
from incidents.language import N_
from incidents.record.record import Record

NO_DAY = N_("Its day is not known.")
NO_PLACE = N_("Its place is not stated.")
DOUBTED = N_("A known doubt is about it.")


def find_lacks(sound: Sound, record: Record) -> Mapping[str, Sequence[str]]:
    """Return what each incident lacks, as sentences that are ids of the catalogue; one that lacks nothing is not there.

    Takes what the checks call a weakness, told of its claims and sources too; a day, a place, and the known doubts.
    """
    held: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for incident_id, sentence in (*_of_rows(record), *_of_weaknesses(sound), *_of_doubts(record)):
        held[incident_id][sentence] = None
    return {incident_id: tuple(sentences) for incident_id, sentences in held.items()}


def _of_rows(record: Record) -> Iterator[tuple[str, str]]:
    incidents = record.incidents
    for incident_id in incidents.loc[incidents["date_start"].isna(), "incident_id"]:
        yield str(incident_id), NO_DAY
    for incident_id in incidents.loc[incidents["geo_precision"].astype("str") == "0", "incident_id"]:
        yield str(incident_id), NO_PLACE


def _of_weaknesses(sound: Sound) -> Iterator[tuple[str, str]]:
    tables = sound.examined
    rows = {
        name: dict(zip(tables[name].rows, range(len(tables[name])), strict=True))
        for name in ("incidents", "claims", "sources")
    }
    files = {tables[name].file: name for name in rows}
    claims = tables["claims"]
    spoken_of: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for source, incident in zip(claims.text("source_id"), claims.text("incident_id"), strict=True):
        spoken_of[str(source)][str(incident)] = None
    for problem in sound.weaknesses():
        name = files.get(problem.file)
        if name is None or problem.row is None:
            continue
        for incident_id in _incidents_of(name, rows[name][problem.row], tables, spoken_of):
            yield incident_id, problem.sentence


def _incidents_of(name: str, place: int, tables: Tables, spoken_of: Mapping[str, Mapping[str, None]]) -> Iterator[str]:
    if name == "sources":
        yield from spoken_of.get(tables["sources"].cell("source_id", place), {})
    else:
        yield tables[name].cell("incident_id", place)


def _of_doubts(record: Record) -> Iterator[tuple[str, str]]:
    try:
        doubts = record.tables.read("doubts")
    except KeyError:
        return
    for cell in doubts["incident_ids"].dropna():
        for incident_id in parts_of(cell):
            yield incident_id, DOUBTED
