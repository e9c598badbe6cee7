"""Reading a source tree: its files, their syntax, their YAML.

Holds the small readings that the house's rules and the documentation tests share.
Does not hold: rules, and anything that imports or runs what it reads.
Called by ``house_rules`` and ``test_docs``.
"""

import ast
import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("dagster_project", "streamlit_app")
OUTSIDE = {".git", ".venv", ".tools", "node_modules", "target", "logs", "data", "__pycache__"}


def files(root: Path, room: str, *suffixes: str) -> list[Path]:
    """Return the files of a room with one of these suffixes, but those that no one wrote."""
    return sorted(
        path
        for path in (root / room).rglob("*")
        if path.suffix in suffixes and not OUTSIDE & set(path.relative_to(root).parent.parts)
    )


def python_files(root: Path, *rooms: str) -> list[Path]:
    return [path for room in rooms for path in files(root, room, ".py")]


def name_in(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of strings that are no docstrings; an f-string as one, ``x`` for its values."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
            yield node.lineno, "".join(parts)
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inside | docstrings
        ):
            yield node.lineno, node.value


def owner(node: ast.Attribute) -> str:
    """Return the name before the last dot: ``datetime`` of ``datetime.datetime.now``."""
    return ast.unparse(node.value).rsplit(".", 1)[-1]


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def said_lines(path: Path) -> int:
    """Return how many lines say something: the style pads every CTE with blank ones."""
    return sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def body_lines(node: ast.FunctionDef) -> int:
    """Return the lines of a function without its signature and docstring."""
    body = node.body if ast.get_docstring(node) is None else node.body[1:] or node.body
    return (node.end_lineno or node.lineno) - body[0].lineno + 1


def longest(name: str) -> int:
    """Return how many lines a module may have: a page 120, a reader 200, another 300."""
    if name.startswith("streamlit_app/views/"):
        return 120
    return 200 if name.startswith("dagster_project/readers/") else 300


def parsed_yaml(path: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return parsed


def entries(root: Path, room: str, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the ``models`` or ``exposures`` that the YAML files of a room describe."""
    for path in files(root, room, ".yml"):
        yield from parsed_yaml(path).get(kind) or []


def is_enforced(config: Mapping[str, Any]) -> bool:
    return bool((config.get("contract") or config.get("+contract") or {}).get("enforced"))


def marts_config(root: Path) -> Mapping[str, Any]:
    """Return what dbt_project.yml says of models/marts."""
    path = root / "dbt" / "dbt_project.yml"
    if not path.exists():
        return {}
    project = parsed_yaml(path)
    models = (project.get("models") or {}).get(project["name"]) or {}
    marts: Mapping[str, Any] = models.get("marts") or {}
    return marts


def flat(words: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield dotted keys and texts of nested translations."""
    for key, value in words.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))
