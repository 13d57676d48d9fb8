"""What a reviewer saw of a figure or a finding, by a digest: nothing else is judged, whoever was there in between.

fetch_seen(ledger, figure, findings) -> dict[str, str], and fetch_findings_seen(ledger, findings)
require_as_seen(connection, seen, findings) -> None
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from ledger.errors import ChangedMeanwhile
from ledger.model.correction import finding_digest, reading_digest
from ledger.model.figure import Status
from ledger.model.finding import Finding
from ledger.store.engine import Ledger
from ledger.store.filters import FigureFilter
from ledger.store.queries import stream_figures
from ledger.store.tables import judgements


def fetch_seen(ledger: Ledger, figure: str, findings: Iterable[Finding]) -> dict[str, str]:
    """Return digests of how a figure and findings stand now: asked for before they are shown, never behind that."""
    with ledger.reading() as connection:
        seen = {finding.id: _finding_seen(connection, finding) for finding in findings}
        return seen | {figure: _figure_seen(connection, figure)}


def fetch_findings_seen(ledger: Ledger, findings: Iterable[Finding]) -> dict[str, str]:
    """Return digests of how findings stand now: asked for before they are shown."""
    with ledger.reading() as connection:
        return {finding.id: _finding_seen(connection, finding) for finding in findings}


def require_as_seen(connection: Connection, seen: Mapping[str, str], findings: Iterable[Finding]) -> None:
    """Make sure that what was seen, figures and some of these findings, still is so.

    Raises:
        ChangedMeanwhile: one reads otherwise, or somebody has said something of it.

    """
    known = {finding.id: finding for finding in findings}
    for name, was in seen.items():
        now = _finding_seen(connection, known[name]) if name in known else _figure_seen(connection, name)
        if now != was:
            raise ChangedMeanwhile(name)


def _figure_seen(connection: Connection, name: str) -> str:
    """Return the digest of all that is shown of a figure: how it reads, what is known of its source, who judged it."""
    found = list(stream_figures(connection, FigureFilter.of_ids(name)))
    return _digest([[one.to_record(), reading_digest(one)] for one in found], _said_of(connection, name))


def _finding_seen(connection: Connection, finding: Finding) -> str:
    """Return the digest of what a finding rests on as it reads now, and of what was said of it."""
    names = dict.fromkeys(figure.id for figure in finding.figures)
    figures = tuple(stream_figures(connection, FigureFilter.of_ids(*names)))
    rejected = [one.id for one in figures if one.status is Status.REJECTED]
    return _digest(finding_digest(replace(finding, figures=figures)), rejected, _said_of(connection, finding.id))


def _said_of(connection: Connection, name: str) -> list[str]:
    made = select(judgements.c.id).where(judgements.c.target == name).order_by(judgements.c.sequence)
    return list(connection.scalars(made))


def _digest(*told: object) -> str:
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()
