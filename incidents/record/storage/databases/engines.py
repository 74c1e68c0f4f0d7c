"""The two engines that keep records, asked alike: a query gives an Arrow table, a table is filled from one.

What a driver says of a failure may repeat the address that it was given, with the password in it. So its words are
read here and said in others; only what the server itself says of a statement is passed on.
"""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import pyarrow as pa

from incidents.language import N_, SaidError, plain_text
from incidents.record.storage.home import EXAMPLE, SCHEMA, UNREADABLE, Database, Home

POSTGRES_PACKAGE, DUCKDB_PACKAGE = "adbc-driver-postgresql", "duckdb"
_ROWS_AT_ONCE = 100_000  # of a table that is filled
NOT_INSTALLED = N_("Databases of this kind need the package {package}: {command}")
UNREACHABLE = N_("The database cannot be reached: nobody answers at its address.")
_REFUSED = N_("The database refuses this user or this password.")
_UNKNOWN = N_("The server has no database of this name.")
_FORBIDDEN = N_("The database does not permit this user to do that.")
_REFUSES = N_("The database refuses: {reason}")
_BUSY = N_("The file is being written by another program, or is not one of DuckDB.")
MISSING = N_("This file is missing.")
TOO_LONG = N_("The database has taken longer for an answer than the page waits.")
_BY_STATE = {
    "57014": TOO_LONG,
    **dict.fromkeys(("28P01", "28000"), _REFUSED),
    **dict.fromkeys(("3D000",), _UNKNOWN),
    **dict.fromkeys(("42501", "25006"), _FORBIDDEN),
}
_BY_WORDS = {"authentication": _REFUSED, "no password": _REFUSED, "does not exist": _UNKNOWN}  # before a login


class DatabaseError(SaidError):
    """A database could not be asked: a message id and what fills its placeholders; nothing of its address."""


class Engine(Protocol):
    """What a record is read from and written to. Raises DatabaseError, nothing else."""

    schema: str

    def rows(self, query: str) -> pa.Table:
        """Return what a query finds."""

    def run(self, statement: str) -> None:
        """Carry out a statement."""

    def fill(self, table: str, rows: pa.Table) -> None:
        """Append rows to a table of ``schema`` that has columns of these names."""


def quoted(*names: str) -> str:
    """Write the name of a table or a column as SQL has it, parts of it parted by a dot."""
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


