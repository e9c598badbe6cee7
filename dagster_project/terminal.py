"""What the verbs of the command line share: options, the clock, printing.

Holds the options that many verbs take, the time now, the name of who types, and the printing of rows.
Does not hold: verbs, nor figures.
Called by ``cli`` and ``cli_audit``; no other module prints or asks the time.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dagster_project import access, published, report
from dagster_project.settings import Settings, actor

logger = logging.getLogger(__name__)

Home = Annotated[Path | None, typer.Option(help="The folder of the data; default CARTERA_HOME, else ./data.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
BuildId = Annotated[str, typer.Argument(help="The name of a published build.")]


def now() -> datetime:
    """Return the time, in UTC without zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def note_access(settings: Settings, action: str, subject: str) -> None:
    """Write into the record of access who does what with the build that serves."""
    build_id = published.current(settings).build_id
    try:
        access.append(settings, at=now(), actor=actor(), action=action, subject=subject, build_id=build_id)
    except OSError as error:
        logger.warning("not in the record of access (%s): %s %s", error.strerror, action, subject)


def show_rows(header: Sequence[str], things: Iterable[object], *, as_json: bool) -> None:
    """Print frozen dataclasses: chosen fields for a person, all of them as JSON."""
    rows = [asdict(thing) for thing in things]  # type: ignore[call-overload]
    if as_json:
        print(report.json_text(rows))
    elif rows:
        print(report.table(header, [[row[name] for name in header] for row in rows]))
