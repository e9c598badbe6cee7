"""Lines of 50 MB: one reason, nothing lost, and no more memory than a file of short ones.

Holds files whose one line is far too long, landed by the real command, with the memory that it took.
Does not hold: the limit itself (``readers.record``) nor the other broken files (``test_readers``).
Called by pytest.
"""

import subprocess
import sys
from pathlib import Path

import pytest

CARTERA = Path(sys.executable).parent / "cartera"
LINE_BYTES, MOST_KILOBYTES = 50_000_000, 800_000
HEADER, GOOD = b"company_id,customer_id,name\n", b"\nC1,B,Bea\n"
# A process's peak starts at that of who forked it, and a test process is large: a small one stands between.
MEASURED = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""
LANDED = {
    "one field": HEADER + b"C1,A," + b"x" * LINE_BYTES + GOOD,
    "millions of fields": HEADER + b"C1,A" + b",x" * (LINE_BYTES // 2) + GOOD,
    "a quote never closed": HEADER + b'C1,A,"' + b"x" * LINE_BYTES + GOOD,
}


def land(home: Path, content: bytes) -> tuple[int, str, int]:
    """Land one file in a process of its own; return its status, what it printed, and its peak in kB."""
    path = home / "inbox" / "erp" / "long.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    finished = subprocess.run(
        [sys.executable, "-c", MEASURED, CARTERA, "land", "--home", home],
        capture_output=True,
        text=True,
        check=False,
    )
    return finished.returncode, finished.stdout, int(finished.stderr.splitlines()[-1])


@pytest.mark.parametrize("content", LANDED.values(), ids=LANDED.keys())
def test_a_line_of_50_mb_is_one_reject_beside_the_record_after_it(tmp_path: Path, content: bytes) -> None:
    status, printed, peak = land(tmp_path, content)
    assert (status, printed.splitlines()[-1]) == (1, "1 landed; 2 records, 1 rejected")
    assert peak < MOST_KILOBYTES


def test_a_file_that_is_one_line_of_50_mb_is_refused_in_one_line(tmp_path: Path) -> None:
    status, printed, peak = land(tmp_path, b"x" * LINE_BYTES)
    assert status == 2
    [_, refused, _] = printed.splitlines()
    assert "the header cannot be read: longer than 262144 characters" in refused
    assert list((tmp_path / "inbox" / "erp").iterdir()) == [tmp_path / "inbox" / "erp" / "long.csv"]
    assert peak < MOST_KILOBYTES
