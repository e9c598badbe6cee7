{#
    One row per currency pair, posting date and interval of knowledge: the rate that converts it, direct before inverse, newest day first, at most 45 days old.
#}

with

directed as (

    select * from {{ ref('int_fx_rates_directed') }}

),

postings as (

    select distinct
        books.currency_code,
        books.base_currency_code,
        items.posting_date
    from {{ ref('int_item_terms') }} as items
    inner join {{ ref('int_books') }} as books
        on items.book_number = books.book_number
    where books.is_foreign
        and books.base_currency_code is not null
        and items.stated_amount_base is null

),

ages as (

    {{ integer_series(0, 45, 'age_days') }}

),

days as (

    select
        postings.currency_code,
        postings.base_currency_code,
        postings.posting_date,
        {{ add_days('postings.posting_date', '-ages.age_days') }} as rate_date
    from postings
    cross join ages

),

arrivals as (

    select
        days.currency_code,
        days.base_currency_code,
        days.posting_date,
        directed.version_at,
        max(directed.standing) as standing
    from days
    inner join directed
        on days.currency_code = directed.currency_code
        and days.base_currency_code = directed.base_currency_code
        and days.rate_date = directed.rate_date
    group by
        days.currency_code,
        days.base_currency_code,
        days.posting_date,
        directed.version_at

),

-- rates only ever arrive, so the best known at any time is the greatest that has arrived
best_so_far as (

    select
        arrivals.currency_code,
        arrivals.base_currency_code,
        arrivals.posting_date,
        arrivals.version_at,
        max(arrivals.standing) over (
            partition by
                arrivals.currency_code, arrivals.base_currency_code, arrivals.posting_date
            order by arrivals.version_at
        ) as standing
    from arrivals

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
        directed.rate,
        directed.is_inverse,
        directed.rate_date,
        changes.known_from,
        lead(changes.known_from, 1, {{ never_timestamp() }}) over (
            partition by changes.currency_code, changes.base_currency_code, changes.posting_date
            order by changes.known_from
        ) as known_until
    from changes
    inner join directed
        on changes.currency_code = directed.currency_code
        and changes.base_currency_code = directed.base_currency_code
        and changes.standing = directed.standing

)

select * from final
