"""What a command of the shell costs, beside ``import pandas`` in the same round: processor time of whole processes.

``python -m tests.benchmarks.bench_shell`` prints this table alone.
"""

import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[2]
FLOOR = ("-c", "import pandas")
SHELL = ("-m", "incidents")
COMMANDS = (
    (*SHELL, "list", "--governorate", "SY09"),
    (*SHELL, "list", "--governorate", "SY09", "--lang", "ar"),
    (*SHELL, "list", "--text", "Dumayr"),
    (*SHELL, "list", "--format", "csv"),
    (*SHELL, "show", "SYR-0049"),
    (*SHELL, "check"),
    (*SHELL, "--help"),
)
ROUNDS = 11


def processor_time(arguments: Sequence[str]) -> float:
    """Run Python with these arguments and return the seconds of processor time it took, its own and the system's."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def shell_table(rounds: int = ROUNDS) -> Table:
    """Run all commands in turn, so often, and tell the median of each and of its ratio to the import of its round."""
    processor_time(FLOOR)  # files are read from the disk once
    taken = [[processor_time(command) for command in (FLOOR, *COMMANDS)] for _ in range(rounds)]
    table = Table(title=f"the shell: processor time, medians of {rounds} rounds", title_justify="left")
    for heading in ("command", "time", "× import pandas"):
        table.add_column(heading, justify="left" if heading == "command" else "right")
    for place, command in enumerate((FLOOR, *COMMANDS)):
        seconds = statistics.median(times[place] for times in taken)
        ratio = statistics.median(times[place] / times[0] for times in taken)
        table.add_row(f"python {' '.join(command)}", f"{seconds:.2f} s", f"{ratio:.2f}")
    return table


if __name__ == "__main__":
    Console(width=150).print(shell_table())
