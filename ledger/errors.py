"""What someone must act on: each error says what, where, and what to do next."""

import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path


def _meant(close: Iterable[str]) -> str:
    names = " or ".join(f"'{name}'" for name in close)
    return f"Did you mean {names}? " if names else ""


class LedgerError(Exception):
    """The base of every error the program raises on purpose; its text is one plain sentence or two."""

    exit_code = 1


class UsageError(LedgerError):
    """The command was asked for something that does not exist."""

    exit_code = 2


class LedgerStateError(LedgerError):
    """The ledger file itself cannot be used as it is."""

    exit_code = 5


# Documents


class FileMissing(LedgerError):
    """A path given by the user leads nowhere."""

    def __init__(self, path: str) -> None:
        super().__init__(f"There is no file or folder '{path}'. Check the spelling, or list the folder first.")


class AddressGiven(UsageError):
    """A document was named by its address on the network."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"Nothing is fetched from '{address}'. Save the page from your browser, then: "
            f"ledger add PAGE.html --url '{address}'"
        )


class NoDocuments(LedgerError):
    """A folder, glob or list holds nothing that can be read."""

    def __init__(self, path: str, known: Iterable[str]) -> None:
        kinds = ", ".join(known)
        super().__init__(f"No documents in '{path}'. The ledger reads {kinds} files; name a folder that has some.")


class DocumentUnreadable(LedgerError):
    """A document cannot be read; `reason` says why, `remedy` what to do."""

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        super().__init__(f"Cannot read '{path}': {reason}. {remedy}")
        self.path, self.reason, self.remedy = path, reason, remedy


class UnknownFormat(DocumentUnreadable):
    """A file's ending names no format the ledger reads."""

    def __init__(self, path: str, known: Iterable[str]) -> None:
        kinds = ", ".join(known)
        super().__init__(path, "its kind is not known", f"The ledger reads {kinds} files; save it as one of these.")


class ManifestError(LedgerError):
    """A manifest beside the documents has a mistake."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}. Mend the manifest, or move it out of the folder.")


# Words and topics


class LexiconError(LedgerError):
    """A table of words has a mistake."""

    def __init__(self, path: str, where: str, problem: str) -> None:
        super().__init__(f"{path}, [{where}]: {problem}.")


class UnknownTopic(UsageError):
    """No topic has this key; `close` are keys that may have been meant."""

    def __init__(self, topic: str, known: Iterable[str], close: Iterable[str] = ()) -> None:
        super().__init__(
            f"No topic is called '{topic}'. {_meant(close)}Known: {', '.join(known)}. "
            "What each of them counts: ledger topics"
        )


class UnknownId(UsageError):
    """No figure, or finding, has this id."""

    def __init__(self, what: str, name: str) -> None:
        listing = "check --columns id,kind,reason" if what == "finding" else f"{what}s --columns id,surface,path"
        super().__init__(f"No {what} has the id '{name}'. List them with: ledger {listing}")


class FindingNamed(UsageError):
    """A finding was named where figures are judged."""

    def __init__(self, name: str) -> None:
        super().__init__(f"'{name}' is a finding. Judge it with: ledger confirm {name}, or: ledger dismiss {name}")


class FigureNamed(UsageError):
    """A figure was named where findings are judged."""

    def __init__(self, name: str) -> None:
        super().__init__(f"'{name}' is a figure. Judge it with: ledger accept {name}, or with reject or correct.")


class NothingOfThatName(UsageError):
    """Nothing in the ledger is called so, whatever it was meant to be."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"No figure, finding or document is called '{name}'. List them with: ledger figures --columns "
            "id,surface,path, ledger check --columns id,kind,reason, or: ledger documents"
        )


class AmbiguousId(UsageError):
    """A shortened id fits several."""

    def __init__(self, what: str, name: str, fits: Iterable[str]) -> None:
        super().__init__(f"'{name}' is the beginning of several {what} ids: {', '.join(fits)}. Give more of it.")


class Unsayable(UsageError):
    """A word holds half of a character, which no ledger has."""

    def __init__(self, word: str) -> None:
        shown = word.encode("utf-8", "backslashreplace").decode()
        super().__init__(f"'{shown}' holds bytes that are no text, so nothing in a ledger is called so. Type it again.")


class ReadsSo(UsageError):
    """A figure reads already as it was to be corrected."""

    def __init__(self, figure: str) -> None:
        super().__init__(f"{figure} reads so already. If it is right, say so with: ledger accept {figure}")


