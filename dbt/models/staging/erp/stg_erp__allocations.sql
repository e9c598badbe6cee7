{#
    One row per allocation record derived from what an ERP tells: the pairs of a clearing, marked as derived,
    their reversal when the clearing is undone, and the settlement of items that a list of open items no longer has.
#}

with

members as (

    select * from {{ ref('stg_erp__clearing_members') }}

),

clearings as (

    select * from {{ ref('stg_erp__clearings') }}

),

pairs as (

    select
        debits.company_id,
        'clearing:' || credits.clearing_group
        || ':' || credits.document_id || '-' || cast(credits.instalment_number as varchar)
        || ':' || debits.document_id || '-' || cast(debits.instalment_number as varchar)
            as allocation_id,
        credits.document_id as credit_document_id,
        debits.document_id as debit_document_id,
        credits.instalment_number as credit_instalment_number,
        debits.instalment_number as debit_instalment_number,
        clearings.amount,
        coalesce(credits.clearing_date, debits.clearing_date) as effective_date,
        greatest(debits.cleared_at, credits.cleared_at) as cleared_at,
        least(debits.undone_at, credits.undone_at) as undone_at,
        credits.source,
        case when clearings.is_last_of_debit = 1 then debits.file_id else credits.file_id end
            as file_id,
        case when clearings.is_last_of_debit = 1 then debits.file_hash else credits.file_hash end
            as file_hash,
        case
            when clearings.is_last_of_debit = 1 then debits.record_number
            else credits.record_number
        end as record_number
    from clearings
    inner join members as debits
        on clearings.group_key = debits.group_key
        and clearings.debit_place = debits.place
        and debits.item_sign = 1
    inner join members as credits
        on clearings.group_key = credits.group_key
        and clearings.credit_place = credits.place
        and credits.item_sign = -1

),

vanished as (

    select
        vanished_items.*,
        vanished_items.item_sign = 1 as is_debit,
        {{ unseen_id('vanished_items') }} as settlement_id
    from {{ ref('stg_erp__vanished_items') }} as vanished_items
    where vanished_items.extract_kind = 'open_items'

),

unioned as (

    select
        pairs.*,
        pairs.cleared_at as version_at,
        cast(null as date) as reversed_date,
        '{"derived":"clearing"}' as attributes
    from pairs

    union all

    select
        pairs.*,
        pairs.undone_at as version_at,
        cast(pairs.undone_at as date) as reversed_date,
        '{"derived":"clearing"}' as attributes
    from pairs
    where pairs.undone_at is not null

    union all by name

    select
        vanished.company_id,
        vanished.settlement_id as allocation_id,
        case when vanished.is_debit then vanished.settlement_id else vanished.document_id end
            as credit_document_id,
        case when vanished.is_debit then vanished.document_id else vanished.settlement_id end
            as debit_document_id,
        case when vanished.is_debit then 1 else vanished.instalment_number end
            as credit_instalment_number,
        case when vanished.is_debit then vanished.instalment_number else 1 end
            as debit_instalment_number,
        vanished.amount,
        vanished.vanished_date as effective_date,
        cast(null as date) as reversed_date,
        vanished.vanished_at as version_at,
        '{"derived":"settled_unseen"}' as attributes,
        vanished.source,
        vanished.file_id,
        vanished.file_hash,
        vanished.record_number
    from vanished

),

final as (

    select
        company_id,
        allocation_id,
        credit_document_id,
        debit_document_id,
        'posted' as status,
        cast(credit_instalment_number as integer) as credit_instalment_number,
        cast(debit_instalment_number as integer) as debit_instalment_number,
        amount,
        cast(null as decimal(18, 4)) as credit_amount,
        effective_date,
        reversed_date,
        attributes,
        cast(null as varchar) as recorded_by,
        version_at,
        source,
        file_id,
        file_hash,
        record_number
    from unioned
    where version_at <= {{ known_at() }}

)

select * from final
