"""Review what was drafted: list drafts, look at one, call a cell good or not so, accept it, send it back, undo that."""

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from geodata.gazetteer import DATA as GAZETTEER
from incidents.commands.exit_codes import FINE, MISUSED, PROBLEMS
from incidents.commands.options import add_record, refuse
from incidents.commands.terminal import heading, show, table
from incidents.desk.accepting import Accepted, ConflictsError, ProblemsError, accept, finish_interrupted, take_back
from incidents.desk.changed_rows import Change, find_changes
from incidents.desk.draft import Draft, DraftError
from incidents.desk.drafts import DamagedDraft, drafts_folder, list_drafts, load_draft, save_draft
from incidents.desk.forgetting import forget
from incidents.desk.hands import hand_of
from incidents.desk.harm import find_harm
from incidents.desk.kept_record import KeptRecord, load_kept_record
from incidents.desk.known_sources import find_known_sources
from incidents.desk.likely_same import find_likely
from incidents.desk.part_counts import find_part_counts
from incidents.desk.problems import DraftProblem, find_problems, find_weaknesses
from incidents.desk.review import accept_cell, hand_in, refuse_cell, send_back, verdict_on
from incidents.language import N_, Language, languages, plain_text

_STATES = {
    "open": N_("open"),
    "for review": N_("for review"),
    "sent back": N_("sent back"),
    "accepted": N_("accepted"),
}
_CELL = re.compile(r"(?P<table>[a-z_]+)\.(?P<row>\d+)(?:\.(?P<column>[a-z_]+))?")
_EXAMPLE = "claims.1.note_en"
_VERDICTS = {"accepted": N_("Good"), "sent back": N_("Not so")}
_DEEDS = {"add": N_("add"), "correct": N_("correct"), "remove": N_("remove")}


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    named = lang.say("NAME")
    parser.add_argument("name", nargs="?", metavar=named, help=lang.say("draft to look at; otherwise all are listed"))
    deeds = parser.add_mutually_exclusive_group()
    deeds.add_argument("--hand-in", metavar=named, help=lang.say("say that a draft is ready for a second person"))
    deeds.add_argument("--accept", metavar=named, help=lang.say("write a draft into the record"))
    deeds.add_argument("--send-back", metavar=named, help=lang.say("send a draft back with a note"))
    of_cells = (named, lang.say("CELL"))
    good = lang.say("call cells or rows of a draft good, such as {example}").format(example=_EXAMPLE)
    deeds.add_argument("--good", nargs="+", metavar=of_cells, help=good)
    not_so = lang.say("say that cells or rows of a draft are not so, with a note")
    deeds.add_argument("--not-so", nargs="+", metavar=of_cells, help=not_so)
    forgets = lang.say("take older wordings of a cell, or of a row, out for good, where they do harm")
    of_cell = (lang.say("TABLE"), lang.say("ROW"), lang.say("COLUMN"))
    deeds.add_argument("--forget", nargs="+", metavar=" ".join(of_cell), help=forgets)
    deeds.add_argument("--undo", action="store_true", help=lang.say("take the last acceptance back"))
    parser.add_argument("--who", default="", metavar=named, help=lang.say("who accepts or sends back"))
    parser.add_argument("--note", default="", metavar=lang.say("TEXT"), help=lang.say("why a draft goes back"))
    for spoken in languages():
        why = lang.say("what the log of changes adds in that language")
        parser.add_argument(f"--why-{spoken.code}", default="", metavar=lang.say("TEXT"), help=why)
    folder = lang.say("folder of another gazetteer")
    parser.add_argument("--gazetteer", type=Path, default=GAZETTEER, metavar=lang.say("DIR"), help=folder)


def run(chosen: argparse.Namespace) -> int:
    """Do what was chosen, or say why not; nothing has changed then."""
    lang: Language = chosen.lang
    try:
        finished = finish_interrupted(chosen.data)
        if finished:
            show([lang.say("The acceptance of {name} had been interrupted and was finished.").format(name=finished)])
        return _done(chosen, lang)
    except ConflictsError as error:
        show([error.say(lang), *(plain_text(conflict.say(lang)) for conflict in error.conflicts)])
        return PROBLEMS
    except ProblemsError as error:
        show([error.say(lang), *_problem_lines(error.problems, lang)])
        return PROBLEMS
    except DraftError as error:
        refuse(plain_text(error.say(lang)))
    return MISUSED


