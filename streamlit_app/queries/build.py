"""The build: itself, its checks, its companies and what can be chosen of each.

Holds one function per statement on these.
Does not hold: SQL text, the connection (``door``).
Called by ``app`` and the panels of trust.
"""

from streamlit_app.queries import door
from streamlit_app.rows import Build, Check, Company, Published


@door.cached
def read_build(published: Published) -> Build:
    return door.one(published, "read_build", Build)


@door.cached
def list_checks(published: Published) -> list[Check]:
    return door.rows(published, "list_checks", Check)


@door.cached
def list_companies(published: Published) -> list[Company]:
    return door.rows(published, "list_companies", Company)


@door.cached
def list_currencies(published: Published, *, company_id: str) -> list[str]:
    return [str(code) for (code,) in door.values(published, "list_currencies", company_id=company_id)]


@door.cached
def list_segments(published: Published, *, company_id: str) -> list[str]:
    return [str(code) for (code,) in door.values(published, "list_segments", company_id=company_id)]