def literal(text: str) -> str:
    """Write a text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def opened(home: Home, seconds: float | None = None) -> Iterator[Engine]:
    """Open a database for reading, all that is read from it of one moment; or a folder of Parquet as if it were one.

    ``seconds`` is how long each of its answers may take; then, and where it does not answer at all: DatabaseError.
    """
    if isinstance(home, Database):
        with postgres(home) as engine:
            engine.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            engine.run("SET LOCAL jit = off; SET LOCAL work_mem = '64MB'")  # short questions, and tables to be ordered
            if seconds is not None:
                engine.run(f"SET LOCAL statement_timeout = {round(seconds * 1000)}")
            yield engine
    else:
        with parquet_folder(home) if home.is_dir() else duckdb_file(home, read_only=True) as file:
            file.seconds = seconds
            yield file


class Postgres:
    """A connection to PostgreSQL in a transaction of its own; ends without a trace unless ``commit`` is called."""

    def __init__(self, connection: Any, database: Database) -> None:  # noqa: ANN401 - the driver ships no types
        self.schema, self._connection, self._database = database.schema, connection, database

    def rows(self, query: str) -> pa.Table:
        """Return what a query finds."""
        with self._told(), closing(self._connection.cursor()) as cursor:
            cursor.execute(query)
            return cursor.fetch_arrow_table()

    def run(self, statement: str) -> None:
        """Carry out a statement, or several parted by semicolons, in the transaction that there is."""
        with self._told(), closing(self._connection.cursor()) as cursor:
            # Not as the driver carries out scripts: that commits first what came before.
            cursor.adbc_statement.set_sql_query(statement)
            cursor.adbc_statement.execute_update()

    def fill(self, table: str, rows: pa.Table) -> None:
        """Append rows to a table."""
        with self._told(), closing(self._connection.cursor()) as cursor:
            batches = rows.to_reader(max_chunksize=_ROWS_AT_ONCE)
            cursor.adbc_ingest(table, batches, mode="append", db_schema_name=self.schema)

    def commit(self) -> None:
        """Let everything be true at once."""
        with self._told():
            self._connection.commit()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except _driver().Error as error:
            raise _said(error, self._database) from None


@contextmanager
def postgres(database: Database) -> Iterator[Postgres]:
    """Connect to a database of PostgreSQL."""
    if database.address is None:
        raise DatabaseError(UNREADABLE, example=EXAMPLE, option="?schema=…", schema=SCHEMA, sign="%XX")
    driver = _driver()
    try:
        connection = driver.connect(database.address)
    except driver.Error as error:
        raise _said(error, database) from None
    with closing(connection):
        yield Postgres(connection, database)


def _driver() -> Any:  # noqa: ANN401 - a module
    return _module("adbc_driver_postgresql.dbapi", POSTGRES_PACKAGE)


def _module(name: str, package: str) -> Any:  # noqa: ANN401 - a module
    """Return a driver: who keeps records in folders does without it."""
    try:
        return import_module(name)
    except ImportError:
        raise DatabaseError(NOT_INSTALLED, package=package, command=f"python -m pip install {package}") from None


def _said(error: Any, database: Database) -> DatabaseError:  # noqa: ANN401 - the driver ships no types
    """Say a failure in words of our own; those of the server where it speaks of a statement."""
    state, words = str(getattr(error, "sqlstate", None) or ""), str(error)
    if state in _BY_STATE:
        return DatabaseError(_BY_STATE[state])
    if not state.strip("0") or state.startswith(("08", "57P")):
        before_login = (sentence for sign, sentence in _BY_WORDS.items() if sign in words)
        return DatabaseError(next(before_login, UNREACHABLE))
    reason = words.partition("ERROR:")[2].partition("\n")[0].strip()
    password = unquote(urlsplit(database.address or "").password or "")
    return DatabaseError(_REFUSES, reason=state if not reason or (password and password in reason) else reason)


class _DuckDB:
    """A file of DuckDB."""

    schema = "main"
    seconds: float | None = None  # that an answer may take

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - a connection of DuckDB
        self._connection = connection

    def rows(self, query: str) -> pa.Table:
        """Return what a query finds."""
        with _file_told(), self._in_time():
            return self._connection.sql(query).to_arrow_table()

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        """Give up what takes longer than it may."""
        if self.seconds is None:
            yield
            return
        ending = threading.Timer(self.seconds, self._connection.interrupt)
        ending.daemon = True
        ending.start()
        try:
            yield
        finally:
            ending.cancel()

    def run(self, statement: str) -> None:
        """Carry out a statement."""
        with _file_told():
            self._connection.execute(statement)

    def fill(self, table: str, rows: pa.Table) -> None:
        """Append rows to a table."""
        with _file_told():
            self._connection.register("filling", rows)
            names = ", ".join(map(quoted, rows.column_names))
            self._connection.execute(f"INSERT INTO {quoted(table)} ({names}) SELECT {names} FROM filling")  # noqa: S608
            self._connection.unregister("filling")


@contextmanager
def parquet_folder(directory: Path) -> Iterator[_DuckDB]:
    """Ask a folder of Parquet files as if it were a database: each file is a table of its name."""
    duckdb = _module("duckdb", DUCKDB_PACKAGE)
    with closing(duckdb.connect(config={"autoinstall_known_extensions": "false"})) as connection:
        engine = _DuckDB(connection)
        for path in sorted(directory.glob("*.parquet")):
            engine.run(f"CREATE VIEW {quoted(path.stem)} AS SELECT * FROM read_parquet({literal(str(path))})")  # noqa: S608
        yield engine


@contextmanager
def duckdb_file(path: Path, *, read_only: bool) -> Iterator[_DuckDB]:
    """Open a file of DuckDB; nothing is fetched from outside and no other file is read."""
    duckdb = _module("duckdb", DUCKDB_PACKAGE)
    settings = {"autoinstall_known_extensions": "false", "enable_external_access": "false"}
    if read_only and not path.exists():
        raise DatabaseError(MISSING)
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=settings)
    except duckdb.Error:
        raise DatabaseError(_BUSY) from None
    with closing(connection):
        yield _DuckDB(connection)


@contextmanager
def _file_told() -> Iterator[None]:
    duckdb = _module("duckdb", DUCKDB_PACKAGE)
    try:
        yield
    except duckdb.InterruptException:
        raise DatabaseError(TOO_LONG) from None
    except duckdb.Error as error:
        raise DatabaseError(_REFUSES, reason=plain_text(str(error).partition("\n")[0])) from None
