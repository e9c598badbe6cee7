"""Randomness that a seed and a name decide.

Holds the one way in which the demo draws: a generator per purpose, so that a new draw moves no other.
Does not hold: distributions of business things; each module draws its own.
Called by every other module of ``synthetic``.
"""

import random


def chance(seed: int, *names: object) -> random.Random:
    """Return the generator that belongs to `seed` and `names`, the same on every machine."""
    return random.Random("|".join(str(part) for part in (seed, *names)))
