"""The rows of a figure, the parts that they are the sum of, and whether they are.

Holds the choice of a figure's rows, the finding of their parts, and the check that the parts sum to them.
Does not hold: which statement traces which column (``trace_metrics``), nor original lines (``trace``).
Called by trace, and by publish: a build whose traces do not sum is not published.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from dagster_project import trace_metrics, warehouse
from dagster_project.errors import CarteraError
from dagster_project.trace_terms import MethodTrace, Metric, RatioTrace, SumTrace, Term
from dagster_project.traced import Method, Part, Ratio, Sum, TraceResult
from dagster_project.warehouse import Connection

RATIO_TOLERANCE = Decimal("0.00000001")  # rates and days are kept to eight decimals
Columns = Mapping[str, str]
"""The columns of one mart, each with its type."""


class UnknownFigureError(CarteraError):
    """There is no such mart or column, or no trace of it."""

    def __init__(self, asked: str, *, what: str, known: Iterable[str]) -> None:
        super().__init__(f"{asked}: no such {what}; there are {', '.join(sorted(known)) or 'none'}")


class UnknownValueError(CarteraError):
    """No row has this value in this column, or the value cannot be read."""

    def __init__(self, mart: str, key: str, value: str, *, is_readable: bool) -> None:
        complaint = (
            "no row of {mart} has it" if is_readable else "it cannot be read as a value of that column"
        )
        super().__init__(f"{key}={value}: {complaint.format(mart=mart)}")


class MixedFigureError(CarteraError):
    """The rows chosen do not add up to one figure."""

    def __init__(self, values: list[str], *, key: str, what: str = "values") -> None:
        shown = ", ".join(values[:5]) + (", …" if len(values) > 5 else "")
        super().__init__(f"the rows have {len(values)} {what} ({shown}): give {key}=…")


class NoSingleRowError(CarteraError):
    """A ratio was asked of several rows, or of none."""

    def __init__(self, figure: str, row_count: int) -> None:
        super().__init__(f"{figure} is no sum: give the keys of one row; {row_count} rows have these")


@dataclass(frozen=True, slots=True)
class BrokenSum:
    """A figure whose parts do not sum to it."""

    figure: str
    row: str
    value: Decimal | None
    parts_sum: Decimal | None


@dataclass(frozen=True, slots=True)
class _LandedSums:
    """What the landed parts of each term and row sum to; a term is known by its text, unsigned."""

    amounts: Mapping[tuple[str, int], Decimal]

    def total(self, metric: SumTrace, row_id: int) -> Decimal:
        terms = ((term.sign, str(replace(term, sign=1))) for term in metric.terms)
        return sum((sign * self.amounts.get((key, row_id), Decimal(0)) for sign, key in terms), Decimal(0))

    def ratio(self, metric: RatioTrace, row_id: int) -> Decimal | None:
        under = self.total(metric.denominator, row_id)
        return self.total(metric.numerator, row_id) * metric.factor / under if under > 0 else None


def trace_in(
    connection: Connection, mart_column: str, filters: Mapping[str, str], *, limit: int | None = None
) -> TraceResult:
    """Return what the figure is made of, in an open published file."""
    mart, column = _parted(connection, mart_column)
    _choose(connection, mart, filters)
    metric = trace_metrics.METRICS[mart][column]
    figure = f"{mart}.{column}"
    if isinstance(metric, SumTrace):
        return _sum(connection, figure, column, metric, limit)
    return _of_one_row(connection, figure, column, metric, limit)


def traceable(connection: Connection) -> dict[str, list[str]]:
    """Return the columns that can be traced, by mart, of those that this file holds."""
    marts = _marts(connection)
    return {
        mart: [column for column in metrics if column in marts[mart]]
        for mart, metrics in trace_metrics.METRICS.items()
        if mart in marts
    }


def list_broken_sums(connection: Connection, *, sample: int) -> list[BrokenSum]:
    """Return the figures that their parts do not sum to, among `sample` rows of each mart drawn by hash."""
    return [
        broken
        for mart in traceable(connection)
        for broken in list_broken_sums_of(connection, mart, sample=sample)
    ]


def list_broken_sums_of(connection: Connection, mart: str, *, sample: int) -> list[BrokenSum]:
    """Check one mart; a term that several of its figures share is listed once."""
    warehouse.run(connection, "trace/choose_rows", mart=mart, types={}, sample=sample)
    metrics = {column: trace_metrics.METRICS[mart][column] for column in traceable(connection)[mart]}
    terms = {str(term): term for metric in metrics.values() for term in _terms(metric)}
    warehouse.run(connection, "trace/create_parts")
    for number, term in enumerate(terms.values()):
        _add_parts(connection, term, number)
    keys = list(terms)
    rows = warehouse.run(connection, "trace/sum_landed_parts").fetchall()
    sums = _LandedSums({(keys[number], row_id): amount for number, row_id, amount in rows})
    return [
        broken
        for column, metric in metrics.items()
        if not isinstance(metric, MethodTrace)
        for broken in _broken_rows(connection, f"{mart}.{column}", column, metric, sums)
    ]


def _broken_rows(
    connection: Connection, figure: str, column: str, metric: SumTrace | RatioTrace, sums: "_LandedSums"
) -> list[BrokenSum]:
    rows = warehouse.run(connection, "trace/list_chosen", column=column).fetchall()
    if isinstance(metric, RatioTrace):
        return [
            BrokenSum(figure, row, stated, sums.ratio(metric, row_id))
            for row_id, row, stated in rows
            if stated is not None and not _near(stated, sums.ratio(metric, row_id))
        ]
    return [
        BrokenSum(figure, row, stated, sums.total(metric, row_id))
        for row_id, row, stated in rows
        if not (stated is None and metric.may_be_unknown)
        if (stated or 0) != sums.total(metric, row_id)
    ]


def _near(stated: Decimal, found: Decimal | None) -> bool:
    return found is not None and abs(found - stated) <= RATIO_TOLERANCE


def _terms(metric: Metric) -> tuple[Term, ...]:
    """Return the terms to check, unsigned; the inputs of a method are what they sum to."""
    if isinstance(metric, MethodTrace):
        return ()
    sums = (metric,) if isinstance(metric, SumTrace) else (metric.numerator, metric.denominator)
    return tuple(replace(term, sign=1) for entry in sums for term in entry.terms)


def _parted(connection: Connection, mart_column: str) -> tuple[str, str]:
    """Return mart and column of ``[marts.]fct_x.column``, both known and traceable."""
    mart, _, column = mart_column.removeprefix("marts.").partition(".")
    marts = _marts(connection)
    if mart not in marts:
        raise UnknownFigureError(mart_column, what="mart", known=marts)
    if column not in marts[mart]:
        raise UnknownFigureError(mart_column, what="column", known=marts[mart])
    if column not in trace_metrics.METRICS.get(mart, {}):
        known = [f"{name}.{entry}" for name, columns in traceable(connection).items() for entry in columns]
        raise UnknownFigureError(mart_column, what="figure to trace", known=known)
    return mart, column


def _marts(connection: Connection) -> dict[str, dict[str, str]]:
    marts: dict[str, dict[str, str]] = {}
    for mart, column, data_type in warehouse.run(connection, "trace/list_columns").fetchall():
        marts.setdefault(mart, {})[column] = data_type
    return marts


def _choose(connection: Connection, mart: str, filters: Mapping[str, str]) -> None:
    """Keep the mart's rows that the filters choose, having refused a key or value that chooses nothing."""
    columns = _marts(connection)[mart]
    for key, value in filters.items():
        if key not in columns:
            raise UnknownFigureError(key, what=f"column of {mart}", known=columns)
        found = warehouse.run(
            connection, "trace/find_value", {"value": value}, mart=mart, key=key, type=columns[key]
        ).fetchall()
        is_readable, is_found = found[0]
        if not (is_readable and is_found):
            raise UnknownValueError(mart, key, value, is_readable=is_readable)
    types = {key: columns[key] for key in filters}
    warehouse.run(connection, "trace/choose_rows", filters, mart=mart, types=types, sample=None)


