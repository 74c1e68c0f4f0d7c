"""A PostgreSQL of a test's own: made in a temporary folder, asked through a socket there, gone with the tests.

PostgreSQL does not run as root; then it runs as ``nobody``, and ends when the process that started it does.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

PASSWORD = "s3cret/w:rd@100%"  # noqa: S105  of signs that part an address, as passwords do
_WRITTEN = "s3cret%2Fw%3Ard%40100%25"
_ELSEWHERE = "/usr/lib/postgresql/*/bin"  # where Debian puts what is not for every day


def binaries() -> Path | None:
    """Return the folder of the programs of PostgreSQL, the newest, or None."""
    found = shutil.which("initdb")
    folders = sorted(Path("/").glob(_ELSEWHERE.removeprefix("/")), key=lambda folder: folder.parts[-2].zfill(3))
    return Path(found).resolve().parent if found else next(reversed(folders), None)


def why_not() -> str:
    """Say why there is no PostgreSQL to try with; "" where there is."""
    if binaries() is None:
        return "PostgreSQL is not installed (Debian: apt install postgresql postgresql-15-postgis-3)"
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        return "PostgreSQL does not run as root, and setpriv (util-linux) is not there to run it as another user"
    return ""


@dataclass
class Server:
    """A running server; ``database()`` makes an empty database and returns its address, password and all."""

    folder: Path
    programs: Path
    running: subprocess.Popen[str] | None = None
    _numbers: Iterator[int] = field(default_factory=count)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = ["-D", str(self.folder / "data"), "-k", str(self.folder), "-c", "listen_addresses="]
        options += ["-c", "fsync=off", "-c", "logging_collector=off", "-c", "lc_messages=C", "-c", "log_statement=none"]
        command = [*_as_nobody("--pdeathsig", "INT"), str(self.programs / "postgres"), *options]
        self.running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=self.folder)
        assert self.running.stderr is not None
        for line in self.running.stderr:
            if "ready to accept connections" in line:
                return
        raise AssertionError("PostgreSQL did not start")

    def stop(self) -> None:
        """Stop the server at once; whoever is connected is thrown out."""
        if self.running is not None:
            self.running.send_signal(3)  # SIGQUIT: immediately
            self.running.communicate()
            self.running = None

    def address(self, database: str, password: str = _WRITTEN, user: str = "editor") -> str:
        """Return the address of a database."""
        return f"postgresql://{user}:{password}@/{database}?host={self.folder}"

    def database(self, user: str = "editor", of: str = "template1") -> str:
        """Make a database, empty or a copy ``of`` another, and return its address.

        The user ``keeper`` may do all, ``editor`` owns it.
        """
        name = f"trial{next(self._numbers)}"
        self.run("postgres", f"CREATE DATABASE {name} OWNER {user} TEMPLATE {of}")
        return self.address(name, user=user)

    def run(self, database: str, statement: str) -> str:
        """Carry out a statement by PostgreSQL's own shell, and return what it prints."""
        command = [str(self.programs / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement]
        connection = ["-h", str(self.folder), "-U", "keeper", "-d", database]
        done = subprocess.run(
            command + connection, env=os.environ | {"PGPASSWORD": PASSWORD}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@contextmanager
def private_server() -> Iterator[Server]:
    """Make a server, start it, and take all of it away at the end."""
    programs = binaries()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    (folder / "word").write_text(PASSWORD, encoding="utf-8")
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        for path in (folder, folder / "word"):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
    made = ["-D", str(folder / "data"), "-U", "keeper", "--pwfile", str(folder / "word"), "--no-sync", "-E", "UTF8"]
    made += ["--auth", "scram-sha-256", "--locale", "C.UTF-8"]
    subprocess.run([*_as_nobody(), str(programs / "initdb"), *made], check=True, capture_output=True, cwd=folder)
    server = Server(folder, programs)
    server.start()
    server.run("postgres", f"CREATE ROLE editor LOGIN PASSWORD '{PASSWORD}'")
    try:
        yield server
    finally:
        server.stop()
        with suppress(OSError):
            shutil.rmtree(folder)


def _as_nobody(*options: str) -> list[str]:
    if shutil.which("setpriv") is None:
        return []
    if os.geteuid() != 0:
        return ["setpriv", *options] if options else []
    return ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", *options]
