"""Where a record is kept that is asked there."""

import pytest

from incidents.exchange.databases import publish, publish_file
from incidents.record.storage import home_of
from tests.benchmarks.large_records import as_parquet


@pytest.fixture(scope="package", params=["Parquet", "DuckDB", "PostgreSQL"])
def home(request, record, tmp_path_factory):
    """Return where the shipped record is kept."""
    folder = tmp_path_factory.mktemp("asked")
    if request.param == "Parquet":
        return as_parquet(record, folder)
    if request.param == "DuckDB":
        publish_file(record, folder / "record.duckdb")
        return folder / "record.duckdb"
    database = home_of(request.getfixturevalue("postgres").database())
    publish(record, database, force=False)
    return database
