"""Records as they were in a history of git: revisions of the folder in which one is kept.

git itself hands out the files, into a folder that is gone afterwards; the work tree is neither changed nor locked.
"""

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from incidents.language import N_, SaidError

_PATIENCE = 60  # seconds
NO_HISTORY = N_("{folder} lies in no history of git, so {revision} is no revision of it.")
NO_REVISION = N_("{revision} is neither a folder, a file or an address, nor a revision in the history of {folder}.")
NOT_THEN = N_("{folder} did not exist yet in {revision}.")
NO_GIT = N_("Revisions are read by git, which is not installed here.")


class RevisionError(SaidError):
    """A revision could not be read: a message id and what fills its placeholders."""


def commit_of(folder: Path, revision: str) -> str:
    """Return the commit that a revision names in the history of a folder; raise RevisionError where there is none."""
    told = {"folder": folder.name, "revision": revision}
    if not _git(folder, "rev-parse", "--is-inside-work-tree"):
        raise RevisionError(NO_HISTORY, **told)
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not found:
        raise RevisionError(NO_REVISION, **told)
    return found.decode().strip()


def commits_of(folder: Path) -> list[str]:
    """Return the commits that changed anything in a folder, the latest first; none where git does not keep it."""
    return _git(folder, "log", "--format=%H", "--", ".").decode().split()


def day_of_commit(folder: Path, commit: str) -> str:
    """Return the day of a commit, as ``2026-11-24``."""
    return _git(folder, "log", "-1", "--format=%cs", commit).decode().strip()


@contextmanager
def checked_out(folder: Path, commit: str) -> Iterator[Path]:
    """Give a folder as it was in a commit, under its own name; RevisionError where it did not exist then."""
    packed = _git(folder, "archive", "--format=tar", commit, ".")
    if not packed:
        raise RevisionError(NOT_THEN, folder=folder.name, revision=commit[:12])
    with TemporaryDirectory(prefix="revision-") as room, tarfile.open(fileobj=BytesIO(packed)) as held:
        there = Path(room, folder.resolve().name)
        there.mkdir()
        held.extractall(there, filter="data")
        yield there


def file_in(folder: Path, commit: str, name: str) -> bytes:
    """Return a file of a folder as it was in a commit; nothing where it was not there."""
    return _git(folder, "show", f"{commit}:./{name}")


def _git(folder: Path, *arguments: str) -> bytes:
    """Ask git about a folder; nothing where it cannot answer."""
    try:
        told = subprocess.run(  # noqa: S603 - no shell, and what is typed follows --end-of-options
            ["git", "--no-optional-locks", "-C", str(folder), *arguments],  # noqa: S607 - git is where the PATH has it
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except FileNotFoundError:
        raise RevisionError(NO_GIT) from None
    except subprocess.TimeoutExpired:
        return b""
    return told.stdout if told.returncode == 0 else b""
