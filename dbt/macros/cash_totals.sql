{# The totals and balances of the cash forecast, one row per company, week and line; payments are certain, and so is cash today. #}
{% macro cash_totals(flows, balances) %}

    select company_id, week_number, 'opening_cash' as line, opening_amount_base, case when week_number = 1 then opening_amount_base end, case when week_number = 1 then opening_amount_base end, case when week_number = 1 then opening_amount_base end
    from {{ balances }}

    union all

    select company_id, week_number, 'receipts' as line, receipts_amount_base, receipts_p10_amount_base, receipts_p50_amount_base, receipts_p90_amount_base
    from {{ flows }}

    union all

    select company_id, week_number, 'disbursements' as line, disbursements_amount_base, disbursements_amount_base, disbursements_amount_base, disbursements_amount_base
    from {{ flows }}

    union all

    select company_id, week_number, 'net_flow' as line, net_flow_amount_base, receipts_p10_amount_base + disbursements_amount_base, receipts_p50_amount_base + disbursements_amount_base, receipts_p90_amount_base + disbursements_amount_base
    from {{ flows }}

    union all

    select company_id, week_number, 'closing_cash' as line, closing_amount_base, closing_p10_amount_base, closing_p50_amount_base, closing_p90_amount_base
    from {{ balances }}

    union all

    select company_id, week_number, 'headroom' as line, headroom_amount_base, closing_p10_amount_base - minimum_amount_base, closing_p50_amount_base - minimum_amount_base, closing_p90_amount_base - minimum_amount_base
    from {{ balances }}
{%- endmacro %}
