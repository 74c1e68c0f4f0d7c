"""The columns of a large file: those that a record is made of are read at once, the others when they are asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import pyarrow as pa


class PartlyRead(Mapping[str, pa.ChunkedArray]):
    """All columns of a file by their names, in the order of the file.

    ``read`` reads all of them: of the first rows, where it is told how many (it may read more), or of the whole file.
    """

    def __init__(self, names: Sequence[str], table: pa.Table, read: Callable[[int | None], pa.Table]) -> None:
        self._names, self._table, self._read = names, table, read

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._table.column_names:
            self._table = self._read(None)
        return self._table[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def take(self, name: str) -> pa.ChunkedArray:
        """Return a column and forget it: whoever asks once more has all read again."""
        cells = self[name]
        self._table = self._table.drop_columns([name])
        return cells

    def let_go(self) -> None:
        """Forget what was read: whoever asks once more has it read again."""
        self._table = self._table.select([])

    def first(self, count: int) -> Mapping[str, pa.ChunkedArray]:
        """Return all columns with the first rows, at least so many if there are."""
        if len(self._table.column_names) == len(self._names):
            return self
        table = self._read(count)
        return {name: table[name] for name in self._names}
