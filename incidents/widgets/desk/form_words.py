"""The words of the form that are not those of the schema."""

from incidents.language import Language


def table_words(table: str, lang: Language) -> tuple[str, str]:
    """Return how a table is called in the form, and how one more row of it."""
    return {
        "incidents": (lang.say("Incident"), ""),
        "incident_actors": (lang.say("Who took part"), lang.say("Add a party")),
        "sources": (lang.say("Sources"), lang.say("Add a source")),
        "claims": (lang.say("Who says what"), lang.say("Add a claim")),
        "gazetteer": (lang.say("New places"), ""),
        "origins": (lang.say("New parties that speak"), ""),
        "actors": (lang.say("New actors"), ""),
    }[table]


def group_labels(lang: Language) -> dict[str, str]:
    """Return the headings of the groups of fields."""
    return {
        "when": lang.say("When"),
        "where": lang.say("Where"),
        "what": lang.say("What happened"),
        "told": lang.say("In your own words"),
        "beside": lang.say("More"),
    }


def form_words(lang: Language) -> dict[str, str]:
    """Return the other words of the form."""
    return {
        "form": lang.say("The draft"),
        "beside": lang.say("Beside the draft"),
        "text": lang.say("The text"),
        "checks": lang.say("To mend"),
        "same": lang.say("Likely the same"),
        "wrong": lang.say("Has to be mended"),
        "back": lang.say("Sent back"),
        "harm": lang.say("May do harm"),
        "weak": lang.say("Readers should know"),
        "nothing_wrong": lang.say("Nothing is wrong with this draft."),
        "no_same": lang.say("No incident of the record is near this one in time and place."),
        "same_hint": lang.say("If it is one of these, open that one and add your account to it."),
        "known_page": lang.say("The record has this page already:"),
        "no_text": lang.say("This draft was begun without a text."),
        "marked": lang.say("What is marked is suggested beside its field. Nothing is a claim until you take it."),
        "more_incidents": lang.say("The text tells of other incidents too. Take one: its claims are offered then."),
        "take": lang.say("Take"),
        "taken": lang.say("Taken from the text"),
        "from_text": lang.say("from the text"),
        "find": lang.say("Type a name"),
        "eg latitude": lang.say("35.33, 40.14 or the corners of an outline"),
        "new gazetteer": lang.say("New place: “{name}”"),
        "new origins": lang.say("New party: “{name}”"),
        "new actors": lang.say("New actor: “{name}”"),
        "new sources": lang.say("New source: “{name}”"),
        "nothing": lang.say("Nothing of that name"),
        "choose": lang.say("Choose"),
        "overtaken": lang.say("Somebody else has written here meanwhile; nothing was overwritten. You had written:"),
        "keep_own": lang.say("Write it over that"),
        "empty": lang.say("(empty)"),
        "remove": lang.say("Remove {name}"),
        "remove_row": lang.say("Remove from the draft"),
        "remove_recorded": lang.say("Take out of the record"),
        "removed_later": lang.say("The record loses this row when the draft is accepted."),
        "supersede": lang.say("Superseded by a later figure"),
        "codebook": lang.say("The codebook explains here the field that you are in. * has to be filled."),
    }
