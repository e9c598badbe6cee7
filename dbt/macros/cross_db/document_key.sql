{#
    One number for a text key of two parts, so that the ledger joins on numbers. Internal to a build: never published, never compared between engines.
    DuckDB's own hash() is no such number: of a million ids like 'NC-FV26001592-1-FV26001592' one in eleven shares its hash with another.
    assert_keys_are_one_to_one.sql proves on every build that no two documents or allocations share one.
#}
{% macro document_key(company_id, document_id) %}{{ return(adapter.dispatch('document_key', 'cartera')(company_id, document_id)) }}{% endmacro %}

{% macro default__document_key(company_id, document_id) %}hashtextextended({{ company_id }} || '|' || {{ document_id }}, 0){% endmacro %}

{% macro duckdb__document_key(company_id, document_id) %}cast(md5_number({{ company_id }} || '|' || {{ document_id }}) >> 64 as ubigint){% endmacro %}
