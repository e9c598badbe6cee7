"""The auditor's verbs: builds, binder, verify, access.

Holds their words, their options, what they print and their exit status.
Does not hold: what they do; each calls the module that does it.
Called by ``cli``, which lists them among its own.
"""

from pathlib import Path
from typing import Annotated

import typer

from dagster_project import access as access_record
from dagster_project import builds as published_builds
from dagster_project import lock
from dagster_project.settings import Settings, actor, load_settings
from dagster_project.terminal import AsJson, BuildId, Home, now, show_rows

DONE, DONE_WITH_FINDINGS, REFUSED, FOUND = 0, 1, 2, 3
TOTAL_COLUMNS = ("company_id", "currency_code", "reason", "event_count", "amount", "amount_base")
EVENT_COLUMNS = (
    "reason",
    "company_id",
    "document_id",
    "event_type",
    "effective_date",
    "amount",
    "currency_code",
)
ACCESS_COLUMNS = ("number", "at", "actor", "action", "subject")

builds_app = typer.Typer(invoke_without_command=True, help="The published builds.")


def register(app: typer.Typer) -> None:
    """Add the auditor's verbs to the command."""
    app.add_typer(builds_app, name="builds")
    app.command()(binder)
    app.command()(verify)
    app.command()(access)


def binder(
    *,
    period: Annotated[str, typer.Option(help="The month, yyyy-mm.")],
    output: Annotated[Path | None, typer.Option(help="The folder to write; default within the home.")] = None,
    sample: Annotated[int, typer.Option(min=1, help="About how many items to draw per company.")] = 25,
    seed: Annotated[int, typer.Option(help="The sample that this number draws.")] = 7,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Write the auditor's binder of a month, from the build that serves."""
    from dagster_project.binder import assemble  # typst takes a while to import

    settings = load_settings(home)
    order = assemble.Order(period, output, sample, seed, actor(), now())
    with lock.hold(settings.lock):
        made = assemble.assemble(settings, order)
    if as_json:
        show_rows((), [made], as_json=True)
        return
    print(f"{made.folder}: {made.file_count} files, {made.letter_count} letters, as of {made.period_end}")
    print(f"root hash {made.root_hash}")
    print(f"verify it anywhere: python3 {made.folder}/verify_binder.py --root {made.root_hash}")
    if made.finding_count:
        print(f"{made.finding_count} figures of the build do not hold: {made.folder}/findings.csv names them")
        raise typer.Exit(DONE_WITH_FINDINGS)


def verify(
    path: Annotated[Path, typer.Argument(help="The folder of a binder.")],
    *,
    root: Annotated[
        str | None, typer.Option(help="Its root hash; default what the record of access says of it.")
    ] = None,
    home: Home = None,
) -> None:
    """Check a binder, offline: its checksums, and its figures from its own records."""
    from dagster_project.binder import verify_binder

    found, done = verify_binder.verify(path, root or _noted_root(load_settings(home), path))
    print("\n".join([*done, *found, f"{len(found)} findings" if found else "it holds"]))
    raise typer.Exit((FOUND if done else REFUSED) if found else DONE)


def access(
    *,
    limit: Annotated[int, typer.Option(min=0, help="How many of the last lines to show.")] = 20,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Check the record of access and show its last lines."""
    lines = access_record.read(load_settings(home))
    show_rows(ACCESS_COLUMNS, lines[-limit:] if limit else [], as_json=as_json)
    if not as_json:
        print(f"{len(lines)} lines hold; the last hash is {lines[-1].hash if lines else access_record.START}")


def _noted_root(settings: Settings, folder: Path) -> str | None:
    """Return the root hash that the record of access has of a binder of this name."""
    noted = [line.subject.split() for line in access_record.read(settings) if line.action == "binder"]
    roots = [words[-1] for words in noted if folder.resolve().name in words]
    return roots[-1] if roots else None


@builds_app.callback()
def builds(context: typer.Context, *, home: Home = None) -> None:
    """List the published builds; or choose one, compare two, delete old ones."""
    if context.invoked_subcommand is None:
        list_builds(home=home)


@builds_app.command("list")
def list_builds(*, as_json: AsJson = False, home: Home = None) -> None:
    """List the published builds, oldest first."""
    show_rows(
        ["build_id", "as_of_date", "known_at", "published_at", "is_current"],
        published_builds.list_builds(load_settings(home)),
        as_json=as_json,
    )


@builds_app.command("diff")
def diff_builds(first: BuildId, second: BuildId, *, as_json: AsJson = False, home: Home = None) -> None:
    """Count, mart by mart, the rows that only one of two builds has."""
    differences = published_builds.diff(load_settings(home), first, second)
    show_rows(["mart", "only_in_first", "only_in_second"], differences, as_json=as_json)


@builds_app.command("compare")
def compare_builds(
    first: BuildId,
    second: BuildId,
    *,
    limit: Annotated[int, typer.Option(min=0, help="Show so many events; all are summed.")] = 40,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Say by which events the balances of two builds differ, each with its reason."""
    differences = published_builds.compare(load_settings(home), first, second)
    if as_json:
        show_rows((), differences, as_json=True)
        return
    show_rows(TOTAL_COLUMNS, published_builds.by_reason(differences), as_json=False)
    print(f"{len(differences)} events differ")
    show_rows(EVENT_COLUMNS, differences[:limit], as_json=False)


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
