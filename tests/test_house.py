"""The house keeps its rules, and each rule can see what it forbids.

Holds a small clean tree, and for every rule at least one planted violation.
Does not hold: the rules (``house_rules``).
Called by pytest.
"""

import inspect
from pathlib import Path

import pytest

from tests import house_rules
from tests.house_rules import Rule
from tests.tree import ROOT

RULES = [
    rule
    for _, rule in inspect.getmembers(house_rules, inspect.isfunction)
    if rule.__module__ == house_rules.__name__
]

MODULE = '"""One.\n\nHolds it.\nDoes not hold: that.\nCalled by who.\n"""\n\n'
MART = "dbt/models/marts/receivables/fct_open_items"
CLEAN = {
    "dagster_project/__init__.py": "",
    "dagster_project/landing.py": MODULE
    + "from dataclasses import dataclass\n\n@dataclass(frozen=True)\nclass Landed:\n    name: str\n\n"
    + "def land(day):\n    return f'landed from {day}', 'Select a file', run('landing/write_file')\n",
    "dagster_project/settings.py": MODULE + "import os\nHOME = os.environ['CARTERA_HOME']\n",
    "dagster_project/cli.py": MODULE + "from datetime import datetime\nNOW = datetime.now()\n",
    "sql/landing/write_file.sql": "-- Writes a file; takes $name.\nselect $name;\n",
    "sql/app/read_items.sql": "-- Items; not current_date. Returns item_id.\nselect 1 as item_id\n",
    "streamlit_app/queries.py": MODULE + "def read_items():\n    return _run('read_items')\n",
    "streamlit_app/views/aging.py": MODULE + "st.title(t('aging.title'))\n",
    "streamlit_app/locales/en.json": '{"aging": {"title": "Aging of {day}"}}',
    "streamlit_app/locales/es.json": '{"aging": {"title": "Antigüedad al {day}"}}',
    "dbt/dbt_project.yml": "name: cartera\nmodels: {cartera: {marts: {+contract: {enforced: true}}}}\n",
    "dbt/models/staging/erp/stg_erp__documents.sql": "select * from {{ source('raw', 'documents') }}\n",
    "dbt/models/staging/erp/_erp.yml": "models: [{name: stg_erp__documents, description: Documents}]\n",
    f"{MART}.sql": "select * from {{ ref('stg_erp__documents') }}\n",
    f"{MART}.yml": "models: [{name: fct_open_items, description: Items, columns: "
    "[{name: open_amount, data_type: 'decimal(38, 4)', description: Open}]}]\n",
    "dbt/models/marts/_exposures.yml": "exposures: [{name: aging}]\n",
    "seeds/holidays.csv": "day,reason\n2026-01-01,New year\n",
    "tests/test_app.py": "def test_aging_page_opens():\n    open('views/aging.py')\n",
}

