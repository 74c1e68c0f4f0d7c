"""What an acceptance says in the log of changes, in each language, and in the texts that name version and days.

An entry names the incidents that it touches and says what changed; why, a person adds. Entries of one day stand under
one version. A log that exists is only added to.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from incidents.desk.changed_rows import Change
from incidents.desk.kept_record import KeptRecord
from incidents.language import ENGLISH, N_, Language, languages
from incidents.phrases.when_and_where import date_in_words, place_in_words, place_name
from incidents.record.change_log import MOMENT_LINE, last_moment, moment_written
from incidents.record.record import Record

_OF_A_DAY = re.compile(r"\d{4}\.\d{2}\.\d{2}")
_TEXTS = tuple(f"_{lang.code}" for lang in languages())
_LONGEST = 40  # characters of a cell that is told with what it was
_UNSEEN = re.compile("[\u2066-\u2069]")
README = "README.md"


def log_name(lang: Language) -> str:
    """Return the name of the log in a language."""
    return "CHANGELOG.md" if lang == ENGLISH else f"CHANGELOG.{lang.code}.md"


def version_after(version: str, today: dt.date) -> str:
    """Return the version of a record that is changed today: the day, where versions are days."""
    if not _OF_A_DAY.fullmatch(version):
        return version
    return max(version, today.strftime("%Y.%m.%d"))


def logs_after(
    before: KeptRecord, after: KeptRecord, changes: Sequence[Change], why: dict[str, str], moment: dt.datetime
) -> dict[str, str]:
    """Return the logs with an entry for some changes; ``why`` has a person's own words by language.

    Each version tells when something was accepted last: those who follow the feed of the record see a second
    acceptance of one day by it. It is never told to be earlier than, or as early as, the one before.
    """
    logs = {}
    texts = {lang: before.files.texts.get(log_name(lang)) for lang in languages()}
    told = max((last for text in texts.values() if text and (last := last_moment(text))), default=None)
    if told is not None and told >= moment.replace(microsecond=0):
        moment = told + dt.timedelta(seconds=1)
    for lang in languages():
        text = texts[lang] or f"# {lang.say('Changes to the record')}\n"
        counts = _counts(before, lang), _counts(after, lang)
        entry = "\n".join(map(_bare, _entries(after.record, changes, lang, why.get(lang.code, ""))))
        with_entry = _with_entry(text, after.schema.version, entry, *counts, lang)
        logs[log_name(lang)] = _with_moment(with_entry, after.schema.version, moment, lang)
    return logs


def _bare(line: str) -> str:
    """Return a line as the log has it, which people edit: without signs that nobody sees."""
    return _UNSEEN.sub("", line).replace("\u00a0", " ")


def _counts(kept: KeptRecord, lang: Language) -> str:
    """Count what the first line of a version counts."""
    counts = {table: len(kept.rows(table)) for table in ("incidents", "claims", "sources")}
    told = {
        "incidents": lang.plural("{count} incident", "{count} incidents", counts["incidents"]),
        "claims": lang.plural("{count} claim", "{count} claims", counts["claims"]),
        "sources": lang.plural("{count} source", "{count} sources", counts["sources"]),
    }
    counted = {table: sentence.format(count=lang.number(counts[table])) for table, sentence in told.items()}
    return lang.say("{incidents}, {claims}, {sources}").format(**counted)


def _with_entry(text: str, version: str, entry: str, before: str, after: str, lang: Language) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    heading = re.search(rf"^## {re.escape(version)}[ \t]*\r?$", text, re.MULTILINE)
    if heading is None:
        first = re.search(r"^## ", text, re.MULTILINE)
        at = first.start() if first else len(text)
        counted = lang.say("{now} (were {before}).").format(now=after, before=before)
        section = f"## {version}\n\n{counted}\n\n{entry}\n" + ("\n" if first else "")
        gap = "" if first or text.endswith(end * 2) else end
        return text[:at] + gap + section.replace("\n", end) + text[at:]
    following = re.compile(r"^## ", re.MULTILINE).search(text, heading.end())
    close = following.start() if following else len(text)
    section = text[heading.end() : close].replace(before, after, 1)
    return text[: heading.end()] + _after_first_list(section, entry.replace("\n", end), end) + text[close:]


def _with_moment(text: str, version: str, moment: dt.datetime, lang: Language) -> str:
    """Let the entry of a version say right beneath its name when something was accepted last."""
    end = "\r\n" if "\r\n" in text else "\n"
    line = lang.say("Last accepted: {moment}").format(moment=moment_written(moment))
    heading = re.compile(rf"^## {re.escape(version)}[ \t]*\r?\n(\r?\n)?({MOMENT_LINE}\r?\n(?:\r?\n)?)?", re.MULTILINE)
    return heading.sub(lambda _found: f"## {version}{end}{end}{line}{end}{end}", text, count=1)


def _after_first_list(section: str, entry: str, end: str) -> str:
    """Put an entry behind the first list of a section, or at its end where there is none."""
    lines = section.split(end)
    bullets = [number for number, line in enumerate(lines) if line.startswith("- ")]
    if not bullets:
        return section.rstrip() + end * 2 + entry + end * (2 if section.endswith(end * 2) else 1)
    last = bullets[0]
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    return end.join([*lines[: last + 1], entry, *lines[last + 1 :]])


def _entries(record: Record, changes: Sequence[Change], lang: Language, why: str) -> Iterator[str]:
    reason = f" {why.strip()}" if why.strip() else ""
    for incident_id in dict.fromkeys(filter(None, map(_incident_of, changes))):
        of_it = [change for change in changes if _incident_of(change) == incident_id]
        yield f"- {_told(record, incident_id, of_it, lang)}{reason}"
    others = [change for change in changes if not _incident_of(change)]
    added = {change.table for change in others if change.deed == "add"}
    for change in others:
        if change.deed != "add" or not any(_incident_of(each) for each in changes):
            yield f"- {_row_told(record, change, lang)}{reason}"
    for table, sentence in (("origins", N_("New parties: {names}.")), ("actors", N_("New actors: {names}."))):
        new = [lang.of(change.cells, "name") for change in others if change.deed == "add" and change.table == table]
        if new:
            yield "- " + lang.say(sentence).format(names=lang.listed(new))
    if added & {"gazetteer", "places"}:
        ids = [change.key[0] for change in others if change.deed == "add" and change.table in {"gazetteer", "places"}]
        names = [place_name(record, place_id, lang) for place_id in ids]
        yield "- " + lang.say("New places: {places}.").format(places=lang.listed(names))


def _incident_of(change: Change) -> str:
    """Return the incident that a row is of, "" for rows of none."""
    return {**change.now, **change.cells}.get("incident_id", "")


def _told(record: Record, incident_id: str, changes: Sequence[Change], lang: Language) -> str:
    own = next((change for change in changes if change.table == "incidents"), None)
    named = incident_id
    if own is not None and own.deed == "remove":
        return lang.say("{id} removed.").format(id=named)
    if own is not None and own.deed == "add":
        incident = record.incident(incident_id)
        told = {"what": record.schema.what(incident, lang), "when": date_in_words(incident, lang)}
        speakers = lang.listed(_speakers(record, incident_id, lang))
        sentence = lang.say("{id} added: {what}, {where}, {when}. Who says so: {speakers}.")
        return sentence.format(id=named, where=place_in_words(record, incident, lang), speakers=speakers, **told)
    parts = list(_parts(record, changes, lang))
    return lang.say("{id} corrected: {changes}.").format(id=named, changes=lang.say("; ").join(parts))


def _speakers(record: Record, incident_id: str, lang: Language) -> list[str]:
    origins = record.claims_of([incident_id])["origin_id"].drop_duplicates()
    return [lang.of(record.origins.loc[origin], "name") for origin in origins]


def _parts(record: Record, changes: Sequence[Change], lang: Language) -> Iterator[str]:
    for change in changes:
        if change.table == "incidents":
            yield from _cells_told(record, change, lang)
    added = [change for change in changes if (change.table, change.deed) == ("claims", "add")]
    if added:
        count = len(added)
        yield lang.plural("{count} claim added", "{count} claims added", count).format(count=lang.number(count))
    for change in changes:
        if change.table == "claims" and change.deed != "add":
            yield _row_told(record, change, lang).rstrip(".")
    if any(change.table == "incident_actors" for change in changes):
        yield lang.say("who acted")


def _row_told(record: Record, change: Change, lang: Language) -> str:
    named = ", ".join(change.key)
    if change.deed == "add":
        return lang.say("{id} added to {table}.").format(id=named, table=change.table)
    if change.deed == "remove":
        return lang.say("{id} removed.").format(id=named)
    told = lang.say("; ").join(_cells_told(record, change, lang))
    return lang.say("{id} corrected: {changes}.").format(id=named, changes=told)


def _cells_told(record: Record, change: Change, lang: Language) -> Iterator[str]:
    for column, cell in change.cells.items():
        title, before = _title(record, change.table, column, lang), change.now.get(column, "")
        if column.endswith(_TEXTS) or max(len(cell), len(before)) > _LONGEST:
            yield title
        else:
            texts = {"now": cell, "before": before}
            shown = {name: text or lang.say("(empty)") for name, text in texts.items()}
            yield lang.say("{title}: {now} (was {before})").format(title=title, **shown)


def _title(record: Record, table: str, column: str, lang: Language) -> str:
    try:
        return record.schema.field_title(f"{table}.{column}", lang)
    except (ValueError, KeyError):
        return column


def commit_message(changes: Sequence[Change], record: Record) -> str:
    """Return the line under which an acceptance is committed: [SYR-0445] add the armed attack in Raqqa (SOHR)."""
    ids = list(dict.fromkeys(filter(None, map(_incident_of, changes)))) or [change.key[0] for change in changes]
    named = ids[0] if len(ids) == 1 else f"{ids[0]} to {ids[-1]}"
    deeds = {change.deed for change in changes if change.table == "incidents"}
    if deeds == {"add"} and len(ids) == 1:
        incident = record.incident(ids[0])
        what, where = record.schema.what(incident, ENGLISH), place_in_words(record, incident, ENGLISH)
        speakers = ", ".join(record.claims_of([ids[0]])["origin_id"].drop_duplicates())
        return f"[{named}] add: {what}, {where} ({speakers})"
    if "remove" in deeds:
        return f"[{named}] merge or take out incidents"
    if deeds == {"add"}:
        return f"[{named}] add incidents"
    columns = dict.fromkeys(column for change in changes for column in change.cells if change.deed == "correct")
    if columns:
        return f"[{named}] correct {', '.join(columns)}"
    return f"[{named}] add {' and '.join(sorted({change.table for change in changes}))}"


def readme_after(before: KeptRecord, after: KeptRecord) -> str | None:
    """Return the README beside the tables with version and last day as they are now; None where nothing changes."""
    text = before.files.texts.get(README)
    if text is None:
        return None
    said = text.replace(before.schema.version, after.schema.version)
    for lang in languages():
        was, is_now = (lang.date(kept.schema.coverage[1].date()) for kept in (before, after))
        said = said.replace(was, is_now)
    return said if said != text else None
