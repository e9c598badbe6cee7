"""The protocol of the backtest run over the companies of a home, or over a company that a number draws.

Holds the reading of a built home's pieces, the choice of origins, and the rows of the one table.
Does not hold: the protocol (``backtest``), the figures (``scores``), printing.
Called by the command line, and the tests of backtest.
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import numpy as np

from dagster_project import backtest, computed, published, report, warehouse
from dagster_project.errors import CarteraError
from dagster_project.ledger_days import NEVER, Days, Pieces, day_number, known
from dagster_project.scores import Score, scores
from dagster_project.settings import Settings
from dagster_project.synthetic import process
from dagster_project.synthetic.process import World

COLUMNS = (
    *("company_id", "book", "model", "wape", "weeks_1_4", "weeks_5_8", "weeks_9_13", "bias", "sum_error"),
    *("coverage", "width", "pinball"),
)


class NothingToTestError(CarteraError):
    """There is no built warehouse, or too little history to judge a forecast by."""

    exit_status: ClassVar[int] = 2

    def __init__(self, complaint: str) -> None:
        super().__init__(complaint)


def of_home(settings: Settings, company_id: str | None, *, origins: int, step: int) -> list[Score]:
    """Return the scores of each company of a built home, or of one."""
    if not settings.warehouse.exists():
        raise NothingToTestError("nothing is built in this home yet: run `cartera build`")
    as_of = day_number(date.fromisoformat(published.read_headline(settings).published.as_of_date))
    found: list[Score] = []
    with warehouse.connect(settings.warehouse, read_only=True) as connection:
        for name, _ in warehouse.run(connection, "computed/list_companies").fetchall():
            if company_id in (None, name):
                pieces, _, holidays = computed.read_pieces(connection, company_id=name)
                found += _scores(
                    known(pieces, as_of=as_of), holidays, as_of, name, origins=origins, step=step
                )
    if not found:
        raise NothingToTestError("no company has nine months of history: a forecast cannot be judged yet")
    return found


def of_world(*, seed: int, origins: int, step: int) -> list[Score]:
    """Return the scores on the company that a number draws, whose oracle knows how it is paid."""
    world = process.draw(seed)
    last = process.FIRST_DAY + process.DAYS - 1
    days = backtest.origins_of(first=process.FIRST_DAY, last=last, count=origins, step=step)
    return scores(
        backtest.run(pieces_of_world(world), origins=days, oracle=world.chances), company_id=f"seed {seed}"
    )


def pieces_of_world(world: World) -> Pieces:
    """Return the drawn company as the models see a company."""
    nothing: Days = np.full(len(world.posted), NEVER)
    return Pieces(
        customer=world.customer,
        posted=world.posted,
        due=world.due,
        closed=world.closed,
        is_paid=world.closed < NEVER,
        is_invoiced=np.ones(len(nothing), dtype=np.bool_),
        amount=world.amount,
        segment=world.segment,
        disputed=world.disputed,
        settled=world.settled,
        promised=nothing,
        promise_due=nothing,
        matures=np.zeros_like(nothing),
        assigned=nothing,
    )


def text(found: Iterable[Score], *, as_json: bool = False) -> str:
    """Return the one table, rates with three decimals; or JSON, for machines."""
    rows = [[getattr(row, name) for name in COLUMNS] for row in found]
    if as_json:
        return report.json_rows(COLUMNS, rows)
    return report.table(
        COLUMNS, [[f"{cell:.3f}" if isinstance(cell, float) else cell for cell in row] for row in rows]
    )


def _scores(
    pieces: Pieces, holidays: Days, as_of: int, company_id: str, *, origins: int, step: int
) -> list[Score]:
    first = int(pieces.posted.min(initial=as_of))
    days = backtest.origins_of(first=first, last=as_of, count=origins, step=step)
    if not days:
        return []
    return scores(backtest.run(pieces, origins=days, holidays=holidays), company_id=company_id)
