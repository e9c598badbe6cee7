"""The places of a model at which one small change makes it wrong.

Holds the six kinds of change, where a statement allows them, and the statement with one of them made.
Does not hold: which of them is drawn, nor what it does to the figures.
Called by ``tests.mutations.draw`` and ``tests.mutations.trial``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sqlglot
from sqlglot import exp

DIALECT = "duckdb"
GIVEN = "__dbt__cte__"  # what dbt puts before a model: the rows of a unit test, or a model without a table
SWAPPED: dict[type[exp.Expression], type[exp.Expression]] = {
    exp.LT: exp.LTE,
    exp.LTE: exp.LT,
    exp.GT: exp.GTE,
    exp.GTE: exp.GT,
    exp.EQ: exp.NEQ,
    exp.NEQ: exp.EQ,
}
ORDERED = (exp.LT, exp.LTE, exp.GT, exp.GTE)
Change = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Site:
    """A change that can be made: its kind, its number among those of the kind, and the text it changes."""

    kind: str
    number: int
    text: str


def roundtrip(statement: str) -> str:
    """Return the statement as it is written after being read, unchanged in meaning."""
    return sqlglot.parse_one(statement, read=DIALECT).sql(DIALECT)


def sites(statement: str) -> list[Site]:
    """Return every change that the statement allows, in the order in which it is read."""
    counts: dict[str, int] = {}
    found = []
    for kind, text, _ in _changes(sqlglot.parse_one(statement, read=DIALECT)):
        counts[kind] = counts.get(kind, -1) + 1
        found.append(Site(kind, counts[kind], text))
    return found


def changed(statement: str, site: Site) -> str:
    """Return the statement with that change made.

    The same site names the same place in the model's statement and in that of its unit tests, which
    differ in the names of tables and in literals only.
    """
    tree = sqlglot.parse_one(statement, read=DIALECT)
    alike = [change for kind, _, change in _changes(tree) if kind == site.kind]
    alike[site.number]()
    return tree.sql(DIALECT)


def _changes(tree: exp.Expression) -> Iterator[tuple[str, str, Change]]:
    for node in list(_nodes(tree)):
        if isinstance(node, exp.Join):
            yield from _of_join(node)
        elif isinstance(node, exp.Where | exp.Having):
            yield from _of_filter(node)
        elif type(node) in SWAPPED and not _pairs_rows(node):
            yield "comparison", node.sql(DIALECT), lambda node=node: _retype(node, SWAPPED[type(node)])  # type: ignore[misc]
            yield from _of_dates(node)
        elif isinstance(node, exp.Add | exp.Sub):
            other = exp.Sub if isinstance(node, exp.Add) else exp.Add
            yield "sign", node.sql(DIALECT), lambda node=node, other=other: _retype(node, other)  # type: ignore[misc]
        elif isinstance(node, exp.Neg) and not isinstance(node.this, exp.Literal):
            yield "sign", node.sql(DIALECT), lambda node=node: _put(node, node.this)  # type: ignore[misc]


def _nodes(node: exp.Expression) -> Iterator[exp.Expression]:
    """Yield the nodes from the outside in, but none of what dbt has put before the model."""
    if isinstance(node, exp.CTE) and node.alias.startswith(GIVEN):
        return
    yield node
    for child in node.iter_expressions():
        yield from _nodes(child)


def _of_join(join: exp.Join) -> Iterator[tuple[str, str, Change]]:
    condition = join.args.get("on")
    if isinstance(condition, exp.And):
        for term in condition.flatten(unnest=False):
            yield "join key dropped", term.sql(DIALECT), lambda term=term: _drop_term(term)  # type: ignore[misc]
    if condition is not None:
        text = f"{join.side} {join.kind} join {join.this.alias_or_name}".strip().lower()
        yield "join type", text, lambda: _turn(join)


def _of_filter(node: exp.Where | exp.Having) -> Iterator[tuple[str, str, Change]]:
    terms = list(node.this.flatten(unnest=False)) if isinstance(node.this, exp.And) else []
    if not terms:
        yield "filter dropped", node.this.sql(DIALECT), lambda: _drop(node)
    for term in terms:
        yield "filter dropped", term.sql(DIALECT), lambda term=term: _drop_term(term)  # type: ignore[misc]


def _of_dates(node: exp.Expression) -> Iterator[tuple[str, str, Change]]:
    for side in (node.this, node.expression):
        if isinstance(node, ORDERED) and isinstance(side, exp.Column) and side.name.endswith("_date"):
            yield (
                "date shifted",
                f"{side.sql(DIALECT)} of {node.sql(DIALECT)}",
                lambda side=side: _shift(side),
            )  # type: ignore[misc]


def _pairs_rows(node: exp.Expression) -> bool:
    """Say whether an equality is a key of a join: those are dropped, not turned round."""
    if not isinstance(node, exp.EQ | exp.NEQ):
        return False
    above = node.find_ancestor(exp.Join, exp.Select)
    return isinstance(above, exp.Join)


def _retype(node: exp.Expression, kind: type[exp.Expression]) -> None:
    node.replace(kind(this=node.this.copy(), expression=node.expression.copy()))


def _put(node: exp.Expression, other: exp.Expression) -> None:
    node.replace(other.copy())


def _drop_term(term: exp.Expression) -> None:
    both = term.parent
    assert isinstance(both, exp.And)
    both.replace((both.expression if both.this is term else both.this).copy())


def _drop(node: exp.Expression) -> None:
    node.pop()


def _turn(join: exp.Join) -> None:
    is_inner = not join.side
    join.set("side", "LEFT" if is_inner or join.side == "FULL" else None)
    join.set("kind", None if join.side else "INNER")


def _shift(column: exp.Column) -> None:
    column.replace(exp.paren(exp.Add(this=column.copy(), expression=exp.Literal.number(1)), copy=False))
