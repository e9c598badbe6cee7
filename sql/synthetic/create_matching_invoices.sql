-- Draws the invoices of each plan, numbered by posting date, so that a wrong digit names a neighbor. Three tenths
-- of the amounts are round: multiples of 100, half of them of 1,000.
-- Parameters: seed. Returns nothing; creates table matching_invoices.
create table matching_invoices as

with

several as (

    select
        matching_plans.*,
        unnest(range(1, matching_plans.invoice_count + 1)) as position
    from matching_plans

),

drawn as (

    select
        several.plan_number,
        several.position,
        several.customer_number,
        several.kind,
        several.paid_date,
        several.paid_date - 12
        - cast(hash(several.plan_number, several.position, $seed, 'age') % 60 as integer)
            as posting_date,
        cast(hash(several.plan_number, several.position, $seed, 'round') % 100 as bigint)
            as round_draw,
        cast(hash(several.plan_number, several.position, $seed, 'units') % 99 + 1 as bigint)
            as unit_draw,
        hash(several.plan_number, several.position, $seed, 'amount') % 1000000 / 1000000.0
            as amount_draw
    from several

),

final as (

    select
        row_number() over (order by posting_date, plan_number, position) as invoice_number,
        plan_number,
        position,
        customer_number,
        kind,
        posting_date,
        posting_date + 30 as due_date,
        case
            when round_draw < 16 then unit_draw * 10000
            when round_draw < 32 then (unit_draw % 30 + 1) * 100000
            else cast(exp(4.6 + 5.0 * amount_draw) * 100 as bigint)
        end as cents
    from drawn

)

select * from final;
