-- Writes a rate per day and pair, from 60 days before the first document. Identifiers: path, form.
-- Parameters: none; the days are those of the invoices. Returns one row with the number of rates written.
copy (

    with

    days as (

        select
            unnest(
                generate_series(min(posting_date) - 60, max(posting_date), interval 1 day)
            ) as rate_day
        from scale_invoices

    ),

    pairs as (

        select
            'USD' as from_currency_code,
            'CLP' as to_currency_code,
            90000 as cents
        union all
        select
            'EUR' as from_currency_code,
            'CLP' as to_currency_code,
            98000 as cents
        union all
        select
            'USD' as from_currency_code,
            'EUR' as to_currency_code,
            92 as cents

    )

    select
        pairs.from_currency_code,
        pairs.to_currency_code,
        cast(days.rate_day as date) as rate_date,
        cast(
            pairs.cents * (10000 + cast(hash(days.rate_day, pairs.cents) % 400 as bigint)) // 10000
            as decimal(18, 2)
        ) * cast(0.01 as decimal(3, 2)) as rate
    from days
    cross join pairs
    order by pairs.from_currency_code, pairs.to_currency_code, rate_date

) to '{{ path }}' (format {{ form }})
