"""The roles that a reader of the app can have.

Holds their names.
Does not hold: who has which (``access``), what each may open (``pages``).
Called by ``access`` and ``pages``.
"""

CFO, ANALYST, AUDITOR, COLLECTOR, ADMIN = "cfo", "analyst", "auditor", "collector", "admin"
ROLES = (CFO, ANALYST, AUDITOR, COLLECTOR, ADMIN)
