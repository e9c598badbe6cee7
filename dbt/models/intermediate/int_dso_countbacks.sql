{# One row per entity and month end with receivables that its sales can exhaust: count-back days. #}

{{ countback(ref('int_dso_points'), ref('int_dso_steps'), ['entity_number']) }}
