"""What a trace finds: a figure and what it is made of.

Holds the three shapes of a traced figure (a sum, a ratio, a method), as data, JSON and text for a person.
Does not hold: how the parts are found; ``trace`` does that.
Called by trace and the command line.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal

PART_KEYS = ("event_id", "document_id", "instalment_number", "amount", "file_hash", "record_number")


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a sum, and the record that it came from."""

    event_id: str | None
    company_id: str | None
    document_id: str | None
    document_number: str | None
    instalment_number: int | None
    event_type: str | None
    effective_date: date | None
    amount: Decimal
    file_hash: str
    file_name: str | None
    record_number: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure that is the sum of its parts; `parts` may be fewer than `part_count`."""

    figure: str
    value: Decimal
    parts: tuple[Part, ...]
    part_count: int
    parts_sum: Decimal

    @property
    def ties(self) -> bool:
        return self.value == self.parts_sum


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure that is one sum over another, times a constant such as 90 days."""

    figure: str
    value: Decimal | None
    numerator: Sum
    denominator: Sum
    factor: Decimal = Decimal(1)

    @property
    def ties(self) -> bool:
        return self.numerator.ties and self.denominator.ties


@dataclass(frozen=True, slots=True)
class Method:
    """A figure that is no sum: how it is found, and the sums that go in."""

    figure: str
    value: object
    method: str
    parameters: Mapping[str, object]
    inputs: tuple[Sum, ...] = field(default=())

    @property
    def ties(self) -> bool:
        return all(entry.ties for entry in self.inputs)


TraceResult = Sum | Ratio | Method


def as_json(result: TraceResult) -> dict[str, object]:
    """Return the object that ``cartera trace --json`` prints; amounts stay decimals."""
    head: dict[str, object] = {"figure": result.figure, "value": result.value}
    if isinstance(result, Sum):
        return head | {
            "part_count": result.part_count,
            "parts_sum": result.parts_sum,
            "parts": [_part_json(part) for part in result.parts],
        }
    if isinstance(result, Ratio):
        return head | {
            "factor": result.factor,
            "numerator": as_json(result.numerator),
            "denominator": as_json(result.denominator),
        }
    return head | {
        "method": result.method,
        "parameters": dict(result.parameters),
        "inputs": [as_json(entry) for entry in result.inputs],
    }


def as_text(result: TraceResult, *, originals: Mapping[tuple[str, int], str]) -> str:
    """Return the figure, its parts, and under each part the record it came from."""
    return "\n".join(_lines(result, originals))


def sums(result: TraceResult) -> tuple[Sum, ...]:
    """Return the sums that a result holds."""
    if isinstance(result, Sum):
        return (result,)
    if isinstance(result, Ratio):
        return (result.numerator, result.denominator)
    return result.inputs


def _part_json(part: Part) -> dict[str, object]:
    every = asdict(part)
    return {key: every.pop(key) for key in PART_KEYS} | every


def _lines(result: TraceResult, originals: Mapping[tuple[str, int], str]) -> list[str]:
    if isinstance(result, Sum):
        return _sum_lines(result, originals)
    inner = [line for entry in sums(result) for line in ("", *_sum_lines(entry, originals))]
    if isinstance(result, Ratio):
        factor = "" if result.factor == 1 else f" × {result.factor:f}"
        made_of = f"{result.numerator.figure}{factor} ÷ {result.denominator.figure}"
        return [f"{result.figure} = {_shown(result.value)}", f"  = {made_of}", *inner]
    parameters = ", ".join(f"{key}={_shown(value)}" for key, value in result.parameters.items())
    return [f"{result.figure} = {_shown(result.value)}", f"  {result.method} ({parameters})", *inner]


def _sum_lines(result: Sum, originals: Mapping[tuple[str, int], str]) -> list[str]:
    mark = "✓" if result.ties else f"✗ the parts sum to {_money(result.parts_sum)}"
    lines = [f"{result.figure} = {_money(result.value)}", f"  = the sum of {result.part_count} parts {mark}"]
    width = max((len(_money(part.amount)) for part in result.parts), default=0)
    for part in result.parts:
        lines.append("")
        lines.append(f"  {_money(part.amount):>{width}}  {_document(part)}")
        lines.append(f"  {'':>{width}}  {part.file_name or part.file_hash} record {part.record_number}")
        original = originals.get((part.file_hash, part.record_number))
        lines += [f"  {'':>{width}}  │ {line}" for line in (original or "").splitlines()]
    hidden = result.part_count - len(result.parts)
    return lines + (
        ["", f"  and {hidden} more parts (--limit {result.part_count} shows all)"] if hidden else []
    )


def _document(part: Part) -> str:
    number = part.document_number or part.document_id
    document = f"{number}/{part.instalment_number}" if number and part.instalment_number else number
    words = (document, part.event_type, part.effective_date and part.effective_date.isoformat())
    return "  ".join(word for word in words if word)


def _shown(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _money(amount: Decimal) -> str:
    """Return an amount with thousands and as many decimals as it needs, at least two if any."""
    exact = amount.normalize()
    digits = max(0, -int(exact.as_tuple().exponent))
    return f"{amount:,.{digits if digits != 1 else 2}f}"
