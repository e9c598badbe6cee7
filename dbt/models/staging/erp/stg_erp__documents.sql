{#
    One row per document record of any ERP, and per record that follows from a snapshot:
    what vanished from a full one is void from then on; what vanished from a list of open items is settled by a credit of its own.
#}

with

items as (

    select * from {{ ref('stg_erp__items') }}

),

vanished as (

    select
        vanished_items.*,
        {{ unseen_id('vanished_items') }} as settlement_id
    from {{ ref('stg_erp__vanished_items') }} as vanished_items

),

states as (

    select
        items.*,
        'landed' as state,
        items.version_at as state_at
    from items

    union all by name

    select
        vanished.*,
        case when vanished.extract_kind = 'open_items' then 'settled' else 'vanished' end as state,
        vanished.vanished_at as state_at
    from vanished

    union all by name

    select
        vanished.*,
        'seen again' as state,
        vanished.seen_again_at as state_at
    from vanished
    where vanished.extract_kind = 'open_items'
        and vanished.seen_again_at is not null

),

judged as (

    select
        states.*,
        states.state in ('settled', 'seen again') as is_settlement
    from states
    where states.state_at <= {{ known_at() }}

),

final as (

    select
        -- keys
        company_id,
        case when is_settlement then settlement_id else document_id end as document_id,
        cast(case when is_settlement then 1 else instalment_number end as integer)
            as instalment_number,

        -- codes and text
        case
            when not is_settlement then document_type
            when item_sign = 1 then 'adjustment_credit'
            else 'adjustment_debit'
        end as document_type,
        document_number,
        customer_id,
        currency_code,
        control_account,
        case
            when state = 'landed' then status
            when state = 'settled' then 'posted'
            else 'void'
        end as status,
        cast(null as varchar) as acceptance_status,
        cast(null as varchar) as assigned_to,
        instrument,

        -- amounts
        amount,
        amount_base,
        case when not is_settlement then tax_amount end as tax_amount,

        -- dates
        case when is_settlement then vanished_date else posting_date end as posting_date,
        case when not is_settlement then issue_date end as issue_date,
        cast(null as date) as received_date,
        case when not is_settlement then due_date end as due_date,
        case when state = 'vanished' then vanished_date end as voided_date,
        cast(null as date) as acceptance_date,
        cast(null as date) as assigned_date,
        cast(null as date) as maturity_date,

        -- flags
        cast(null as boolean) as has_recourse,

        -- provenance
        case
            when is_settlement then '{"flag":"settled_unseen"}'
            when state = 'vanished' then '{"flag":"vanished"}'
            else attributes
        end as attributes,
        cast(null as varchar) as recorded_by,
        state_at as version_at,
        source,
        file_id,
        file_hash,
        record_number
    from judged

)

select * from final
