-- Draws the invoices of a scale company; randomness is a hash of the invoice number, so a seed decides all.
-- Customers are skewed: the largest of each company has a few per cent of its invoices.
-- Parameters: invoices, seed, first_date, day_count. Returns nothing; creates table scale_invoices.
create table scale_invoices as

with

drawn as (

    select
        range as number,
        cast($invoices / 200 + 1 as bigint) as customer_count,
        hash(range, $seed, 'customer') % 1000000 / 1000000.0 as customer_draw,
        cast(hash(range, $seed, 'day') % $day_count as integer) as day_draw,
        cast(hash(range, $seed, 'currency') % 100 as bigint) as currency_draw,
        hash(range, $seed, 'amount') % 1000000 / 1000000.0 as amount_draw,
        cast(hash(range, $seed, 'terms') % 100 as bigint) as terms_draw
    from range(cast($invoices as bigint))

),

placed as (

    select
        drawn.number,
        cast(
            floor(drawn.customer_count * power(drawn.customer_draw, 2.2)) as bigint
        ) as customer_number,
        cast($first_date as date) + drawn.day_draw as posting_date,
        case
            when drawn.terms_draw < 8 then 0
            when drawn.terms_draw < 58 then 30
            when drawn.terms_draw < 74 then 45
            when drawn.terms_draw < 94 then 60
            else 90
        end as terms_days,
        drawn.currency_draw,
        exp(5.5 + 4.0 * drawn.amount_draw) as size
    from drawn

),

final as (

    select
        placed.number,
        placed.customer_number,
        case when placed.customer_number % 2 = 0 then 'CL01' else 'ES01' end as company_id,
        case
            when placed.currency_draw < 70 and placed.customer_number % 2 = 0 then 'CLP'
            when placed.currency_draw < 70 then 'EUR'
            when placed.currency_draw < 90 then 'USD'
            when placed.customer_number % 2 = 0 then 'EUR'
            else 'CLP'
        end as currency_code,
        placed.posting_date,
        placed.posting_date + placed.terms_days as due_date,
        placed.size,
        case
            when placed.currency_draw < 70 and placed.customer_number % 2 = 0
                then cast(placed.size * 900 as bigint) * 100
            when placed.currency_draw >= 90 and placed.customer_number % 2 = 1
                then cast(placed.size * 900 as bigint) * 100
            else cast(placed.size * 100 as bigint)
        end as cents
    from placed

)

select * from final
