{#
    One row per company and month: what receipts took off debits overdue at the previous month end,
    less reversals. A debit was open then if a piece of it is settled now, unless an allocation of it
    was ever reversed: for those few the balance is taken.
#}

with

settlements as (

    select
        settlements.*,
        months.month_end_date as previous_month_end_date
    from {{ ref('int_debit_settlements') }} as settlements
    inner join {{ ref('int_month_ends') }} as months
        on settlements.month_number = months.month_number + 1
    where settlements.credit_type = 'receipt'
        and settlements.due_date < months.month_end_date
        and settlements.posting_date <= months.month_end_date

),

reopened_items as (

    select distinct
        document_key,
        instalment_number
    from {{ ref('int_debit_settlements') }}
    where close_kind = 'unapplied'

),

reopened as (

    select distinct
        settlements.document_key,
        settlements.instalment_number,
        settlements.month_number,
        settlements.previous_month_end_date
    from settlements
    inner join reopened_items
        on settlements.document_key = reopened_items.document_key
        and settlements.instalment_number = reopened_items.instalment_number

),

settled_before as (

    select
        reopened.document_key,
        reopened.instalment_number,
        reopened.month_number
    from reopened
    inner join {{ ref('int_slices') }} as slices
        on reopened.document_key = slices.document_key
        and reopened.instalment_number = slices.instalment_number
    where slices.close_date > reopened.previous_month_end_date
    group by
        reopened.document_key,
        reopened.instalment_number,
        reopened.month_number
    having sum(slices.amount) = 0

),

final as (

    select
        settlements.company_id,
        settlements.month_number,
        {{ money_sum('settlements.amount_base') }} as recovered_amount_base
    from settlements
    left join settled_before
        on settlements.document_key = settled_before.document_key
        and settlements.instalment_number = settled_before.instalment_number
        and settlements.month_number = settled_before.month_number
    where settled_before.document_key is null
    group by settlements.company_id, settlements.month_number

)

select * from final
