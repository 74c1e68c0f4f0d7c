"""The folder of drafts beside a record: one file each, there whole or not at all, never overwritten unseen.

Whoever saves says what he had read. If that is no longer what lies there, somebody else has saved meanwhile: nothing is
written, and he is shown the other's draft.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from incidents.desk.draft import NAME, Draft, DraftError, draft_from_json, draft_to_json
from incidents.language import N_
from incidents.record.leftovers import alone
from incidents.record.storage import Database, Home, is_database
from incidents.record.whole_files import make_folder, told, write_files

DRAFTS = "drafts"
ENDING = ".json"
_ASIDE = "set-aside"
_LOCK = ".lock"

_NO_NAME = N_("{name} cannot be the name of a draft: letters without accents, digits, - . and _ can.")
_UNREADABLE = N_("The draft {name} cannot be read: {reason}")
_GONE = N_("There is no draft {name}.")
_OTHERS = N_("The draft {name} was saved by somebody else meanwhile. Nothing was overwritten.")
_TAKEN = N_("There is a draft {name} already. Nothing was overwritten.")
_OTHER_NAME = N_("The file {name} holds the draft {other}.")


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it lies in the folder; ``digest`` tells whether that is still what lies there."""

    draft: Draft
    digest: str


@dataclass(frozen=True)
class DamagedDraft:
    """A file of the folder that is no draft, and why; it is left as it is."""

    name: str
    path: Path
    error: DraftError


class ChangedMeanwhileError(DraftError):
    """Somebody else has saved the draft since it was read: ``theirs`` is what lies there now, None if nothing does."""

    def __init__(self, sentence: str, name: str, theirs: "KeptDraft | DamagedDraft | None") -> None:
        super().__init__(sentence, name=name)
        self.theirs = theirs


def drafts_folder(home: Home) -> Path:
    """Return where the drafts of a record lie: in its folder, beside its file, or (a server's) where one works."""
    if isinstance(home, Database):
        return Path(f"{home.name or 'record'}-{DRAFTS}")
    return home.with_name(f"{home.stem}-{DRAFTS}") if is_database(home) else home / DRAFTS


def list_drafts(folder: Path) -> list[KeptDraft | DamagedDraft]:
    """Return all drafts by name, the damaged ones among them."""
    try:
        paths = sorted(_paths(folder))
    except FileNotFoundError:
        return []
    return [found for path in paths if (found := _read(path)) is not None]


def _paths(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if path.suffix == ENDING and NAME.fullmatch(path.stem))


def drafts_now(folder: Path) -> dict[str, str]:
    """Return of each draft by its name what tells, without reading it, whether it was written since; never raises."""
    found: dict[str, str] = {}
    with suppress(OSError):
        for path in _paths(folder):
            with suppress(OSError):
                held = path.stat()
                found[path.stem] = f"{held.st_mtime_ns} {held.st_size} {held.st_ino}"
    return found


def load_draft(folder: Path, name: str) -> KeptDraft:
    """Read one draft; raise DraftError where there is none, or none that can be read."""
    found = _read(draft_path(folder, name))
    if found is None:
        raise DraftError(_GONE, name=name)
    if isinstance(found, DamagedDraft):
        raise found.error
    return found


def save_draft(folder: Path, draft: Draft, digest: str | None) -> KeptDraft:
    """Save a draft that was read with a digest (None: a new one) and return it as it lies there now.

    Raises ChangedMeanwhileError where something else lies there, DraftError for a name that cannot be one,
    NotWrittenError where the disk does not take it. Nothing has changed then.
    """
    path, content = draft_path(folder, draft.name), draft_to_json(draft)
    make_folder(folder)
    with alone_among(folder):
        refuse_changed(folder, draft.name, digest)
        write_files([(path, content)], force=digest is not None)
    return KeptDraft(draft, _digest(content))


def set_aside(folder: Path, name: str, digest: str) -> Path:
    """Take a draft off the list; its file goes into a folder below, where it can be found. Raises as saving does."""
    path = draft_path(folder, name)
    with alone_among(folder):
        refuse_changed(folder, name, digest)
        make_folder(folder / _ASIDE)
        aside = folder / _ASIDE / f"{name}.{digest[:8]}{ENDING}"
        with told(path):
            path.replace(aside)
    return aside


def free_name(folder: Path, wanted: str) -> str:
    """Return a name that no draft has: the wanted one, or with a number after it."""
    with suppress(FileNotFoundError):
        held = {path.stem.casefold() for path in folder.iterdir()}
        number, name = 1, wanted
        while name.casefold() in held:
            number += 1
            name = f"{wanted}-{number}"
        return name
    return wanted


@contextmanager
def alone_among(folder: Path) -> Iterator[None]:
    """Let nobody else write drafts, or accept one, meanwhile."""
    with ExitStack() as held:
        with told(folder):
            held.enter_context(alone(folder / _LOCK))
        yield


def refuse_changed(folder: Path, name: str, digest: str | None) -> None:
    """Raise ChangedMeanwhileError unless a draft is still what was read (None: not there)."""
    path = draft_path(folder, name)
    try:
        held = _digest(path.read_bytes())
    except FileNotFoundError:
        held = None
    except OSError as error:
        raise DraftError(_UNREADABLE, name=name, reason=str(error.strerror)) from error
    if held != digest:
        raise ChangedMeanwhileError(_TAKEN if digest is None else _OTHERS, name, _read(path))


def draft_path(folder: Path, name: str) -> Path:
    """Return the file of a draft; raise DraftError for a name that cannot be one."""
    if not NAME.fullmatch(name):
        raise DraftError(_NO_NAME, name=name)
    return folder / f"{name}{ENDING}"


def _read(path: Path) -> KeptDraft | DamagedDraft | None:
    """Return what lies there; None where nothing does, for another desk may have set it aside."""
    try:
        content = path.read_bytes()
        draft = draft_from_json(content)
    except FileNotFoundError:
        return None
    except OSError as error:
        return DamagedDraft(path.stem, path, DraftError(_UNREADABLE, name=path.stem, reason=str(error.strerror)))
    except DraftError as error:
        return DamagedDraft(path.stem, path, error)
    if draft.name != path.stem:
        return DamagedDraft(path.stem, path, DraftError(_OTHER_NAME, name=path.name, other=draft.name))
    return KeptDraft(draft, _digest(content))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
