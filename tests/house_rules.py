"""The rules of the house, each a function from a tree to the places that break it.

Holds what can be read in files: names, sizes, clocks, SQL in Python, contracts, translations.
Does not hold: import rules (``[tool.importlinter]``), the layout of code (ruff, sqlfluff), behavior.
Called by ``test_house``, on this tree and on small trees with a planted violation.
"""

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path

from tests.tree import (
    PACKAGES,
    body_lines,
    csv_rows,
    entries,
    files,
    flat,
    is_enforced,
    line_count,
    longest,
    marts_config,
    name_in,
    owner,
    python_files,
    said_lines,
    syntax,
    texts,
)

Rule = Callable[[Path], list[str]]

NO_DOOR_POLICY = {
    *("utils", "util", "helpers", "helper", "common", "lib", "misc", "base", "manager", "handler", "scripts"),
    "notebooks",
}
READ_ENVIRONMENT = {"dagster_project/settings.py", "streamlit_app/settings.py"}
READ_CLOCK = (
    "dagster_project/cli.py",
    "dagster_project/terminal.py",
    "dagster_project/defs/",
    "streamlit_app/app.py",
    "streamlit_app/entries.py",
)
CLOCK = re.compile(
    r"(datetime|date|dt)\.(now|today|utcnow)|time\.(time|time_ns|localtime|gmtime)|(pd\.)?Timestamp\.(now|today)"
)
SQL_TEXT = re.compile(
    r"^\s*(--.*\n\s*)*("
    r"select\b.+\bfrom\b|select\s+[\w*(]+\)?\s*$|with\s+\w+\s+as\s*\(|insert\s+into\b|merge\s+into\b|delete\s+from\b"
    r"|update\s+\S+\s+set\b|create\s+(or\s+replace\s+)?(temp\w*\s+)?(table|view|schema|macro|sequence|index)\b"
    r"|drop\s+(table|view|schema)\b|attach\s+'|detach\s+\w+$|copy\s+.+\bto\b|pragma\s+\w|set\s+\w+\s*=|describe\s+\w+$"
    r"|checkpoint\b)",
    re.IGNORECASE | re.DOTALL,
)
SQL_CLOCK = re.compile(
    r"\b(current_date|current_time|current_timestamp|localtimestamp|localtime|getdate|sysdate)\b"
    r"|\b(now|today|get_current_timestamp|transaction_timestamp)\s*\(\s*\)",
    re.IGNORECASE,
)
SQL_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/|\{#.*?#\}", re.DOTALL)
FLOAT_TYPE = re.compile(r"\b(float|float4|float8|double|double precision|real)\b", re.IGNORECASE)
CAST_TO_FLOAT = re.compile(r"amount\w*\s*(\bas\b|::)\s*(float|double|real)", re.IGNORECASE)
MONEY_COLUMN = re.compile(r"(^|_)amount(_base)?$|^value$")
MODEL_PLACES = (
    re.compile(r"^dbt/models/staging/(\w+)/stg_\1__\w+\.sql$"),
    re.compile(r"^dbt/models/intermediate/(\w+/)*int_\w+\.sql$"),
    re.compile(r"^dbt/models/marts/(\w+/)*(fct|dim)_\w+\.sql$"),
    re.compile(r"^dbt/models/trace/\w+\.sql$"),
)
STATEMENT_PLACE = re.compile(r"^sql/[a-z]+/[a-z]+(_[a-z0-9]+)*\.sql$")


def no_sql_text_in_python(root: Path) -> list[str]:
    """A statement is a file of sql/, so that it can be read, linted and found by its caller."""
    return [
        f"{name_in(root, path)}:{line}"
        for path in python_files(root, *PACKAGES)
        for line, text in texts(syntax(path))
        if SQL_TEXT.match(text)
    ]


def only_settings_read_the_environment(root: Path) -> list[str]:
    """What a run depends on is an argument, not the shell that it was started from."""
    return [
        f"{name_in(root, path)}:{node.lineno}"
        for path in python_files(root, *PACKAGES)
        if name_in(root, path) not in READ_ENVIRONMENT
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "environb"}
    ]


def only_the_edges_read_the_clock(root: Path) -> list[str]:
    """A figure that depends on the hour of its making cannot be made again."""
    return [
        f"{name_in(root, path)}:{node.lineno}"
        for path in python_files(root, *PACKAGES)
        if not name_in(root, path).startswith(READ_CLOCK)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Attribute) and CLOCK.fullmatch(f"{owner(node)}.{node.attr}")
    ]