class NothingToUndo(UsageError):
    """No judgement holds that could be taken back."""

    def __init__(self, target: str | None = None) -> None:
        on = f" on {target}" if target else ""
        super().__init__(f"There is no judgement{on} to take back. See what was done with: ledger history")


class NoOpinion(UsageError):
    """A reviewer was named who says nothing of a figure that one could agree with."""

    def __init__(self, name: str, figure: str, said: str) -> None:
        super().__init__(f"{name} {said} {figure}. Who said what of it: ledger show {figure}")


class ChangedMeanwhile(UsageError):
    """What is to be judged is not what was shown any more: somebody else was there."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Nothing was kept: somebody judged {name}, or read it otherwise, since it was shown. Look again."
        )


class NoTerminal(UsageError):
    """A command that asks for keys is not run at a terminal."""

    def __init__(self) -> None:
        super().__init__(
            "A review asks for keys, and this is no terminal. List the queue with: ledger review --list, and give the "
            "decisions in a file: ledger review --decisions FILE"
        )


class BadDecisions(UsageError):
    """Lines of a file of decisions cannot be kept; `problems` says of each why, by its number."""

    def __init__(self, path: str, problems: Iterable[tuple[int, str]]) -> None:
        self.path, self.problems = path, tuple(problems)
        number = len(self.problems)
        lines = f"line {self.problems[0][0]}" if number == 1 else f"{number:,} lines"
        super().__init__(f"Nothing of '{path}' was kept: mend {lines} and run it again.")


class MergeRefused(LedgerError):
    """Another ledger cannot be taken into this one."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        super().__init__(f"'{name}' is not merged: {reason}. {remedy}")


class UnknownDocument(UsageError):
    """No document has this path or hash."""

    def __init__(self, name: str) -> None:
        super().__init__(f"No document in this ledger is called '{name}'. List them with: ledger documents")


class AmbiguousDocument(UsageError):
    """A name fits several documents."""

    def __init__(self, name: str, fits: Iterable[str]) -> None:
        super().__init__(
            f"'{name}' fits several documents: {', '.join(fits)}. Give the whole path, or more of the hash."
        )


class UnknownSection(UsageError):
    """A document has no section of this number."""

    def __init__(self, path: str, number: int, known: int) -> None:
        super().__init__(f"'{path}' has no section {number}: its sections are 1 to {known}. See: ledger documents")


class NothingTyped(UsageError):
    """A command that changes something was given nothing to change."""

    def __init__(self, command: str, options: Iterable[str]) -> None:
        super().__init__(f"{command} needs a value to put in. Give one or more of {', '.join(options)}.")


class UnknownColumn(UsageError):
    """A listing has no such column; `close` are those that may have been meant."""

    def __init__(self, name: str, known: Iterable[str], close: Iterable[str] = ()) -> None:
        super().__init__(f"No column is called '{name}'. {_meant(close)}Known: {', '.join(known)}.")


class UnknownRendering(UsageError):
    """No output format has this name or ending."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"No output format is called '{name}'. Known: {', '.join(known)}.")


class UnknownMeasure(UsageError):
    """A chart was asked for of a measure that has none here."""

    def __init__(self, name: str | None, known: Iterable[str], close: Iterable[str] = ()) -> None:
        keys = ", ".join(f"'{key}'" for key in known)
        if not keys:
            super().__init__("There is nothing to draw: no measure has two figures here. See: ledger figures")
            return
        super().__init__(f"No chart is called '{name}'. {_meant(close)}There are {keys}.")


class FormatOfReports(UsageError):
    """A report was asked for in a format that it does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"A report cannot be written as '{name}'. It is a page (html, -o report.html), or one of its charts "
            "(svg, png or pdf, -o chart.png); to get all of it as PDF: --format html, and print it from a browser."
        )


class LettersMissing(LedgerError):
    """A chart has letters that no font here has, or that have to be joined."""

    def __init__(self, letter: str) -> None:
        super().__init__(
            f"The chart has letters such as '{letter}' that no font here can set. "
            "Write the drawing with -o chart.svg, open it in a browser and print it from there."
        )


class FormatOfCitations(UsageError):
    """A format that only citations have was asked of another listing."""

    def __init__(self, name: str) -> None:
        asked = f"-o FILE{name}" if name.startswith(".") else f"--format {name}"
        super().__init__(f"Only citations come as '{name}'. Use: ledger cite {asked}")


