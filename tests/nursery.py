"""Servers for tests, born of a process that has imported already what a server imports: what is left to do is a fork.

To import it, to look through the installed packages for components of Streamlit and to work out what the names of
places sound like takes most of a start, and is the same for all. Each server is a process of its own all the same,
with the environment and the log that it is given, and begins where ``streamlit`` does. Where the start itself is what
is tested, ``python -m streamlit`` is called.
"""

import ast
import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[1]
_SCRIPTS = ("app.py", "incidents/widgets/one_run.py")  # what they import is; they themselves are run by each server
_COMMANDS = {"streamlit": "streamlit.web.cli", "uvicorn": "uvicorn.main"}
_BY_STREAMLIT = (  # while it starts
    *("streamlit.web.server.app_discovery", "streamlit.components.v2.manifest_scanner"),
    *("streamlit.web.server.starlette.starlette_agent_routes", "starlette.middleware.sessions", "anyio.to_thread"),
    *("starlette.staticfiles", "uvicorn.loops.auto", "uvicorn.lifespan.on", "uvicorn.protocols.http.auto"),
    *("uvicorn.protocols.websockets.websockets_sansio_impl", "anyio._backends._asyncio"),
)


def start_server(command: Sequence[str], environment: Mapping[str, str], log: Path) -> int:
    """Start ``streamlit`` or ``uvicorn`` with arguments and this environment, at home in ROOT; return its process id.

    A server that has ended is gone: nobody has to wait for it.
    """
    nursery = _nursery()
    assert nursery.stdin
    assert nursery.stdout
    nursery.stdin.write(json.dumps([list(command), dict(environment), str(log)]) + "\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())


def start_from_scratch(command: Sequence[str], environment: Mapping[str, str]) -> psutil.Process:
    """Start the same by a Python that has read nothing yet; what it says is heard by nobody."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return psutil.Popen([sys.executable, "-m", *command], cwd=ROOT, env=dict(environment), **quiet)


def a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@cache
def _nursery() -> subprocess.Popen[str]:
    """Return the process of which servers are born; it ends with the one that asks it."""
    quiet: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    nursery = subprocess.Popen([sys.executable, "-m", "tests.nursery"], cwd=ROOT, text=True, **quiet)
    atexit.register(nursery.communicate)
    return nursery


def _get_ready() -> None:
    for script in _SCRIPTS:
        for statement in ast.parse((ROOT / script).read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.ImportFrom) and statement.module:
                import_module(statement.module)
    for module in (*_COMMANDS.values(), *_BY_STREAMLIT):
        import_module(module)
    scanner: Any = import_module("streamlit.components.v2.manifest_scanner")
    scanner.scan_component_manifests = cache(scanner.scan_component_manifests)
    scanner.scan_component_manifests()
    record: Any = import_module("incidents.record.record")
    record.load_record().search.prepare()


def _be_a_server(command: list[str], environment: dict[str, str], log: str) -> None:
    """Become what a command is, and end as it does."""
    told = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for one, other in ((nothing, 0), (told, 1), (told, 2)):
        os.dup2(one, other)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = command
    import_module(_COMMANDS[command[0]]).main(command[1:])


def _part_from_the_ended(*_signal: object) -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _look_after_servers() -> None:
    _get_ready()
    signal.signal(signal.SIGCHLD, _part_from_the_ended)
    for line in sys.stdin:
        if (server := os.fork()) == 0:
            _be_a_server(*json.loads(line))
            return
        print(server, flush=True)


if __name__ == "__main__":
    _look_after_servers()
