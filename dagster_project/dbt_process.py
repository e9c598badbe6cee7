"""dbt in a process of its own, which no second one can join.

Holds the entry point that locks the work warehouse and then becomes dbt.
Does not hold: what dbt is asked to do; build writes its arguments.
Called by build as ``python -m dagster_project.dbt_process LOCK PARENT ARGUMENTS``.
"""

import os
import sys
from pathlib import Path

from dagster_project import faults
from dagster_project.lock import hold


def main(arguments: list[str]) -> None:
    """Run dbt under the lock, unless the build that asked for it died in between.

    A build killed halfway leaves its dbt running; the next build's dbt waits here until that one is gone.
    """
    lock_path, parent, *dbt_arguments = arguments
    with hold(Path(lock_path)):
        if os.getppid() != int(parent):
            sys.exit("the build that asked for this run is gone")
        faults.point("build.dbt_started")
        _become_dbt(dbt_arguments)


def _become_dbt(arguments: list[str]) -> None:
    # Importing dbt costs seconds, so only once the lock is held.
    from dbt.cli.main import cli

    cli(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
