#!/usr/bin/env python3
"""A folder of made-up files in every format, added in one command: pace, memory, and what an interruption costs.

    python -m benchmarks.many_files [--files 1000] [--in FOLDER] [--jobs 1 2] [--no-interruptions]

The files are plain texts, pages, Word and Writer files, PDF (needs reportlab), mails, articles in JSON lines and
archives, in both languages. For each number of processes the table tells the pace and the most memory that the
process of the ledger, the processes that read and those behind the fence took. Then a run is ended half way, once by
Ctrl-C and once by SIGKILL, and the same command is run again. All ledgers must list the same figures, byte for byte.
"""

import argparse
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from email.message import EmailMessage
from html import escape
from importlib import import_module
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LEDGER = [sys.executable, "-m", "ledger"]
STATES = ("Sonora", "Jalisco", "Puebla", "Oaxaca", "Durango", "Tabasco", "Nayarit", "Colima")
TOLD = {
    "en": (
        "In {year}, {a} police officers were killed in {state}.",
        "The ombudsman of {state} received {a:,} complaints in {year}, {p}% more than the year before.",
        "The program paid ${b:,} million to {a} towns, according to the Ministry of Health.",
        "Prosecutors opened {a} files and closed {p} of them, the report says.",
        "Residents say that the road has been closed since the rains began and nobody has come to mend it.",
    ),
    "es": (
        "En {year} fueron asesinados {a} policías en {state}.",
        "La comisión de {state} recibió {a:,} quejas en {year}, {p}% más que el año anterior.",
        "El programa entregó {b:,} millones de pesos a {a} municipios, según la Secretaría de Salud.",
        "La fiscalía abrió {a} carpetas y cerró {p} de ellas, dice el informe.",
        "Los vecinos dicen que el camino está cerrado desde las lluvias y que nadie ha venido a repararlo.",
    ),
}
LARGEST = 40  # paragraphs; most files have far fewer, as in real folders


class Article:
    """What one file tells: the same number tells the same."""

    def __init__(self, number: int) -> None:
        """Make up a title, paragraphs and a table."""
        self.dice = Random(number * 7919 + 17)
        self.language = "es" if number % 3 == 2 else "en"
        self.published = f"20{self.dice.randrange(10, 24)}-0{self.dice.randrange(1, 10)}-1{self.dice.randrange(10)}"
        self.title = f"What {self.dice.choice(STATES)} reported in file {number}"
        self.paragraphs = [self._paragraph() for _ in range(min(LARGEST, int(2 + self.dice.paretovariate(0.9))))]
        self.rows = [("State", "Homicides"), *((state, str(self.dice.randrange(20, 900))) for state in STATES[:4])]

    def _paragraph(self) -> str:
        dice = self.dice
        told = (dice.choice(TOLD[self.language]) for _ in range(dice.randrange(2, 6)))
        return " ".join(
            each.format(
                year=dice.randrange(2008, 2023),
                a=dice.randrange(2, 3000),
                b=dice.randrange(2, 90),
                p=dice.randrange(3, 80),
                state=dice.choice(STATES),
            )
            for each in told
        )


def plain_text(article: Article) -> bytes:
    """Return an article as plain text."""
    table = "\n".join(f"| {left} | {right} |" for left, right in article.rows)
    return "\n\n".join([article.title, *article.paragraphs, table, ""]).encode()


def page(article: Article) -> bytes:
    """Return an article as a web page with what stands around one."""
    menu = "".join(f'<li><a href="/{state}">{state}</a></li>' for state in STATES)
    told = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    rows = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in article.rows)
    date = f'<meta property="article:published_time" content="{article.published}T08:00:00Z">'
    return (
        f'<!DOCTYPE html><html lang="{article.language}"><head><meta charset="utf-8">{date}'
        f"<title>{article.title}</title><style>p {{ margin: 1em }}</style></head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>{article.title}</h1>{told}<table>{rows}</table></article>"
        f"<footer>© 2021, 12 people read this</footer></body></html>"
    ).encode()


