-- Every figure of the aging table at a day, with its share of the debits and its change since another day.
-- Parameters: $company_id, $currency_view (`base` or a currency), $segment (empty: all), $as_of_date, $previous_date
-- Returns: figure, position, is_bucket, open_amount, share_rate, previous_date, previous_share_rate, change_amount,
--   change_share_rate, is_fastest (the overdue bucket that grew most)
with

days as (

    select
        cast($as_of_date as date) as as_of_date,
        cast($previous_date as date) as previous_date

),

both_days as (

    select as_of_date as balance_date from days
    union all
    select previous_date as balance_date from days

),

history as (

    select min(balance_date) as first_date
    from marts.fct_aging_daily
    where company_id = $company_id

),

buckets as (

    select * from marts.dim_aging_buckets

),

figures as (

    select
        aging_bucket_code as figure,
        position,
        true as is_bucket,
        aging_bucket_code
    from buckets
    union all
    select
        'overdue' as figure,
        101 as position,
        false as is_bucket,
        aging_bucket_code
    from buckets
    where item_sign = 1 and from_days >= 1
    union all
    select
        'over_90' as figure,
        102 as position,
        false as is_bucket,
        aging_bucket_code
    from buckets
    where item_sign = 1 and from_days >= 91
    union all
    select
        'debits' as figure,
        103 as position,
        false as is_bucket,
        aging_bucket_code
    from buckets
    where item_sign = 1
    union all
    select
        'net' as figure,
        104 as position,
        false as is_bucket,
        aging_bucket_code
    from buckets

),

balances as (

    select
        balance_date,
        aging_bucket_code,
        case when $currency_view = 'base' then open_amount_base else open_amount end as amount
    from marts.fct_aging_daily
    cross join days
    where $segment = ''
        and company_id = $company_id
        and $currency_view in ('base', currency_code)
        and balance_date in (days.as_of_date, days.previous_date)
    union all
    select
        both_days.balance_date,
        buckets.aging_bucket_code,
        case when $currency_view = 'base' then slices.amount_base else slices.amount end as amount
    from trace.slices as slices
    inner join marts.dim_customers as customers
        on slices.company_id = customers.company_id
        and slices.customer_id = customers.customer_id
    inner join both_days
        on slices.posting_date <= both_days.balance_date
        and slices.close_date > both_days.balance_date
    inner join marts.dim_aging_buckets as buckets
        on slices.item_sign = buckets.item_sign
        and case when slices.item_sign = 1 then both_days.balance_date - slices.due_date else 0 end
        >= buckets.from_days
        and case when slices.item_sign = 1 then both_days.balance_date - slices.due_date else 0 end
        < buckets.until_days
    where $segment <> ''
        and customers.segment = $segment
        and slices.company_id = $company_id
        and $currency_view in ('base', slices.currency_code)

),

amounts as (

    select
        figures.figure,
        figures.position,
        figures.is_bucket,
        days.previous_date,
        days.previous_date >= history.first_date as has_previous,
        cast(
            coalesce(
                sum(balances.amount) filter (balances.balance_date = days.as_of_date), 0
            ) as decimal(38, 4)
        ) as open_amount,
        cast(
            coalesce(
                sum(balances.amount) filter (balances.balance_date = days.previous_date), 0
            ) as decimal(38, 4)
        ) as previous_amount
    from figures
    cross join days
    cross join history
    left join balances
        on figures.aging_bucket_code = balances.aging_bucket_code
    group by
        figures.figure,
        figures.position,
        figures.is_bucket,
        days.as_of_date,
        days.previous_date,
        history.first_date

),

debits as (

    select
        cast(open_amount * 10000 as hugeint) as scaled,
        cast(previous_amount * 10000 as hugeint) as previous_scaled
    from amounts
    where figure = 'debits'

),

shares as (

    select
        amounts.*,
        case
            when amounts.figure in ('unapplied', 'net') or debits.scaled <= 0 then null
            else cast(
                    cast(amounts.open_amount * 10000 as hugeint) * 100000000
                    // debits.scaled as hugeint
                )
        end as share_scaled,
        case
            when
                amounts.figure in ('unapplied', 'net')
                or debits.previous_scaled <= 0
                or not amounts.has_previous
                then null
            else cast(
                    cast(amounts.previous_amount * 10000 as hugeint) * 100000000
                    // debits.previous_scaled as hugeint
                )
        end as previous_share_scaled
    from amounts
    cross join debits

),

growth as (

    select
        figure,
        row_number() over (order by open_amount - previous_amount desc, position) as growth_rank
    from shares
    where is_bucket
        and has_previous
        and figure not in ('current', 'unapplied')
        and open_amount > previous_amount

)

select
    shares.figure,
    shares.position,
    shares.is_bucket,
    shares.open_amount,
    cast(shares.share_scaled * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)) as share_rate,
    shares.previous_date,
    cast(shares.previous_share_scaled * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8))
        as previous_share_rate,
    case
        when
            shares.has_previous
            then cast(shares.open_amount - shares.previous_amount as decimal(38, 4))
    end as change_amount,
    cast(
        (shares.share_scaled - shares.previous_share_scaled)
        * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
    )
        as change_share_rate,
    coalesce(growth.growth_rank = 1, false) as is_fastest
from shares
left join growth
    on shares.figure = growth.figure
order by shares.position
