"""Thirty wrong models, and how many of them the checks catch.

Holds the command line, the run and its page ``docs/mutations.md``.
Does not hold: the checks, the changes, the companies.
Called by hand and by ``make deep``: ``python -m tests.mutations --seed N [--count 30] [--write]``.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dagster_project.settings import PROJECT_ROOT
from tests.mutations import bases, draw, sites, trial
from tests.mutations.bases import Base
from tests.mutations.draw import Mutant
from tests.mutations.trial import Sums, Verdict

PAGE = PROJECT_ROOT / "docs" / "mutations.md"
ALLOWED_ESCAPES = 2


@dataclass(frozen=True, slots=True)
class Tried:
    """A wrong model and what became of it."""

    mutant: Mutant
    noticed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def is_caught(self) -> bool:
        return bool(self.noticed)

    @property
    def is_wrong(self) -> bool:
        """Say whether anything noticed it, or a published row of either company came out another."""
        return bool(self.noticed or self.changed)


@dataclass(frozen=True, slots=True)
class Ground:
    """The companies, with what they publish when no model is wrong."""

    worlds: Base
    demo: Base
    before: tuple[Sums, Sums]


def main() -> int:
    """Print the page; exit 1 if more than two wrong models escape."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, required=True)
    options.add_argument("--count", type=int, default=30)
    options.add_argument("--write", action="store_true", help="write docs/mutations.md")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ground = prepare(Path(folder))
        tried = list(run(ground, seed=given.seed, count=given.count))
    page = "\n".join(_page(tried, seed=given.seed))
    sys.stdout.write(page)
    if given.write:
        PAGE.write_text(page, encoding="utf-8")
    return 0 if sum(one.is_wrong and not one.is_caught for one in tried) <= ALLOWED_ESCAPES else 1


def prepare(folder: Path) -> Ground:
    """Build both companies, and require that nothing is noticed while no model is wrong."""
    worlds, demo = bases.of_worlds(folder), bases.of_demo(folder)
    before = trial.published_sums(worlds), trial.published_sums(demo)
    for base, sums in zip((worlds, demo), before, strict=True):
        bodies = {name: sites.roundtrip(model.body) for name, model in base.models.items()}
        for first in ("stg_canonical__documents", "stg_canonical__allocations"):
            verdict = trial.try_model(base, bodies, first=first, before=sums)
            if verdict.noticed or verdict.changed:
                raise AssertionError(f"noticed without a change: {verdict}")
    return Ground(worlds, demo, before)


def run(ground: Ground, *, seed: int, count: int) -> Iterable[Tried]:
    """Try drawn changes until that many are wrong."""
    wrong = 0
    for mutant in draw.draw(ground.worlds.models, seed=seed):
        tried = _try(ground, mutant)
        fate = "caught" if tried.is_caught else "ESCAPED" if tried.is_wrong else "changed nothing"
        sys.stderr.write(f"{fate}: {mutant.model}, {mutant.site.kind}, {mutant.site.text[:80]}\n")
        yield tried
        wrong += tried.is_wrong
        if wrong == count:
            return


def _try(ground: Ground, mutant: Mutant) -> Tried:
    units = {
        unit.name: sites.changed(unit.statement, mutant.site)
        for unit in ground.worlds.units
        if unit.model == mutant.model
    }
    noticed = trial.try_units(ground.worlds, mutant.model, units)
    verdicts: list[Verdict] = []
    # Who notices first is enough: the later checks cost more.
    for base, before in zip((ground.worlds, ground.demo), ground.before, strict=True):
        if noticed:
            break
        bodies = {mutant.model: sites.changed(base.models[mutant.model].body, mutant.site)}
        verdicts.append(trial.try_model(base, bodies, first=mutant.model, before=before))
        noticed += verdicts[-1].noticed
    changed = dict.fromkeys(name for verdict in verdicts for name in verdict.changed)
    return Tried(mutant, tuple(dict.fromkeys(noticed)), tuple(changed))


def _page(tried: list[Tried], *, seed: int) -> Iterable[str]:
    wrong = [one for one in tried if one.is_wrong]
    escaped = [one for one in wrong if not one.is_caught]
    yield "# Wrong models, and what notices them\n"
    yield f"Written by `python -m tests.mutations --seed {seed} --count {len(wrong)} --write`.\n"
    yield f"{len(wrong) - len(escaped)} of {len(wrong)} wrong models are caught. Each is one change to one"
    yield "model, drawn by the seed; it and all that follows from it are made again on drawn companies"
    yield "and on a small demo company, and the models' unit tests, contracts, blocking checks and the"
    yield "re-performance are asked. Without a change nothing is noticed.\n"
    yield "| model | change | of | caught by |"
    yield "|---|---|---|---|"
    for one in wrong:
        yield _row(one, _by(one.noticed) if one.is_caught else f"**escaped**; changes {_first(one.changed)}")
    yield "\n## Changes that changed nothing\n"
    yield "No published row of either company is another, and nothing notices: the same model in other"
    yield "words, or wrong only on what these companies do not hold.\n"
    yield "| model | change | of |"
    yield "|---|---|---|"
    for one in tried:
        if not one.is_wrong:
            yield _row(one)
    yield ""


def _row(tried: Tried, *last: str) -> str:
    text = " ".join(tried.mutant.site.text.split())
    short = text if len(text) <= 90 else f"{text[:87]}…"
    cells = [f"`{tried.mutant.model}`", tried.mutant.site.kind, f"`{short}`", *last]
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _by(noticed: tuple[str, ...]) -> str:
    more = f" and {len(noticed) - 2} more" if len(noticed) > 2 else ""
    return ", ".join(noticed[:2]) + more


def _first(names: tuple[str, ...]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


if __name__ == "__main__":
    sys.exit(main())
