"""Files and folders of the moment, and what a killed process leaves of them: the next one takes it away.

Whoever makes one holds a lock on it, which the system opens when he ends, however he ends. What can be locked belongs
to nobody any more. Where there are no such locks (Windows, some network drives), nothing is taken away.
"""

import atexit
import os
import re
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

_FOLDERS = "syria-incidents-"  # how the names of temporary folders begin: others have theirs in the same place
_OF_FILES = re.compile(r"\..+\.[0-9a-f]{8}\.incidents\.part")
_LONGEST_NAME = 40
_lasting = ExitStack()
atexit.register(_lasting.close)


@contextmanager
def momentary_file(path: Path, content: Iterable[bytes]) -> Iterator[Path]:
    """Write content through to the disk under a hidden name beside ``path``, and yield that; it is gone afterwards.

    ``content`` comes in pieces, none of which is held once it is written.
    """
    while True:
        momentary = path.with_name(f".{path.name[:_LONGEST_NAME]}.{secrets.token_hex(4)}.incidents.part")
        with ExitStack() as leaving:
            file = momentary.open("xb")
            leaving.callback(momentary.unlink, missing_ok=True)
            leaving.enter_context(file)
            _lock(file.fileno())
            if not _is_there(momentary, file.fileno()):
                continue  # somebody has tidied up before it was locked
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
            if sys.platform == "win32":
                file.close()  # an open file can have no other name there
            yield momentary
            return


@contextmanager
def momentary_folder(purpose: str) -> Iterator[Path]:
    """Make a new folder for temporary files and yield it; it is gone afterwards."""
    sweep_folders()
    while True:
        with ExitStack() as leaving:
            folder = Path(leaving.enter_context(tempfile.TemporaryDirectory(prefix=f"{_FOLDERS}{purpose}-")))
            if sys.platform != "win32":
                number = os.open(folder, os.O_RDONLY)
                leaving.callback(os.close, number)
                _lock(number)
                if not _is_there(folder, number):
                    continue
            yield folder
            return


def lasting_folder(purpose: str) -> Path:
    """Make a new folder that is there until the process ends."""
    return _lasting.enter_context(momentary_folder(purpose))


def remove_lasting_folders() -> None:
    """Take the lasting folders away; to be called where a process ends without Python's knowing, as by a signal."""
    _lasting.close()


def sweep_files(folder: Path) -> None:
    """Take away what killed processes have left of files that were to come into a folder."""
    with suppress(OSError):
        for path in [path for path in folder.iterdir() if _OF_FILES.fullmatch(path.name)]:
            with _ownerless(path) as is_ownerless:
                if is_ownerless:
                    path.unlink(missing_ok=True)


def sweep_folders() -> None:
    """Take away the temporary folders that killed processes of this user have left."""
    with suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob(f"{_FOLDERS}*-*"):
            with _ownerless(path) as is_ownerless:
                if is_ownerless:
                    shutil.rmtree(path, ignore_errors=True)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let nobody else be alone with a file meanwhile, and wait for whoever is; the file is made, and stays."""
    number = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _lock(number)
        yield
    finally:
        os.close(number)


if sys.platform == "win32":

    def _lock(_number: int) -> None:
        """Do without."""

    @contextmanager
    def _ownerless(_path: Path) -> Iterator[bool]:
        yield False

    def _is_there(_path: Path, _number: int) -> bool:
        return True

else:
    import fcntl

    def _lock(number: int) -> None:
        """Take the lock of a new file; wait for whoever has found it without one."""
        with suppress(OSError):  # not every file system has locks
            fcntl.flock(number, fcntl.LOCK_EX)

    @contextmanager
    def _ownerless(path: Path) -> Iterator[bool]:
        """Say whether what has this name is this user's own, no link, and nobody's any more; it stays so meanwhile."""
        try:
            number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            yield False
            return
        try:
            yield os.fstat(number).st_uid == os.geteuid() and _can_be_locked(number)
        finally:
            os.close(number)

    def _can_be_locked(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _is_there(path: Path, number: int) -> bool:
        with suppress(OSError):
            return os.path.samestat(path.stat(), os.fstat(number))
        return False
