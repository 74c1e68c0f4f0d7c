"""Which pages were read before, kept beside the drafts: what was drafted once is not drafted again."""

import datetime as dt
import json
from pathlib import Path

from incidents.record.whole_files import make_folder, write_files

_NAME = ".inbox.json"
_MOST = 20_000  # pages that are remembered, the newest ones


def load_seen(folder: Path) -> dict[str, str]:
    """Return plain address → day on which it was read; nothing where the file is missing or damaged."""
    try:
        held = json.loads((folder / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(address): str(day) for address, day in held.items()} if isinstance(held, dict) else {}


def save_seen(folder: Path, seen: dict[str, str]) -> None:
    """Keep what was read; raise NotWrittenError where the disk does not take it."""
    newest = dict(sorted(seen.items(), key=lambda item: item[1])[-_MOST:])
    make_folder(folder)
    write_files([(folder / _NAME, f"{json.dumps(newest, ensure_ascii=False, indent=0)}\n".encode())], force=True)


def today() -> str:
    """Return the day, in UTC."""
    return dt.datetime.now(dt.UTC).date().isoformat()
