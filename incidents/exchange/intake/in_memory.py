"""A file that was read, as a record in memory: written for a moment, held against every rule, and gone again."""

from collections.abc import Sequence

from incidents.checks import Problem, Sound, read_sound
from incidents.exchange.intake.importing import Import
from incidents.language import Language
from incidents.record.leftovers import momentary_folder
from incidents.record.record import Record, load_record


def record_in_memory(found: Import, lang: Language) -> Record | Sequence[Problem]:
    """Return the record that becomes of a file, or what keeps it from being one; ``lang`` is that of the reasons."""
    with momentary_folder("own") as folder:
        for name, content in found.files(lang):
            (folder / name).write_bytes(content)
        sound = read_sound(folder)
    return load_record(sound.tables, sound.gazetteer) if isinstance(sound, Sound) else sound
