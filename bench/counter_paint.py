"""How soon does the counter stand on a phone, and what goes over the line?

python -m bench.counter_paint                    five visits, on an embedded Drempel of its own (some time to fill it)
python -m bench.counter_paint --visits 20        more of them
python -m bench.counter_paint --port 8000 --login name@shop.example --password-file FILE    one that runs already

Chromium as a mid-range phone: processor four times as slow, 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back,
on a line of our own (`bench.slow_line`) through which the worker goes too. First paint with content, and "useful":
the paint of the largest thing on the page, after which nothing grows. "Nothing" is one line of text: the floor of
this machine and line. "First" is with an empty cache and no worker, and the frame that it then fetches counts;
"later" is the app as it is opened again. Asserts nothing.
"""

import argparse
import contextlib
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from bench.slow_line import SlowLine

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True,
    "locale": "nl-NL",
}  # fmt: skip
SLOWER, LATENCY, DOWN, UP = 4, 150, 1_600_000 / 8, 750_000 / 8
ROOT = Path(__file__).resolve().parent.parent
# Kept by the page itself: the paint that painted content, and when the layout last moved or grew.
WATCH = """
window.painted = { first: 0, useful: 0 };
new PerformanceObserver(list => list.getEntries().forEach(e => {
  if (e.name === 'first-contentful-paint') window.painted.first = e.startTime;
})).observe({ type: 'paint', buffered: true });
new PerformanceObserver(list => list.getEntries().forEach(e => { window.painted.useful = e.startTime; }))
  .observe({ type: 'largest-contentful-paint', buffered: true });
"""


@contextlib.contextmanager
def own_drempel() -> Iterator[tuple[int, str, str]]:
    """An embedded Drempel with the demonstration, in a folder that is gone afterwards: port, login, password."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "DREMPEL_VAR": f"{folder}/var", "DREMPEL_KEYS": f"{folder}/keys", "PORT": str(port)}
        env.pop("DATABASE_URL", None)
        with open(f"{folder}/told", "w+") as told:
            server = subprocess.Popen(
                [sys.executable, "-m", "config.serve"], cwd=ROOT, env=env, stdout=told, stderr=subprocess.STDOUT
            )
            try:
                yield _wait(server, port, Path(told.name))
            finally:
                server.terminate()
                server.wait(20)


def _wait(server: subprocess.Popen, port: int, told: Path) -> tuple[int, str, str]:
    for _second in range(300):
        if server.poll() is not None:
            raise SystemExit(told.read_text())
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/livez"):
            break
        time.sleep(1)
    line = re.search(r"(counter@\S+)\s+(\S+)", told.read_text())
    assert line, told.read_text()
    return port, line[1], line[2]


def visit(context: BrowserContext, address: str, line: SlowLine, slower: int) -> dict[str, float]:
    """Open the page as on the phone; milliseconds, and bytes as they came over the line."""
    page = context.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.add_init_script(WATCH)
    before, connections = line.bytes_down, line.connections
    page.goto(address, wait_until="load")
    page.wait_for_timeout(500)
    # The page is there; what a new worker still fetches for the frame comes after it.
    painted = page.evaluate("window.painted")
    html = page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd")
    page.wait_for_timeout(1500)
    assert page.url == address, page.url
    page.close()
    return {**painted, "html": html, "kB": (line.bytes_down - before) / 1000, "lines": line.connections - connections}


def logged_in(browser: Any, address: str, login: str, password: str) -> tuple[BrowserContext, str]:
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{address}/account/login/")
    page.fill('[name="login"]', login)
    page.fill('[name="password"]', password)
    page.press('[name="password"]', "Enter")
    page.wait_for_url("**/balie/")
    counter = page.url
    page.evaluate("navigator.serviceWorker.ready")
    page.close()
    return context, counter


def measure(
    browser: Any, line: SlowLine, login: str, password: str, *, visits: int, slower: int
) -> dict[str, list[dict[str, float]]]:
    found: dict[str, list[dict[str, float]]] = {"nothing": [], "first": [], "later": []}
    context, counter = logged_in(browser, f"http://localhost:{line.port}", login, password)
    state = context.storage_state()
    for _visit in range(visits):
        bare = browser.new_context(**PHONE)
        found["nothing"].append(visit(bare, f"http://localhost:{line.port}/livez", line, slower))
        bare.close()
        # The same session in a browser that was never here.
        fresh = browser.new_context(**PHONE, storage_state=state)
        found["first"].append(visit(fresh, counter, line, slower))
        fresh.close()
    # The worker has the frame by now.
    page = context.new_page()
    page.goto(counter, wait_until="networkidle")
    page.close()
    for _visit in range(visits):
        found["later"].append(visit(context, counter, line, slower))
    context.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, default=5)
    parser.add_argument("--port", type=int, help="of a Drempel that runs on this machine")
    parser.add_argument("--login", default="counter@drempel.example")
    parser.add_argument("--password-file", type=Path)
    parser.add_argument("--slower", type=int, default=SLOWER, help="how many times the processor is slowed down")
    asked = parser.parse_args()
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    there = (
        contextlib.nullcontext((asked.port, asked.login, asked.password_file.read_text().strip()))
        if asked.port
        else own_drempel()
    )
    with (
        there as (port, login, password),
        SlowLine(port, there_and_back=LATENCY / 1000, down=DOWN, up=UP) as line,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        print(
            f"Chromium {browser.version}, processor / {asked.slower}, {LATENCY} ms, 1.6 Mbit/s, {asked.visits} visits"
        )
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}: what else runs here slows it down as well")
        print(f"{'visit':<8}{'page there':>13}{'first paint':>13}{'useful':>10}{'worst':>10}{'over the line':>16}")
        for when, rows in measure(browser, line, login, password, visits=asked.visits, slower=asked.slower).items():
            middle = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
            print(
                f"{when:<8}{middle['html']:>10.0f} ms{middle['first']:>10.0f} ms{middle['useful']:>7.0f} ms"
                f"{max(row['useful'] for row in rows):>7.0f} ms{middle['kB']:>13.1f} kB"
            )
        browser.close()


if __name__ == "__main__":
    main()
