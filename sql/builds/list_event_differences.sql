-- Ledger events by which the balances of two builds, each at its as-of date, differ; and why each does.
-- Returns: reason, company_id, currency_code, document_id, instalment_number, event_id, event_type, effective_date,
--   amount and amount_base (what the second has more than the first), file_hash, record_number
with

first_events as (

    select events.*
    from first.marts.fct_ledger_events as events
    cross join first.trace.build as builds
    where events.effective_date <= builds.as_of_date

),

second_events as (

    select events.*
    from second.marts.fct_ledger_events as events
    cross join second.trace.build as builds
    where events.effective_date <= builds.as_of_date

),

first_documents as (

    select distinct
        events.company_id,
        events.document_id
    from first.marts.fct_ledger_events as events

),

document_types as (

    select distinct slices.document_type as event_type
    from second.trace.slices as slices

),

differing as (

    select
        coalesce(second_events.event_id, first_events.event_id) as event_id,
        coalesce(second_events.company_id, first_events.company_id) as company_id,
        coalesce(second_events.currency_code, first_events.currency_code) as currency_code,
        coalesce(second_events.document_id, first_events.document_id) as document_id,
        coalesce(second_events.instalment_number, first_events.instalment_number)
            as instalment_number,
        coalesce(second_events.event_type, first_events.event_type) as event_type,
        coalesce(second_events.effective_date, first_events.effective_date) as effective_date,
        coalesce(second_events.file_hash, first_events.file_hash) as file_hash,
        coalesce(second_events.record_number, first_events.record_number) as record_number,
        first_events.event_id is null as is_fresh,
        cast(coalesce(second_events.amount, 0) - coalesce(first_events.amount, 0) as decimal(38, 4))
            as amount,
        cast(
            coalesce(second_events.amount_base, 0) - coalesce(first_events.amount_base, 0)
            as decimal(38, 4)
        ) as amount_base
    from first_events
    full outer join second_events
        on first_events.event_id = second_events.event_id
    where coalesce(second_events.amount, 0) <> coalesce(first_events.amount, 0)
        or coalesce(second_events.amount_base, 0) <> coalesce(first_events.amount_base, 0)

)

select
    case
        when differing.is_fresh
            and differing.effective_date > first_builds.as_of_date
            and first_documents.document_id is null
            then 'new_document'
        when differing.is_fresh and differing.effective_date > first_builds.as_of_date
            then 'later_day'
        when differing.is_fresh
            and first_files.file_hash is null
            and first_documents.document_id is not null
            and document_types.event_type is not null
            then 'correction'
        when differing.is_fresh and first_files.file_hash is null then 'late_recording'
        when first_builds.code_version <> second_builds.code_version then 'code_change'
        when first_builds.seeds_hash <> second_builds.seeds_hash then 'seed_change'
        else 'correction'
    end as reason,
    differing.company_id,
    differing.currency_code,
    differing.document_id,
    differing.instalment_number,
    differing.event_id,
    differing.event_type,
    differing.effective_date,
    differing.amount,
    differing.amount_base,
    differing.file_hash,
    differing.record_number
from differing
cross join first.trace.build as first_builds
cross join second.trace.build as second_builds
left join first_documents
    on differing.company_id = first_documents.company_id
    and differing.document_id = first_documents.document_id
left join first.marts.fct_files as first_files
    on differing.file_hash = first_files.file_hash
left join document_types
    on differing.event_type = document_types.event_type
order by
    reason, differing.company_id, differing.currency_code, differing.document_id,
    differing.instalment_number, differing.effective_date, differing.event_id
