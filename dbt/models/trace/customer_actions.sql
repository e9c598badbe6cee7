{# One row per thing that people did about a customer, newest version as known: a promise, a dispute, a contact. #}

with

promises as (

    {{ newest_versions(
        ref('stg_canonical__promises'), ['company_id', 'promise_id', 'instalment_number']
    ) }}

),

disputes as (

    select * from {{ ref('int_disputes') }}

),

activities as (

    {{ newest_versions(ref('stg_canonical__activities'), ['company_id', 'activity_id']) }}

),

documents as (

    select
        company_id,
        document_id,
        min(customer_id) as customer_id
    from {{ ref('int_items') }}
    group by company_id, document_id

),

unioned as (

    select
        company_id,
        customer_id,
        'promise' as action_kind,
        promise_id as action_id,
        document_id,
        promised_on_date as action_date,
        due_date,
        cancelled_date as ended_date,
        amount,
        currency_code,
        cast(null as varchar) as channel,
        cast(null as varchar) as outcome,
        cast(null as varchar) as reason_code,
        file_hash,
        record_number
    from promises
    union all
    select
        disputes.company_id,
        documents.customer_id,
        'dispute' as action_kind,
        disputes.dispute_id as action_id,
        disputes.document_id,
        disputes.opened_date as action_date,
        cast(null as date) as due_date,
        disputes.resolved_date as ended_date,
        disputes.amount,
        cast(null as varchar) as currency_code,
        cast(null as varchar) as channel,
        disputes.outcome,
        disputes.reason_code,
        disputes.file_hash,
        disputes.record_number
    from disputes
    inner join documents
        on disputes.company_id = documents.company_id
        and disputes.document_id = documents.document_id
    union all
    select
        company_id,
        customer_id,
        'contact' as action_kind,
        activity_id as action_id,
        document_id,
        cast(occurred_at as date) as action_date,
        next_action_date as due_date,
        cast(null as date) as ended_date,
        cast(null as decimal(18, 4)) as amount,
        cast(null as varchar) as currency_code,
        channel,
        outcome,
        reason_code,
        file_hash,
        record_number
    from activities

),

final as (

    select
        company_id,
        customer_id,
        action_kind,
        action_id,
        document_id,
        action_date,
        due_date,
        ended_date,
        amount,
        currency_code,
        channel,
        outcome,
        reason_code,
        file_hash,
        record_number
    from unioned
    where action_date <= {{ as_of_date() }}

)

select * from final
order by company_id, customer_id, action_date, action_kind, action_id