def _done(chosen: argparse.Namespace, lang: Language) -> int:
    folder = drafts_folder(chosen.data)
    if chosen.accept:
        why = {spoken.code: getattr(chosen, f"why_{spoken.code}") for spoken in languages()}
        _tell(accept(chosen.data, chosen.accept, chosen.who, places_home=chosen.gazetteer, why=why), lang)
    elif chosen.forget:
        cell = chosen.forget
        if not 2 <= len(cell) <= 3:
            refuse(lang.say("{option} takes a table, a row and a column, or none.").format(option="--forget"))
        done = forget(chosen.data, *cell, places_home=chosen.gazetteer)
        show([lang.say("Taken out for good; written are {files}.").format(files=lang.say(", ").join(done.files))])
        show(filter(None, [plain_text(done.committed.say(lang))]))
    elif chosen.undo:
        _tell(take_back(chosen.data, places_home=chosen.gazetteer), lang)
    elif chosen.send_back:
        held = load_draft(folder, chosen.send_back)
        save_draft(folder, send_back(held.draft, chosen.who, chosen.note), held.digest)
        show([lang.say("{name} was sent back.").format(name=held.draft.name)])
    elif chosen.good:
        judge = partial(accept_cell, who=chosen.who)
        show(_judged(folder, chosen.good, judge, "accepted", "--good", lang))
    elif chosen.not_so:
        judge = partial(refuse_cell, who=chosen.who, note=chosen.note)
        show(_judged(folder, chosen.not_so, judge, "sent back", "--not-so", lang))
    elif chosen.hand_in:
        held = load_draft(folder, chosen.hand_in)
        save_draft(folder, hand_in(held.draft), held.digest)
        show([lang.say("{name} waits for review.").format(name=held.draft.name)])
    elif chosen.name:
        show(draft_text(load_kept_record(chosen.data, chosen.gazetteer), folder, chosen.name, lang))
    else:
        show(drafts_text(folder, lang))
    return FINE


def _judged(
    folder: Path, told: Sequence[str], judge: Callable[..., Draft], verdict: str, option: str, lang: Language
) -> Iterator[str]:
    """Judge cells of a draft, all of them or none; yield what was said of which."""
    name, *cells = told
    if not cells:
        refuse(
            lang.say("{option} takes a draft and cells of it, such as {example}.").format(
                option=option, example=_EXAMPLE
            )
        )
    held = load_draft(folder, name)
    draft = held.draft
    for cell in cells:
        found = _CELL.fullmatch(cell)
        if found is None:
            refuse(lang.say("{cell} names no cell; one is named like {example}.").format(cell=cell, example=_EXAMPLE))
        draft = judge(draft, table=found["table"], row=int(found["row"]) - 1, column=found["column"] or "")
    save_draft(folder, draft, held.digest)
    yield f"{lang.say(_VERDICTS[verdict])}: {lang.say(', ').join(cells)}"


def _tell(accepted: Accepted, lang: Language) -> None:
    written = lang.say("{name}: written are {files}.").format(
        name=accepted.name, files=lang.say(", ").join(accepted.files)
    )
    show(filter(None, [written, plain_text(accepted.committed.say(lang))]))


def drafts_text(folder: Path, lang: Language) -> Iterator[str]:
    """Yield the drafts as a table, and below it those that cannot be read."""
    held = list_drafts(folder)
    drafts = [kept.draft for kept in held if not isinstance(kept, DamagedDraft)]
    if drafts:
        titles = [lang.say(title) for title in (N_("Draft"), N_("State"), N_("By"), N_("Incidents"), N_("Made from"))]
        yield from table(titles, [_row(draft, lang) for draft in drafts], whole=[0])
    for damaged in (kept for kept in held if isinstance(kept, DamagedDraft)):
        yield plain_text(f"{damaged.path}: {damaged.error.say(lang)}")
    if not held:
        yield lang.say("There are no drafts in {folder}.").format(folder=folder)


