{#
    One row per document record of any ERP, and per record that follows from a snapshot:
    what vanished from a full one is void from then on; what vanished from a list of open items is settled by a credit of its own.
#}

with

items as (

    select * from {{ ref('stg_erp__items') }}

),

vanished as (

    select * from {{ ref('stg_erp__vanished_items') }}

),

landed as (

    select
        items.company_id,
        items.document_id,
        items.instalment_number,
        items.document_type,
        items.document_number,
        items.customer_id,
        items.currency_code,
        items.control_account,
        'posted' as status,
        items.instrument,
        items.amount,
        items.amount_base,
        items.tax_amount,
        items.posting_date,
        items.issue_date,
        items.due_date,
        cast(null as date) as voided_date,
        items.attributes,
        items.version_at,
        items.source,
        items.file_id,
        items.file_hash,
        items.record_number
    from items

),

voided as (

    select
        vanished.company_id,
        vanished.document_id,
        vanished.instalment_number,
        vanished.document_type,
        vanished.document_number,
        vanished.customer_id,
        vanished.currency_code,
        vanished.control_account,
        'void' as status,
        vanished.instrument,
        vanished.amount,
        vanished.amount_base,
        vanished.tax_amount,
        vanished.posting_date,
        vanished.issue_date,
        vanished.due_date,
        vanished.vanished_date as voided_date,
        '{"flag":"vanished"}' as attributes,
        vanished.vanished_at as version_at,
        vanished.source,
        vanished.file_id,
        vanished.file_hash,
        vanished.record_number
    from vanished
    where vanished.extract_kind = 'snapshot'

),

unseen as (

    select
        vanished.*,
        vanished.vanished_at as settled_at,
        'posted' as settled_status
    from vanished
    where vanished.extract_kind = 'open_items'

    union all

    select
        vanished.*,
        vanished.seen_again_at as settled_at,
        'void' as settled_status
    from vanished
    where vanished.extract_kind = 'open_items'
        and vanished.seen_again_at is not null

),

settled as (

    select
        unseen.company_id,
        {{ unseen_id('unseen') }} as document_id,
        1 as instalment_number,
        case when unseen.item_sign = 1 then 'adjustment_credit' else 'adjustment_debit' end
            as document_type,
        unseen.document_number,
        unseen.customer_id,
        unseen.currency_code,
        unseen.control_account,
        unseen.settled_status as status,
        cast(null as varchar) as instrument,
        unseen.amount,
        unseen.amount_base,
        cast(null as decimal(18, 4)) as tax_amount,
        unseen.vanished_date as posting_date,
        cast(null as date) as issue_date,
        cast(null as date) as due_date,
        cast(null as date) as voided_date,
        '{"flag":"settled_unseen"}' as attributes,
        unseen.settled_at as version_at,
        unseen.source,
        unseen.file_id,
        unseen.file_hash,
        unseen.record_number
    from unseen

),

unioned as (

    select * from landed
    union all
    select * from voided
    union all
    select * from settled

),

final as (

    select
        company_id,
        document_id,
        instalment_number,
        document_type,
        document_number,
        customer_id,
        currency_code,
        control_account,
        status,
        cast(null as varchar) as acceptance_status,
        cast(null as varchar) as assigned_to,
        instrument,
        amount,
        amount_base,
        tax_amount,
        posting_date,
        issue_date,
        cast(null as date) as received_date,
        due_date,
        voided_date,
        cast(null as date) as acceptance_date,
        cast(null as date) as assigned_date,
        cast(null as date) as maturity_date,
        cast(null as boolean) as has_recourse,
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
