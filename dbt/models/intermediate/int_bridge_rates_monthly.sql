{#
    One row per month, company and currency with open debits at the month end before: their rate then,
    as base amount ÷ amount, kept as the two whole numbers.
#}

with

balances as (

    select
        month_number + 1 as month_number,
        company_id,
        currency_code,
        {{ money_sum('amount') }} as amount,
        {{ money_sum('amount_base') }} as amount_base
    from {{ ref('int_bridge_parts_monthly') }}
    where part <> 'unapplied'
    group by month_number, company_id, currency_code

),

final as (

    select
        month_number,
        company_id,
        currency_code,
        amount,
        amount_base
    from balances
    where amount > 0
        and amount_base > 0

)

select * from final