def modules_say_what_they_hold(root: Path) -> list[str]:
    """Three sentences: what it holds, what it does not, who calls it."""
    return [
        name_in(root, path)
        for path in python_files(root, *PACKAGES)
        if path.read_text().strip()
        and not all(
            words in (ast.get_docstring(syntax(path)) or "") for words in ("Does not hold", "Called by")
        )
    ]


def dataclasses_are_frozen(root: Path) -> list[str]:
    """Data does not change under the feet of who holds it."""
    return [
        f"{name_in(root, path)}:{node.lineno} {node.name}"
        for path in python_files(root, *PACKAGES)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.ClassDef)
        for decorator in map(ast.unparse, node.decorator_list)
        if "dataclass" in decorator and "frozen=True" not in decorator
    ]


def files_can_be_read_in_one_sitting(root: Path) -> list[str]:
    """A module has at most 300 lines, a reader 200, a page 120, a function 40, a model 120 said."""
    modules = [
        f"{name_in(root, path)}: {line_count(path)} lines"
        for path in python_files(root, *PACKAGES)
        if line_count(path) > longest(name_in(root, path))
    ]
    functions = [
        f"{name_in(root, path)}:{node.lineno} {node.name}: {body_lines(node)} lines"
        for path in python_files(root, *PACKAGES)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef) and body_lines(node) > 40
    ]
    models = [
        f"{name_in(root, path)}: {said_lines(path)} lines"
        for path in files(root, "dbt/models", ".sql")
        if said_lines(path) > 120
    ]
    return modules + functions + models


def no_rooms_without_a_door_policy(root: Path) -> list[str]:
    """A room whose name says nothing ends up holding everything."""
    return [
        name_in(root, path)
        for path in files(root, ".", ".py", ".sql", ".yml", ".md")
        if {path.stem, *path.relative_to(root).parent.parts} & NO_DOOR_POLICY
    ]


def dbt_holds_no_python(root: Path) -> list[str]:
    """A top-level dbt/ that looks like a package, or like dbt's own, breaks ``import dbt``."""
    return [
        *(name_in(root, path) for path in files(root, "dbt", ".py")),
        *(f"dbt/{room}" for room in ("adapters", "include", "cli") if (root / "dbt" / room).exists()),
    ]


def no_clock_in_sql(root: Path) -> list[str]:
    """Only `as_of_date()` says which day it is."""
    return [
        name_in(root, path)
        for path in [*files(root, "dbt", ".sql"), *files(root, "sql", ".sql")]
        if SQL_CLOCK.search(SQL_COMMENT.sub("", path.read_text()))
    ]


def models_lie_where_their_names_say(root: Path) -> list[str]:
    """stg_<system>__ in staging/<system>, int_ in intermediate, fct_ and dim_ in marts, the rest in trace."""
    return [
        name
        for path in files(root, "dbt/models", ".sql")
        if not any(place.match(name := name_in(root, path)) for place in MODEL_PLACES)
    ]


def sources_are_read_at_their_door(root: Path) -> list[str]:
    """`source('raw')` in staging (and in trace, which shows it); `source('computed')` in marts."""
    doors = {"raw": ("dbt/models/staging/", "dbt/models/trace/"), "computed": ("dbt/models/marts/",)}
    return [
        f"{name_in(root, path)}: source {source}"
        for path in files(root, "dbt/models", ".sql")
        for source in re.findall(r"source\(\s*['\"](\w+)", path.read_text())
        if not name_in(root, path).startswith(doors.get(source, ()))
    ]


def models_are_described(root: Path) -> list[str]:
    """Each model has a YAML entry with a description; each column of a mart a description and a type."""
    described = {
        model["name"]: model for model in entries(root, "dbt/models", "models") if model.get("description")
    }
    marts = {path.stem for path in files(root, "dbt/models/marts", ".sql")} & described.keys()
    return [
        *(name_in(root, path) for path in files(root, "dbt/models", ".sql") if path.stem not in described),
        *(f"{mart}: no columns" for mart in sorted(marts) if not described[mart].get("columns")),
        *(
            f"{mart}.{column['name']}"
            for mart in sorted(marts)
            for column in described[mart].get("columns") or []
            if not (column.get("description") and column.get("data_type"))
        ),
    ]


def marts_have_enforced_contracts(root: Path) -> list[str]:
    """A promised column cannot change its name or type by accident."""
    whole_folder = is_enforced(marts_config(root))
    own = {
        model["name"]: is_enforced(config)
        for model in entries(root, "dbt/models", "models")
        if "contract" in (config := model.get("config") or {})
    }
    marts = [path.stem for path in files(root, "dbt/models/marts", ".sql")]
    return [mart for mart in marts if not own.get(mart, whole_folder)]


