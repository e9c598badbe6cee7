{# One row per company and day from its first posting to the as-of date: what it posted then. #}

with

postings as (

    select * from {{ ref('int_movements_daily') }}
    where event_kind = 'opened'

),

document_types as (

    select * from {{ ref('document_types') }}

),

companies as (

    select
        postings.company_id,
        min(postings.effective_date) as first_posting_date
    from postings
    group by postings.company_id

),

days as (

    {{ date_series(
        '(select min(first_posting_date) from companies)', as_of_date(), 'balance_date'
    ) }}

),

posted as (

    select
        postings.company_id,
        postings.effective_date as posting_date,
        {{ money_sum('postings.amount_base', 'document_types.is_sale') }} as sales_amount_base,
        {{ money_sum('-postings.amount_base', 'document_types.is_cash') }}
            as cash_collected_amount_base
    from postings
    inner join document_types
        on postings.event_type = document_types.document_type
    group by postings.company_id, postings.effective_date

),

final as (

    select
        companies.company_id,
        days.balance_date,
        {{ month_number('days.balance_date') }} as month_number,
        -- a day on which nothing was posted has no row: its sales and cash are 0
        coalesce(posted.sales_amount_base, 0) as sales_amount_base,
        coalesce(posted.cash_collected_amount_base, 0) as cash_collected_amount_base
    from companies
    inner join days
        on companies.first_posting_date <= days.balance_date
    left join posted
        on companies.company_id = posted.company_id
        and days.balance_date = posted.posting_date

)

select * from final
