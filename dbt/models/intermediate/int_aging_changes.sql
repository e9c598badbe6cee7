{#
    One row per day, company, currency and bucket on which a balance changed, without days × items. One scan sums the movements twice: by the day and
    bucket that they enter, and by due date and that bucket; from there on each sum crosses the edges of the later buckets on due date + the bucket's
    first day, openings and closings alike.
#}

with

movements as (

    select * from {{ ref('int_aging_movements') }}
    where balance_date <= {{ as_of_date() }}

),

positions as (

    select * from {{ ref('int_aging_positions') }}

),

summed as (

    select
        movements.book_number,
        positions.position,
        movements.balance_date,
        movements.due_date,
        grouping(movements.due_date) as is_by_day,
        cast(sum(movements.amount) as decimal(38, 4)) as amount,
        cast(coalesce(sum(movements.amount_base), 0) as decimal(38, 4)) as foreign_amount_base
    from movements
    inner join positions
        on movements.item_sign = positions.item_sign
        and greatest(-1, least(
            1000, {{ days_between('movements.due_date', 'movements.balance_date') }}
        )) = positions.days_past_due
    group by grouping sets (
        (movements.book_number, positions.position, movements.balance_date),
        (movements.book_number, positions.position, movements.due_date)
    )

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}

),

changes as (

    select
        summed.book_number,
        summed.position,
        summed.balance_date,
        summed.amount,
        summed.foreign_amount_base
    from summed
    where summed.is_by_day = 1

    union all

    select
        summed.book_number,
        later.position,
        {{ add_days('summed.due_date', 'later.from_days') }} as balance_date,
        summed.amount,
        summed.foreign_amount_base
    from summed
    inner join buckets as entered
        on summed.position = entered.position
    inner join buckets as later
        on entered.item_sign = later.item_sign
        and entered.position < later.position
    where summed.is_by_day = 0

    union all

    select
        summed.book_number,
        left_behind.position,
        {{ add_days('summed.due_date', 'left_behind.until_days') }} as balance_date,
        cast(-summed.amount as decimal(38, 4)) as amount,
        cast(-summed.foreign_amount_base as decimal(38, 4)) as foreign_amount_base
    from summed
    inner join buckets as entered
        on summed.position = entered.position
    inner join buckets as left_behind
        on entered.item_sign = left_behind.item_sign
        and entered.position <= left_behind.position
    where summed.is_by_day = 0

),

changed as (

    select
        changes.book_number,
        changes.position,
        changes.balance_date,
        cast(sum(changes.amount) as decimal(38, 4)) as amount,
        cast(sum(changes.foreign_amount_base) as decimal(38, 4)) as foreign_amount_base
    from changes
    where changes.balance_date <= {{ as_of_date() }}
    group by changes.book_number, changes.position, changes.balance_date

),

final as (

    select
        books.company_id,
        books.currency_code,
        buckets.aging_bucket_code,
        changed.balance_date,
        changed.amount,
        case when books.is_foreign then changed.foreign_amount_base else changed.amount end
            as amount_base
    from changed
    inner join {{ ref('int_books') }} as books
        on changed.book_number = books.book_number
    inner join buckets
        on changed.position = buckets.position

)

select * from final
