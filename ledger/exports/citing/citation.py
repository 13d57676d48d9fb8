"""One figure as it is cited: with its text's key, what else is said of it, and who has looked at it."""

from dataclasses import dataclass

from ledger.exports.citing.keys import figure_key
from ledger.exports.citing.names import Name, read_names
from ledger.model.figure import Figure
from ledger.model.finding import ALARMING, Finding
from ledger.model.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Citation:
    """A figure with all that a footnote or a fact-checking sheet tells of it.

    `work` is the key of the text it stands in, which all figures of that text share. `group` names what it is
    compared in, None where nothing counts the same. `findings` are those that say something of it. `before` and
    `after` are the 32 characters around the amount, `link` opens the page at the sentence where its address is known,
    and `container` is the title of the document where the text is a part of one. `judgement` is the latest verdict on
    it, else the latest note; `said` the last word of each reviewer.
    """

    figure: Figure
    work: str
    group: str | None = None
    findings: tuple[Finding, ...] = ()
    judgement: Judgement | None = None
    before: str = ""
    after: str = ""
    link: str | None = None
    container: str | None = None
    said: tuple[Judgement, ...] = ()

    @property
    def key(self) -> str:
        """The name of the figure's citation: "ruiz2021:10fc76ac"."""
        return figure_key(self.work, self.figure)

    @property
    def doubts(self) -> list[str]:
        """The ids of the findings by which it may be wrong."""
        return [finding.id for finding in self.findings if finding.kind in ALARMING]

    @property
    def verdicts(self) -> list[str]:
        """What the findings say of it, each with its reason; what two of them say in the same words is told once."""
        return list(dict.fromkeys(f"{finding.kind}: {finding.reason}" for finding in self.findings))

    @property
    def authors(self) -> list[Name]:
        """Who wrote the text."""
        return read_names(self.figure.source.author, self.figure.source.language)
