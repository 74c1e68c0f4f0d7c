"""Which pages were read before, kept beside the drafts: what was drafted once is not drafted again.

Of feeds it is kept how their hosts marked them when all that they list was read.
"""

import datetime as dt
import json
from pathlib import Path

from incidents.record.whole_files import make_folder, write_files

_NAME, _MARKS = ".inbox.json", ".inbox-feeds.json"
_MOST = 20_000  # pages that are remembered, the newest ones


def load_seen(folder: Path) -> dict[str, str]:
    """Return plain address → day on which it was read; nothing where the file is missing or damaged."""
    return _load(folder / _NAME)


def load_marks(folder: Path) -> dict[str, str]:
    """Return address → mark of feeds; nothing where the file is missing or damaged."""
    return _load(folder / _MARKS)


def _load(path: Path) -> dict[str, str]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(address): str(told) for address, told in held.items()} if isinstance(held, dict) else {}


def save_seen(folder: Path, seen: dict[str, str]) -> None:
    """Keep what was read; raise NotWrittenError where the disk does not take it."""
    _save(folder, _NAME, dict(sorted(seen.items(), key=lambda item: item[1])[-_MOST:]))


def save_marks(folder: Path, marks: dict[str, str]) -> None:
    """Keep how feeds were marked; raise NotWrittenError where the disk does not take it."""
    _save(folder, _MARKS, dict(list(marks.items())[-_MOST:]))


def _save(folder: Path, name: str, held: dict[str, str]) -> None:
    make_folder(folder)
    write_files([(folder / name, f"{json.dumps(held, ensure_ascii=False, indent=0)}\n".encode())], force=True)


def today() -> str:
    """Return the day, in UTC."""
    return dt.datetime.now(dt.UTC).date().isoformat()
