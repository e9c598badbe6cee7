"""What dbt's ``adapter`` is to the SQL linter.

Holds a stub of ``adapter.dispatch`` that renders a macro as a call of a function of the same name.
Does not hold: anything that runs; dbt brings its own adapter.
Called by sqlfluff's jinja templater (``library_path`` in ``.sqlfluff``).
"""

from collections.abc import Callable


def dispatch(name: str, macro_namespace: str | None = None) -> Callable[..., str]:
    """Return a stand-in for the macro: ``days_between(a, b)`` renders as itself."""
    return lambda *arguments, **named: f"{name}({', '.join(map(str, (*arguments, *named.values())))})"
