"""One writer at a time.

Holds the file lock that landing, building and publishing take on a home.
Does not hold: any state of the work itself; a lock dies with the process that holds it.
Called by the command line, the Dagster resources and the dbt process.
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

logger = logging.getLogger(__name__)


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock file `path`; wait as long as another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            logger.warning("waiting for another writer of %s", path.parent)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
