"""Verify a binder without Cartera: ``python3 verify_binder.py [--root HASH]`` in its folder.

Holds the checksums, the cover, and the re-performance of open items, aging and roll-forward from the records.
Does not hold: anything but Python's standard library; nor the rest of the sheets, which README.txt names.
Called by a person on any machine, and by ``cartera verify``.
"""

import csv
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

CHECKSUMS, COVER, MANIFEST, SCRIPT = "checksums.sha256", "cover.txt", "binder.json", "verify_binder.py"
UNSEALED = frozenset({CHECKSUMS, COVER})
LINES = {
    "invoice": "invoiced", "debit_note": "invoiced", "interest_note": "invoiced",
    "credit_note": "credit_notes", "receipt": "cash", "refund": "cash", "returned_payment": "cash",
    "write_off": "write_offs", "write_off_reversal": "write_offs", "discount": "discounts",
    "fx_difference": "exchange_differences", "allocation": "exchange_differences",
    "allocation_reversal": "exchange_differences", "conversion": "exchange_differences",
}  # fmt: skip
ZERO = Decimal(0)
Row = Mapping[str, str]
Item = tuple[str, str, str]
"""Company, document, instalment."""


def verify(folder: Path, root: str | None = None) -> tuple[list[str], list[str]]:
    """Return what was found wrong, each in a line that names it, and what was done."""
    if not (folder / CHECKSUMS).is_file() or not (folder / MANIFEST).is_file():
        return [f"{folder} is no binder: it has no {CHECKSUMS} or no {MANIFEST}"], []
    sealed = hashlib.sha256((folder / CHECKSUMS).read_bytes()).hexdigest()
    found = [*_checksum_faults(folder), *_cover_faults(folder, sealed)]
    if root and root != sealed:
        found.append(f"{CHECKSUMS}: its hash is {sealed}, the root hash given is {root}")
    done = [f"root hash {sealed}: {'as given' if root else 'unanchored (give --root, from who made it)'}"]
    try:
        reperformed = list(_reperformance_faults(folder))
    except (KeyError, ValueError, InvalidOperation, OSError, UnicodeDecodeError) as error:
        reperformed = [f"the records cannot be read, so nothing was re-performed: {error!r}"]
    else:
        done.append(
            "re-performed: open items, aging by customer and company, roll-forward; sums of the other sheets"
        )
    return found + reperformed, done


def cover_text(manifest: Mapping[str, object], *, root: str, script: str) -> str:
    """Return the cover, which follows from the manifest and two hashes."""
    facts = "\n".join(f"{name}: {value}" for name, value in manifest.items() if isinstance(value, str))
    return (
        f"Cartera binder\n\n{facts}\n\nroot hash (sha256 of {CHECKSUMS}):\n{root}\n\n"
        f"sha256 of {SCRIPT}:\n{script}\n\nVerify: python3 {SCRIPT} --root {root}\n"
    )