def _sum(connection: Connection, figure: str, column: str, metric: SumTrace, limit: int | None) -> Sum:
    for key in metric.one_of:
        _refuse_mixed(_values(connection, key), key=key, what=key)
    if metric.is_base:
        currencies = warehouse.run(connection, "trace/list_chosen_currencies").fetchall()
        _refuse_mixed([code for (code,) in currencies], key="company_id", what="base currencies")
    value = warehouse.run(connection, "trace/sum_chosen", column=column).fetchall()[0][0]
    return _parts(connection, figure, metric, limit, value=value)


def _of_one_row(
    connection: Connection, figure: str, column: str, metric: RatioTrace | MethodTrace, limit: int | None
) -> Ratio | Method:
    value, row_count = warehouse.run(connection, "trace/sum_chosen", column=column).fetchall()[0]
    if row_count != 1:
        raise NoSingleRowError(figure, row_count)
    if isinstance(metric, RatioTrace):
        numerator = _parts(connection, metric.numerator.name, metric.numerator, limit)
        denominator = _parts(connection, metric.denominator.name, metric.denominator, limit)
        return Ratio(figure, value, numerator, denominator, metric.factor)
    parameters = {key: _values(connection, key)[0] for key in metric.parameters}
    inputs = tuple(_parts(connection, entry.name, entry, limit) for entry in metric.inputs)
    return Method(figure, value, metric.method, parameters, inputs)


def _parts(
    connection: Connection, figure: str, metric: SumTrace, limit: int | None, *, value: Decimal | None = None
) -> Sum:
    """Return the parts of the chosen rows; without a `value` of its own, the figure is their sum."""
    _keep_parts(connection, metric)
    part_count, parts_sum = warehouse.run(connection, "trace/sum_parts").fetchall()[0]
    rows = warehouse.run(connection, "trace/list_parts", {"part_limit": limit}).fetchall()
    stated = parts_sum if value is None else Decimal(value)
    return Sum(figure, stated, tuple(Part(*row) for row in rows), part_count, parts_sum)


def _keep_parts(connection: Connection, metric: SumTrace) -> None:
    warehouse.run(connection, "trace/create_parts")
    for number, term in enumerate(metric.terms):
        _add_parts(connection, term, number)


def _add_parts(connection: Connection, term: Term, number: int) -> None:
    if term.keys is not None:
        warehouse.run(connection, "trace/create_wanted", keys=term.keys, is_opening=term.is_opening)
    warehouse.run(
        connection,
        "trace/add_parts",
        {"sign": term.sign, "term_number": number, **term.options},
        statement=term.statement,
        measure=term.measure,
        **term.names,
    )


def _values(connection: Connection, key: str) -> list[str]:
    rows = warehouse.run(connection, "trace/list_chosen_values", key=key).fetchall()
    return [str(value) for (value,) in rows]


def _refuse_mixed(values: list[str], *, key: str, what: str) -> None:
    if len(values) > 1:
        raise MixedFigureError(values, key=key, what=what)
