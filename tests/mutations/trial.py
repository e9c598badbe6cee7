"""One wrong model on one company: everything that follows from it made again, and every check asked.

Holds the transaction in which it runs, and who notices: unit tests, contract, laws, re-performance.
Does not hold: which change is made; ``draw`` chooses it.
Called by ``tests.mutations.__main__``.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from dagster_project import warehouse
from dagster_project.warehouse import Connection
from tests import comparison
from tests.homes import MartRow
from tests.mutations.bases import Base, Model, UnitTest, downstream

PUBLISHED = ("marts", "trace")
Sums = dict[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who noticed, by name, and which published tables came out other than before."""

    noticed: tuple[str, ...]
    changed: tuple[str, ...]


def published_sums(base: Base) -> Sums:
    """Return what every published table holds, as a number."""
    with warehouse.connect(base.warehouse) as connection:
        return _sums(connection, base)


def try_units(base: Base, model: str, bodies: dict[str, str]) -> list[str]:
    """Return the unit tests of the model that fail when its statement is that of `bodies`."""
    with warehouse.connect(base.warehouse) as connection:
        return [
            f"unit test {unit.name}"
            for unit in base.units
            if unit.model == model and not _passes(connection, unit, bodies[unit.name])
        ]


def try_model(base: Base, bodies: dict[str, str], *, first: str, before: Sums) -> Verdict:
    """Make the models anew, those of `bodies` by another statement, ask all checks, and undo it."""
    with _undone(base) as connection:
        try:
            for model in downstream(base.models, first):
                _make(connection, model, bodies.get(model.name, model.body))
        except warehouse.Error as error:
            return Verdict((f"build breaks: {str(error).splitlines()[0][:80]}",), ("*",))
        noticed = [*_broken_contracts(connection, base, first), *_failing(connection, base, first)]
        noticed += _other_than_performed(connection, base)
        after = _sums(connection, base)
        return Verdict(tuple(noticed), tuple(name for name in after if after[name] != before[name]))


@contextmanager
def _undone(base: Base) -> Iterator[Connection]:
    with warehouse.connect(base.warehouse) as connection:
        warehouse.run(connection, "mutations/begin")
        try:
            yield connection
        finally:
            warehouse.run(connection, "mutations/undo")


def _make(connection: Connection, model: Model, body: str) -> None:
    warehouse.run(connection, "bench/create_model", kind=model.kind, relation=model.relation, body=body)


def _broken_contracts(connection: Connection, base: Base, first: str) -> list[str]:
    """Return the columns that must not be null and are: dbt would not have made the table."""
    return [
        f"contract {model.name}.{column}"
        for model in downstream(base.models, first)
        for column in model.not_null
        if connection.table(model.relation).filter(f"{column} is null").limit(1).fetchall()
    ]


def _failing(connection: Connection, base: Base, first: str) -> list[str]:
    made = {model.name for model in downstream(base.models, first)}
    return [
        f"check {check.name}"
        for check in base.checks
        if made.intersection(check.needs) and _failures(connection, check.body)
    ]


def _failures(connection: Connection, body: str) -> int:
    try:
        ((failures,),) = warehouse.run(connection, "mutations/count_failures", body=body).fetchall()
    except warehouse.Error:
        return 1
    return int(failures)


def _other_than_performed(connection: Connection, base: Base) -> list[str]:
    """Return the marts that differ from the re-performance."""
    if base.ledger is None:
        return []

    def read(mart: str) -> list[MartRow]:
        relation = connection.table(f"marts.{mart}")
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]

    found = comparison.compare(read, base.ledger, base.as_of)
    found += comparison.compare_restatements(
        read, base.extracts, base.ledger, as_of=base.as_of, known_at=None
    )
    return [f"re-performance of {mart}" for mart in sorted({difference.mart for difference in found})]


def _passes(connection: Connection, unit: UnitTest, body: str) -> bool:
    try:
        rows = warehouse.run(
            connection, "mutations/read_rows", body=unit.body.replace(unit.statement, body)
        ).fetchall()
    except warehouse.Error:
        return False
    sides = {side: Counter(row[:-1] for row in rows if row[-1] == side) for side in ("actual", "expected")}
    return sides["actual"] == sides["expected"]


def _sums(connection: Connection, base: Base) -> Sums:
    return {
        model.name: _sum(connection, model.relation)
        for model in base.models.values()
        if model.relation.split(".")[0] in PUBLISHED
    }


def _sum(connection: Connection, relation: str) -> tuple[object, ...]:
    columns = ", ".join(sorted(connection.table(relation).columns))
    (row,) = warehouse.run(connection, "mutations/sum_rows", relation=relation, columns=columns).fetchall()
    return tuple(row)
