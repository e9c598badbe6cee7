{# One row per part of an allocation on one item and interval of knowledge: what it closes there, from its effect date until it is reversed. #}

with

contested_allocations as (

    select distinct
        company_id,
        allocation_id
    from {{ ref('int_contested_verdicts') }}

),

contested_documents as (

    select * from {{ ref('int_contested_documents') }}

),

sides as (

    select
        sides.*,
        contested_allocations.allocation_id is not null as is_contested
    from {{ ref('int_allocation_sides') }} as sides
    left join contested_allocations
        on sides.company_id = contested_allocations.company_id
        and sides.allocation_id = contested_allocations.allocation_id

),

items as (

    select * from {{ ref('int_item_versions') }}
    where is_posted

),

plain_pieces as (

    select
        sides.company_id,
        sides.document_id,
        sides.instalment_number,
        items.customer_id,
        items.currency_code,
        items.is_foreign,
        sides.allocation_id,
        sides.side,
        sides.counterpart_document_id,
        sides.amount,
        sides.effect_date,
        sides.reversed_date,
        sides.known_from,
        sides.known_until,
        sides.file_hash,
        sides.record_number
    from sides
    inner join items
        on sides.company_id = items.company_id
        and sides.document_id = items.document_id
        and sides.instalment_number = items.instalment_number
    where not sides.is_contested

),

candidate_pieces as (

    select
        company_id,
        document_id,
        instalment_number,
        allocation_id,
        side,
        counterpart_document_id,
        piece_amount as amount,
        reversed_date,
        epoch_from as known_from,
        epoch_until as known_until,
        file_hash,
        record_number
    from {{ ref('int_contested_pieces') }}

    union all

    select
        sides.company_id,
        sides.document_id,
        sides.instalment_number,
        sides.allocation_id,
        sides.side,
        sides.counterpart_document_id,
        sides.amount,
        sides.reversed_date,
        sides.known_from,
        sides.known_until,
        sides.file_hash,
        sides.record_number
    from sides
    left join contested_documents
        on sides.company_id = contested_documents.company_id
        and sides.document_id = contested_documents.document_id
    where sides.is_contested
        and contested_documents.document_id is null

),

accepted_pieces as (

    select
        candidate_pieces.company_id,
        candidate_pieces.document_id,
        candidate_pieces.instalment_number,
        items.customer_id,
        items.currency_code,
        items.is_foreign,
        candidate_pieces.allocation_id,
        candidate_pieces.side,
        candidate_pieces.counterpart_document_id,
        candidate_pieces.amount,
        verdicts.effect_date,
        candidate_pieces.reversed_date,
        greatest(candidate_pieces.known_from, verdicts.known_from, items.known_from) as known_from,
        least(candidate_pieces.known_until, verdicts.known_until, items.known_until) as known_until,
        candidate_pieces.file_hash,
        candidate_pieces.record_number
    from candidate_pieces
    inner join {{ ref('int_allocation_verdicts') }} as verdicts
        on candidate_pieces.company_id = verdicts.company_id
        and candidate_pieces.allocation_id = verdicts.allocation_id
        and candidate_pieces.known_from < verdicts.known_until
        and verdicts.known_from < candidate_pieces.known_until
    inner join items
        on candidate_pieces.company_id = items.company_id
        and candidate_pieces.document_id = items.document_id
        and candidate_pieces.instalment_number = items.instalment_number
        and greatest(candidate_pieces.known_from, verdicts.known_from) < items.known_until
        and items.known_from < least(candidate_pieces.known_until, verdicts.known_until)
    where verdicts.reject_code is null

),

-- adjacent intervals that say the same are one
marked as (

    select
        accepted_pieces.*,
        case
            when lag(accepted_pieces.known_until) over (
                partition by
                    company_id, allocation_id, side, instalment_number, customer_id, currency_code, amount, effect_date, reversed_date,
                    file_hash, record_number
                order by known_from
            ) = accepted_pieces.known_from then 0
            else 1
        end as starts_island
    from accepted_pieces

),

islands as (

    select
        marked.*,
        sum(marked.starts_island) over (
            partition by
                company_id, allocation_id, side, instalment_number, customer_id, currency_code, amount, effect_date, reversed_date,
                    file_hash, record_number
            order by known_from
        ) as island
    from marked

),

merged_pieces as (

    select
        company_id,
        document_id,
        instalment_number,
        customer_id,
        currency_code,
        is_foreign,
        allocation_id,
        side,
        counterpart_document_id,
        amount,
        effect_date,
        reversed_date,
        min(known_from) as known_from,
        max(known_until) as known_until,
        file_hash,
        record_number
    from islands
    group by
        company_id, document_id, instalment_number, customer_id, currency_code, is_foreign, allocation_id, side,
        counterpart_document_id, amount, effect_date, reversed_date, file_hash, record_number, island

),

final as (

    select * from plain_pieces
    where reversed_date is null
        or effect_date < reversed_date

    union all

    select * from merged_pieces
    where reversed_date is null
        or effect_date < reversed_date

)

select * from final
