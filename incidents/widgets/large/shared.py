"""The large record that all readers ask, of the page and of the address for the data."""

import threading

from incidents.widgets.large.asked_record import AskedRecord
from incidents.widgets.serving.run_limit import longest_run
from incidents.widgets.shared_record import named_home

_PART_OF_RUN = 0.3  # of the time that a run of the page may take

_one_at_a_time = threading.Lock()
_asked: AskedRecord | None = None


def asked_record() -> AskedRecord:
    """Return the large record that all readers ask."""
    global _asked
    home = named_home()
    with _one_at_a_time:
        if _asked is None or _asked.home != home:
            _asked = AskedRecord(home, longest_run() * _PART_OF_RUN)
        return _asked
