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
        company_id,
        document_id,
        instalment_number
    from {{ ref('int_debit_settlements') }}
    where close_type = 'allocation_reversal'

),

reopened as (

    select distinct
        settlements.company_id,
        settlements.document_id,
        settlements.instalment_number,
        settlements.month_number,
        settlements.previous_month_end_date
    from settlements
    inner join reopened_items
        on settlements.company_id = reopened_items.company_id
        and settlements.document_id = reopened_items.document_id
        and settlements.instalment_number = reopened_items.instalment_number

),

settled_before as (

    select
        reopened.company_id,
        reopened.document_id,
        reopened.instalment_number,
        reopened.month_number
    from reopened
    inner join {{ ref('int_slices') }} as slices
        on reopened.company_id = slices.company_id
        and reopened.document_id = slices.document_id
        and reopened.instalment_number = slices.instalment_number
    where slices.close_date > reopened.previous_month_end_date
    group by
        reopened.company_id,
        reopened.document_id,
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
        on settlements.company_id = settled_before.company_id
        and settlements.document_id = settled_before.document_id
        and settlements.instalment_number = settled_before.instalment_number
        and settlements.month_number = settled_before.month_number
    where settled_before.document_id is null
    group by settlements.company_id, settlements.month_number

)

select * from final
