{# One row per layer, entity and measure: counts and sums that must agree from hop to hop. #}

with

raw_counts as (

    select
        'raw' as layer,
        entity,
        'record_count' as measure,
        cast(sum(record_count) as decimal(38, 4)) as value
    from {{ ref('stg_cartera__record_counts') }}
    group by entity

),

measures as (

    select unnest(['file_count', 'record_count', 'reject_count', 'ignored_count']) as measure

),

landing_counts as (

    select
        'landing' as layer,
        'files' as entity,
        measures.measure,
        cast(case measures.measure
            when 'file_count' then count(*)
            when 'record_count' then coalesce(sum(files.record_count), 0)
            when 'reject_count' then coalesce(sum(files.reject_count), 0)
            else coalesce(sum(files.ignored_count), 0)
        end as decimal(38, 4)) as value
    from {{ ref('fct_files') }} as files
    cross join measures
    group by measures.measure

),

ledger_amounts as (

    select
        'ledger' as layer,
        'events:' || company_id || ':' || currency_code as entity,
        'open_amount' as measure,
        cast(sum(amount) as decimal(38, 4)) as value
    from {{ ref('fct_ledger_events') }}
    where effective_date <= {{ as_of_date() }}
    group by company_id, currency_code

),

item_amounts as (

    select
        'marts' as layer,
        'open_items:' || company_id || ':' || currency_code as entity,
        'open_amount' as measure,
        cast(sum(open_amount) as decimal(38, 4)) as value
    from {{ ref('fct_open_items') }}
    group by company_id, currency_code

),

rejected_counts as (

    select
        layer,
        entity,
        'reject_count' as measure,
        cast(count(*) as decimal(38, 4)) as value
    from {{ ref('fct_rejected_records') }}
    group by layer, entity

),

final as (

    select * from raw_counts
    union all
    select * from landing_counts
    union all
    select * from ledger_amounts
    union all
    select * from item_amounts
    union all
    select * from rejected_counts

)

select * from final
