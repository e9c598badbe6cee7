"""How the last build went, beside the pointer to the last good one.

Holds the writing of ``attempt.json``: when a build ended and whether it failed.
Does not hold: builds, or why one failed (the command's own words and the log say that).
Called by the command line.
"""

import json
from datetime import datetime
from pathlib import Path

FILE_NAME = "attempt.json"


def note(home: Path, *, ended_at: datetime, failed: bool) -> None:
    """Write how a build ended, whole or not at all."""
    status = "failed" if failed else "done"
    draft = home / f"{FILE_NAME}.new"
    text = json.dumps({"ended_at": ended_at.isoformat(), "status": status})
    draft.write_text(text, encoding="utf-8")
    draft.replace(home / FILE_NAME)