def word_file(article: Article) -> bytes:
    """Return an article as a Word file."""
    told = [f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in (article.title, *article.paragraphs)]
    cell = "<w:tc><w:tcPr/><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(f"<w:tr>{''.join(cell.format(each) for each in row)}</w:tr>" for row in article.rows)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"<w:body>{''.join(told)}<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl></w:body>"
    relations = "http://schemas.openxmlformats.org/{}/2006/relationships"
    main = f'Type="{relations.format("officeDocument")}/officeDocument" Target="word/document.xml"'
    return packed(
        {
            "word/document.xml": f'<w:document xmlns:w="{space}">{body}</w:document>',
            "_rels/.rels": f'<Relationships xmlns="{relations.format("package")}">'
            f'<Relationship Id="r1" {main}/></Relationships>',
        }
    )


def writer_file(article: Article) -> bytes:
    """Return an article as a Writer file."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{name}="{names}:{name}:1.0"' for name in ("office", "text", "table"))
    told = "".join(f"<text:p>{escape(text)}</text:p>" for text in (article.title, *article.paragraphs))
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{''.join(cell.format(each) for each in row)}</table:table-row>" for row in article.rows
    )
    body = f"<office:body><office:text>{told}<table:table>{rows}</table:table></office:text></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def pdf(article: Article) -> bytes:
    """Return an article as a PDF."""
    platypus, styles = import_module("reportlab.platypus"), import_module("reportlab.lib.styles")
    style, file = styles.getSampleStyleSheet()["BodyText"], BytesIO()
    story = [platypus.Paragraph(escape(text), style) for text in (article.title, *article.paragraphs)]
    platypus.SimpleDocTemplate(file, invariant=1, title=article.title).build([*story, platypus.Table(article.rows)])
    return file.getvalue()


def mail(article: Article) -> bytes:
    """Return an article as a mail with a Word file attached, which tells something else."""
    message = EmailMessage()
    message["From"], message["To"] = "Ana Ruiz <ana@example.org>", "desk@example.org"
    message["Subject"], message["Date"] = article.title, "Thu, 01 Apr 2021 08:00:00 +0000"
    message.set_content("\n\n".join(article.paragraphs))
    attached = word_file(Article(10_000_019 + article.dice.randrange(10**9)))
    message.add_attachment(attached, maintype="application", subtype="octet-stream", filename="annex.docx")
    return message.as_bytes()


def articles(article: Article) -> bytes:
    """Return five articles as JSON lines."""
    told = [article, *(Article(20_000_003 + article.dice.randrange(10**9)) for _ in range(4))]
    records = [
        {"title": each.title, "text": "\n\n".join(each.paragraphs), "date": each.published, "lang": each.language}
        for each in told
    ]
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def archive(article: Article) -> bytes:
    """Return an archive of a text and a page, with a picture that is no document."""
    other = Article(30_000_001 + article.dice.randrange(10**9))
    return packed({"a.txt": plain_text(article), "b.html": page(other), "c.png": b"\x89PNG"})


def packed(files: dict[str, str] | dict[str, bytes]) -> bytes:
    """Return a zip file with these files, the same bytes every time."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as zipped:
        for name, told in files.items():
            zipped.writestr(ZipInfo(name), told, ZIP_DEFLATED)
    return file.getvalue()


MAKERS: dict[str, Callable[[Article], bytes]] = {
    "txt": plain_text,
    "html": page,
    "pdf": pdf,
    "docx": word_file,
    "md": plain_text,
    "odt": writer_file,
    "eml": mail,
    "htm": page,
    "jsonl": articles,
    "zip": archive,
}


def make_files(folder: Path, files: int) -> int:
    """Make so many files in a folder, ten formats in turn, and return their bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number in range(files):
        ending, make = list(MAKERS.items())[number % len(MAKERS)]
        data = make(Article(number))
        (folder / f"{number:06}.{ending}").write_bytes(data)
        size += len(data)
    return size


# Measuring


def main() -> None:
    """Print a row for each number of processes, then what came of the interruptions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--in", dest="folder", type=Path)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--no-interruptions", action="store_true")
    args = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background tells it to be deaf to Ctrl-C
    folder = args.folder or Path(mkdtemp())
    size = make_files(folder / "files", args.files)
    print(f"{args.files:,} files, {size / 1e6:.1f} MB, in {folder}")
    print(f"{'jobs':>4} {'seconds':>8} {'files/s':>8} {'MB/s':>6}   most MB: ledger, readers, fenced   figures")
    first = None
    for jobs in args.jobs:
        told = run(folder, f"jobs{jobs}.db", jobs)
        listed = figures(folder, f"jobs{jobs}.db")
        first = first or listed
        most = ", ".join(f"{told.most[role]:.0f}" for role in ("ledger", "readers", "fenced"))
        print(
            f"{jobs:4d} {told.seconds:8.1f} {args.files / told.seconds:8.1f} {size / 1e6 / told.seconds:6.2f}"
            f"   {most:>32}   {verdict(listed, first)}",
            flush=True,
        )
    if not args.no_interruptions:
        for jobs in args.jobs:
            for name, sign in (("Ctrl-C", signal.SIGINT), ("SIGKILL", signal.SIGKILL)):
                interrupt(folder, jobs, name, sign, first or b"")


