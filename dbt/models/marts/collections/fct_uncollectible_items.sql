{#
    One row per overdue item and route to a tax write-off of which no condition is known to fail: for a
    person to review, never a decision.
#}

with

conditions as (

    select
        company_id,
        document_id,
        instalment_number,
        route,
        count(*) filter (where condition_status = 'met') as met_count,
        count(*) filter (where condition_status = 'needs_evidence') as evidence_count,
        max(condition_date) filter (where condition_code = 'window_of_six_months')
            as window_closes_date
    from {{ ref('fct_uncollectible_conditions') }}
    group by company_id, document_id, instalment_number, route
    having count(*) filter (where condition_status = 'not_met') = 0

),

taxes as (

    select
        items.company_id,
        items.document_id,
        items.instalment_number,
        abs(documents.tax_amount) as tax_amount
    from {{ ref('int_items') }} as items
    inner join {{ ref('int_documents_unioned') }} as documents
        on items.document_key = documents.document_key
        and items.file_id = documents.file_id
        and items.record_number = documents.record_number
    where documents.tax_amount <> 0

),

activities as (

    {{ newest_versions(ref('stg_canonical__activities'), ['company_id', 'activity_id']) }}

),

contacts as (

    select
        company_id,
        customer_id,
        count(*) as activity_count,
        max(cast(occurred_at as date)) as last_activity_date
    from activities
    where cast(occurred_at as date) <= {{ as_of_date() }}
    group by company_id, customer_id

),

final as (

    select
        items.as_of_date,
        items.company_id,
        items.customer_id,
        items.document_id,
        items.instalment_number,
        items.document_number,
        items.currency_code,
        items.due_date,
        items.days_past_due,
        conditions.route,
        items.open_amount,
        items.open_amount_base,
        cast(
            cast({{ divide_half_away(
                scaled_integer('taxes.tax_amount', 4)
                ~ ' * ' ~ scaled_integer('items.open_amount', 4),
                scaled_integer('items.gross_amount', 4)
            ) }} as decimal(38, 0)) * cast(0.0001 as decimal(5, 4)) as decimal(18, 4)
        ) as tax_in_open_amount,
        conditions.met_count,
        conditions.evidence_count,
        conditions.window_closes_date,
        coalesce(contacts.activity_count, 0) as activity_count,
        contacts.last_activity_date,
        'to_review' as review_state
    from conditions
    inner join {{ ref('fct_open_items') }} as items
        on conditions.company_id = items.company_id
        and conditions.document_id = items.document_id
        and conditions.instalment_number = items.instalment_number
    left join taxes
        on conditions.company_id = taxes.company_id
        and conditions.document_id = taxes.document_id
        and conditions.instalment_number = taxes.instalment_number
    left join contacts
        on items.company_id = contacts.company_id
        and items.customer_id = contacts.customer_id

)

select * from final