def _row(draft: Draft, lang: Language) -> list[str]:
    ids = dict.fromkeys(row.get("incident_id", "") for rows in draft.rows.values() for row in rows)
    named = lang.say(", ").join(filter(None, ids))
    return [draft.name, lang.say(_STATES[draft.state]), draft.by, named, draft.title or draft.address]


def draft_text(kept: KeptRecord, folder: Path, name: str, lang: Language) -> Iterator[str]:
    """Yield what a draft would change, what speaks against it, and what was said of it."""
    draft = load_draft(folder, name).draft
    others = [each.draft for each in list_drafts(folder) if not isinstance(each, DamagedDraft)]
    changes, conflicts = find_changes(kept, draft)
    yield heading(f"{draft.name} · {lang.say(_STATES[draft.state])} · {draft.by}")
    yield from filter(None, [plain_text(draft.title), plain_text(draft.address)])
    yield from table(
        [lang.say(title) for title in (N_("Row"), N_("Cell"), N_("Now"), N_("Draft"), N_("By"), N_("Said of it"))],
        list(_cells(changes, draft, lang)),
    )
    parts: list[tuple[str, Sequence[str]]] = [
        (N_("Changed meanwhile"), [plain_text(conflict.say(lang)) for conflict in conflicts]),
        (N_("Problems"), _problem_lines(find_problems(kept, draft), lang)),
        (
            N_("May do harm"),
            [f"{harm.table}.{harm.column}: {plain_text(harm.say(lang))}" for harm in find_harm(kept, draft)],
        ),
        (
            N_("What readers should know"),
            [
                *(f"{part.table}.{part.column}: {part.say(lang)}" for part in find_part_counts(draft)),
                *_problem_lines(find_weaknesses(kept, draft), lang),
            ],
        ),
        (N_("Likely the same"), list(_likely_lines(kept, draft, lang))),
        (
            N_("Known already"),
            [known.source_id or known.draft for known in find_known_sources(kept.record, draft, others)],
        ),
        (N_("Reviews"), [_review_line(draft, place, lang) for place in range(len(draft.reviews))]),
    ]
    for title, lines in parts:
        if lines:
            yield heading(lang.say(title))
            yield from lines


def _cells(changes: Sequence[Change], draft: Draft, lang: Language) -> Iterator[list[str]]:
    for change in changes:
        named = f"{lang.say(_DEEDS[change.deed])} {change.table} {', '.join(change.key)}"
        if not change.cells:
            yield [named, "", "", "", "", ""]
        for place, (column, cell) in enumerate(change.cells.items()):
            hand = draft.by if change.row is None else hand_of(draft, change.table, change.row, column)
            at = column if change.row is None else f"{change.table}.{change.row + 1}.{column}"
            judged = _verdict_in_words(draft, change, column, lang)
            yield ["" if place else named, at, change.now.get(column, ""), cell, hand, judged]


def _verdict_in_words(draft: Draft, change: Change, column: str, lang: Language) -> str:
    said = verdict_on(draft, change.table, change.row, column) if change.row is not None else None
    return f"{lang.say(_VERDICTS[said.verdict])} ({said.who})" if said else ""


def _problem_lines(problems: Sequence[DraftProblem], lang: Language) -> list[str]:
    lines = []
    for each in problems:
        where = each.problem.file if each.row is None else f"{each.table} {each.row + 1}"
        column = ", ".join(each.columns)
        told = [f"{where}: {column}" if column else where, each.problem.value, each.problem.message(lang)]
        lines.append(plain_text(": ".join(filter(None, told))))
    return lines


def _likely_lines(kept: KeptRecord, draft: Draft, lang: Language) -> Iterator[str]:
    for likely in find_likely(kept.record, draft):
        summary = plain_text(lang.of(kept.record.incident(likely.incident_id), "summary"))
        yield f"{likely.incident_id}: {summary}"


def _review_line(draft: Draft, place: int, lang: Language) -> str:
    said = draft.reviews[place]
    cell = f"{said.table} {said.row + 1} {said.column}".strip() if said.table else draft.name
    return plain_text(": ".join(filter(None, [said.who, cell, lang.say(_STATES[said.verdict]), said.note])))
