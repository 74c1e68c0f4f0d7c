"""Where a record is kept: in a folder, in a file of DuckDB, or in a database of PostgreSQL.

The address of a database may hold a password. It is read here and handed to the driver, and to nobody else: no message,
log, link, title or traceback shows more of it than the name of the database.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from incidents.language import N_

DUCKDB = ".duckdb"
EXAMPLE = "postgresql://user@host/database"
SCHEMA = "incidents"  # the schema of a database in which a record is kept, unless its address names another
_SCHEMES = ("postgresql", "postgres")
_NAME = re.compile(r"[\w.-]*")
# A page waits for no answer that does not come; libpq's own names, which an address may give as well.
_PATIENCE = {"connect_timeout": "5", "keepalives_idle": "5", "keepalives_interval": "2", "tcp_user_timeout": "10000"}
UNREADABLE = N_(
    "This is not an address of a database. One is written {example}, with {option} where the tables stand in another "
    "schema than {schema}; signs of a password other than letters and digits are written {sign}."
)


@dataclass(frozen=True)
class Database:
    """A schema of a database of PostgreSQL. ``address`` is for the driver alone; None where it could not be read."""

    name: str
    schema: str = SCHEMA
    address: str | None = field(default=None, repr=False)


Home = Path | Database


def home_of(text: str) -> Home:
    """Return where a record is kept that somebody names by a path or an address. Never raises, and repeats nothing."""
    return _database_of(text) if "://" in text else Path(text)


def is_database(home: Home) -> bool:
    """Say whether a record is kept in a database: one of PostgreSQL, or a file of DuckDB."""
    return isinstance(home, Database) or (home.suffix == DUCKDB and not home.is_dir())


def _database_of(address: str) -> Database:
    """Read an address. What could be half a password is not taken for a name or a host: then nothing is opened."""
    try:
        parts = urlsplit(address)
        _port = parts.port
        plain = parts.query.replace("+", "%2B")  # libpq, unlike a form, means a plus by a plus
        asked = dict(parse_qsl(plain, strict_parsing=bool(plain)))
    except ValueError:
        return Database("")
    name, schema = parts.path.removeprefix("/"), asked.pop("schema", SCHEMA)
    if parts.scheme not in _SCHEMES or parts.fragment or not all(map(_NAME.fullmatch, (name, schema))):
        return Database("")
    whole = parts._replace(query=urlencode(_PATIENCE | asked, quote_via=quote)).geturl()
    return Database(name or asked.get("service", ""), schema or SCHEMA, whole)
