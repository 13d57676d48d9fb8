"""The commands by which people judge figures and findings, and take it back."""

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.cli import options
from ledger.cli.command import Command, db_of
from ledger.cli.messages import say_wrapped
from ledger.cli.options import examples

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.exports.judged import Judged

Figures = Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of figures, or their beginnings.")]
Findings = Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of findings, or their beginnings.")]
Because = Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why; kept and shown with it.")]


def _text(option: str, metavar: str, told: str) -> typer.models.OptionInfo:
    info: typer.models.OptionInfo = typer.Option(option, metavar=metavar, help=told)
    return info


_KINDS = "money, count, percent, rate, rank, score, multiple, ratio, duration, other; the unit tells it if left out."
_BOUNDS = "exact, more_than, at_least, less_than, at_most, approx, nearly; or words: about."
_UNITS = "USD, euros, person, percent, kilometres …; those here: ledger figures --columns unit."
_POPULATIONS = "Of whom: women, police, army …; a word that is not known lists them all."
_PERIODS = "2019, 2019-05, 'May 2019', 2015-2019, 'since 2007', 2018-01..2019-06."


def accept(
    context: typer.Context,
    ids: Figures,
    *,
    as_read: Annotated[
        bool, typer.Option("--as-read", help="As the source reads, whatever corrections there are.")
    ] = False,
    agree_with: Annotated[
        str | None, typer.Option("--with", metavar="NAME", help="As this reviewer says it ought to read.")
    ] = None,
    because: Because = None,
    by: options.By = None,
) -> None:
    """Accept figures as the ledger shows them, corrections included.

    Where another reviewer says otherwise both are kept, the figure is disputed, and the source's own reading is
    used until one comes round.
    """
    from ledger.actions.judge import judge_figures
    from ledger.model.judgement import Verb

    if as_read and agree_with is not None:
        raise typer.BadParameter("--as-read and --with exclude each other", param_hint="--with")
    found = judge_figures(
        db_of(context), ids, Verb.ACCEPT, by=by, because=because, as_read=as_read, agree_with=agree_with
    )
    _tell(found)


def reject(context: typer.Context, ids: Figures, because: Because = None, by: options.By = None) -> None:
    """Reject figures: misread, made up, or no figure at all.

    They stay in the ledger and are left out of listings, comparing and citing; see them with: ledger figures
    --status rejected.
    """
    from ledger.actions.judge import judge_figures
    from ledger.model.judgement import Verb

    _tell(judge_figures(db_of(context), ids, Verb.REJECT, by=by, because=because))


def correct(
    context: typer.Context,
    ids: Figures,
    value: Annotated[
        str | None, _text("--value", "N", "The amount: 1695, 65,300,000, 'more than 3 billion dollars', '15 people'.")
    ] = None,
    low: Annotated[str | None, _text("--low", "N", "The least it allows.")] = None,
    high: Annotated[str | None, _text("--high", "N", "The most it allows.")] = None,
    bound: Annotated[
        str | None,
        _text("--bound", "BOUND", _BOUNDS),
    ] = None,
    unit: Annotated[
        str | None,
        _text(
            "--unit", "UNIT", "USD, euros, person, percent, kilometres …; those here: ledger figures --columns unit."
        ),
    ] = None,
    per: Annotated[str | None, _text("--per", "UNIT", "Of a rate, for each what: month, 100000 …")] = None,
    kind: Annotated[
        str | None,
        _text(
            "--kind",
            "KIND",
            "money, count, percent, rate, rank, score, multiple, ratio, duration or other; by the unit if left out.",
        ),
    ] = None,
    noun: Annotated[str | None, _text("--noun", "WORDS", "What is counted.")] = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="TOPIC", help="A topic's key; can be repeated.")
    ] = None,
    measure: Annotated[str | None, _text("--measure", "KEY", "The measure; see: ledger topics.")] = None,
    population: Annotated[
        str | None,
        _text("--population", "WORDS", _POPULATIONS),
    ] = None,
    change: Annotated[str | None, _text("--change", "WORD", "increase, decrease or difference.")] = None,
    place: Annotated[str | None, _text("--place", "NAME", "By name or code; one of no list is kept as typed.")] = None,
    period: Annotated[str | None, _text("--period", "TIME", _PERIODS)] = None,
    mode: Annotated[str | None, _text("--mode", "MODE", "point, period, cumulative or partial.")] = None,
    as_of: Annotated[str | None, _text("--as-of", "DATE", "When it was said to hold: 2021-04-01, 'June 2019'.")] = None,
    attribution: Annotated[str | None, _text("--attribution", "NAME", "Who is said to say so.")] = None,
    modality: Annotated[
        str | None, _text("--modality", "WORD", "stated, planned, projected, hypothetical or denied.")
    ] = None,
    clear: Annotated[
        list[str] | None, typer.Option("--clear", metavar="FIELD", help="Empty a field: place, period …; repeatable.")
    ] = None,
    because: Because = None,
    by: options.By = None,
) -> None:
    """Put right how a figure reads; its words and its place in the text stay.

    What the source says is kept beneath and shown with it. All commands use the corrected figure at once, and say
    that it was corrected, by whom and why. Words are read as in documents, English and Spanish, and what was
    understood is said back. A bound stays until another is typed, with --bound or in the words of --value.
    """
    from ledger.actions.judge import judge_figures
    from ledger.actions.typed import Typed
    from ledger.model.judgement import Verb

    typed = Typed(
        value=value,
        low=low,
        high=high,
        bound=bound,
        kind=kind,
        unit=unit,
        per=per,
        noun=noun,
        topics=tuple(topic or ()),
        measure=measure,
        population=population,
        change=change,
        place=place,
        period=period,
        mode=mode,
        as_of=as_of,
        attribution=attribution,
        modality=modality,
        clear=tuple(clear or ()),
    )
    _tell(judge_figures(db_of(context), ids, Verb.CORRECT, by=by, because=because, typed=typed))