def money_is_never_a_float(root: Path) -> list[str]:
    """No float among a model's amounts, nor a cast of one to it."""
    typed = [
        f"{model['name']}.{column['name']}"
        for model in entries(root, "dbt/models", "models")
        for column in model.get("columns") or []
        if MONEY_COLUMN.search(str(column["name"])) and FLOAT_TYPE.search(str(column.get("data_type", "")))
    ]
    cast = [
        name_in(root, path)
        for path in [*files(root, "dbt", ".sql"), *files(root, "sql", ".sql")]
        if CAST_TO_FLOAT.search(SQL_COMMENT.sub("", path.read_text()))
    ]
    return typed + cast


def each_statement_is_one_file(root: Path) -> list[str]:
    """sql/<room>/<verb_object>.sql opens with a comment (takes, returns) and holds one statement."""
    return [
        name_in(root, path)
        for path in files(root, "sql", ".sql")
        if not STATEMENT_PLACE.match(name_in(root, path))
        or not path.read_text().startswith("--")
        or ";" in SQL_COMMENT.sub("", path.read_text()).strip().rstrip(";")
    ]


def app_queries_and_functions_are_one_to_one(root: Path) -> list[str]:
    """Each file of sql/app is run by the function of its name in queries, and no other is run."""
    rooms = [
        path for path in python_files(root, "streamlit_app") if "queries" in (path.stem, path.parent.name)
    ]
    body = [node for path in rooms for node in syntax(path).body]
    statements = {path.stem for path in files(root, "sql/app", ".sql")}
    functions = {node.name: ast.unparse(node) for node in body if isinstance(node, ast.FunctionDef)}
    running = {name for name, text in functions.items() if re.search(rf"['\"](app/)?{name}['\"]", text)}
    asked = {name for text in functions.values() for name in re.findall(r"['\"]app/(\w+)['\"]", text)}
    return sorted((statements | asked) ^ running)


def each_page_has_an_exposure_and_a_test(root: Path) -> list[str]:
    """Each page has an exposure of its name and a test that opens it; no exposure is without its page."""
    pages = {path.stem for path in files(root, "streamlit_app/views", ".py") if not path.stem.startswith("_")}
    exposures = {exposure["name"] for exposure in entries(root, "dbt/models", "exposures")}
    tests = "\n".join(f"{path.name}\n{path.read_text()}" for path in files(root, "tests", ".py"))
    tested = {
        page for page in pages if re.search(rf"views/{page}\.py|test_(app_)?{page}_|test_app_{page}\b", tests)
    }
    return [
        *(f"page {page} has no exposure" for page in sorted(pages - exposures)),
        *(f"exposure {name} has no page" for name in sorted(exposures - pages)),
        *(f"page {page} has no test" for page in sorted(pages - tested)),
    ]


def locales_hold_the_same_keys(root: Path) -> list[str]:
    """What one language says the others say, with the same placeholders; and all that the app asks for."""
    locales = {
        path.stem: dict(flat(json.loads(path.read_text(encoding="utf-8"))))
        for path in files(root, "streamlit_app/locales", ".json")
    }
    keys = {key for words in locales.values() for key in words}
    asked = {
        str(node.args[0].value)
        for path in python_files(root, "streamlit_app")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "t" and node.args
        if isinstance(node.args[0], ast.Constant)
    }
    missing = [
        f"{language}: {key}" for language, words in locales.items() for key in (keys | asked) - words.keys()
    ]
    placeholders = {
        key: {tuple(sorted(re.findall(r"\{(\w+)", words.get(key, "")))) for words in locales.values()}
        for key in keys
    }
    return sorted(missing) + [
        f"{key}: placeholders differ" for key, forms in placeholders.items() if len(forms) > 1
    ]


def tests_are_plain_functions_without_mocks(root: Path) -> list[str]:
    """No test classes, no mocks of our own code."""
    return [
        f"{name_in(root, path)}:{node.lineno}"
        for path in files(root, "tests", ".py")
        for node in ast.walk(syntax(path))
        if (isinstance(node, ast.ClassDef) and node.name.startswith("Test"))
        or (
            isinstance(node, ast.ImportFrom | ast.Import)
            and re.search(r"\b(unittest|mock)\b", ast.unparse(node))
        )
    ]


def seed_rows_give_their_reason(root: Path) -> list[str]:
    """A seed with a reason column has one on every row."""
    return [
        f"{name_in(root, path)}:{number}"
        for path in files(root, "seeds", ".csv")
        for number, row in enumerate(csv_rows(path), start=2)
        if "reason" in row and not row["reason"]
    ]
