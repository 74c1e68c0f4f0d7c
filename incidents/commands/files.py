"""Where a command writes: the names of its files, and how they are written (see ``record.whole_files``)."""

from pathlib import Path

from incidents.record.whole_files import FORCE, NotWrittenError, check_free, make_folder, told, write_files

__all__ = ["FORCE", "NotWrittenError", "check_free", "make_folder", "path_in", "write_files"]


def path_in(out: Path | None, name: str) -> Path:
    """Return where a file goes: to ``out``, under its name into the folder ``out``, or under its name here."""
    path = out or Path(name)
    with told(path):
        return path / name if path.is_dir() else path
