{#
    One row per record of a tax document of ours: what the document was, and what had become of it, as known then.
    The document's own facts come from the newest document, else from the newest line of a register; the status from
    the record with the latest status day. A notice that states another amount or day is of another document.
#}

with

records as (

    select * from {{ ref('int_tax_documents_unioned') }}
    where company_id is not null

),

ranked_facts as (

    select
        records.company_id,
        records.tax_document_id,
        records.version_at,
        records.record_id,
        facts.record_id as fact_id,
        facts.amount,
        facts.issue_date,
        row_number() over (
            partition by records.record_id
            order by
                case when facts.evidence = 'document' then 0 else 1 end,
                facts.version_at desc,
                facts.file_hash desc,
                facts.record_number desc
        ) as place
    from records
    inner join records as facts
        on records.company_id = facts.company_id
        and records.tax_document_id = facts.tax_document_id
        and records.version_at >= facts.version_at
        and facts.evidence <> 'notice'

),

ranked_statuses as (

    select
        ranked_facts.record_id,
        ranked_facts.fact_id,
        statuses.record_id as status_id,
        row_number() over (
            partition by ranked_facts.record_id
            order by
                coalesce(statuses.status_date, date '1900-01-01') desc,
                statuses.version_at desc,
                statuses.file_hash desc,
                statuses.record_number desc
        ) as place
    from ranked_facts
    left join records as statuses
        on ranked_facts.company_id = statuses.company_id
        and ranked_facts.tax_document_id = statuses.tax_document_id
        and ranked_facts.version_at >= statuses.version_at
        and statuses.status is not null
        and (
            statuses.evidence <> 'notice'
            or statuses.currency_code = 'XXX'
            or (
                ranked_facts.amount = statuses.amount
                and ranked_facts.issue_date = statuses.issue_date
            )
        )
    where ranked_facts.place = 1

),

final as (

    select
        facts.company_id,
        facts.tax_document_id,
        facts.issuer_tax_id,
        facts.evidence,
        facts.document_type,
        facts.document_number,
        facts.customer_tax_id,
        facts.currency_code,
        facts.related_tax_document_id,
        facts.amount,
        facts.tax_amount,
        facts.issue_date,
        facts.due_date,
        facts.attributes,
        statuses.status,
        statuses.status_date,
        statuses.related_tax_document_id as successor_tax_document_id,
        {{ json_text('statuses.attributes', 'assigned_to') }} as assigned_to,
        states.evidence as state_evidence,
        states.recorded_by,
        states.version_at,
        states.source,
        states.file_id,
        states.file_hash,
        states.record_number
    from ranked_statuses
    inner join records as states
        on ranked_statuses.record_id = states.record_id
    inner join records as facts
        on ranked_statuses.fact_id = facts.record_id
    left join records as statuses
        on ranked_statuses.status_id = statuses.record_id
    where ranked_statuses.place = 1

)

select * from final
