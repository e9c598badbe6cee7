"""What does not hold in a build as it lies there, looked for before a binder is written from it.

Holds the choice of marts whose every row is traced again, and the comparison of the ledger's layers.
Does not hold: how a trace is checked (``trace_sums``), nor the checks of a build.
Called by assemble.
"""

from dagster_project import trace_sums, warehouse
from dagster_project.binder.sheets import Filled, Sheet
from dagster_project.warehouse import Connection

SHEET = Sheet(
    "findings.csv", "", "what was found wrong in the build before it was exported: nothing, or named"
)
# The marts of the sheets that the script in the binder does not re-perform from records.
TRACED = (
    "fct_tie_out_monthly",
    "fct_reported_tie_out",
    "fct_roll_forward_monthly",
    "fct_restated_periods_monthly",
    "fct_expected_credit_losses",
    "fct_credit_loss_backtests_monthly",
    "fct_files",
    "fct_control_totals",
)
ALL_ROWS = 1_000_000


def find(connection: Connection) -> Filled:
    """Return a row per figure that is not the sum of its records, and per item on which layers differ."""
    rows: list[tuple[object, ...]] = [
        (broken.figure, broken.row, broken.value, broken.parts_sum)
        for mart in TRACED
        for broken in trace_sums.list_broken_sums_of(connection, mart, sample=ALL_ROWS)
    ]
    differing = warehouse.run(connection, "binder/list_item_differences").fetchall()
    rows += [("the ledger's layers", item, amounts, in_base) for item, amounts, in_base in differing]
    return Filled(SHEET, ("figure", "row", "stated", "found"), tuple(rows))
