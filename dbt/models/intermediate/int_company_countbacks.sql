{# One row per company and day with receivables that its sales can exhaust: count-back days. #}

{{ countback(ref('int_company_sales_points'), ref('int_company_sales_steps'), ['company_id']) }}
