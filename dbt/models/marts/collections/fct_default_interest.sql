{#
    One row per late item and stretch of days with one principal and one rate: the ledger of accrued
    default interest. Simple interest; nothing of it is a receivable until an interest note claims it.
#}

with

principals as (

    select
        *,
        cast(residual_amount - disputed_amount as decimal(18, 4)) as principal_amount,
        {{ days_between('from_date', 'until_date') }} as day_count
    from {{ ref('int_interest_principals') }}

),

priced as (

    select
        items.company_id,
        items.customer_id,
        items.document_id,
        items.instalment_number,
        items.document_number,
        items.currency_code,
        items.due_date,
        principals.from_date,
        principals.until_date,
        principals.day_count,
        principals.residual_amount,
        principals.disputed_amount,
        principals.principal_amount,
        rates.annual_percent,
        rates.days_in_year,
        rates.source as rate_source,
        {{ scaled_integer('principals.principal_amount', 4) }}
        * {{ scaled_integer('rates.annual_percent', 4) }}
        * principals.day_count as numerator,
        100 * rates.days_in_year as denominator
    from principals
    inner join {{ ref('int_late_items') }} as items
        on principals.document_key = items.document_key
        and principals.instalment_number = items.instalment_number
    left join {{ ref('int_interest_rates') }} as rates
        on items.company_id = rates.company_id
        and items.currency_code = rates.currency_code
        and principals.from_date >= rates.from_date
        and principals.from_date < rates.until_date

),

final as (

    select
        priced.company_id,
        priced.customer_id,
        priced.document_id,
        priced.instalment_number,
        priced.document_number,
        priced.currency_code,
        priced.due_date,
        priced.from_date,
        priced.until_date,
        priced.day_count,
        priced.residual_amount,
        priced.disputed_amount,
        priced.principal_amount,
        priced.annual_percent,
        priced.days_in_year,
        priced.rate_source,
        cast(
            cast({{ divide_half_away('priced.numerator', 'priced.denominator') }} as decimal(38, 0))
            * cast(0.00000001 as decimal(9, 8)) as decimal(28, 8)
        ) as interest_amount,
        case when priced.annual_percent is null then 'rate_not_loaded' end
            as interest_amount_null_reason
    from priced

)

select * from final
