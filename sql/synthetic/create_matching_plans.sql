-- Draws what is paid together: one invoice by one entry (80 %), several invoices by one entry (10 %), one invoice
-- by several entries (10 %), and invoices that nobody pays. Randomness is a hash, so a seed decides all.
-- Parameters: entries, seed, first_date, day_count. Returns nothing; creates table matching_plans.
create table matching_plans as

with

drawn as (

    select
        range as plan_number,
        cast($entries / 50 + 1 as bigint) as customer_count,
        hash(range, $seed, 'customer') % 1000000 / 1000000.0 as customer_draw,
        cast(hash(range, $seed, 'day') % $day_count as integer) as day_draw,
        cast(hash(range, $seed, 'kind') % 1000 as bigint) as kind_draw,
        cast(hash(range, $seed, 'count') % 100 as bigint) as count_draw
    from range(cast($entries * 1.02 as bigint))

),

final as (

    select
        plan_number,
        cast(floor(customer_count * power(customer_draw, 2.0)) as bigint) as customer_number,
        cast($first_date as date) + day_draw as paid_date,
        case
            when kind_draw < 790 then 'one_to_one'
            when kind_draw < 892 then 'one_to_many'
            when kind_draw < 938 then 'many_to_one'
            else 'unpaid'
        end as kind,
        case
            when kind_draw < 790 or kind_draw >= 892 then 1
            when count_draw < 40 then 2
            when count_draw < 65 then 3
            when count_draw < 80 then 4
            when count_draw < 90 then 5
            else 6 + count_draw % 5
        end as invoice_count,
        case
            when kind_draw >= 938 then 0
            when kind_draw < 892 then 1
            when count_draw < 75 then 2
            else 3
        end as entry_count
    from drawn

)

select * from final;
