"""A language is one file more in the folder of languages."""

import shutil
import subprocess
import sys
from pathlib import Path

import ledger

TEXT = "Il y avait 412 morts dans la ville et 12 dans le port."
READ = f"""
import ledger
from ledger.extract.outline import outline_document
from ledger.lexicon.vocabulary import load_lexicon
from ledger.model.document import Document
document = Document.from_text({TEXT!r}, language="fr")
print([one.language.code for one in outline_document(document, load_lexicon())])
print([figure.surface for figure in ledger.read_figures(document)])
"""


def test_a_language_needs_only_its_file(tmp_path: Path) -> None:
    package = tmp_path / "ledger"
    shutil.copytree(Path(ledger.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    languages = package / "data" / "languages"
    words = (languages / "en.toml").read_text(encoding="utf-8").replace('code = "en"', 'code = "fr"', 1)
    (languages / "fr.toml").write_text(words, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", READ], cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == ["['fr']", "['412', '12']"]
