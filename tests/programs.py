"""Programs that read what the ledger writes: found where they are installed, else the test says what is missing."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
LIBREOFFICE = ("soffice", "libreoffice")
PANDOC = ("pandoc",)
# Without these a browser in an empty profile calls home at its start.
_ALONE = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def require_program(names: Sequence[str]) -> str:
    """Return the path of a program, or skip the test; with LEDGER_TEST_PROGRAMS=all its lack is a failure."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("LEDGER_TEST_PROGRAMS") == "all":
            pytest.fail(f"{names[0]} is not installed")
        pytest.skip(f"{names[0]} is not installed")
    return found


def browse(url: str, folder: Path, *options: str) -> str:
    """Return the page as a browser without a screen has it after three seconds of its own time."""
    command = [require_program(CHROMIUM), *_ALONE, f"--user-data-dir={folder}", "--virtual-time-budget=3000"]
    run = subprocess.run(
        [*command, *options, "--dump-dom", url], capture_output=True, text=True, check=True, timeout=60
    )
    return run.stdout


def title_of(page: str) -> str:
    """Return the title of a page, in which its script can tell what it saw."""
    found = re.search("<title>(.*?)</title>", page, re.S)
    return found[1] if found else ""