def note(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of a figure or a finding.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What there is to say.")],
    by: options.By = None,
) -> None:
    """Note something on a figure or a finding; it changes nothing else."""
    from ledger.actions.judge import add_note

    _tell([add_note(db_of(context), name, text, by=by)])


def undo(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A figure or a finding; else the ledger's latest judgement.")
    ] = None,
    because: Because = None,
    by: options.By = None,
) -> None:
    """Take back the latest judgement that holds, of the ledger or on ID.

    Run it again to take back the one before. Whose word it was is said, and of another reviewer's how to put it back.
    Nothing is erased: what was taken back, and by whom, stays in the history.
    """
    from ledger.actions.judge import take_back
    from ledger.exports.put_back import put_back_lines

    undone = take_back(db_of(context), name, by=by, because=because)
    _tell([undone])
    for line in put_back_lines(undone):
        say_wrapped(line)


def confirm(context: typer.Context, ids: Findings, because: Because = None, by: options.By = None) -> None:
    """Confirm findings: somebody has looked, and it is so."""
    from ledger.actions.judge import judge_findings
    from ledger.model.judgement import Verb

    _tell(judge_findings(db_of(context), ids, Verb.CONFIRM, by=by, because=because))


def dismiss(context: typer.Context, ids: Findings, because: Because = None, by: options.By = None) -> None:
    """Dismiss findings: no conflict, or none that matters.

    They are listed as dismissed and stop no script. What is said of a finding holds as long as its figures read as
    they do now.
    """
    from ledger.actions.judge import judge_findings
    from ledger.model.judgement import Verb

    _tell(judge_findings(db_of(context), ids, Verb.DISMISS, by=by, because=because))


def merge(
    context: typer.Context,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The ledger to take in, a file or a URL; it stays as it is.")
    ],
    by: options.By = None,
) -> None:
    """Take another ledger's documents, figures and judgements into this one.

    What both have is there once. Where reviewers differ both words are kept and the figure is disputed. The other's
    history comes with it, entry by entry, and can still be verified.
    """
    from ledger.actions.merge import merge_ledger
    from ledger.actions.naming import ledger_name
    from ledger.exports.merged import merging_lines

    merging = merge_ledger(db_of(context), other, by=by)
    for line in merging_lines(ledger_name(other), merging):
        say_wrapped(line)


def _tell(judged: "Iterable[Judged]") -> None:
    from ledger.exports.judged import judged_lines

    for one in judged:
        for line in judged_lines(one):
            say_wrapped(line)


MERGE = Command("merge", merge, examples("ledger merge ben.db", "ledger --db all.db merge ana.db"))

JUDGING = (
    Command(
        "accept",
        accept,
        examples(
            "ledger accept f-a95c31 f-0b77e2",
            "ledger accept f-a95c31 --by 'Ana Ruiz' --because 'Checked against page 3.'",
            "ledger accept f-a95c31 --with Ben",
        ),
    ),
    Command("reject", reject, examples("ledger reject f-a95c31 --because 'It is a street number.'")),
    Command(
        "correct",
        correct,
        examples(
            "ledger correct f-a95c31 --value 1695 --because 'Digits swapped in print.'",
            "ledger correct f-a95c31 --period 'first half of 2019' --place Puebla",
            "ledger correct f-a95c31 --value 'more than 3 billion dollars'",
            "ledger correct f-a95c31 --clear place",
        ),
    ),
    Command("note", note, examples("ledger note f-a95c31 'The ministry was asked on Monday.'")),
    Command("undo", undo, examples("ledger undo", "ledger undo f-a95c31")),
    Command("confirm", confirm, examples("ledger confirm c-48bd22 --because 'Both were asked.'")),
    Command("dismiss", dismiss, examples("ledger dismiss c-48bd22 --because 'One counts the wounded too.'")),
)
