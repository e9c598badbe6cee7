-- Draws the true payments: which entry pays how much of which invoice. Eight entries in a hundred pay short (charges,
-- discounts, withholding, or whatever) or over; what is over pays nothing, and only a whole payment can be over.
-- Parameters: seed. Returns nothing; creates table matching_payments, in cents.
create table matching_payments as

with

plans as (

    select
        matching_plans.plan_number,
        matching_plans.entry_count,
        unnest(range(1, matching_plans.entry_count + 1)) as entry_position,
        cast(hash(matching_plans.plan_number, $seed, 'split') % 5 as bigint) + 3 as tenths
    from matching_plans
    where matching_plans.entry_count > 0

),

shares as (

    select
        plans.plan_number,
        plans.entry_position,
        invoices.invoice_number,
        invoices.position,
        plans.entry_count,
        case
            when plans.entry_count = 1 then invoices.cents
            when plans.entry_count = 2 and plans.entry_position = 1
                then invoices.cents * plans.tenths // 10
            when plans.entry_count = 2 then invoices.cents - invoices.cents * plans.tenths // 10
            when plans.entry_position < 3 then invoices.cents // 3
            else invoices.cents - 2 * (invoices.cents // 3)
        end as share_cents,
        row_number() over (
            partition by plans.plan_number, plans.entry_position
            order by invoices.cents desc, invoices.position asc
        ) as largest
    from plans
    inner join matching_invoices as invoices
        on plans.plan_number = invoices.plan_number

),

drawn as (

    select
        shares.*,
        cast(hash(shares.plan_number, shares.entry_position, $seed, 'short') % 100 as bigint)
            as short_draw,
        cast(hash(shares.plan_number, shares.entry_position, $seed, 'much') % 1000 as bigint)
            as much_draw
    from shares

),

missing as (

    -- Short by charges, an early-payment discount, tax withheld, or a part in a hundred of anything.
    select
        drawn.*,
        case
            when drawn.largest > 1 or drawn.short_draw >= 8 then 0
            when drawn.short_draw >= 5 and drawn.entry_count = 1 then 0
            when drawn.short_draw = 0 then least(500 + drawn.much_draw, drawn.share_cents // 2)
            when drawn.short_draw = 1 then cast(drawn.share_cents * 0.02 as bigint)
            when drawn.short_draw = 2 then cast(drawn.share_cents * 0.15 as bigint)
            else drawn.share_cents * (drawn.much_draw % 40 + 1) // 100
        end as missing_cents,
        case
            when drawn.largest > 1 or drawn.entry_count > 1 then 0
            when drawn.short_draw not in (5, 6, 7) then 0
            when drawn.short_draw = 5 then 100 - drawn.share_cents % 100
            else drawn.share_cents * (drawn.much_draw % 30 + 1) // 100
        end as over_cents
    from drawn

),

final as (

    select
        plan_number,
        entry_position,
        invoice_number,
        position,
        share_cents - missing_cents as cents,
        over_cents
    from missing

)

select * from final;