class NotOfStyle(UsageError):
    """An option was given that the format of the citations has no use for."""

    def __init__(self, option: str, name: str, use: str) -> None:
        super().__init__(f"{option} says nothing to the format {name}: {use}.")


class NotWithPlot(UsageError):
    """An option was given that charts in a terminal have no use for."""

    def __init__(self, option: str) -> None:
        super().__init__(
            f"--plot draws text in the terminal and has no use for {option}. "
            "Leave one of them out; for a picture: ledger report -o chart.svg"
        )


class BadValue(UsageError):
    """An option's value cannot be understood."""

    def __init__(self, option: str, value: str, expected: str) -> None:
        super().__init__(f"{option} '{value}' is not {expected}{'' if expected.endswith('?') else '.'}")


class OutputIsInput(UsageError):
    """An output would be written over a source or the ledger."""

    def __init__(self, path: str) -> None:
        super().__init__(f"'{path}' is a source document or a ledger. Choose another file for -o.")


class OutputExists(UsageError):
    """A file is there already and may hold something of worth."""

    def __init__(self, path: str) -> None:
        super().__init__(f"'{path}' exists already. Choose another file, or remove it first.")


class OutputUnwritable(LedgerError):
    """An output file cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"Cannot write '{path}': {reason}. Choose another place for -o.")


class NotForATerminal(UsageError):
    """A format of bytes would be written to a terminal."""

    def __init__(self, name: str, ending: str) -> None:
        super().__init__(f"A terminal cannot show {name}. Write it to a file: -o FILE{ending}")


class TooManyRows(LedgerError):
    """A format holds fewer rows than the listing has."""

    def __init__(self, name: str, most: int, other: str) -> None:
        super().__init__(f"An {name} file holds {most:,} rows, and there are more. Use --format {other}, or --limit N.")


class MissingExtra(LedgerError):
    """An optional package is not installed; the text is the line that installs it."""

    exit_code = 3

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs an optional part. Install it with: {install_line([extra])}")
        self.extra, self.purpose = extra, purpose


def install_line(extras: Iterable[str]) -> str:
    """Return what to type to install optional parts, with the pip of the environment the program runs in."""
    return f"{_pip()} install 'figure-ledger[{','.join(sorted(extras))}]'"


def _pip() -> str:
    """Return how pip is called: by its name alone where that is the right one, else by its path."""
    folder = Path(sys.executable).parent
    own = next((path for path in (folder / "pip", folder / "pip.exe") if path.exists()), None)
    if own is None or sys.prefix in (sys.base_prefix, os.environ.get("VIRTUAL_ENV")):
        return "pip"
    here = Path.cwd()
    return shlex.quote(str(own.relative_to(here) if own.is_relative_to(here) else own))


class SearchMissing(LedgerError):
    """The SQLite of this Python was built without full-text search."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"The SQLite of this Python ({version}) has no full-text search (FTS5), which writing a ledger needs. "
            "Use another Python: those of python.org, uv and the common systems have it."
        )


# The ledger file


class LedgerMissing(LedgerStateError):
    """There is no ledger yet where one is to be read."""

    def __init__(self, path: str) -> None:
        super().__init__(f"There is no ledger at '{path}'. Start one with: ledger --db {shlex.quote(path)} add FOLDER")


class LedgerFolderMissing(LedgerStateError):
    """The folder in which a ledger is to be made is not there."""

    def __init__(self, path: str, folder: str) -> None:
        super().__init__(
            f"No ledger can be made at '{path}': there is no folder '{folder}'. "
            "Make the folder first, or name another file with --db FILE."
        )


class NotALedger(LedgerStateError):
    """The file is something else."""

    def __init__(self, path: str) -> None:
        super().__init__(f"'{path}' is not a ledger and was left as it is. Name another file with --db FILE.")