def file_hash(path: Path) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def listed(folder: Path) -> list[str]:
    """Return the files that the checksums must list, by name."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in names if name not in UNSEALED and "__pycache__" not in name)


def _checksum_faults(folder: Path) -> Iterator[str]:
    wanted = {}
    for number, line in enumerate((folder / CHECKSUMS).read_bytes().split(b"\n"), start=1):
        digest, gap, name = line.decode("utf-8", errors="replace").partition("  ")
        if gap:
            wanted[name] = digest
        elif line:
            yield f"{CHECKSUMS}: line {number} is no checksum"
    present = listed(folder)
    yield from (f"{name}: listed in {CHECKSUMS}, and missing" for name in sorted(wanted.keys() - {*present}))
    for name in present:
        if name not in wanted:
            yield f"{name}: not listed in {CHECKSUMS}"
        elif file_hash(folder / name) != wanted[name]:
            yield f"{name}: changed since the binder was sealed"


def _cover_faults(folder: Path, root: str) -> Iterator[str]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        script = file_hash(folder / SCRIPT)
        cover = (folder / COVER).read_bytes()
    except (OSError, ValueError) as error:
        yield f"{COVER}: cannot be compared ({error})"
        return
    if cover != cover_text(manifest, root=root, script=script).encode():
        yield f"{COVER}: it does not say what {MANIFEST}, {CHECKSUMS} and {SCRIPT} say"


def _reperformance_faults(folder: Path) -> Iterator[str]:
    end = date.fromisoformat(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["period_end"])
    documents = _read(folder, "records/documents.csv")
    applications = _read(folder, "records/applications.csv")
    for row in _read(folder, "findings.csv"):
        yield f"findings.csv: {row['figure']} of {row['row']}: stated {row['stated']}, found {row['found']}"
    yield from _arithmetic_faults(folder)
    yield from _landed_faults(folder, documents, applications)
    yield from _rejected_faults(folder, applications)
    items = _open_items(folder, documents, applications, end)
    yield from _compare("open_items.csv", ITEM_KEY, OPEN, items, _read(folder, "open_items.csv"))
    keyed = {**{row["company_id"] + row["document_id"]: row["customer_id"] for row in documents}}
    customers = [{**row, "customer_id": keyed[row["company_id"] + row["document_id"]]} for row in items]
    by_customer = ("company_id", "customer_id", "currency_code", "aging_bucket_code")
    yield from _compare_sums(folder, "aged_trial_balance.csv", by_customer, customers)
    yield from _compare_sums(folder, "aging.csv", ("company_id", "currency_code", BUCKET), items)
    rolled = _roll_forward(documents, applications, end)
    columns = tuple(f"{line}_amount_base" for line in ("opening", *dict.fromkeys(LINES.values()), "other",
                                                       "closing"))  # fmt: skip
    stated = _read(folder, "roll_forward.csv")
    yield from _compare("roll_forward.csv", ("company_id",), columns, rolled, stated)


CLASSES = tuple(
    f"{name}_amount" for name in ("exception", "revaluation", "exchange", "timing", "wrong_account")
)
ARITHMETIC = (
    ("tie_out.csv", "difference_amount", ("gl_amount",), ("subledger_amount",)),
    ("tie_out.csv", "explained_amount", CLASSES, ()),
    ("tie_out.csv", "unexplained_amount", ("difference_amount",), ("explained_amount",)),
    ("reported_tie_out.csv", "difference_amount", ("reported_amount",), ("ledger_amount",)),
    ("reported_tie_out.csv", "unexplained_amount", ("difference_amount",), ("timing_amount",)),
    ("provision.csv", "provision_amount_base", ("observed_loss_amount_base", "overlay_amount_base"), ()),
    ("credit_balances.csv", "balance_amount", ("debit_amount", "credit_amount"), ()),
)
BUCKET = "aging_bucket_code"
AMOUNTS = ("open_amount", "open_amount_base")
OPEN = (*AMOUNTS, BUCKET)
ITEM_KEY = ("company_id", "document_id", "instalment_number")


def _open_items(
    folder: Path, documents: Iterable[Row], applications: Iterable[Row], end: date
) -> list[dict[str, str]]:
    """Return what each document opened, less what was applied to it by the period's end."""
    applied: dict[Item, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for row in applications:
        sums = applied[_item(row)]
        sums[0] += _number(row["amount"])
        sums[1] += _number(row["amount_base"])
    buckets = _read(folder, "records/buckets.csv")
    items = []
    for row in documents:
        left, left_base = applied[_item(row)]
        amount = _number(row["amount"]) + left
        base = _number(row["amount_base"]) + left_base
        if amount:
            sign = 1 if _number(row["amount"]) > 0 else -1
            bucket = _bucket(buckets, sign, (end - date.fromisoformat(row["due_date"])).days)
            items.append({
                **{name: row[name] for name in (*ITEM_KEY, "currency_code")},
                "open_amount": str(amount), "open_amount_base": str(base), BUCKET: bucket,
            })  # fmt: skip
    return items


def _bucket(buckets: Iterable[Row], sign: int, days: int) -> str:
    for row in buckets:
        if int(row["item_sign"]) == sign and int(row["from_days"]) <= days < int(row["until_days"]):
            return row[BUCKET]
    return "none"


def _roll_forward(documents: Iterable[Row], applications: Iterable[Row], end: date) -> list[dict[str, str]]:
    """Return opening, lines and closing of the month that the period's end is the end of."""
    start = end.replace(day=1)
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    openings = ((row["company_id"], row["posting_date"], row["document_type"], row) for row in documents)
    others = ((row["company_id"], row["effective_date"], row["event_type"], row) for row in applications)
    for movements in (openings, others):
        for company, day, kind, row in movements:
            amount = _number(row["amount_base"])
            line = LINES.get(kind, "other") if date.fromisoformat(day) >= start else "opening"
            sums[company][f"{line}_amount_base"] += amount
            sums[company]["closing_amount_base"] += amount
    return [
        {"company_id": company, **{name: str(value) for name, value in of_company.items()}}
        for company, of_company in sums.items()
    ]


def _landed_faults(folder: Path, documents: Iterable[Row], applications: Iterable[Row]) -> Iterator[str]:
    """Name each staged amount that is not the one of the landed record that it names."""
    landed = {(row["file_hash"], row["record_number"], row["entity"]): row
              for row in _read(folder, "records/landed.csv")}  # fmt: skip
    for row in documents:
        record = landed.get((row["file_hash"], row["record_number"], "documents"))
        if record and record["document_id"] == row["document_id"]:
            stated = _plain(record["amount"])
            if stated is not None and abs(_number(row["amount"])) != abs(stated):
                place = f"{row['document_id']}, {row['file_hash'][:12]} record {row['record_number']}"
                yield f"records/documents.csv: {place}: staged {row['amount']}, landed {record['amount']}"
    sides: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for row in applications:
        if row["event_type"] == "allocation":
            record = landed.get((row["file_hash"], row["record_number"], "allocations"))
            if record and record["debit_document_id"] == row["document_id"]:
                sides[row["file_hash"], row["record_number"]] += _number(row["amount"])
    for (sha, number), amount in sides.items():
        record = landed[sha, number, "allocations"]
        stated = _plain(record["amount"])
        if stated is not None and abs(amount) != abs(stated):
            place = f"allocation to {record['debit_document_id']}, {sha[:12]} record {number}"
            yield f"records/applications.csv: {place}: staged {-amount}, landed {record['amount']}"


def _arithmetic_faults(folder: Path) -> Iterator[str]:
    """Name each row whose total is not its parts, where a sheet states both."""
    for name, total, plus, minus in ARITHMETIC:
        for row in _read(folder, name):
            parts = sum((_number(row[part]) for part in plus), ZERO)
            parts -= sum((_number(row[part]) for part in minus), ZERO)
            if row[total] and all(row[part] for part in minus) and _number(row[total]) != parts:
                key = " ".join([*row.values()][:4])
                yield f"{name}: {key}: {total} is {row[total]}, its parts make {parts}"


def _rejected_faults(folder: Path, applications: Iterable[Row]) -> Iterator[str]:
    """Name each application whose record was rejected."""
    rejected = {(row["file_hash"], row["record_number"]) for row in _read(folder, "rejected_records.csv")
                if row["entity"] == "allocations"}  # fmt: skip
    for row in applications:
        if (row["file_hash"], row["record_number"]) in rejected:
            yield f"records/applications.csv: {row['document_id']}: counts a record that was rejected"


def _compare_sums(folder: Path, name: str, keys: tuple[str, ...], items: Iterable[Row]) -> Iterator[str]:
    sums: dict[tuple[str, ...], dict[str, str]] = {}
    for row in items:
        key = tuple(row[column] for column in keys)
        total = sums.setdefault(key, {**dict(zip(keys, key, strict=True)), **dict.fromkeys(AMOUNTS, "0")})
        for column in AMOUNTS:
            total[column] = str(_number(total[column]) + _number(row[column]))
    yield from _compare(name, keys, AMOUNTS, sums.values(), _read(folder, name))


def _compare(
    name: str, keys: tuple[str, ...], columns: tuple[str, ...], ours: Iterable[Row], theirs: Iterable[Row]
) -> Iterator[str]:
    """Name each row and column in which a sheet differs from the re-performance."""
    found = {tuple(row[key] for key in keys): row for row in ours}
    stated = {tuple(row[key] for key in keys): row for row in theirs}
    for key in sorted(found.keys() | stated.keys()):
        for column in columns:
            mine = found.get(key, {}).get(column, "")
            told = stated.get(key, {}).get(column, "")
            same = mine == told if column == BUCKET else _number(mine) == _number(told)
            if not same:
                ours_is = f"re-performed {mine or 'absent'}"
                yield f"{name}: {' '.join(key)}: {column} is {told or 'absent'}, {ours_is}"


def _read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _item(row: Row) -> Item:
    return row["company_id"], row["document_id"], row["instalment_number"]


def _number(text: str) -> Decimal:
    return Decimal(text) if text else ZERO


def _plain(text: str) -> Decimal | None:
    """Return a landed amount, if it is written as a plain decimal; a layout's own writing is not compared."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def main(words: list[str]) -> int:
    """Verify the folder that this file lies in; 0: it holds, 2: no binder, 3: something was found."""
    folder = Path(__file__).resolve().parent
    root = words[words.index("--root") + 1] if "--root" in words[:-1] else None
    found, done = verify(folder, root)
    sys.stdout.write("\n".join([*done, *found, f"{len(found)} findings" if found else "it holds"]) + "\n")
    return (3 if done else 2) if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
