"""The command line: one function per verb.

Holds the words of `cartera`, their options, what they print and their exit status; and the only clock.
Does not hold: what the verbs do; each calls the module that does it.
Called by a person or a scheduler, as ``cartera``.
"""

import logging
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dagster_project import builds as published_builds
from dagster_project import inputs, landing, lock, programs, published, report, trace, traced, warehouse
from dagster_project.errors import CarteraError
from dagster_project.settings import load_settings

DONE, DONE_WITH_REJECTS, REFUSED = 0, 1, 2
STOPPED_BY_HAND = 130
# How many parts of a figure a person is shown unless they ask for more.
TRACED_PARTS = 20
# What a person sees of a landed file; JSON has all.
LANDED_COLUMNS = ("source", "file_name", "reader", "record_count", "reject_count", "outcome", "reason")

Home = Annotated[Path | None, typer.Option(help="The folder of the data; default CARTERA_HOME, else ./data.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
BuildId = Annotated[str, typer.Argument(help="The name of a published build.")]
Port = Annotated[int, typer.Option(help="The port of the app, on this machine only.")]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Cartera: who owes us, how late, and what cash will arrive.",
)
builds_app = typer.Typer(invoke_without_command=True, help="The published builds.")
app.add_typer(builds_app, name="builds")


def main() -> None:
    """Run one verb; a refusal is one line on the standard error and its exit status."""
    _speak_up()
    try:
        app()
    except CarteraError as error:
        _refuse(str(error), error.exit_status)
    except OSError as error:
        _refuse(f"{error.strerror or error}: {error.filename}" if error.filename else str(error), REFUSED)
    except KeyboardInterrupt:
        sys.exit(STOPPED_BY_HAND)


@app.command()
def land(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; default the inbox.")] = None,
    *,
    source: Annotated[str | None, typer.Option(help="Who sent them; default the folder's name.")] = None,
    extracted_at: Annotated[str | None, typer.Option(help="When the sender wrote them, ISO 8601.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Land files: keep each original, write its records, refuse what is wrong."""
    settings = load_settings(home)
    extracted = inputs.parse_time(extracted_at) if extracted_at else None
    with lock.hold(settings.lock):
        files = landing.land(
            paths or None, settings=settings, source=source, extracted_at=extracted, received_at=_now()
        )
    _show_rows(LANDED_COLUMNS, files, as_json=as_json)
    if not as_json:
        print(report.landed_text(files))
    raise typer.Exit(_landing_status(files))


@app.command()
def build(
    *,
    as_of: Annotated[
        str | None, typer.Option(help="The report's day; default the latest that landed.")
    ] = None,
    known_at: Annotated[str | None, typer.Option(help="Only what was known by then, ISO 8601.")] = None,
    home: Home = None,
) -> None:
    """Build the marts from what landed, check them, publish them."""
    settings = load_settings(home)
    day = inputs.parse_day(as_of) if as_of else None
    known = inputs.parse_time(known_at) if known_at else None
    with lock.hold(settings.lock):
        landing.ensure_raw(settings)
        inputs.resolve(settings, as_of=day, known_at=known, started_at=_now())
        # Dagster takes seconds to import: a refusal needn't wait for it.
        from dagster_project.defs.in_process import run_build

        run_build(settings, as_of=day, known_at=known)
    headline = published.read_headline(settings)
    print(report.headline_text(headline, currencies=settings.seeds / "currencies.csv"))
    raise typer.Exit(DONE_WITH_REJECTS if headline.build_reject_count or headline.warnings else DONE)


@app.command()
def query(
    statement: Annotated[str, typer.Argument(help="One SELECT on the published file.")],
    *,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Ask the published file a question in SQL."""
    with published.open_current(load_settings(home)) as connection:
        answer = warehouse.read(connection, statement)
        header, rows = [column[0] for column in answer.description or []], answer.fetchall()
    if as_csv:
        print(report.csv_text(header, rows), end="")
    elif as_json:
        print(report.json_rows(header, rows))
    else:
        print(report.table(header, rows))


@app.command("trace")
def trace_figure(
    figure: Annotated[str, typer.Argument(help="MART.COLUMN, such as fct_aging_daily.open_amount.")],
    keys: Annotated[list[str] | None, typer.Argument(help="key=value: which rows of the mart.")] = None,
    *,
    limit: Annotated[int | None, typer.Option(min=0, help="Show so many parts; all are summed.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Follow a figure to its documents, events, files and records."""
    settings = load_settings(home)
    shown = limit if as_json or limit is not None else TRACED_PARTS
    result = trace.trace(settings, figure, trace.parse_keys(keys or []), limit=shown)
    print(report.json_text(traced.as_json(result)) if as_json else trace.text(settings, result))


@app.command()
def demo(
    *,
    seed: Annotated[int, typer.Option(help="The company that this number draws.")] = 7,
    invoices: Annotated[int, typer.Option(help="How many invoices, about.")] = 6000,
    as_of: Annotated[str, typer.Option(help="The last day of its history.")] = "2026-10-31",
    home: Home = None,
) -> None:
    """Write the demo company's extracts into the inbox."""
    from dagster_project.synthetic import company

    settings = load_settings(home)
    truth = company.write_extracts(
        settings.inbox, seed=seed, invoices=invoices, as_of=inputs.parse_day(as_of)
    )
    print(f"extracts in {settings.inbox}; what is true of the company in {truth}")


@app.command()
def bench(
    *,
    documents: Annotated[
        int, typer.Option(help="How many debits and credits the ledger's run counts.")
    ] = 1_000_000,
    home: Home = None,
) -> None:
    """Run the benchmarks and print their ratios of CPU."""
    commands = programs.benchmark_commands(documents=documents)
    raise typer.Exit(max(programs.run(load_settings(home), command) for command in commands))


@app.command("app")
def serve_app(*, port: Port = 8501, home: Home = None) -> None:
    """Serve the app on this machine."""
    settings = load_settings(home)
    print(f"Cartera on http://{programs.LOOPBACK}:{port}", flush=True)
    raise typer.Exit(programs.serve(settings, [programs.app_command(port=port)]))


@app.command()
def up(
    *,
    port: Port = 8501,
    dagster_port: Annotated[int, typer.Option(help="The port of Dagster's web server.")] = 3000,
    home: Home = None,
) -> None:
    """Serve the app, with Dagster's web server and daemon."""
    from dagster_project.defs.in_process import prepare_instance

    settings = load_settings(home)
    prepare_instance(settings)
    print(f"Cartera on http://{programs.LOOPBACK}:{port}", flush=True)
    print(f"Dagster on http://{programs.LOOPBACK}:{dagster_port}", flush=True)
    servers = [programs.app_command(port=port), *programs.dagster_commands(port=dagster_port)]
    raise typer.Exit(programs.serve(settings, servers))


@builds_app.callback()
def builds(context: typer.Context, *, home: Home = None) -> None:
    """List the published builds; or choose one, compare two, delete old ones."""
    if context.invoked_subcommand is None:
        list_builds(home=home)


@builds_app.command("list")
def list_builds(*, as_json: AsJson = False, home: Home = None) -> None:
    """List the published builds, oldest first."""
    _show_rows(
        ["build_id", "as_of_date", "known_at", "published_at", "is_current"],
        published_builds.list_builds(load_settings(home)),
        as_json=as_json,
    )


@builds_app.command("diff")
def diff_builds(first: BuildId, second: BuildId, *, as_json: AsJson = False, home: Home = None) -> None:
    """Count, mart by mart, the rows that only one of two builds has."""
    differences = published_builds.diff(load_settings(home), first, second)
    _show_rows(["mart", "only_in_first", "only_in_second"], differences, as_json=as_json)


@builds_app.command("use")
def use_build(build_id: BuildId, *, home: Home = None) -> None:
    """Make a build the one that serves."""
    settings = load_settings(home)
    with lock.hold(settings.lock):
        chosen = published_builds.use(settings, build_id)
    print(f"{chosen.build_id} serves now, as of {chosen.as_of_date}")


@builds_app.command("prune")
def prune_builds(
    *,
    keep: Annotated[int, typer.Option(min=0, help="How many of the newest to keep.")] = 10,
    home: Home = None,
) -> None:
    """Delete old builds, but never the current one, a binder's, or the last of a month."""
    settings = load_settings(home)
    with lock.hold(settings.lock):
        gone = published_builds.prune(settings, keep=keep)
    print("\n".join(gone) or "nothing to delete")


def _speak_up() -> None:
    """Show our own warnings; what dbt and Dagster say is kept with the run."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("cartera: %(message)s"))
    logger = logging.getLogger("dagster_project")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _landing_status(files: Iterable[landing.LandedFile]) -> int:
    """Return 2 when nothing was usable, 1 when a file was refused or a record rejected, else 0."""
    outcomes = {file.outcome for file in files}
    if "refused" in outcomes and not outcomes & {"landed", "sighted"}:
        return REFUSED
    rejected = any(file.reject_count for file in files if file.outcome == "landed")
    return DONE_WITH_REJECTS if rejected or "refused" in outcomes else DONE


def _show_rows(header: Sequence[str], things: Iterable[object], *, as_json: bool) -> None:
    """Print frozen dataclasses: chosen fields for a person, all of them as JSON."""
    rows = [asdict(thing) for thing in things]  # type: ignore[call-overload]
    if as_json:
        print(report.json_text(rows))
    elif rows:
        print(report.table(header, [[row[name] for name in header] for row in rows]))


def _refuse(complaint: str, status: int) -> None:
    print(f"cartera: {' '.join(complaint.split())}", file=sys.stderr)
    sys.exit(status)
