"""The command `ledger`, and `python -m ledger`: the program started, run and left quickly."""

import gc
import sys

_YOUNG = 100_000  # objects made before the first look for garbage: starting makes as many, and next to none is garbage


def main() -> int:
    """Run the program as a process of its own and return its exit code."""
    gc.set_threshold(_YOUNG)
    from ledger.cli.app import main as run

    code = run()
    gc.freeze()  # the process ends: what is still there needs no look for garbage, several times over
    return code


if __name__ == "__main__":
    sys.exit(main())
