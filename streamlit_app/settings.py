"""Where the published builds lie.

Holds the path of the home that the app serves, and is the app's only reader of the environment.
Does not hold: anything about a build; the pointer and the files are read by ``queries``.
Called by ``app``.
"""

import os
from pathlib import Path

APP_ROOT = Path(__file__).resolve().parent
PROJECT_ROOT = APP_ROOT.parent


def home() -> Path:
    """Return CARTERA_HOME, else ``./data``."""
    return Path(os.environ.get("CARTERA_HOME") or "data").expanduser().resolve()
