{#
    One row per entry and item of its payer that its text names and its amount does not equal: parts of one document, taken in order of
    booking from its instalments in order of due date as far as they fit; or all that it names and more.
#}

with

settled as (

    select * from {{ ref('int_match_settled') }}

),

named as (

    select
        hits.*,
        min(hits.document_key) over by_entry = max(hits.document_key) over by_entry
            as is_one_document,
        count(*) over (partition by hits.item_key) as claim_count,
        cast(sum(hits.amount) over by_entry as bigint) as named_amount
    from {{ ref('int_match_payer_hits') }} as hits
    left join settled as paid_items
        on hits.item_key = paid_items.item_key
    left join settled as paying_entries
        on hits.entry_key = paying_entries.entry_key
    where paid_items.item_key is null
        and paying_entries.entry_key is null
        and not hits.is_repeat
    window by_entry as (partition by hits.entry_key)

),

payments as (

    select distinct
        named.document_key,
        named.entry_key,
        named.booking_date,
        named.entry_amount,
        named.named_amount
    from named
    where named.is_one_document

),

running_payments as (

    select
        payments.*,
        cast(sum(payments.entry_amount) over (
            partition by payments.document_key
            order by payments.booking_date, payments.entry_key
            rows between unbounded preceding and current row
        ) as bigint) as until_amount
    from payments

),

instalments as (

    select distinct
        named.document_key,
        named.item_key,
        named.due_date,
        named.amount
    from named
    where named.is_one_document

),

running_instalments as (

    select
        instalments.*,
        count(*) over (partition by instalments.document_key) > 1 as is_one_of_several,
        cast(sum(instalments.amount) over (
            partition by instalments.document_key
            order by instalments.due_date, instalments.item_key
            rows between unbounded preceding and current row
        ) as bigint) as until_amount
    from instalments

),

final as (

    select
        payments.entry_key,
        instalments.item_key,
        least(payments.until_amount, instalments.until_amount)
        - greatest(
            payments.until_amount - payments.entry_amount,
            instalments.until_amount - instalments.amount
        ) as amount,
        case
            when instalments.is_one_of_several then 'reference_instalment'
            when payments.until_amount = instalments.until_amount then 'reference_last_part'
            else 'reference_part'
        end as rule
    from running_payments as payments
    inner join running_instalments as instalments
        on payments.document_key = instalments.document_key
        and payments.until_amount > instalments.until_amount - instalments.amount
        and payments.until_amount - payments.entry_amount < instalments.until_amount
    where payments.until_amount <= payments.named_amount
        and payments.entry_amount < payments.named_amount

    union all

    select
        named.entry_key,
        named.item_key,
        named.amount,
        case
            when named.entry_amount = named.named_amount then 'reference_of_payer'
            else 'reference_and_more'
        end as rule
    from named
    where named.entry_amount >= named.named_amount
        and named.claim_count = 1

)

select * from final
