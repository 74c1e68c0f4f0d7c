"""What a dossier is called, and what its subject is in one line."""

from geodata.cells import parts_of
from incidents.language import Language
from incidents.record.record import Record
from incidents.record.schema import KINDS
from incidents.selection.dossiers import Dossier, Voice, subject_of
from incidents.selection.filters import LISTS


def dossier_title(record: Record, written: str, lang: Language) -> str:
    """Return the name of that of which a dossier is."""
    name, code = subject_of(written)
    return LISTS[name].label(record, code, lang)


def dossier_kicker(record: Record, written: str, lang: Language) -> str:
    """Say that it is a dossier, and of what sort: "Dossier · Governorate"."""
    name, _code = subject_of(written)
    return " · ".join([lang.say("Dossier"), LISTS[name].heading(record, lang)])


def subject_in_words(record: Record, written: str, lang: Language) -> str:
    """Say in one line what the subject is: what lies in or around it, class of an actor, meaning of a kind."""
    name, code = subject_of(written)
    if name == "governorate":
        names = [lang.of(held, "name") for pcode, held in record.gazetteer.districts.items() if pcode.startswith(code)]
        return " · ".join([lang.forwards(code), *([lang.say(", ").join(names)] if names else [])])
    if name == "district":
        return " · ".join([lang.forwards(code), record.governorate_name(code[: len("SY01")], lang)])
    if name == "place":
        return " · ".join(_around(record, code, lang))
    if name == "kind":
        return record.schema.codes(KINDS)[code].definition(lang)
    table = record.actors if name == "actor" else record.origins
    return record.schema.label(f"{name}s.kind", str(table.loc[code, "kind"]), lang)


def _around(record: Record, place_id: str, lang: Language) -> list[str]:
    """Return the district and the governorates in which a place lies, as far as they are known."""
    place = record.gazetteer.place(place_id)
    district = place["adm2_pcode"]
    named = [LISTS["district"].label(record, district, lang)] if isinstance(district, str) and district else []
    return [*named, *(record.governorate_name(pcode, lang) for pcode in parts_of(place["governorates"]))]


def part_lists(record: Record, found: Dossier, lang: Language) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Return title of each sort of part of an area, and of each part the code, the name and the number of incidents."""
    lists = []
    for name in dict.fromkeys(part for part, _code, _count in found.parts):
        named = LISTS[name]
        rows = [(code, named.label(record, code, lang), count) for part, code, count in found.parts if part == name]
        lists.append((named.heading(record, lang), rows))
    return lists


def role_lists(record: Record, found: Dossier, lang: Language) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Return title of each role, and of each actor in it the code, the name and the number of incidents."""
    named = LISTS["actor"]
    return [
        (
            record.schema.label("incident_actors.role", role, lang),
            [(actor, named.label(record, actor, lang), count) for actor, count in actors],
        )
        for role, actors in found.roles.items()
    ]


def voice_in_words(voice: Voice, lang: Language) -> str:
    """Say how much an origin says: "183 claims · 36 incidents rest on it alone"."""
    claims = lang.plural("{count} claim", "{count} claims", voice.claims).format(count=lang.number(voice.claims))
    if not voice.alone:
        return claims
    alone = lang.plural("{count} incident rests on it alone", "{count} incidents rest on it alone", voice.alone).format(
        count=lang.number(voice.alone)
    )
    return lang.say(" · ").join([claims, alone])
