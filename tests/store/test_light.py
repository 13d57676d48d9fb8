import subprocess
import sys
from pathlib import Path

from ledger.store.engine import Ledger


def test_reading_waits_for_no_more_than_it_needs(ledger: Ledger, path: Path) -> None:
    ledger.close()
    script = (
        "import sys; from ledger.store.engine import open_ledger; from ledger.store.queries import fetch_figures\n"
        "from ledger.store import reads, writes, backup\n"
        f"ledger = open_ledger({str(path)!r}, write=True); assert len(list(fetch_figures(ledger))) == 15\n"
        "print([name for name in ('alembic', 'sqlalchemy.orm', 'mako', 'sqlalchemy') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "['sqlalchemy']"
