{# One row per month, company and segment with sales, write-offs or what came back from them. #}

with

customers as (

    select * from {{ ref('int_customers') }}

),

postings as (

    select
        slices.company_id,
        slices.customer_id,
        {{ month_number('slices.posting_date') }} as month_number,
        slices.document_type,
        sum(slices.amount_base) as amount_base
    from {{ ref('int_slices') }} as slices
    inner join {{ ref('document_types') }} as document_types
        on slices.document_type = document_types.document_type
    where slices.posting_date <= {{ as_of_date() }}
        and (document_types.is_sale or document_types.roll_forward_line = 'write_offs')
    group by
        slices.company_id,
        slices.customer_id,
        {{ month_number('slices.posting_date') }},
        slices.document_type

),

recoveries as (

    select
        company_id,
        customer_id,
        {{ month_number('close_date') }} as month_number,
        sum(amount_base) as amount_base
    from {{ ref('int_debit_slices') }}
    where document_type = 'write_off_reversal'
        and settled_state = 'paid'
    group by company_id, customer_id, {{ month_number('close_date') }}

),

lines as (

    select
        postings.company_id,
        postings.customer_id,
        postings.month_number,
        case
            when postings.document_type not in ('write_off', 'write_off_reversal')
                then postings.amount_base
            else 0
        end as sales,
        case when postings.document_type = 'write_off' then -postings.amount_base else 0 end
            as written_off,
        case when postings.document_type = 'write_off_reversal' then postings.amount_base else 0 end
            as reversed,
        0 as recovered
    from postings

    union all

    select
        recoveries.company_id,
        recoveries.customer_id,
        recoveries.month_number,
        0 as sales,
        0 as written_off,
        0 as reversed,
        recoveries.amount_base as recovered
    from recoveries

),

summed as (

    select
        {{ month_end('lines.month_number') }} as month_end_date,
        lines.company_id,
        customers.segment,
        {{ money_sum('lines.sales') }} as sales_amount_base,
        cast(sum(lines.written_off) as decimal(38, 4)) as written_off_amount_base,
        cast(sum(lines.reversed) as decimal(38, 4)) as reversed_amount_base,
        cast(sum(lines.recovered) as decimal(38, 4)) as recovered_amount_base
    from lines
    inner join customers
        on lines.company_id = customers.company_id
        and lines.customer_id = customers.customer_id
    where lines.month_number <= {{ last_month_number() }}
    group by {{ month_end('lines.month_number') }}, lines.company_id, customers.segment

)

select
    month_end_date,
    company_id,
    segment,
    sales_amount_base,
    written_off_amount_base,
    reversed_amount_base,
    recovered_amount_base,
    {{ ratio('(written_off_amount_base - reversed_amount_base)', 'sales_amount_base') }}
        as bad_debt_rate,
    {{ ratio_null_reason(
        '(written_off_amount_base - reversed_amount_base)', 'sales_amount_base', 'sales_amount'
    ) }} as bad_debt_rate_null_reason
from summed
