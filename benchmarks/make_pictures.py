#!/usr/bin/env python3
"""Draw the pictures of the documentation anew: what the program prints on the seeds, on a terminal and as pages.

    python -m benchmarks.make_pictures [FOLDER]

Needs Chromium, and playwright for the page that is served.
A terminal is drawn as a page with the program's own colours; no picture is touched up.
"""

import html
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
CHROMIUM = (
    *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-device-scale-factor=1.5"),
)
COLUMNS = 120
_COLOURS = {
    "1;31": "color: #ff8a80; font-weight: 700",
    "33": "color: #f0c674",
    "32": "color: #8fd19e",
    "1": "color: #fff",
}
_SGR = re.compile("\x1b\\[([\\d;]+)m(.*?)\x1b\\[0m", re.S)
_PAGE = """<!doctype html><meta charset="utf-8">
<body style="margin: 0; background: #1e1d1a; color: #d8d4cb">
<pre style="margin: 18px 22px; font: 13px/1.4 'DejaVu Sans Mono', monospace">{}</pre>
"""


def main() -> None:
    """Write each picture into the folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    with tempfile.TemporaryDirectory() as work:
        db = str(Path(work) / "figures.db")
        run(["--db", db, "add", "-q", "seeds"])
        words = ["check", "--limit", "3"]
        shown = coloured(f"$ ledger {' '.join(words)}\n{on_terminal(['--db', db, *words])}")
        picture(Path(work), _PAGE.format(shown), folder / "check.png", rows=24)
        page = Path(work) / "cite.html"
        run(["--db", db, "cite", "-q", "-o", str(page)])
        shoot(page, folder / "cite-page.png", 1440, 760)
        report = Path(work) / "report.html"
        run(["--db", db, "report", "-q", "-o", str(report)])
        shoot(report, folder / "report.png", 1440, 1280)
        words = ["figures", "police-killed", "--plot"]
        shown = coloured(f"$ ledger {' '.join(words)}\n{on_terminal(['--db', db, *words])}")
        picture(Path(work), _PAGE.format(shown), folder / "plot.png", rows=shown.count("\n") + 1)
        shoot_served(db, "/review", folder / "serve.png", 1440, 900)


def run(words: Sequence[str]) -> None:
    """Run the program."""
    subprocess.run([sys.executable, "-m", "ledger", *words], cwd=ROOT, check=True, capture_output=True)


def on_terminal(words: Sequence[str]) -> str:
    """Return what the program prints on a terminal, with its colours."""
    reader, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": str(COLUMNS)}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        [sys.executable, "-m", "ledger", *words], cwd=ROOT, env=environment, stdout=terminal, stderr=subprocess.DEVNULL
    ):
        os.close(terminal)
        printed = b""
        with suppress(OSError):  # the end of a terminal
            while more := os.read(reader, 4096):
                printed += more
    os.close(reader)
    return printed.decode().replace("\r", "")


def coloured(text: str) -> str:
    """Return the text of a terminal as markup."""
    return _SGR.sub(lambda found: f'<span style="{_COLOURS[found[1]]}">{found[2]}</span>', html.escape(text))


def picture(work: Path, markup: str, path: Path, rows: int) -> None:
    """Draw a page with so many lines."""
    page = work / "page.html"
    page.write_text(markup, encoding="utf-8")
    shoot(page, path, 1000, 36 + round(rows * 18.2))


def shoot(page: Path, path: Path, width: int, height: int) -> None:
    """Take a picture of a page."""
    with tempfile.TemporaryDirectory() as profile:
        command = [*CHROMIUM, f"--user-data-dir={profile}", f"--window-size={width},{height}", f"--screenshot={path}"]
        subprocess.run([*command, page.as_uri()], check=True, capture_output=True)


def shoot_served(db: str, path: str, picture: Path, width: int, height: int) -> None:
    """Take a picture of a page of `ledger serve`, once its findings are worked out."""
    command = [sys.executable, "-m", "ledger", "--db", db, "serve", "--port", "0", "--by", "Ana"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as driver:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=1.5)
        page.goto(address)
        page.wait_for_selector("main:not([data-poll])", timeout=60_000)
        page.goto(urljoin(address, path))
        page.wait_for_selector("main:not([data-poll])", timeout=60_000)
        page.screenshot(path=picture)
        browser.close()
        server.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main()
