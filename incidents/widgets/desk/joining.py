"""An account of an incident that the record has: the text goes over to a draft of that incident."""

from incidents.desk.beginnings import begin_correction
from incidents.desk.draft import DraftError
from incidents.desk.drafts import free_name, load_draft, save_draft, set_aside
from incidents.desk.from_page import with_reading_of
from incidents.language import Language
from incidents.record.record import Record
from incidents.widgets.desk.shelf import folder, kept_record
from incidents.widgets.desk.standing import curator, go, note


def join(name: str, incident_id: str, record: Record, lang: Language) -> None:
    """Begin a draft of an incident of the record with the text of another draft, which is set aside; for callbacks."""
    try:
        other = load_draft(folder(), name)
        wanted = free_name(folder(), incident_id)
        draft = begin_correction(kept_record(record), wanted, curator(), incident_id)
        save_draft(folder(), with_reading_of(draft, other.draft), None)
        set_aside(folder(), name, other.digest)
    except DraftError as error:
        note(error.say(lang))
        return
    go("draft", wanted)
    note(lang.say("The text has gone over to {incident}. Add its account there.").format(incident=incident_id))
