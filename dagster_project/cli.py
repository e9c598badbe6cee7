"""The command line: one function per verb.

Holds the words of `cartera`, their options, what they print and their exit status.
Does not hold: what the verbs do; each calls the module that does it; nor the auditor's verbs (``cli_audit``).
Called by a person or a scheduler, as ``cartera``.
"""

import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from dagster_project import (
    attempt,
    cli_audit,
    inputs,
    landing,
    lock,
    programs,
    proposal,
    published,
    report,
    trace,
    traced,
    warehouse,
)
from dagster_project.errors import CarteraError
from dagster_project.readers.catalog import load_catalog
from dagster_project.settings import load_settings
from dagster_project.terminal import AsJson, Home, note_access, now, show_rows

DONE, DONE_WITH_REJECTS, REFUSED = 0, 1, 2
STOPPED_BY_HAND = 130
# How many parts of a figure a person is shown unless they ask for more.
TRACED_PARTS = 20
# What a person sees of a landed file; JSON has all.
LANDED_COLUMNS = ("source", "file_name", "reader", "record_count", "reject_count", "outcome", "reason")

Port = Annotated[int, typer.Option(help="The port of the app, on this machine only.")]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Cartera: who owes us, how late, and what cash will arrive.",
)
cli_audit.register(app)


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
            paths or None, settings=settings, source=source, extracted_at=extracted, received_at=now()
        )
    show_rows(LANDED_COLUMNS, files, as_json=as_json)
    if not as_json:
        print(report.landed_text(files))
    raise typer.Exit(_landing_status(files))


@app.command("map")
def propose_map(
    path: Annotated[Path, typer.Argument(help="A file whose layout is unknown.")],
    *,
    entity: Annotated[str, typer.Option(help="Of which entity; default the one that fits best.")] = "",
    profile: Annotated[str, typer.Option(help="The name of the new layout; default the file's.")] = "",
    home: Home = None,
) -> None:
    """Propose a column map for a file, as rows of seeds/column_maps.csv to review."""
    catalog = load_catalog(load_settings(home).seeds)
    if entity and entity not in catalog.entities:
        raise typer.BadParameter(f"{entity} is no entity: {', '.join(catalog.entities)}")
    name, found = proposal.propose(path, catalog=catalog, entity=entity)
    header, *rows = proposal.rows_of(profile or path.stem, name, found)
    print(report.csv_text(header, rows), end="")
    lacking = proposal.missing(catalog.entities[name], found)
    if lacking:
        print(f"cartera: no column was found for {', '.join(lacking)}", file=sys.stderr)
    raise typer.Exit(DONE_WITH_REJECTS if lacking else DONE)


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
        inputs.resolve(settings, as_of=day, known_at=known, started_at=now())
        # Dagster takes seconds to import: a refusal needn't wait for it.
        from dagster_project.defs.in_process import run_build

        try:
            run_build(settings, as_of=day, known_at=known)
        except Exception:
            attempt.note(settings.home, ended_at=now(), failed=True)
            raise
        attempt.note(settings.home, ended_at=now(), failed=False)
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
    settings = load_settings(home)
    with published.open_current(settings) as connection:
        answer = warehouse.read(connection, statement)
        header, rows = [column[0] for column in answer.description or []], answer.fetchall()
    note_access(settings, "query", f"{len(rows)} rows: {statement}")
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
    keys = keys or []
    shown = limit if as_json or limit is not None else TRACED_PARTS
    result = trace.trace(settings, figure, trace.parse_keys(keys), limit=shown)
    note_access(settings, "trace", " ".join([figure, *keys]))
    print(report.json_text(traced.as_json(result)) if as_json else trace.text(settings, result))


@app.command()
def backtest(
    *,
    company: Annotated[str | None, typer.Option(help="One company; default all of the build.")] = None,
    origins: Annotated[int, typer.Option(min=1, help="How many past days to forecast from.")] = 44,
    step: Annotated[int, typer.Option(min=1, help="Days from one to the next.")] = 7,
    synthetic: Annotated[
        int | None, typer.Option(help="Draw a company by this number, and add an oracle that knows it.")
    ] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Forecast again from past days, with what was known then, beside simpler forecasts and what came."""
    from dagster_project import backtest_report  # numpy and the models take a second to import

    if synthetic is not None:
        found = backtest_report.of_world(seed=synthetic, origins=origins, step=step)
    else:
        found = backtest_report.of_home(load_settings(home), company, origins=origins, step=step)
    print(backtest_report.text(found, as_json=as_json))


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


def _speak_up() -> None:
    """Show our own warnings; what dbt and Dagster say is kept with the run."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("cartera: %(message)s"))
    logger = logging.getLogger("dagster_project")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)


def _landing_status(files: Iterable[landing.LandedFile]) -> int:
    """Return 2 when nothing was usable, 1 when a file was refused or a record rejected, else 0."""
    outcomes = {file.outcome for file in files}
    if "refused" in outcomes and not outcomes & {"landed", "sighted"}:
        return REFUSED
    rejected = any(file.reject_count for file in files if file.outcome == "landed")
    return DONE_WITH_REJECTS if rejected or "refused" in outcomes else DONE


def _refuse(complaint: str, status: int) -> None:
    print(f"cartera: {' '.join(complaint.split())}", file=sys.stderr)
    sys.exit(status)
