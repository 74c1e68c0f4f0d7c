"""The files of a record's folder at one moment, each read once: what is checked and what is loaded is made of these.

Somebody may be writing while others read: what was checked must be what is loaded.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from incidents.language import N_
from incidents.record.reading import Sheet, read_sheet

DESCRIPTOR = "datapackage.json"
CSV, PARQUET, TEXT = ".csv", ".parquet", ".md"
MISSING = N_("This file is missing.")
NO_FILE = N_("This is not a file that lies in the folder.")
CLOSED = N_("This file cannot be read: {reason}")


@dataclass(frozen=True)
class Failure:
    """Why a file could not be read: a message id and what fills its placeholders."""

    sentence: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Snapshot:
    """What lay in a folder: ``contents`` by the paths that the descriptor names, ``failures`` for the others.

    ``names`` are those of all files of the folder, read or not; ``texts`` (``*.md``) are read beside the tables.
    ``called`` says how people call a file that is made of a table of a database.
    Snapshots are equal where the same lay there: what was worked out from one holds for the other.
    """

    name: str
    names: frozenset[str]
    contents: Mapping[str, bytes]
    failures: Mapping[str, Failure]
    called: Mapping[str, str] = field(default_factory=dict)
    _sheets: dict[str, Sheet] = field(default_factory=dict, compare=False)
    _digests: dict[str, bytes] = field(default_factory=dict, compare=False)

    def __hash__(self) -> int:
        return hash((self.name, self.names))

    def sheet(self, path: str) -> Sheet:
        """Return the cells of a file; KeyError where it could not be read."""
        if path not in self._sheets:
            self._sheets[path] = read_sheet(self.contents[path])
        return self._sheets[path]

    @property
    def texts(self) -> dict[str, str]:
        """Return the texts that lie beside the tables by their names; bytes that are no text as question marks."""
        return {
            path: content.decode("utf-8-sig", "replace")
            for path, content in self.contents.items()
            if path.endswith(TEXT)
        }

    def changed(self, contents: Mapping[str, bytes]) -> "Snapshot":
        """Return what would have lain there with other contents of some files; the rest is shared."""
        sheets = {path: sheet for path, sheet in self._sheets.items() if path not in contents}
        digests = {path: digest for path, digest in self._digests.items() if path not in contents}
        return replace(self, contents={**self.contents, **contents}, _sheets=sheets, _digests=digests)

    def digest(self, path: str) -> bytes:
        """Return the digest of a file's content; KeyError where it could not be read."""
        if path not in self._digests:
            self._digests[path] = sha256(self.contents[path]).digest()
        return self._digests[path]

    def stamp(self) -> str:
        """Return a digest of all that was read: equal stamps mean equal files."""
        files = (sha256(path.encode()).digest() + self.digest(path) for path in sorted(self.contents))
        return sha256(b"".join(files)).hexdigest()


def folder_snapshot(directory: Path) -> Snapshot:
    """Read the descriptor of a folder, the tables that it names and the texts beside them. Never raises."""
    try:
        names = frozenset(path.name for path in directory.iterdir())
    except OSError:
        names = frozenset()
    contents: dict[str, bytes] = {}
    failures: dict[str, Failure] = {}

    def read(path: str) -> None:
        found = _content(directory, path)
        if isinstance(found, Failure):
            failures[path] = found
        else:
            contents[path] = found

    read(DESCRIPTOR)
    tables = (str(resource["path"]) for resource in tables_named(contents.get(DESCRIPTOR)))
    for path in dict.fromkeys((*tables, *sorted(name for name in names if name.endswith(TEXT)))):
        read(path)
    return Snapshot(directory.name, names, contents, failures)


def parsed(descriptor: bytes) -> Any:  # noqa: ANN401  whatever JSON holds
    """Return what a descriptor says; raise ValueError where it is no JSON."""
    try:
        return json.loads(descriptor)
    except RecursionError as error:
        raise ValueError("brackets within brackets") from error


def is_table(resource: Mapping[str, Any]) -> bool:
    """Say whether a resource is a table, to be read and checked; others (layers, pictures) lie beside them."""
    return "schema" in resource or str(resource.get("path")).endswith((CSV, PARQUET))


def tables_named(descriptor: bytes | None) -> Iterator[Mapping[str, Any]]:
    """Yield the tables with a path, as far as a descriptor that nobody has checked yet names any."""
    try:
        resources = parsed(descriptor)["resources"] if descriptor else []
    except (ValueError, KeyError, TypeError):
        return
    for resource in resources if isinstance(resources, list) else []:
        if isinstance(resource, dict) and is_table(resource) and isinstance(resource.get("path"), str):
            yield resource


def _content(directory: Path, path: str) -> bytes | Failure:
    """Return the content of a file that lies in the folder, wherever a descriptor would lead to."""
    try:
        target = (directory / path).resolve()
        if not target.is_relative_to(directory.resolve()) or (target.exists() and not target.is_file()):
            return Failure(NO_FILE)
        return target.read_bytes()
    except FileNotFoundError:
        return Failure(MISSING)
    except OSError as error:
        return Failure(CLOSED, {"reason": str(error.strerror)})
    except (ValueError, RuntimeError):  # a zero byte or half a character in the path; links that lead in a circle
        return Failure(NO_FILE)
