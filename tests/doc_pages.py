"""The pages of docs/ that are written from what they describe.

Holds commands.md from the command line, marts.md from the models' YAML, pages.md from the exposures.
Does not hold: prose; who wants to say more says it where it is generated from.
Called by ``test_docs``; ``python -m tests.doc_pages`` writes the pages anew.
"""

from collections.abc import Iterator
from typing import Any

import typer

from dagster_project.cli import app
from tests import dictionary
from tests.tree import ROOT, entries, files, parsed_yaml

NOTE = "Written by `python -m tests.doc_pages`; a test keeps it true.\n"


def pages() -> dict[str, str]:
    """Return the text of every generated page by its path."""
    return {
        "docs/commands.md": "\n".join(_commands()),
        "docs/marts.md": "\n".join(_marts()),
        "docs/pages.md": "\n".join(_pages()),
        "docs/metrics.md": dictionary.page("en"),
        "docs/metrics.es.md": dictionary.page("es"),
        "streamlit_app/definitions/en.json": dictionary.definitions("en"),
        "streamlit_app/definitions/es.json": dictionary.definitions("es"),
    }


def commands() -> Iterator[tuple[str, Any]]:
    """Yield every command with its full name, groups before their members."""
    yield from _walk("cartera", typer.main.get_command(app))


def _walk(prefix: str, group: Any) -> Iterator[tuple[str, Any]]:
    for name, command in getattr(group, "commands", {}).items():
        yield f"{prefix} {name}", command
        yield from _walk(f"{prefix} {name}", command)


def _commands() -> Iterator[str]:
    yield f"# Commands\n\n{NOTE}"
    yield "Exit status: 0 done; 1 done, but something was rejected or a check warns; 2 refused,"
    yield "nothing changed; 3 a blocking check failed, nothing was published.\n"
    for name, command in commands():
        arguments = " ".join(
            f"[{part.name}]" for part in command.params if part.param_type_name == "argument"
        )
        yield f"## `{' '.join(filter(None, (name, arguments)))}`\n"
        yield f"{command.help}\n"
        if command.params:
            yield "| option | default | does |\n|---|---|---|"
        for option in command.params:
            yield f"| `{' '.join(option.opts)}` | {_default(option)} | {getattr(option, 'help', '') or ''} |"
        if command.params:
            yield ""


def _default(option: Any) -> str:
    return "" if option.default in (None, False, "") or callable(option.default) else f"`{option.default}`"


def _marts() -> Iterator[str]:
    yield f"# Marts\n\n{NOTE}"
    yield "The tables of schema `marts` in every published file; contracts enforce the types.\n"
    places = {path.stem: path.parent.name for path in files(ROOT, "dbt/models/marts", ".sql")}
    described = {model["name"]: model for model in entries(ROOT, "dbt/models/marts", "models")}
    for mart in sorted(places.keys() & described.keys(), key=lambda mart: (places[mart], mart)):
        yield f"## `{mart}` ({places[mart]})\n"
        yield f"{_one_line(described[mart])}\n"
        yield "| column | type | is |\n|---|---|---|"
        for column in described[mart].get("columns") or []:
            yield f"| `{column['name']}` | {column.get('data_type', '')} | {_one_line(column)} |"
        yield ""


def _one_line(described: dict[str, Any]) -> str:
    return " ".join(str(described.get("description", "")).split()).replace("|", "\\|")


def _pages() -> Iterator[str]:
    yield f"# Pages of the app\n\n{NOTE}"
    yield "| page | shows | reads |\n|---|---|---|"
    for path in files(ROOT, "dbt/models", ".yml"):
        for exposure in parsed_yaml(path).get("exposures") or []:
            reads = ", ".join(f"`{reference[5:-2]}`" for reference in exposure["depends_on"])
            yield f"| {exposure['label']} (`{exposure['name']}`) | {_one_line(exposure)} | {reads} |"
    yield ""


if __name__ == "__main__":
    for name, text in pages().items():
        (ROOT / name).write_text(text, encoding="utf-8")
