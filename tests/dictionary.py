"""The dictionary of figures, put together from the models' YAML and ``dbt/metrics.yml``.

Holds the metrics with names, definitions, formula, unit and source, and its pages and the app's files.
Does not hold: a definition of its own; the English one is the description of the column.
Called by ``doc_pages`` and the documentation tests.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.tree import ROOT, entries, files, parsed_yaml

LANGUAGES = ("en", "es")
UNITS_ES = {
    "document currency": "moneda del documento",
    "base currency": "moneda base",
    "reporting currency": "moneda de reporte",
    "account currency": "moneda de la cuenta",
    "days": "días",
    "count": "cantidad",
    "fraction": "fracción",
    "times a month": "veces al mes",
}
WORDS = {
    "en": ("Metrics", "is", "formula", "unit", "after", "used by the pages"),
    "es": ("Métricas", "es", "fórmula", "unidad", "según", "usada en las páginas"),
}
NOTE = {
    "en": "Written by `python -m tests.doc_pages` from the models and `dbt/metrics.yml`.\n",
    "es": "Lo escribe `python -m tests.doc_pages` de los modelos y `dbt/metrics.yml`.\n",
}
INTRODUCTION = {
    "en": "Formulas are in column names. A denominator of zero or less gives null, with the reason.\n",
    "es": "Las fórmulas usan nombres de columna. Con denominador cero o negativo el valor es nulo, y al lado"
    " está la razón.\n",
}


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure by its mart and column; names and definitions by language."""

    mart: str
    column: str
    names: dict[str, str]
    definitions: dict[str, str]
    formula: str
    units: dict[str, str]
    source: str
    pages: tuple[str, ...]


@cache
def metrics() -> tuple[Metric, ...]:
    """Return the dictionary in its order."""
    (path,) = (path for path in files(ROOT, "dbt", ".yml") if path.name == "metrics.yml")
    described = descriptions()
    pages = _pages()
    return tuple(
        Metric(
            mart=row["mart"],
            column=row["column"],
            names={language: row[language] for language in LANGUAGES},
            definitions={"en": described[row["mart"], row["column"]], "es": row["definition_es"]},
            formula=str(row.get("formula", "")),
            units={"en": row["unit"], "es": UNITS_ES[row["unit"]]},
            source=row["source"],
            pages=pages.get(row["mart"], ()),
        )
        for row in parsed_yaml(path)["metrics"]
    )


@cache
def descriptions() -> dict[tuple[str, str], str]:
    """Return what the models' YAML says of each column of each mart."""
    return {
        (model["name"], column["name"]): " ".join(str(column.get("description", "")).split())
        for model in entries(ROOT, "dbt/models/marts", "models")
        for column in model.get("columns") or []
    }


def page(language: str) -> str:
    """Return the dictionary as a page."""
    return "\n".join(_lines(language))


def definitions(language: str) -> str:
    """Return what the app reads: by ``mart.column``, and by column where one definition serves."""
    said = {
        f"{metric.mart}.{metric.column}": {
            "name": metric.names[language],
            "definition": metric.definitions[language],
            "formula": metric.formula,
            "unit": metric.units[language],
            "source": metric.source,
        }
        for metric in metrics()
    }
    first = {metric.column: f"{metric.mart}.{metric.column}" for metric in reversed(metrics())}
    said |= {column: said[key] for column, key in first.items()}
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _lines(language: str) -> Iterator[str]:
    title, definition, formula, unit, source, used = WORDS[language]
    yield f"# {title}\n\n{NOTE[language]}"
    yield INTRODUCTION[language]
    marts = dict.fromkeys(metric.mart for metric in metrics())
    for mart in marts:
        yield f"## `{mart}`\n"
        chosen = [metric for metric in metrics() if metric.mart == mart]
        if chosen[0].pages:
            yield f"{used[0].upper()}{used[1:]}: {', '.join(chosen[0].pages)}.\n"
        yield f"| | {definition} | {formula} | {unit} | {source} |\n|---|---|---|---|---|"
        for metric in chosen:
            name = f"**{metric.names[language]}**<br>`{metric.column}`"
            cells = (
                name,
                metric.definitions[language],
                metric.formula,
                metric.units[language],
                metric.source,
            )
            yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
        yield ""


def _pages() -> dict[str, tuple[str, ...]]:
    """Return the pages of the app that read each mart."""
    found: dict[str, list[str]] = {}
    for path in files(ROOT, "dbt/models", ".yml"):
        for exposure in parsed_yaml(path).get("exposures") or []:
            for reference in exposure["depends_on"]:
                found.setdefault(reference[5:-2], []).append(str(exposure["label"]))
    return {mart: tuple(sorted(labels)) for mart, labels in found.items()}