class ReadAlready(UsageError):
    """Something is told of texts whose figures were read before."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"'{path}' holds figures that were read already, by what its table of texts told. Leave out --title, "
            "--published and the like; to read otherwise, put that in the columns of the texts and read them again."
        )


class ReadInterrupted(LedgerError):
    """A table was not read to its end, since somebody stopped it."""

    exit_code = 130

    def __init__(self, path: str) -> None:
        super().__init__(f"Interrupted. Nothing was written to '{path}'.")


class EngineFailed(LedgerError):
    """An engine that was to read is not there, or did not come to an end."""

    def __init__(self, address: str, reason: str, remedy: str) -> None:
        super().__init__(f"Nothing was written, since reading over '{address}' failed: {reason}. {remedy}")


class FindingsPending(LedgerError):
    """The findings of a ledger are asked for while they are being worked out."""

    def __init__(self) -> None:
        super().__init__("The findings of this ledger are still being worked out. Try again in a moment.")


class PortTaken(LedgerError):
    """The review page cannot listen where it was asked to."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Port {port} of {host} is taken, maybe by another ledger serve. Choose another with --port N, or one that "
            "is free with: --port 0"
        )


class HostRefused(UsageError):
    """The review page would be open to others, or cannot be reached at all."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(f"--host '{host}': {reason}")


class LedgerLocked(LedgerStateError):
    """Another program is writing to the ledger."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"'{path}' is locked by another program. Wait for it to finish, or close it, and run the command again."
        )


class LedgerOlder(LedgerStateError):
    """The ledger was made by an older version."""

    def __init__(self, path: str, found: str, needed: str) -> None:
        super().__init__(
            f"'{path}' was made by an older version (revision {found}, this one needs {needed}). "
            f"Run: ledger --db {shlex.quote(path)} upgrade"
        )


class LedgerNewer(LedgerStateError):
    """The ledger was made by a newer version."""

    def __init__(self, path: str, found: str, needed: str) -> None:
        super().__init__(
            f"'{path}' was made by a newer version (revision {found}, this one knows {needed}) and was left as it is. "
            "Install the newer version: pip install --upgrade figure-ledger"
        )


class LedgerReadOnly(LedgerStateError):
    """The ledger must be written and cannot be."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"'{path}' cannot be written: the file or its folder is read-only. "
            "Copy it to a place you can write to, or name another with --db FILE."
        )


class LedgerUnreadable(LedgerStateError):
    """The ledger file may not be read by this user."""

    def __init__(self, path: str) -> None:
        super().__init__(f"'{path}' may not be read by you. Ask its owner for a copy, or name another with --db FILE.")


class LedgerFull(LedgerStateError):
    """The disk is full."""

    def __init__(self, path: str, free: int) -> None:
        super().__init__(
            f"No room left to write '{path}' ({free // 1_000_000} MB free); what was being added was taken back. "
            "Free some space and run the command again."
        )


class LedgerDamaged(LedgerStateError):
    """The ledger is damaged."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(
            f"'{path}' is damaged ({problem}) and was left as it is. "
            "Restore it from a copy made with: ledger backup FILE"
        )


# The ledger on a server


class ServerUnreachable(LedgerStateError):
    """The server does not answer, lets nobody in, or went away; `remedy` says what to do."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        super().__init__(f"'{name}' cannot be reached: {reason}. {remedy}")


class ServerUnreadable(LedgerStateError):
    """The role may not read the tables of the ledger."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"'{name}' may not be read by this role. Ask its owner to: GRANT SELECT ON ALL TABLES IN SCHEMA public TO …"
        )


class RoleReadOnly(LedgerStateError):
    """The role, or the server, may only read the ledger."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"'{name}' cannot be written: this role, or the server, may only read it. "
            "Ask its owner for the right to write, or name another ledger with --db."
        )


class ServerFull(LedgerStateError):
    """The disk of the server is full."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The server has no room left to write '{name}'; what was being added was taken back. "
            "Ask who runs it to free some, and run the command again."
        )


class NotALedgerThere(LedgerStateError):
    """The database holds tables of another program."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The database of '{name}' holds tables of another program, and they were left as they are. "
            "Make one for the ledger alone, and name it in --db: createdb NAME"
        )


class DatabaseUnsuited(LedgerStateError):
    """The database cannot keep every text."""

    def __init__(self, name: str, encoding: str) -> None:
        super().__init__(
            f"The database of '{name}' keeps texts as {encoding}, which does not have every character. "
            "Make another for the ledger: createdb -E UTF8 -T template0 NAME"
        )


class NulRefused(LedgerError):
    """A text with a NUL is to be kept where none can be."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"'{name}' keeps no text with the character NUL, as PostgreSQL has none. "
            "Keep what has one in a ledger of its own: --db FILE"
        )
