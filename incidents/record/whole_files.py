"""Files that are there whole, or not at all: a kill, a full disk or a mistyped name costs nobody an earlier file."""

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from incidents.language import N_, Language
from incidents.record.leftovers import momentary_file, sweep_files

FORCE = "--force"  # the option that replaces an existing file

_FULL = N_("{path} was not written: there is no room left.")
_FORBIDDEN = N_("{path} was not written: writing there is not permitted.")
_NO_FOLDER = N_("{path} was not written: the folder {folder} does not exist.")
_FOLDER = N_("{path} was not written: a folder has this name.")
_EXISTS = N_("{path} was not written: the file exists already. With {option} it is replaced.")
_LINK = N_("{path} was not written: the name leads to another file. With {option} the file replaces the name alone.")
_FAILED = N_("{path} was not written: {reason}")
_BY_NUMBER = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _FULL),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), _FORBIDDEN),
    errno.EISDIR: _FOLDER,
    errno.EEXIST: _EXISTS,
}


class NotWrittenError(Exception):
    """A file was not written; what was there before is as it was."""

    def __init__(self, path: Path, sentence: str, reason: str = "") -> None:
        super().__init__(sentence)
        self.path, self.sentence, self.reason = path, sentence, reason

    def say(self, lang: Language) -> str:
        """Say in a sentence which file was not written, and why."""
        return lang.say(self.sentence).format(path=self.path, folder=self.path.parent, option=FORCE, reason=self.reason)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, unless it is there; raise NotWrittenError where it cannot be."""
    with told(path):
        if path.exists() and not path.is_dir():
            raise NotWrittenError(path, N_("{path} is not a folder."))
        path.mkdir(parents=True, exist_ok=True)


def check_free(path: Path, *, force: bool) -> None:
    """Raise NotWrittenError where a file cannot have this name: it is taken (unless ``force``), or has no folder."""
    with told(path):
        is_link = path.is_symlink()
        if path.is_dir() and not is_link:
            raise NotWrittenError(path, _FOLDER)
        if not force and (is_link or path.exists()):
            raise NotWrittenError(path, _LINK if is_link else _EXISTS)
        if not path.parent.is_dir():
            raise NotWrittenError(path, _NO_FOLDER)


def write_files(contents: Sequence[tuple[Path, bytes | Iterable[bytes]]], *, force: bool = False) -> None:
    """Write files that belong together, the last of them the one that the others speak of.

    All are on the disk under names of the moment before the first gets its own: a reader sees the earlier file or the
    whole new one. An existing file is replaced only by ``force``, and a symbolic link is never followed. Raises
    NotWrittenError; nothing has changed then, unless a disk fails between two names. What killed writers have left in
    the same folder is taken away first, for it may be what fills the disk. A content may come in
    pieces, as they are made.
    """
    with ExitStack() as leftovers:
        named = []
        for path, content in contents:
            check_free(path, force=force)
            sweep_files(path.parent)
            with told(path):
                named.append((leftovers.enter_context(momentary_file(path, _in_pieces(content))), path))
        for momentary, path in named:
            with told(path):
                _name(momentary, path, force=force)
    for folder in {path.parent for path, _content in contents}:
        _keep_names(folder)


def _in_pieces(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into NotWrittenError."""
    try:
        yield
    except OSError as error:
        sentence = _BY_NUMBER.get(error.errno or 0, _FAILED)
        raise NotWrittenError(path, sentence, str(error.strerror or error)) from error


def _name(momentary: Path, path: Path, *, force: bool) -> None:
    """Give a file its name; FileExistsError where somebody took it in the meantime, unless ``force``."""
    if force:
        momentary.replace(path)
        return
    try:
        path.hardlink_to(momentary)  # unlike a renaming it fails where the name is taken
    except FileExistsError:
        raise
    except OSError:  # not every file system has such links
        check_free(path, force=False)
        momentary.replace(path)


def _keep_names(folder: Path) -> None:
    """Write a folder's new names through to the disk, where a folder can be opened at all."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