PLANTED = [
    ("no_sql_text_in_python", "dagster_project/a.py", "run(f'select {column} from documents')"),
    ("no_sql_text_in_python", "dagster_project/a.py", "x = '''\n-- note\nWITH a AS (select 1) select 2'''"),
    ("no_sql_text_in_python", "dagster_project/a.py", "x = 'SELECT 1'"),
    ("no_sql_text_in_python", "dagster_project/a.py", "x = 'create or replace temp table t as ' + y"),
    ("no_sql_text_in_python", "dagster_project/a.py", "x = f\"attach '{path}' as cartera\""),
    ("no_sql_text_in_python", "streamlit_app/a.py", "c.execute('delete from marts.x')"),
    ("only_settings_read_the_environment", "dagster_project/a.py", "import os\nos.getenv('HOME')"),
    ("only_settings_read_the_environment", "streamlit_app/a.py", "import os\nos.environ['HOME']"),
    ("only_the_edges_read_the_clock", "dagster_project/a.py", "import datetime\ndatetime.date.today()"),
    ("only_the_edges_read_the_clock", "dagster_project/a.py", "x = datetime.now(UTC)"),
    ("only_the_edges_read_the_clock", "streamlit_app/a.py", "import time\nx = time.time()"),
    ("modules_say_what_they_hold", "dagster_project/a.py", '"""Lands files."""'),
    ("modules_say_what_they_hold", "streamlit_app/views/a.py", "x = 1"),
    ("dataclasses_are_frozen", "dagster_project/a.py", "@dataclass(slots=True)\nclass A:\n    x: int"),
    ("dataclasses_are_frozen", "dagster_project/a.py", "@dataclass\nclass A:\n    x: int"),
    ("files_can_be_read_in_one_sitting", "dagster_project/a.py", "def f():\n" + "    g()\n" * 41),
    ("files_can_be_read_in_one_sitting", "dagster_project/a.py", "x = 1\n" * 301),
    ("files_can_be_read_in_one_sitting", "dagster_project/readers/a.py", "x = 1\n" * 201),
    ("files_can_be_read_in_one_sitting", "streamlit_app/views/a.py", "x = 1\n" * 121),
    ("files_can_be_read_in_one_sitting", "dbt/models/intermediate/int_x.sql", "select 1\n" * 121),
    ("no_rooms_without_a_door_policy", "dagster_project/utils/dates.py", "x = 1"),
    ("no_rooms_without_a_door_policy", "streamlit_app/helpers.py", "x = 1"),
    ("dbt_holds_no_python", "dbt/models/marts/predict.py", "x = 1"),
    ("dbt_holds_no_python", "dbt/adapters/readme.md", "x"),
    ("no_clock_in_sql", f"{MART}.sql", "select today() - due_date as days"),
    ("no_clock_in_sql", "sql/app/a.sql", "-- A.\nselect Current_Date as d"),
    ("no_clock_in_sql", "dbt/macros/as_of_date.sql", "{% macro as_of_date() %}now(){% endmacro %}"),
    ("models_lie_where_their_names_say", "dbt/models/intermediate/open_items.sql", "select 1"),
    ("models_lie_where_their_names_say", "dbt/models/staging/erp/stg_xero__a.sql", "select 1"),
    ("sources_are_read_at_their_door", f"{MART}.sql", "select * from {{ source('raw', 'documents') }}"),
    ("sources_are_read_at_their_door", "dbt/models/staging/a.sql", "{{ source('computed', 'a') }}"),
    ("models_are_described", f"{MART}.yml", "models: [{name: fct_open_items, columns: [{name: a}]}]"),
    ("models_are_described", f"{MART}.yml", "models: [{name: fct_open_items, description: Items}]"),
    (
        "models_are_described",
        f"{MART}.yml",
        "models: [{name: fct_open_items, description: Items, columns: [{name: a, data_type: date}]}]",
    ),
    ("models_are_described", "dbt/models/intermediate/int_x.sql", "select 1"),
    ("marts_have_enforced_contracts", "dbt/dbt_project.yml", "name: cartera\nmodels: {cartera: {marts: {}}}"),
    (
        "marts_have_enforced_contracts",
        f"{MART}.yml",
        "models: [{name: fct_open_items, config: {contract: {enforced: false}}}]",
    ),
    (
        "money_is_never_a_float",
        f"{MART}.yml",
        "models: [{name: fct_open_items, columns: [{name: open_amount_base, data_type: double}]}]",
    ),
    ("money_is_never_a_float", "sql/app/a.sql", "-- A.\nselect cast(open_amount as double) as x"),
    ("money_is_never_a_float", "dbt/models/intermediate/int_x.sql", "select amount::float as x"),
    ("each_statement_is_one_file", "sql/landing/write_file.sql", "-- Two.\nselect 1; select 2"),
    ("each_statement_is_one_file", "sql/landing/a.sql", "select 1"),
    ("each_statement_is_one_file", "sql/a.sql", "-- A.\nselect 1"),
    ("app_queries_and_functions_are_one_to_one", "sql/app/read_b.sql", "-- Nobody runs it.\nselect 1"),
    ("app_queries_and_functions_are_one_to_one", "streamlit_app/queries.py", "def a():\n    f('app/read_b')"),
    ("each_page_has_an_exposure_and_a_test", "streamlit_app/views/cash.py", "x = 1"),
    ("each_page_has_an_exposure_and_a_test", "dbt/models/e.yml", "exposures: [{name: nowhere}]"),
    ("each_page_has_an_exposure_and_a_test", "tests/test_app.py", "x = 1"),
    ("locales_hold_the_same_keys", "streamlit_app/locales/es.json", '{"aging": {"name": "Antigüedad"}}'),
    ("locales_hold_the_same_keys", "streamlit_app/locales/es.json", '{"aging": {"title": "Antigüedad"}}'),
    ("locales_hold_the_same_keys", "streamlit_app/locales/pt.json", "{}"),
    ("locales_hold_the_same_keys", "streamlit_app/a.py", "t('aging.absent')"),
    ("tests_are_plain_functions_without_mocks", "tests/test_app.py", "from unittest.mock import patch"),
    ("tests_are_plain_functions_without_mocks", "tests/test_app.py", "class TestAging:\n    pass"),
    ("seed_rows_give_their_reason", "seeds/holidays.csv", "day,reason\n2026-01-01,\n"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule: Rule) -> None:
    assert rule(ROOT) == [], rule.__doc__


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_clean_tree_passes(rule: Rule, tmp_path: Path) -> None:
    _plant(tmp_path, CLEAN)
    assert rule(tmp_path) == []


@pytest.mark.parametrize(("name", "path", "text"), PLANTED)
def test_a_planted_violation_is_seen(name: str, path: str, text: str, tmp_path: Path) -> None:
    _plant(tmp_path, CLEAN | {path: text})
    assert getattr(house_rules, name)(tmp_path) != []


def test_every_rule_has_a_planted_violation() -> None:
    assert {rule.__name__ for rule in RULES} == {name for name, _, _ in PLANTED}


def _plant(root: Path, tree: dict[str, str]) -> None:
    for name, text in tree.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
