"""Libraries of the desk alone: imported where they are used, and named where they are missing."""

from importlib import import_module
from typing import Any

from incidents.language import N_, Language


class NotInstalledError(Exception):
    """A library of the desk is not installed."""

    def __init__(self, library: str) -> None:
        super().__init__(library)
        self.library = library

    def say(self, lang: Language) -> str:
        """Say what to install."""
        return lang.say(_MISSING).format(library=self.library, command=_COMMAND)


_MISSING = N_("This needs {library}, which is not installed. Install what the desk needs: {command}")
_COMMAND = ".venv/bin/python -m pip install --require-hashes -r requirements-desk.lock"


def needed(library: str) -> Any:  # noqa: ANN401  a module of others
    """Return a library, or raise NotInstalledError."""
    try:
        return import_module(library)
    except ModuleNotFoundError as error:
        if error.name != library:
            raise
        raise NotInstalledError(library) from None
