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

positioned as (

    select
        movements.book_number,
        positions.position,
        movements.balance_date,
        movements.due_date,
        movements.amount,
        movements.amount_base
    from movements
    inner join positions
        on movements.item_sign = positions.item_sign
        and greatest(-1, least(
            1000, {{ days_between('movements.due_date', 'movements.balance_date') }}
        )) = positions.days_past_due

),

by_day as (

    select
        positioned.book_number,
        positioned.position,
        positioned.balance_date,
        cast(sum(positioned.amount) as decimal(38, 4)) as amount,
        cast(coalesce(sum(positioned.amount_base), 0) as decimal(38, 4)) as foreign_amount_base
    from positioned
    group by positioned.book_number, positioned.position, positioned.balance_date

),

by_due_date as (

    select
        positioned.book_number,
        positioned.position,
        positioned.due_date,
        cast(sum(positioned.amount) as decimal(38, 4)) as amount,
        cast(coalesce(sum(positioned.amount_base), 0) as decimal(38, 4)) as foreign_amount_base
    from positioned
    group by positioned.book_number, positioned.position, positioned.due_date

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}

),

changes as (

    select * from by_day

    union all

    select
        by_due_date.book_number,
        later.position,
        {{ add_days('by_due_date.due_date', 'later.from_days') }} as balance_date,
        by_due_date.amount,
        by_due_date.foreign_amount_base
    from by_due_date
    inner join buckets as entered
        on by_due_date.position = entered.position
    inner join buckets as later
        on entered.item_sign = later.item_sign
        and entered.position < later.position

    union all

    select
        by_due_date.book_number,
        left_behind.position,
        {{ add_days('by_due_date.due_date', 'left_behind.until_days') }} as balance_date,
        cast(-by_due_date.amount as decimal(38, 4)) as amount,
        cast(-by_due_date.foreign_amount_base as decimal(38, 4)) as foreign_amount_base
    from by_due_date
    inner join buckets as entered
        on by_due_date.position = entered.position
    inner join buckets as left_behind
        on entered.item_sign = left_behind.item_sign
        and entered.position <= left_behind.position

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
