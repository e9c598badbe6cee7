{#
    One row per document with a dispute, a promise, a maturity or a factor, as known: the newest dispute and
    the newest promise that stands. Days after the as-of date are left for what reads them to hide.
#}

with

disputes as (

    select
        company_id,
        document_id,
        opened_date,
        resolved_date,
        row_number() over (
            partition by company_id, document_id
            order by opened_date desc, dispute_id desc
        ) as recency
    from {{ ref('int_disputes') }}
    where opened_date <= {{ as_of_date() }}

),

promises as (

    {{ newest_versions(ref('stg_canonical__promises'), ['company_id', 'promise_id']) }}

),

standing_promises as (

    select
        company_id,
        document_id,
        promised_on_date,
        due_date,
        row_number() over (
            partition by company_id, document_id
            order by promised_on_date desc, promise_id desc
        ) as recency
    from promises
    where document_id is not null
        and promised_on_date <= {{ as_of_date() }}
        and (cancelled_date is null or cancelled_date > {{ as_of_date() }})

),

special_records as (

    select
        file_id,
        record_number,
        document_key,
        version_at,
        maturity_date,
        assigned_date
    from {{ ref('int_documents_unioned') }}
    where maturity_date is not null
        or assigned_date is not null

),

instruments as (

    select
        items.company_id,
        items.document_id,
        max(special_records.maturity_date) as maturity_date,
        min(special_records.assigned_date) as assigned_date
    from special_records
    inner join {{ ref('int_items') }} as items
        on special_records.file_id = items.file_id
        and special_records.record_number = items.record_number
        and special_records.version_at = items.known_from
        and special_records.document_key = items.document_key
    group by items.company_id, items.document_id

),

keys as (

    select
        company_id,
        document_id
    from disputes

    union

    select
        company_id,
        document_id
    from standing_promises

    union

    select
        company_id,
        document_id
    from instruments

),

final as (

    select
        keys.company_id,
        keys.document_id,
        disputes.opened_date as dispute_opened_date,
        disputes.resolved_date as dispute_resolved_date,
        standing_promises.promised_on_date,
        standing_promises.due_date as promise_due_date,
        instruments.maturity_date,
        instruments.assigned_date
    from keys
    left join disputes
        on keys.company_id = disputes.company_id
        and keys.document_id = disputes.document_id
        and disputes.recency = 1
    left join standing_promises
        on keys.company_id = standing_promises.company_id
        and keys.document_id = standing_promises.document_id
        and standing_promises.recency = 1
    left join instruments
        on keys.company_id = instruments.company_id
        and keys.document_id = instruments.document_id

)

select * from final
