"""Firefox without a window and without a network, asked by WebDriver BiDi: what a reader with that browser gets."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
_LISTENS = re.compile(r"(ws://[\d.:]+)")
_NETWORK_OFF = """user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
"""  # nobody listens there

Ask = Callable[..., Any]


@contextmanager
def firefox(folder: Path, heard: list[str]) -> Iterator[Ask]:
    """Open a window of its own profile; yield how to ask it: ``ask("browsingContext.navigate", url=…)``.

    What it writes to its console and asks of others is put into ``heard``.
    """
    (folder / "user.js").write_text(_NETWORK_OFF, encoding="utf-8")
    command = [str(FIREFOX), "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        address = next(found[1] for line in process.stderr or () if (found := _LISTENS.search(line)))
        with connect(f"{address}/session", max_size=None) as line:
            numbers = iter(range(1, 1_000_000))

            def ask(method: str, **told: Any) -> Any:
                number = next(numbers)
                line.send(json.dumps({"id": number, "method": method, "params": told}))
                while True:
                    answer = json.loads(line.recv(timeout=60))
                    if answer.get("id") == number:
                        assert answer["type"] != "error", answer
                        return answer["result"]
                    if answer.get("method") == "log.entryAdded":
                        heard.append(str(answer["params"].get("text")))
                    elif answer.get("method") == "network.beforeRequestSent":
                        heard.append(answer["params"]["request"]["url"])

            ask("session.new", capabilities={})
            ask("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
            yield ask
    finally:
        process.terminate()
        process.wait(timeout=20)
