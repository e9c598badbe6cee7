{#
    One number for a text key of two parts, so that the ledger joins on numbers. Internal to a build: never published, never compared between engines.
    assert_keys_are_one_to_one.sql proves on every build that no two documents share one.
#}
{% macro document_key(company_id, document_id) %}{{ return(adapter.dispatch('document_key', 'cartera')(company_id, document_id)) }}{% endmacro %}

{% macro default__document_key(company_id, document_id) %}hashtextextended({{ company_id }} || '|' || {{ document_id }}, 0){% endmacro %}

{% macro duckdb__document_key(company_id, document_id) %}hash({{ company_id }}, {{ document_id }}){% endmacro %}
