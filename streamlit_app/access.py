"""Who may open what: the one table of readers, and who is signed in.

Holds the reading of ``access.csv`` in the home, and the judgment on the reader of a rerun.
Does not hold: the keeping of companies (``queries.door``), which pages a role opens (``pages``), widgets.
Called by ``app``.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from streamlit_app.filters import EVERY_COMPANY
from streamlit_app.roles import ROLES

FILE_NAME = "access.csv"  # user,role,company_id (`*`: every company),reason
LONGEST_SESSION = timedelta(hours=12)  # Streamlit's own cookie lives thirty days
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader with his grants: pairs of a role and the company that he has it for."""

    user: str
    grants: frozenset[tuple[str, str]]

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(role for role, _ in self.grants)

    def company_ids(self, roles: frozenset[str]) -> tuple[str, ...]:
        """Return the companies that he has any of these roles for."""
        return tuple(sorted({company_id for role, company_id in self.grants if role in roles}))


@dataclass(frozen=True, slots=True)
class Visit:
    """Who comes, or why nobody may: `open`, `sign_in`, `expired`, `unknown`, `exposed`."""

    state: str
    reader: Reader | None = None
    user: str = ""


# Without sign-in the app answers this machine only, and whoever sits at it reads the files anyway.
LOCAL = Reader("", frozenset((role, EVERY_COMPANY) for role in ROLES))


def judge(home: Path, *, user: Mapping[str, object], server_address: str | None, now: datetime) -> Visit:
    """Say who visits; `user` is what the provider says, empty where no sign-in is configured."""
    if "is_logged_in" not in user:
        return Visit("open", LOCAL) if server_address in LOOPBACK else Visit("exposed")
    if not user["is_logged_in"]:
        return Visit("sign_in")
    name = str(user.get("email") or "").strip().lower()
    if _is_expired(user, now):
        return Visit("expired", user=name)
    reader = None if user.get("email_verified") is False else read_table(home).get(name)
    return Visit("open", reader, name) if reader else Visit("unknown", user=name)


def read_table(home: Path) -> dict[str, Reader]:
    """Return the readers of the table by name; without a table nobody is one."""
    path = home / FILE_NAME
    readers: dict[str, Reader] = {}
    if not path.is_file():
        return readers
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            name, role = (row.get("user") or "").strip().lower(), (row.get("role") or "").strip()
            company_id = (row.get("company_id") or "").strip()
            if name and role in ROLES and company_id:
                known = readers.get(name, Reader(name, frozenset()))
                readers[name] = Reader(name, known.grants | {(role, company_id)})
    return readers


def _is_expired(user: Mapping[str, object], now: datetime) -> bool:
    """Say whether the sign-in is too old: a person who left keeps no open door."""
    issued = user.get("auth_time") or user.get("iat")
    if not isinstance(issued, int | float | str):
        return False
    return now - datetime.fromtimestamp(float(issued), UTC).replace(tzinfo=None) > LONGEST_SESSION
