"""How far the figures of a build can be trusted, in one of four states.

Holds the rule that turns checks and ages into a state with its icon and color.
Does not hold: the checks themselves (``trace.checks`` of the build), words, widgets, a clock.
Called by ``frame`` and the views.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from streamlit_app.rows import Build, Check

FRESH = timedelta(hours=36)  # a daily build that misses one night is late by the next evening


@dataclass(frozen=True, slots=True)
class Trust:
    """A state: its word's key, an icon whose shape differs as well as its color, and what it rests on."""

    state: str
    icon: str
    color: str
    passed_count: int
    check_count: int

    @property
    def mark(self) -> str:
        return f":{self.color}[:material/{self.icon}:]"


TIES = ":green[:material/check_circle:]"
DIFFERS = ":red[:material/cancel:]"


def judge(build: Build, checks: Iterable[Check], *, now: datetime, failed: bool = False) -> Trust:
    """Return green: fresh and tied; amber: late or warned; red: a build failed since; grey: no checks."""
    results = list(checks)
    passed = sum(check.status == "pass" for check in results)
    if not results:
        return Trust("unreconciled", "radio_button_unchecked", "gray", 0, 0)
    if failed:
        return Trust("failed", "cancel", "red", passed, len(results))
    if any(check.status not in ("pass", "warn") for check in results):
        return Trust("broken", "cancel", "red", passed, len(results))
    if passed < len(results):
        return Trust("warned", "error", "orange", passed, len(results))
    if now - build.published_at > FRESH:
        return Trust("late", "error", "orange", passed, len(results))
    return Trust("tied", "check_circle", "green", passed, len(results))


def tie(figure: object, parts: object) -> str:
    """Return the mark that says whether the parts sum to the figure, to the cent."""
    return TIES if figure == parts else DIFFERS
