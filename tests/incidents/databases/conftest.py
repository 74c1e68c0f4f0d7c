"""Where a record is kept that is asked there."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from incidents.exchange.databases import publish, publish_file
from incidents.record.storage import home_of


@pytest.fixture(scope="package", params=["Parquet", "DuckDB", "PostgreSQL"])
def home(request, record, tmp_path_factory):
    """Return where the shipped record is kept."""
    if request.param == "Parquet":
        return request.getfixturevalue("in_parquet")
    if request.param == "DuckDB":
        file = tmp_path_factory.mktemp("asked") / "record.duckdb"
        publish_file(record, file)
        return file
    database = home_of(request.getfixturevalue("postgres").database())
    publish(record, database, force=False)
    return database


@pytest.fixture
def part_for(home) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Return what of many questions is asked there: all, and of Parquet, which DuckDB asks as well, every third."""
    is_folder = isinstance(home, Path) and home.is_dir()
    return lambda asked: asked[2::3] if is_folder else asked
