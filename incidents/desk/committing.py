"""A commit of what was accepted, where the record lies in a work tree of git: these files alone, by the user's own git.

Whatever git says, the tables are written: a commit that fails is told, and can be made by hand.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from incidents.language import N_, Language, isolate

_PATIENCE = 60  # seconds: a hook or a key may take its time, a question nobody answers may not
NO_GIT = N_("The tables are written and not committed: git is not installed.")
FAILED = N_("The tables are written and not committed: {reason}")
EARLIER = N_("The tables are written and not committed: {files} held changes before that were not committed.")
COMMITTED = N_("Committed as {commit}: {message}")


class CommitResult:
    """What became of a commit: a sentence for the curator; ``commit`` is its short id, "" where there is none."""

    def __init__(self, sentence: str = "", commit: str = "", **details: str) -> None:
        self.sentence, self.commit, self.details = sentence, commit, details

    def say(self, lang: Language) -> str:
        """Say what became of it; "" where the record lies in no work tree."""
        told = {name: isolate(value) for name, value in {"commit": self.commit, **self.details}.items()}
        return lang.say(self.sentence).format(**told) if self.sentence else ""


def uncommitted(folder: Path, paths: Sequence[Path]) -> list[str]:
    """Return which of some files hold changes that are not committed; none outside a work tree."""
    top = work_tree(folder)
    if top is None:
        return []
    found = _git(top, "status", "--porcelain", "-z", "--untracked-files=no", "--", *_within(top, paths))
    return [line[3:] for line in found.stdout.split("\0") if line] if found.returncode == 0 else []


def commit(folder: Path, paths: Sequence[Path], message: str, dirty: Sequence[str] = ()) -> CommitResult:
    """Commit these files as they are now; those ``dirty`` beforehand are not this acceptance's to commit."""
    if not _is_below_a_work_tree(folder):
        return CommitResult()
    top = work_tree(folder)
    if top is None:
        return CommitResult() if shutil.which("git") else CommitResult(NO_GIT)
    if dirty:
        return CommitResult(EARLIER, files=", ".join(dirty))
    named = _within(top, paths)
    _git(top, "add", "--intent-to-add", "--", *named)
    done = _git(top, "commit", "--only", "--quiet", "--message", message, "--", *named)
    if done.returncode:
        reason = (done.stderr.strip() or done.stdout.strip()).splitlines()
        return CommitResult(FAILED, reason=reason[-1] if reason else f"git {done.returncode}")
    made = _git(top, "rev-parse", "--short", "HEAD").stdout.strip()
    return CommitResult(COMMITTED, made, message=message)


def work_tree(folder: Path) -> Path | None:
    """Return the top of the work tree in which a folder lies; None where it lies in none, or is ignored there."""
    if not _is_below_a_work_tree(folder):
        return None
    found = _git(folder, "rev-parse", "--show-toplevel")
    if found.returncode or not found.stdout.strip():
        return None
    top = Path(found.stdout.strip())
    return None if _git(top, "check-ignore", "--quiet", "--", str(folder.resolve())).returncode == 0 else top


def _is_below_a_work_tree(folder: Path) -> bool:
    return any((parent / ".git").exists() for parent in (folder.resolve(), *folder.resolve().parents))


def _within(top: Path, paths: Sequence[Path]) -> list[str]:
    """Return the files that the work tree has or could have, as git wants them named."""
    inside = [path.resolve() for path in paths if path.resolve().is_relative_to(top.resolve())]
    return [str(path) for path in inside if _is_there(top, path)]


def _is_there(top: Path, path: Path) -> bool:
    if _git(top, "ls-files", "--error-unmatch", "--", str(path)).returncode == 0:
        return True  # even if it is to go
    return path.exists() and _git(top, "check-ignore", "--quiet", "--", str(path)).returncode != 0


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Ask git, which asks nobody."""
    program = shutil.which("git")
    if program is None:
        return subprocess.CompletedProcess(arguments, 127, "", "")
    command = [program, "-C", str(folder), "--literal-pathspecs", *arguments]
    quiet = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true"}
    try:
        return subprocess.run(  # noqa: S603 - fixed words, and paths behind --
            command,
            check=False,
            env=quiet,
            timeout=_PATIENCE,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 126, "", str(error))
