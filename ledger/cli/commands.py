"""The commands: each reads its options, calls one action, shows one result.

Actions are imported where they are called, so that help and mistakes are answered without waiting for
the database or the reader.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.cli import options
from ledger.cli.citing import read_cited, show_citations
from ledger.cli.command import Command, db_of
from ledger.cli.history import HISTORY, show_altered
from ledger.cli.judging import JUDGING, MERGE
from ledger.cli.messages import Progress, edited_lines, say, say_wrapped
from ledger.cli.options import examples, read_output
from ledger.cli.output import show, show_blocks, write
from ledger.cli.plotting import show_plot
from ledger.cli.reporting import REPORT
from ledger.cli.reviewing import REVIEWING
from ledger.cli.serving import SERVE
from ledger.cli.tables import READ
from ledger.exports.registry import TERMINAL

if TYPE_CHECKING:
    from ledger.actions.check import Asked
    from ledger.actions.saved_check import SavedCheck

FINDINGS = 4  # the exit code of `check --exit-code`
_NO_DOCUMENTS = "The ledger has no documents. Add some with: ledger add FOLDER"
_NO_COPIES = "No two documents print one text."
_NO_FIGURES = "No figure fits. List the topics with: ledger topics, or add documents with: ledger add FOLDER"


def add(
    context: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATHS]", help="Files, folders, globs, or - for stdin.")
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title, whatever the file says.")] = None,
    author: Annotated[str | None, typer.Option(metavar="NAME", help="The author.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="The publisher.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="The date, such as 2021-04-01.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where it was published; never fetched.")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="The language: en, es.")] = None,
    encoding: Annotated[str | None, typer.Option(metavar="NAME", help="The text's encoding: cp1252 …")] = None,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Read in N processes.")] = 1,
    *,
    again: Annotated[bool, typer.Option("--again", help="Read the stored texts again, all or those named.")] = False,
    dry_run: Annotated[bool, typer.Option("-n", "--dry-run", help="Read and tell, but keep nothing.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Name each number left out, and why.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress; the summary alone.")] = False,
    trust: Annotated[bool, typer.Option("--trust", help="Read without limits on a file's time and memory.")] = False,
) -> None:
    """Read the figures of documents and put them in the ledger.

    A folder's manifest.toml gives titles, publishers and dates; the options here stand over it. What is in
    the ledger already is not read again, so a command that was interrupted is simply run once more.

    With --again, the texts that the ledger has are read by the rules the program has now. Figures keep their ids and
    what was judged of them; one that somebody vouched for stays as it was.
    """
    from ledger.actions.ingest import ingest
    from ledger.actions.overrides import read_overrides
    from ledger.actions.summary import omission_lines, summary_lines

    overrides = read_overrides(title, author, publisher, published, url, language)
    progress = Progress(quiet=quiet)
    if again:
        if overrides != read_overrides(None, None, None, None, None, None) or encoding or trust:
            raise typer.BadParameter(
                "the stored texts are read as they are: what is known of one is corrected with documents --edit",
                param_hint="--again",
            )
        _add_again(context, paths or [], progress, jobs=jobs, dry_run=dry_run, verbose=verbose)
        return
    if not paths:
        raise typer.BadParameter("Name files or folders to read, or - for standard input.", param_hint="PATHS")
    try:
        summary = ingest(
            db_of(context),
            paths,
            overrides=overrides,
            encoding=encoding,
            jobs=jobs,
            dry_run=dry_run,
            trust=trust,
            progress=progress,
        )
    finally:
        progress.finish()
    for line in [*(omission_lines(summary) if verbose else []), *summary_lines(summary)]:
        say_wrapped(line)
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)


def _add_again(
    context: typer.Context, names: list[str], progress: Progress, *, jobs: int, dry_run: bool, verbose: bool
) -> None:
    from ledger.actions.again import read_again
    from ledger.exports.reread import again_lines

    try:
        again = read_again(db_of(context), names, jobs=jobs, dry_run=dry_run, progress=progress)
    finally:
        progress.finish()
    failed = [failure.message for failure in again.failed]
    for line in again_lines(again.read, failed, dry_run=dry_run, whole=verbose):
        say_wrapped(line)
    if again.exit_code:
        raise typer.Exit(again.exit_code)


def documents(
    context: typer.Context,
    output_format: options.Format = None,
    chosen: options.Columns = None,
    limit: options.Limit = None,
    output: options.OutputFile = None,
    edit: Annotated[
        str | None, typer.Option("--edit", metavar="PATH|HASH", help="Correct what is known about this document.")
    ] = None,
    section: Annotated[int | None, typer.Option(metavar="N", min=1, help="Of its section N (with --edit).")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title (with --edit).")] = None,
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Its author (with --edit).")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Its publisher (with --edit).")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Its date (with --edit).")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where it was published (with --edit).")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Its language (with --edit).")] = None,
    by: options.By = None,
    *,
    copies: Annotated[bool, typer.Option("--copies", help="Only documents that print one text with others.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """List the documents and their sections, with their figures counted.

    With --edit, correct what is known about one: the value typed stands over the one declared or found, which stays
    beneath it. Of each value, --columns path,origins tells where it comes from.
    """
    from ledger.actions.documents import list_documents
    from ledger.actions.overrides import read_overrides
    from ledger.exports.columns import document_table
    from ledger.model.document import NOTHING_KNOWN

    typed = read_overrides(title, author, publisher, published, url, language)
    if edit is not None:
        from ledger.actions.editing import edit_document

        for line in edited_lines(edit_document(db_of(context), edit, typed, section=section, by=by)):
            say_wrapped(line)
        return
    if typed != NOTHING_KNOWN or section is not None:
        raise typer.BadParameter(
            "--title, --published and the like say what to correct. Name the document: --edit PATH"
        )
    shown = read_output(output_format, chosen, limit, output, quiet=quiet)
    if copies:
        from ledger.actions.copies import list_copies

        show(document_table(list_copies(db_of(context))), shown, db=db_of(context), nothing=_NO_COPIES)
        return
    show(document_table(list_documents(db_of(context))), shown, db=db_of(context), nothing=_NO_DOCUMENTS)


def topics(
    context: typer.Context,
    check: Annotated[
        str | None, typer.Option("--check", metavar="FILE", help="Try out a file or folder of topics of your own.")
    ] = None,
    output_format: options.Format = None,
    chosen: options.Columns = None,
    limit: options.Limit = None,
    output: options.OutputFile = None,
    *,
    quiet: options.Quiet = False,
) -> None:
    """List topics and their measures, with how many figures each has.

    Where there is no ledger yet they are listed without counts. With --check, the examples of a file of topics
    are read, and the figures of the ledger it would match are listed; the exit code is 1 if an example fails.
    """
    from ledger.actions.topics import count_topics, tell_no_ledger
    from ledger.exports.columns import topic_table

    shown = read_output(output_format, chosen, limit, output, quiet=quiet)
    if check is not None:
        _try_topics(context, check, shown)
        return
    records = count_topics(db_of(context))
    show(topic_table(records), shown, db=db_of(context), nothing="There are no topics.")
    if absent := tell_no_ledger(db_of(context), records):
        say(absent)


def _try_topics(context: typer.Context, path: str, shown: options.Output) -> None:
    from ledger.actions.try_topics import matched_figures, trial_lines, try_topic_file
    from ledger.exports.columns import figure_table

    own, trials = try_topic_file(path)
    table = figure_table(matched_figures(db_of(context), own))
    show(table, shown, db=db_of(context), nothing="No figure of the ledger would be on these topics.")
    for line in trial_lines(path, own, trials):
        say_wrapped(line)
    if not all(trial.is_right for trial in trials):
        raise typer.Exit(1)


def figures(
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
    status: options.StatusOption = None,
    search: options.Search = None,
    output_format: options.Format = None,
    chosen: options.Columns = None,
    limit: options.Limit = None,
    output: options.OutputFile = None,
    *,
    gone: Annotated[
        bool, typer.Option("--gone", help="Those that the newest reading of their text no longer has.")
    ] = False,
    plot: Annotated[bool, typer.Option("--plot", help="Draw them through time, a row each, with who says so.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """List all figures, or those on a topic, by document and place in it.

    Rejected figures are left out unless --status asks for them. With --plot they are drawn as charts of text: of each
    measure the figures through time, and where sources part.
    """
    from ledger.actions.figures import Wanted, list_figures
    from ledger.exports.columns import figure_table

    shown = read_output(output_format, chosen, limit, output, quiet=quiet)
    wanted = Wanted(topic, place, period, kind, unit, source, document, minimum, maximum, status, search, gone)

    def nothing() -> str:
        from ledger.actions.unknown import none_stands_so, unknown_values

        return " ".join(unknown_values(db_of(context), wanted)) or none_stands_so(wanted) or _NO_FIGURES

    if plot:
        show_plot(db_of(context), wanted, shown, nothing)
        return
    table = figure_table(list_figures(db_of(context), wanted))
    show(table, shown, db=db_of(context), nothing=nothing)


def show_figure(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a figure or a finding, or a beginning that fits it alone.")
    ],
    output_format: options.Format = None,
    output: options.OutputFile = None,
    *,
    quiet: options.Quiet = False,
) -> None:
    """Show one figure: its sentence, its parts and their words, its history.

    Of a finding (c-…) its reason, its figures, and who judged it.
    """
    from ledger.actions.ids import FINDING
    from ledger.actions.show import show_figure as find_detail
    from ledger.exports.blocks import detail_block, finding_card
    from ledger.exports.columns import figure_table, finding_table

    shown = read_output(output_format, None, None, output, quiet=quiet)
    if name.startswith(FINDING):
        from ledger.actions.show_finding import show_finding

        finding, said = show_finding(db_of(context), name)
        table = finding_table([finding])
        show_blocks([finding_card(finding, said)], table, shown, db=db_of(context), nothing=_NO_FIGURES)
        return
    detail = find_detail(db_of(context), name)
    table = figure_table([detail.figure])
    show_blocks([detail_block(detail)], table, shown, db=db_of(context), nothing=_NO_FIGURES)


def compare(
    context: typer.Context,
    topic: options.Topic = None,
    *,
    pairs: Annotated[bool, typer.Option("--pairs", help="List pairs with verdict and reason instead.")] = False,
    output_format: options.Format = None,
    chosen: options.Columns = None,
    limit: options.Limit = None,
    output: options.OutputFile = None,
    quiet: options.Quiet = False,
) -> None:
    """Show figures that count the same thing: low, best, high, who agrees.

    With --pairs, every two figures of one measure and unit, each with a verdict (agree, compatible,
    conflict, superseded, not_comparable) and its reason.
    """
    from ledger.actions.compare import compare_groups, compare_pairs
    from ledger.exports.blocks import comparison_block
    from ledger.exports.columns import group_table, pair_table

    shown = read_output(output_format, chosen, limit, output, quiet=quiet)
    nothing = "No two figures here count the same thing. See what there is with: ledger figures"
    if pairs:
        show(pair_table(compare_pairs(db_of(context), topic)), shown, db=db_of(context), nothing=nothing)
        return
    groups = compare_groups(db_of(context), topic)
    laid_out = map(comparison_block, groups)
    show_blocks(laid_out, group_table(groups), shown, db=db_of(context), nothing=nothing)


def check(
    context: typer.Context,
    topic: options.Topic = None,
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="conflict, arithmetic …; can be repeated.")
    ] = None,
    min_severity: Annotated[float, typer.Option("--min-severity", metavar="N", min=0, max=1, help="From 0 to 1.")] = 0,
    *,
    within: Annotated[bool, typer.Option("--within", help="Only what is wrong inside one document.")] = False,
    across: Annotated[bool, typer.Option("--across", help="Only what stands between documents.")] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 4 if sources disagree or a sum is wrong, for use in scripts.")
    ] = False,
    save: Annotated[
        bool, typer.Option("--save", help="Keep what is found in the ledger, for SQL; of all the ledger alone.")
    ] = False,
    output_format: options.Format = None,
    chosen: options.Columns = None,
    limit: options.Limit = None,
    output: options.OutputFile = None,
    quiet: options.Quiet = False,
) -> None:
    """Say what disagrees, within and across documents, worst first.

    First comes what is most certain and largest. Sums that come out and sources that agree are findings too: on
    a terminal they stand last, a line each, and figures of a single source are counted unless --kind asks for them.
    """
    from ledger.actions.check import Asked, Reach, check_figures, is_alarming, lay_out_findings, nothing_found
    from ledger.exports.columns import finding_table

    shown = read_output(output_format, chosen, limit, output, quiet=quiet)
    if not 0 <= min_severity <= 1:  # not a number passes a minimum and a maximum
        raise typer.BadParameter("it is a number from 0 to 1", param_hint="--min-severity")
    if within and across:
        raise typer.BadParameter(
            "--within and --across exclude each other; leave both out for all", param_hint="--within"
        )
    reach = Reach.WITHIN if within else Reach.ACROSS if across else Reach.ANY
    asked = Asked(topic, tuple(kinds or ()), min_severity, reach)
    saved = _save_check(context, asked) if save else None
    findings = saved.findings if saved else check_figures(db_of(context), asked)
    laid_out = lay_out_findings(findings, kinds=bool(kinds), limit=shown.limit, command=_typed("check", topic))
    nothing = nothing_found(asked)
    blocks_shown = replace(shown, limit=None) if shown.format == TERMINAL and not shown.columns else shown
    show_blocks(laid_out, finding_table(findings), blocks_shown, db=db_of(context), nothing=nothing)
    if findings and not kinds and not is_alarming(findings, []):
        say(nothing_found(asked, findings))
    if saved and not quiet:
        say(saved.line())
    if exit_code and is_alarming(findings, kinds or []):
        raise typer.Exit(FINDINGS)


def _save_check(context: typer.Context, asked: "Asked") -> "SavedCheck":
    from ledger.actions.check import Asked
    from ledger.actions.saved_check import save_check

    if asked != Asked():
        raise typer.BadParameter(
            "what is kept is a check of the whole ledger. Leave out the topic, --kind, --min-severity, --within and "
            "--across; --limit only shortens what is shown",
            param_hint="--save",
        )
    return save_check(db_of(context))


def cite(
    context: typer.Context,
    topic: options.Topic = None,
    *,
    short: Annotated[bool, typer.Option("--short", help="The columns that fit a terminal, in any format.")] = False,
    output_format: options.CiteFormat = None,
    style: Annotated[
        str | None, typer.Option("--style", metavar="note", help="Footnotes, plain or (with markdown) in Markdown.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who publishes the claimreview.")] = None,
    page: Annotated[
        str | None, typer.Option("--page", metavar="URL", help="The page on which the claimreview will stand.")
    ] = None,
    chosen: options.Columns = None,
    limit: options.Limit = None,
    output: options.OutputFile = None,
    quiet: options.Quiet = False,
) -> None:
    """Make the citation table: a row a figure, with claim, quote and source.

    A terminal shows a short form of it; a file has every column unless --short or --columns says otherwise. The
    formats from bibtex on are for reference managers, annotation clients, web pages and footnotes.
    """
    from ledger.actions.cite import cite_figures
    from ledger.exports.citations import citation_table

    shown, cited_as = read_cited(
        output_format, style, chosen, limit, output, quiet=quiet, short=short, by=by, page=page
    )
    cited = cite_figures(db_of(context), topic, shown.limit)
    if cited_as:
        show_citations(cited, cited_as, shown, db=db_of(context), nothing=_NO_FIGURES)
    else:
        show(citation_table(cited), shown, db=db_of(context), nothing=_NO_FIGURES, short=short)


def verify(
    context: typer.Context,
    *,
    quotes: Annotated[
        bool, typer.Option("--quotes", help="In a table a row for each figure of changed sources, not for each source.")
    ] = False,
    history: Annotated[
        bool, typer.Option("--history", help="Hold the ledger against its history instead, not the sources.")
    ] = False,
    head: Annotated[
        str | None, typer.Option("--head", metavar="NAME", help="The entry that was noted (with --history).")
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 4 unless everything is what it was, for use in scripts.")
    ] = False,
    output_format: options.Format = None,
    chosen: options.Columns = None,
    limit: options.Limit = None,
    output: options.OutputFile = None,
    quiet: options.Quiet = False,
) -> None:
    """Say whether the sources are still what was read, quote by quote.

    A file that was touched or moved is the same; of one that was changed each quote is looked for by its own words.
    The ledger's own texts and spans are held against each other too.

    With --history, say whether the ledger is what its history tells: each entry, each row that one brought in, and
    how figures stand. With --head, whether an entry that was noted once is still there.
    """
    shown = read_output(output_format, chosen, limit, output, quiet=quiet)
    if quotes and (history or head is not None):
        raise typer.BadParameter("the history has no quotes; leave one of the two out", param_hint="--quotes")
    if history or head is not None:
        fine = show_altered(context, shown, head)
    else:
        fine = _show_sources(context, shown, quotes=quotes)
    if exit_code and not fine:
        raise typer.Exit(FINDINGS)


def _show_sources(context: typer.Context, shown: options.Output, *, quotes: bool) -> bool:
    from ledger.actions.verify import is_fine, verify_sources
    from ledger.exports.verified import lay_out_sources, quote_table, source_table

    progress = Progress(quiet=shown.quiet)
    checked = list(verify_sources(db_of(context), progress.live_only))
    progress.finish()
    table = quote_table(checked) if quotes else source_table(checked)
    nothing = "No source has changed." if quotes else "There is no document in the ledger."
    if quotes:
        show(table, shown, db=db_of(context), nothing=nothing)
    else:
        show_blocks(lay_out_sources(checked), table, shown, db=db_of(context), nothing=nothing)
    return is_fine(checked)


def demo(context: typer.Context) -> None:
    """Show the whole story in a throw-away ledger.

    It is told on seeds/ where this folder has one, else on three short documents written for it.
    """
    from ledger.actions.demo import run_demo

    write(run_demo(), None, db_of(context))


def upgrade(context: typer.Context) -> None:
    """Bring a ledger of an older version up to date, backed up first."""
    from ledger.actions.upgrade import upgrade_ledger

    say(upgrade_ledger(db_of(context)))


def backup(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where the copy goes; must not be there yet.")],
) -> None:
    """Make a safe copy of the ledger, also while others write to it."""
    from ledger.actions.backup import back_up

    say(f"Copied '{back_up(db_of(context), file)}' to '{file}'.")


COMMANDS = (
    Command(
        "add",
        add,
        examples(
            "ledger add seeds",
            "ledger add report.txt --publisher 'River Monitor' --published 2021-03-15",
            "ledger add 'archive/**/*.txt' --jobs 4",
            "cat letter.txt | ledger add - --title 'A letter'",
            "ledger add --again --dry-run",
        ),
    ),
    READ,
    Command("documents", documents, examples("ledger documents", "ledger documents --format csv -o documents.csv")),
    Command(
        "topics",
        topics,
        examples(
            "ledger topics",
            "ledger topics --columns measure,definition",
            "ledger topics --check water.toml",
            "ledger --topics water.toml figures water",
        ),
    ),
    Command(
        "figures",
        figures,
        examples(
            "ledger figures police-killed",
            "ledger figures --place Mexico --period 2019 --kind count",
            "ledger figures police-killed --plot",
            "ledger figures aid --min 1000000 --format jsonl",
            "ledger figures --columns id,surface,quote,path,line -o figures.csv",
        ),
    ),
    Command("show", show_figure, examples("ledger show f-a95c31", "ledger show f-a95c31 --format json")),
    Command(
        "compare",
        compare,
        examples("ledger compare complaints", "ledger compare --pairs --format jsonl -o pairs.jsonl"),
    ),
    Command(
        "check",
        check,
        examples(
            "ledger check",
            "ledger check police-killed --kind conflict --kind arithmetic",
            "ledger check --min-severity 0.5 --exit-code",
            "ledger check --save",
        ),
    ),
    Command(
        "cite",
        cite,
        examples(
            "ledger cite aid",
            "ledger cite --short",
            "ledger cite aid -o citations.md",
            "ledger cite aid -o citations.bib",
            "ledger cite --style note -o notes.md",
        ),
    ),
    *JUDGING,
    *REVIEWING,
    HISTORY,
    MERGE,
    Command(
        "verify",
        verify,
        examples(
            "ledger verify",
            "ledger verify --exit-code",
            "ledger verify --quotes -o drift.csv",
            "ledger verify --history",
            "ledger verify --history --head 3f9a0c5d --exit-code",
        ),
    ),
    REPORT,
    SERVE,
    Command("demo", demo, examples("ledger demo")),
    Command("upgrade", upgrade, examples("ledger --db figures.db upgrade")),
    Command("backup", backup, examples("ledger backup figures-before-review.db")),
)


def _typed(name: str, topic: str | None) -> str:
    return f"ledger {name} {topic}" if topic else f"ledger {name}"
