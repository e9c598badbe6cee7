"""Which wrong models are tried: drawn from a seed, one kind of change after the other.

Holds the models that may be drawn and the order of the draw.
Does not hold: how a change is made; ``sites`` does.
Called by ``tests.mutations.__main__``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.mutations.bases import Model
from tests.mutations.sites import Site, sites

KINDS = (
    "comparison",
    "sign",
    "join key dropped",
    "join type",
    "date shifted",
    "filter dropped",
)
LEDGER = re.compile(
    r"stg_canonical__(documents|allocations|customers|companies|disputes|fx_rates|gl_balances"
    r"|reported_balances|activities)|int_|fct_|dim_"
)
ELSEWHERE = re.compile(r"bank|cash|forecast|prediction|fct_files|fct_control|fct_rejected|int_files")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A model and the change that makes it wrong."""

    model: str
    site: Site


def draw(models: dict[str, Model], *, seed: int) -> Iterator[Mutant]:
    """Yield changes without end or repetition: the kinds in turn, a model of those that allow it, a place."""
    random = Random(seed)
    places = {
        name: sites(models[name].body)
        for name in sorted(models)
        if LEDGER.match(name) and not ELSEWHERE.search(name)
    }
    seen: set[Mutant] = set()
    while True:
        for kind in KINDS:
            allowing = {name: [site for site in found if site.kind == kind] for name, found in places.items()}
            name = random.choice([name for name, found in allowing.items() if found])
            mutant = Mutant(name, random.choice(allowing[name]))
            if mutant not in seen:
                seen.add(mutant)
                yield mutant
