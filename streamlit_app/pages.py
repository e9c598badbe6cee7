"""The pages of the app, in the order of its menu.

Holds each page's name (its address and its key of words), its view, and which roles may open it.
Does not hold: drawing (``views``), who has which role (``access``).
Called by ``app``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from streamlit_app.frame import Page
from streamlit_app.roles import ANALYST, AUDITOR, CFO, COLLECTOR, ROLES
from streamlit_app.views import aging, audit, cash, customers, dso, health

DEFAULT = "aging"  # the page of an address that names none


@dataclass(frozen=True, slots=True)
class Entry:
    """A page; `is_group` when it can show every company at once."""

    name: str
    show: Callable[[Page], None]
    roles: frozenset[str]
    is_group: bool = False


PAGES = (
    Entry("cash", cash.show, frozenset({CFO, ANALYST, AUDITOR}), is_group=True),
    Entry("aging", aging.show, frozenset({CFO, ANALYST, AUDITOR, COLLECTOR})),
    Entry("customers", customers.show, frozenset({CFO, ANALYST, AUDITOR, COLLECTOR})),
    Entry("dso", dso.show, frozenset({CFO, ANALYST, AUDITOR})),
    Entry("audit", audit.show, frozenset({CFO, ANALYST, AUDITOR})),
    Entry("health", health.show, frozenset(ROLES)),
)


def of_roles(roles: frozenset[str]) -> tuple[Entry, ...]:
    """Return the pages that any of these roles may open."""
    return tuple(entry for entry in PAGES if roles & entry.roles)
