{# The candidate, where taking it brings the remaining difference nearer to zero; else nothing. #}
{% macro explained(remaining, candidate) %}
case when abs({{ remaining }} - {{ candidate }}) < abs({{ remaining }}) then {{ candidate }} else 0 end
{%- endmacro %}
