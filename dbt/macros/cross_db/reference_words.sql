{# In a select list: one row per word of a text that could be a reference: letters, digits and separators, a digit among them. The text is in upper case. #}
{% macro reference_words(text) %}{{ return(adapter.dispatch('reference_words', 'cartera')(text)) }}{% endmacro %}

{% macro default__reference_words(text) %}(regexp_matches({{ text }}, '[A-Z./-]*[0-9][A-Z0-9./-]*', 'g'))[1]{% endmacro %}

{% macro duckdb__reference_words(text) %}unnest(regexp_extract_all({{ text }}, '[A-Z./-]*[0-9][A-Z0-9./-]*')){% endmacro %}
