{# One row per accepted piece of an allocation with a contested side and interval of knowledge, with its verdict's effect date. #}

with

candidates as (

    select * from {{ ref('int_contested_candidates') }}

),

verdicts as (

    select * from {{ ref('int_allocation_verdicts') }}
    where reject_code is null

),

items as (

    select
        items.*,
        -- an item of one record never changes its customer
        several.customer_id
    from {{ ref('int_item_terms') }} as items
    left join {{ ref('int_several_document_versions') }} as several
        on items.document_key = several.document_key
        and items.instalment_number = several.instalment_number
        and items.known_from = several.known_from
    where items.is_posted

),

accepted as (

    select
        candidates.* exclude (known_from, known_until),
        items.customer_id,
        items.is_foreign,
        items.book_number,
        case when items.item_sign = 1 then items.due_date else items.posting_date end as due_date,
        verdicts.effect_date,
        greatest(candidates.known_from, verdicts.known_from, items.known_from) as known_from,
        least(candidates.known_until, verdicts.known_until, items.known_until) as known_until
    from candidates
    inner join verdicts
        on candidates.allocation_key = verdicts.allocation_key
        and candidates.known_from < verdicts.known_until
        and candidates.known_until > verdicts.known_from
    inner join items
        on candidates.document_key = items.document_key
        and candidates.instalment_number = items.instalment_number
        and greatest(candidates.known_from, verdicts.known_from) < items.known_until
        and items.known_from < least(candidates.known_until, verdicts.known_until)

),

-- adjacent intervals that say the same are one
marked as (

    select
        accepted.*,
        case
            when lag(accepted.known_until) over same_content = accepted.known_from then 0
            else 1
        end as starts_island
    from accepted
    window same_content as (
        partition by
            allocation_key, side, instalment_number, customer_id, book_number,
            amount, effect_date, reversed_date, file_id, record_number
        order by known_from
    )

),

islands as (

    select
        marked.*,
        sum(marked.starts_island) over (
            partition by
                allocation_key, side, instalment_number, customer_id, book_number,
                amount, effect_date, reversed_date, file_id, record_number
            order by known_from
        ) as island
    from marked

),

final as (

    select
        allocation_key,
        document_key,
        instalment_number,
        side,
        counterpart_key,
        counterpart_document_type,
        customer_id,
        book_number,
        is_foreign,
        amount,
        effect_date,
        reversed_date,
        -- those of the newest version: they do not cut an interval in two
        max_by(due_date, known_until) as due_date,
        min(known_from) as known_from,
        max(known_until) as known_until,
        file_id,
        record_number
    from islands
    where reversed_date is null
        or effect_date < reversed_date
    group by
        allocation_key,
        document_key,
        instalment_number,
        side,
        counterpart_key,
        counterpart_document_type,
        customer_id,
        book_number,
        is_foreign,
        amount,
        effect_date,
        reversed_date,
        file_id,
        record_number, island

)

select * from final
