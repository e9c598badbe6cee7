{# One row per overdue item, route to a tax write-off in its company's country, and condition of the route. #}

with

items as (

    select
        items.*,
        companies.country_code
    from {{ ref('fct_open_items') }} as items
    inner join {{ ref('int_companies') }} as companies
        on items.company_id = companies.company_id
    where items.days_past_due > 0

),

measured as (

    select
        items.company_id,
        items.customer_id,
        items.document_id,
        items.instalment_number,
        items.document_type,
        items.posting_date,
        items.due_date,
        items.as_of_date,
        customers.is_related_party,
        rules.route,
        rules.position,
        rules.condition_code,
        rules.kind,
        rules.evidence,
        rules.source as condition_source,
        case
            when rules.kind = 'overdue'
                then {{ add_days(add_months('items.due_date', 'rules.months'), 'rules.days + 1') }}
            when rules.kind in ('accrued', 'window')
                then {{ add_days(add_months('items.posting_date', 'rules.months'), 'rules.days') }}
        end as condition_date
    from items
    inner join {{ ref('uncollectible_rules') }} as rules
        on items.country_code = rules.country_code
    left join {{ ref('int_customers') }} as customers
        on items.company_id = customers.company_id
        and items.customer_id = customers.customer_id

),

final as (

    select
        company_id,
        customer_id,
        document_id,
        instalment_number,
        route,
        position,
        condition_code,
        case
            when kind = 'evidence' then 'needs_evidence'
            when kind = 'unrelated' and is_related_party is null then 'needs_evidence'
            when kind in ('overdue', 'accrued') and as_of_date >= condition_date then 'met'
            when kind = 'window' and as_of_date <= condition_date then 'met'
            when kind = 'unrelated' and not is_related_party then 'met'
            when kind = 'trade' and document_type in ('invoice', 'debit_note') then 'met'
            else 'not_met'
        end as condition_status,
        condition_date,
        evidence,
        condition_source
    from measured

)

select * from final
