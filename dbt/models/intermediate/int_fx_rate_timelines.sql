{# One row per currency pair, posting date and interval of knowledge: the rate that converts it, direct before inverse, newest day first, at most 45 days old. #}

with

rate_records as (

    select
        rates.*,
        lag(rates.rate) over (
            partition by rates.from_currency_code, rates.to_currency_code, rates.rate_date
            order by rates.version_at, rates.file_id, rates.record_number
        ) as previous_rate
    from {{ ref('stg_canonical__fx_rates') }} as rates

),

-- a rate that comes again unchanged is no news
rate_versions as (

    select * from rate_records
    where previous_rate is null
        or previous_rate <> rate

),

postings as (

    select distinct
        items.currency_code,
        items.base_currency_code,
        items.posting_date
    from {{ ref('int_item_versions') }} as items
    where items.is_foreign
        and items.base_currency_code is not null
        and items.stated_amount_base is null

),

candidates as (

    select
        postings.currency_code,
        postings.base_currency_code,
        postings.posting_date,
        rate_versions.rate,
        rate_versions.version_at,
        concat_ws(
            '|',
            case
                when rate_versions.from_currency_code = postings.currency_code then '2' else '1'
            end,
            cast(rate_versions.rate_date as varchar),
            cast(rate_versions.version_at as varchar),
            rate_versions.file_hash,
            lpad(cast(rate_versions.record_number as varchar), 12, '0'),
            cast(rate_versions.rate as varchar)
        ) as standing
    from postings
    inner join rate_versions
        on (
            (
                postings.currency_code = rate_versions.from_currency_code
                and postings.base_currency_code = rate_versions.to_currency_code
            )
            or (
                postings.base_currency_code = rate_versions.from_currency_code
                and postings.currency_code = rate_versions.to_currency_code
            )
        )
        and postings.posting_date >= rate_versions.rate_date
        and {{ days_between('rate_versions.rate_date', 'postings.posting_date') }} <= 45

),

-- rates only ever arrive, so the best known at any time is the greatest that has arrived
best_so_far as (

    select
        candidates.currency_code,
        candidates.base_currency_code,
        candidates.posting_date,
        candidates.version_at,
        max(candidates.standing) over (
            partition by
                candidates.currency_code, candidates.base_currency_code, candidates.posting_date
            order by candidates.version_at
        ) as standing
    from candidates

),

changes as (

    select
        best_so_far.currency_code,
        best_so_far.base_currency_code,
        best_so_far.posting_date,
        best_so_far.standing,
        min(best_so_far.version_at) as known_from
    from best_so_far
    group by
        best_so_far.currency_code,
        best_so_far.base_currency_code,
        best_so_far.posting_date,
        best_so_far.standing

),

final as (

    select
        changes.currency_code,
        changes.base_currency_code,
        changes.posting_date,
        cast(split_part(changes.standing, '|', 6) as decimal(18, 8)) as rate,
        split_part(changes.standing, '|', 1) = '1' as is_inverse,
        cast(split_part(changes.standing, '|', 2) as date) as rate_date,
        changes.known_from,
        lead(changes.known_from, 1, {{ never_timestamp() }}) over (
            partition by changes.currency_code, changes.base_currency_code, changes.posting_date
            order by changes.known_from
        ) as known_until
    from changes

)

select * from final
