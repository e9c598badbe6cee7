{#
    One row per late item and dispute that takes its amount out of what bears interest: one upheld or
    undecided, while it stands (of a document in instalments, whole); one rejected takes out nothing.
#}

{{ config(materialized='view') }}

with

items as (

    select * from {{ ref('int_late_items') }}

),

instalments as (

    select
        document_key,
        count(*) as instalment_count
    from {{ ref('int_items') }}
    where has_balance
    group by document_key

),

final as (

    select
        items.document_key,
        items.instalment_number,
        disputes.opened_date,
        case
            when disputes.resolved_date <= {{ as_of_date() }} then disputes.resolved_date
            else {{ never_date() }}
        end as resolved_date,
        case
            when instalments.instalment_count > 1 then items.default_amount
            else coalesce(disputes.amount, items.default_amount)
        end as disputed_amount
    from items
    inner join {{ ref('int_disputes') }} as disputes
        on items.company_id = disputes.company_id
        and items.document_id = disputes.document_id
        and items.last_date >= disputes.opened_date
    inner join instalments
        on items.document_key = instalments.document_key
    where disputes.outcome is distinct from 'invalid'
        or coalesce(disputes.resolved_date, {{ never_date() }}) > {{ as_of_date() }}

)

select * from final
