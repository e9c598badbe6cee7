{#
    One row per cohort (by due month or by invoice month), company, segment, state and days since the
    item's own day: what was settled then; days_since is of no meaning while settled_state is null.
#}

with

slices as (

    select
        company_id,
        segment,
        settled_state,
        posting_date,
        due_date,
        close_date,
        cast(sum(amount_base) as decimal(38, 4)) as amount_base
    from {{ ref('int_debit_slices') }}
    where is_invoiced
    group by company_id, segment, settled_state, posting_date, due_date, close_date

),

dated as (

    select
        'due' as cohort_kind,
        {{ month_number('slices.due_date') }} as month_number,
        slices.company_id,
        slices.segment,
        slices.settled_state,
        {{ days_between('slices.due_date', 'slices.close_date') }} as days_since,
        slices.due_date as cohort_date,
        slices.amount_base
    from slices

    union all

    select
        'invoice' as cohort_kind,
        {{ month_number('slices.posting_date') }} as month_number,
        slices.company_id,
        slices.segment,
        slices.settled_state,
        {{ days_between('slices.posting_date', 'slices.close_date') }} as days_since,
        slices.posting_date as cohort_date,
        slices.amount_base
    from slices

),

final as (

    select
        dated.cohort_kind,
        dated.month_number,
        dated.company_id,
        dated.segment,
        dated.settled_state,
        case when dated.settled_state is not null then dated.days_since end as days_since,
        max(dated.cohort_date) as last_date,
        cast(sum(dated.amount_base) as decimal(38, 4)) as amount_base
    from dated
    group by
        dated.cohort_kind,
        dated.month_number,
        dated.company_id,
        dated.segment,
        dated.settled_state,
        case when dated.settled_state is not null then dated.days_since end

)

select * from final
