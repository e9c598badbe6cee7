"""What went wrong, in one line that a person can act on.

Holds the root of our own errors, with the exit status that each means.
Does not hold: messages; each failure is a class beside the code that raises it.
Called by every module that refuses something, and caught once, by the command line.
"""

from typing import ClassVar


class CarteraError(Exception):
    """A refusal: bad usage or no usable input, nothing changed."""

    exit_status: ClassVar[int] = 2