class Run:
    """One `add` of the whole folder, watched while it runs."""

    def __init__(self, folder: Path, target: str, jobs: int) -> None:
        """Start it."""
        self.words = [*LEDGER, "--db", target, "add", "files", "--jobs", str(jobs)]
        self.most = {"ledger": 0.0, "readers": 0.0, "fenced": 0.0}
        self.began = time.monotonic()
        self.told = folder / f"{target}.log"
        with self.told.open("w") as log:
            self.process = subprocess.Popen(self.words, cwd=folder, stderr=log)

    def watch(self, until: Callable[[str], bool] = lambda _: False) -> None:
        """Look at the memory of its processes till it ends, or till what it told is as asked."""
        while self.process.poll() is None and not until(self.told.read_text()):
            for role, pid in family(self.process.pid):
                self.most[role] = max(self.most[role], memory(pid))
            time.sleep(0.05)
        self.seconds = time.monotonic() - self.began


def run(folder: Path, target: str, jobs: int) -> Run:
    """Add the folder to a new ledger."""
    for file in folder.glob(f"{target}*"):
        file.unlink()
    told = Run(folder, target, jobs)
    told.watch()
    return told


def interrupt(folder: Path, jobs: int, name: str, sign: signal.Signals, first: bytes) -> None:
    """End a run half way, run it again, and tell what is kept and what is lost."""
    target = f"{name.lower()}{jobs}.db"
    for file in folder.glob(f"{target}*"):
        file.unlink()
    half = Run(folder, target, jobs)
    half.watch(lambda told: len(told.splitlines()) >= 9)  # a line for each twentieth
    started = [pid for _, pid in family(half.process.pid)]
    half.process.send_signal(sign)
    code = half.process.wait()
    time.sleep(2)  # for what it leaves behind to end
    left = sum(bool(command(pid)) for pid in started)
    again = Run(folder, target, jobs)
    again.watch()
    (told,) = re.findall(r"^documents: .+$", again.told.read_text(), re.MULTILINE) or ["nothing"]
    listed = figures(folder, target)
    print(f"{name} with {jobs} jobs: exit {code}, {left} processes left; again: {told}; {verdict(listed, first)}")


def figures(folder: Path, target: str) -> bytes:
    """Return all figures of a ledger, as it lists them."""
    words = [*LEDGER, "--db", target, "figures", "--format", "jsonl"]
    return subprocess.run(words, cwd=folder, stdout=subprocess.PIPE, check=False).stdout


def verdict(listed: bytes, first: bytes) -> str:
    """Say how many figures are listed, and whether they are those of the first ledger."""
    return f"{len(listed.splitlines()):,}, {'the same' if listed == first else 'NOT THE SAME'}"


def family(pid: int) -> Iterator[tuple[str, int]]:
    """Yield a process and all that it started, each with what it does."""
    yield "ledger", pid
    waiting = children(pid)
    while waiting:
        child = waiting.pop()
        words = command(child)
        yield "fenced" if "serve()" in words else "readers", child
        waiting += children(child)


def children(pid: int) -> list[int]:
    """Return the processes that one started."""
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def command(pid: int) -> str:
    """Return the words a process was started with."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def memory(pid: int) -> float:
    """Return the most megabytes a process has taken so far."""
    with suppress(OSError):
        found = re.search(r"^VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
        return int(found[1]) / 1000 if found else 0
    return 0


if __name__ == "__main__":
    main()
