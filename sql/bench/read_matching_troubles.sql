-- How much trouble the generated entries have. Returns one row: entries, and in parts per thousand those without reference, with a
-- wrong digit, paid by others, duplicated or reversed, one entry for several invoices, several for one, short or over, round.
with

payments as (

    select
        payments.plan_number,
        payments.entry_position,
        count(*) as invoice_count,
        bool_or(payments.over_cents > 0) as is_over
    from matching_payments as payments
    group by payments.plan_number, payments.entry_position

),

paid as (

    select
        payments.plan_number,
        payments.invoice_number,
        sum(payments.cents) as cents,
        count(*) as entry_count
    from matching_payments as payments
    group by payments.plan_number, payments.invoice_number

),

short as (

    select distinct paid.plan_number
    from paid
    inner join matching_invoices as invoices
        on paid.invoice_number = invoices.invoice_number
    where paid.cents < invoices.cents

),

rounded as (

    select invoices.plan_number
    from matching_invoices as invoices
    where invoices.position = 1
        and invoices.cents % 10000 = 0

)

select
    count(*) as entry_count,
    sum(case when not entries.has_reference then 1 else 0 end) * 1000 // count(*) as unreferenced,
    sum(case when entries.is_digit_wrong and entries.has_reference then 1 else 0 end)
    * 1000 // count(*) as wrong_digits,
    sum(case when entries.is_paid_by_other then 1 else 0 end) * 1000 // count(*) as other_payers,
    sum(case when entries.copy_number = 2 then 1 else 0 end) * 1000 // count(*) as repeats,
    sum(case when payments.invoice_count > 1 then 1 else 0 end) * 1000 // count(*) as several_items,
    sum(case when plans.kind = 'many_to_one' then 1 else 0 end) * 1000 // count(*) as partials,
    sum(case when payments.is_over or short.plan_number is not null then 1 else 0 end)
    * 1000 // count(*) as uneven,
    sum(case when rounded.plan_number is not null then 1 else 0 end) * 1000 // count(*) as rounds
from matching_entries as entries
inner join payments
    on entries.plan_number = payments.plan_number
    and entries.entry_position = payments.entry_position
inner join matching_plans as plans
    on entries.plan_number = plans.plan_number
left join short
    on entries.plan_number = short.plan_number
left join rounded
    on entries.plan_number = rounded.plan_number
