"""The command that walks through the figures that wait to be judged, one key each."""

import os
import signal
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.cli import options
from ledger.cli.command import Command, db_of
from ledger.cli.messages import say, say_wrapped
from ledger.cli.options import examples, read_output
from ledger.cli.output import has_colours, show
from ledger.errors import BadDecisions, ChangedMeanwhile, LedgerError, NoTerminal
from ledger.exports.colours import coloured
from ledger.exports.plain import listed, visible
from ledger.model.judgement import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledger.actions.figures import Wanted
    from ledger.actions.review import Session
    from ledger.exports.review import Card

_HOME_AND_CLEAR = "\x1b[H\x1b[2J"
_SUSPEND = "\x1a"  # Ctrl-Z, which is a key like any other while single keys are read
_VERDICTS = {"a": Verb.ACCEPT, "r": Verb.REJECT}
_OF_FINDINGS = {"y": Verb.CONFIRM, "d": Verb.DISMISS}


def review(
    context: typer.Context,
    topic: options.Topic = None,
    place: options.Place = None,
    period: options.PeriodOption = None,
    kind: options.Kind = None,
    unit: options.Unit = None,
    source: options.Source = None,
    document: options.DocumentOption = None,
    minimum: options.Minimum = None,
    maximum: options.Maximum = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help="Without it unreviewed,disputed.")
    ] = None,
    search: options.Search = None,
    finding: Annotated[
        str | None, typer.Option("--finding", metavar="ID", help="Only the figures of this finding.")
    ] = None,
    decisions: Annotated[
        str | None, typer.Option("--decisions", metavar="FILE", help="Keep the decisions of a file, or of - for stdin.")
    ] = None,
    by: options.By = None,
    output_format: options.Format = None,
    chosen: options.Columns = None,
    limit: options.Limit = None,
    output: options.OutputFile = None,
    *,
    listed: Annotated[bool, typer.Option("--list", help="List the queue instead of walking it.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Review figures one by one, most doubtful first, one key each.

    Each judgement is kept at once: leave when you like, and the same command goes on with what is left. Without a
    terminal, list the queue with --list and give the decisions in a file, a line each: f-a95c31 accept, f-0b77e2
    reject because=a street number, f-1d6d87 correct value=1695 place=Puebla, f-1d6d87 note asked on Monday,
    c-48bd22 dismiss. Either all lines are kept or none.
    """
    from ledger.actions.figures import Wanted

    if decisions is not None:
        _require_alone(context)
        _keep(context, decisions, by)
        return
    wanted = Wanted(topic, place, period, kind, unit, source, document, minimum, maximum, status, search)
    if listed or output_format or chosen or output:
        from ledger.actions.review import review_queue
        from ledger.exports.review import queue_table

        shown = read_output(output_format, chosen, limit, output, quiet=quiet)
        table = queue_table(review_queue(db_of(context), wanted, finding))
        show(table, shown, db=db_of(context), nothing=lambda: _nothing(db_of(context), wanted, finding))
        return
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise NoTerminal
    _review(db_of(context), wanted, finding, limit, by)


def _require_alone(context: typer.Context) -> None:
    """Refuse what says which figures, or how to list them, beside a file whose lines name their own."""
    told = {name for name, value in context.params.items() if value not in (None, False)}
    options = [option for option in context.command.params if option.name in told - {"decisions", "by", "quiet"}]
    if options:
        names = listed((option.opts[0].replace("topic", "TOPIC") for option in options), most=len(options))
        raise typer.BadParameter(
            f"a file of decisions names its figures itself, and all of it is kept: leave {names} out",
            param_hint="--decisions",
        )


def _keep(context: typer.Context, path: str, by: str | None) -> None:
    from ledger.actions.decisions import disputed, keep_decisions
    from ledger.exports.review import act_lines, decided_words

    try:
        kept = keep_decisions(db_of(context), path, by=by)
    except BadDecisions as error:
        for line, problem in error.problems:
            say_wrapped(f"line {line}: {problem}")
        raise
    for judged in disputed(kept):
        for told in act_lines(judged):
            say_wrapped(told)
    for line in kept.left:
        say_wrapped(f"line {line}: said before, and otherwise or taken back by you since; it is left as it is now")
    say_wrapped(decided_words([one.judgement for one in kept.judged], kept.known))


def _nothing(target: str, wanted: "Wanted", finding: str | None) -> str:
    from ledger.actions.unknown import none_stands_so, unknown_values

    unknown = " ".join(unknown_values(target, wanted)) or none_stands_so(wanted)
    which = "figure of this finding" if finding else "figure"
    return (
        unknown or f"No {which} waits for a review here. Those judged before can be seen again, with: --status accepted"
    )


def _review(target: str, wanted: "Wanted", finding: str | None, limit: int | None, by: str | None) -> None:
    from ledger.actions.review import Session, review_queue
    from ledger.exports.review import tally_words

    say("Looking for what is most doubtful …")
    queue = review_queue(target, wanted, finding)[:limit]
    if not queue:
        say_wrapped(_nothing(target, wanted, finding))
        return
    session = Session(target, queue, statuses=wanted.status, by=by)
    try:
        _walk(session, _Terminal())
    finally:
        say_wrapped(tally_words(session.tally()))
    if session.tally().left:
        say("The same command goes on with what is left.")


# The walk


class _Terminal:
    """Screens, single keys and typed lines of the terminal that the program runs on."""

    def __init__(self) -> None:
        self._dressed: Callable[[str], str] = coloured if has_colours(None) else str
        self._clear = "\n" if os.environ.get("TERM") in (None, "", "dumb") else _HOME_AND_CLEAR

    @property
    def height(self) -> int:
        """How many lines there are, but for the one that the cursor is left on."""
        return os.get_terminal_size(sys.stdout.fileno()).lines - 1 or 23  # a terminal that does not say tells 0

    def show(self, screen: str) -> None:
        """Put a screen in place of what was there."""
        sys.stdout.write(self._clear + self._dressed(screen))
        sys.stdout.flush()

    def tell(self, text: str) -> None:
        """Add a line below."""
        sys.stdout.write(f"{visible(text)}\n")
        sys.stdout.flush()

    def key(self) -> str:
        """Return the key that is pressed next, "" for one that is none of ours: an arrow, a text that was pasted.

        Raises:
            EOFError: Ctrl-D, or the terminal is gone.
            KeyboardInterrupt: Ctrl-C.

        """
        try:
            pressed = typer.getchar()
        except OSError as error:
            raise EOFError from error
        if not pressed:
            raise EOFError
        if pressed == _SUSPEND and hasattr(signal, "SIGTSTP"):
            os.kill(os.getpid(), signal.SIGTSTP)
        return pressed if len(pressed) == 1 else ""

    def ask(self, prompt: str, typed: str = "") -> str:
        """Return the line that is typed, "" where it was given up; `typed` stands there to be changed."""
        try:
            import readline
        except ImportError:  # Windows edits lines by itself
            hook: Callable[[Callable[[], object] | None], None] = lambda _: None  # noqa: E731
        else:
            hook = readline.set_startup_hook
            readline.parse_and_bind("set enable-bracketed-paste off")  # else it leaves marks on some terminals
        try:
            hook((lambda: readline.insert_text(typed)) if typed else None)
            return input(prompt).strip()
        except (EOFError, KeyboardInterrupt):
            return ""
        finally:
            hook(None)


def _walk(session: "Session", terminal: _Terminal) -> None:
    """Show one figure after the other and do what the keys say, until the queue or the reviewer has come to an end."""
    from ledger.exports.review import card_screen, end_screen, whole_screen

    said: Sequence[str] = ()
    whole = False
    while True:
        card = session.card()
        if card is None:
            terminal.show(end_screen(session.tally(), said))
        elif whole:
            terminal.show(whole_screen(card, session.queued, said))
        else:
            terminal.show(card_screen(card, session.queued, said, terminal.height))
        try:
            key = terminal.key()
        except EOFError:
            return
        if key == "q" or (card is None and key not in ("u", "b")):
            return
        whole = key == "m"
        try:
            said = _answer(key, card, session, terminal)
        except LedgerError as error:
            said = [str(error)]


def _answer(key: str, card: "Card | None", session: "Session", terminal: _Terminal) -> "Sequence[str]":
    """Do what a key asks for, and return what there is to say of it."""
    from ledger.exports.review import act_lines, help_screen

    if key == "u":
        undone = session.undo()
        return act_lines(undone) if undone else ["Nothing was judged in this review that could be taken back."]
    if key == "b":
        return () if session.back() else ["This is the first one."]
    if card is None or key in ("m", "", "\x0c", _SUSPEND):
        return ()
    if key.lower() in _VERDICTS:
        because = terminal.ask("Why? (nothing: go back) ") if key.isupper() else None
        return () if because == "" else act_lines(session.decide(_VERDICTS[key.lower()], because))
    if key in ("c", "e"):
        return _correct(session, terminal)
    if key == "n":
        text = terminal.ask("Note (nothing: go back): ")
        return act_lines(session.decide(Verb.NOTE, text)) if text else ()
    if key in ("s", " "):
        session.skip()
        return ()
    if key in _OF_FINDINGS:
        return _judge_finding(_OF_FINDINGS[key], card, session, terminal)
    if key == "w":
        return _agree(card, session, terminal)
    if key == "?":
        terminal.show(help_screen())
        terminal.key()
        return ()
    return ["That key does nothing here; ? shows what each does."]


def _correct(session: "Session", terminal: _Terminal) -> "Sequence[str]":
    """Ask how the figure ought to read until that can be understood, or is given up."""
    from ledger.actions.decisions import plain, read_fields
    from ledger.exports.review import act_lines

    terminal.tell("What it ought to read, such as: value=1695 place=Puebla because=digits swapped (nothing: go back)")
    typed = ""
    while typed := terminal.ask("correct ", typed):
        try:
            told = read_fields(typed)
            return act_lines(session.decide(Verb.CORRECT, told.because, typed=told.typed))
        except ChangedMeanwhile:
            raise
        except LedgerError as error:
            terminal.tell(plain(error))
    return ()


def _judge_finding(verb: Verb, card: "Card", session: "Session", terminal: _Terminal) -> "Sequence[str]":
    from ledger.exports.review import act_lines

    asked = card.asked
    if not asked:
        return ["This figure is in no finding that waits for a word."]
    place = _choose(len(asked), "finding", terminal)
    return () if place is None else act_lines(session.judge_finding(asked[place], verb))


def _agree(card: "Card", session: "Session", terminal: _Terminal) -> "Sequence[str]":
    from ledger.exports.review import act_lines

    if not card.others:
        return ["No other reviewer says how this figure ought to read."]
    for number, name in enumerate(card.others, start=1):
        if len(card.others) > 1:
            terminal.tell(f"{number} {name}")
    place = _choose(len(card.others), "reviewer", terminal)
    return () if place is None else act_lines(session.decide(Verb.ACCEPT, agree_with=card.others[place]))


def _choose(number: int, what: str, terminal: _Terminal) -> int | None:
    """Return the place of the one that is meant, asked for by a digit where there are several; None: neither."""
    if number == 1:
        return 0
    terminal.tell(f"Which {what}? 1 to {min(number, 9)}; any other key goes back.")
    key = terminal.key()
    return int(key) - 1 if key in "123456789"[:number] and key else None


REVIEWING = (
    Command(
        "review",
        review,
        examples(
            "ledger review police-killed",
            "ledger review --finding c-48bd22",
            "ledger review --source 'El Economista' --limit 50 --by 'Ana Ruiz'",
            "ledger review --list --columns id,figure,doubts",
            "ledger review --decisions decided.txt",
        ),
    ),
)
