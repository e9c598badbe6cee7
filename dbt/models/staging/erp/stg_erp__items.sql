{# One row per item record of any ERP that lands by column map: what each system's staging makes of its own lines. #}

{{ config(materialized='table') }}

with

items as (

    select * from {{ ref('stg_sap__items') }}
    union all by name
    select * from {{ ref('stg_odoo__items') }}
    union all by name
    select * from {{ ref('stg_business_central__items') }}
    union all by name
    select * from {{ ref('stg_erpnext__items') }}
    union all by name
    select * from {{ ref('stg_dynamics__items') }}
    union all by name
    select * from {{ ref('stg_quickbooks__items') }}
    union all by name
    select * from {{ ref('stg_netsuite__items') }}
    union all by name
    select * from {{ ref('stg_sage__items') }}

),

-- exports of one company often leave out its own currency
companies as (

    {{ newest_versions(ref('stg_canonical__companies'), ['company_id']) }}

),

types as (

    select * from {{ ref('erp_document_types') }}

),

typed as (

    select
        items.* exclude (currency_code),
        coalesce(
            items.currency_code,
            items.local_currency_code,
            companies.base_currency_code,
            'XXX'
        ) as currency_code,
        items.document_id || '|' || cast(items.instalment_number as varchar) as item_id,
        case when items.signed_amount < 0 then -1 else 1 end as item_sign
    from items
    left join companies
        on items.company_id = companies.company_id
    where items.version_at <= {{ known_at() }}

),

final as (

    select
        typed.*,
        coalesce(
            named.document_type,
            others.document_type,
            case when typed.item_sign = 1 then 'adjustment_debit' else 'adjustment_credit' end
        ) as document_type,
        cast(abs(typed.signed_amount) as decimal(18, 4)) as amount,
        cast(abs(typed.signed_amount_base) as decimal(18, 4)) as amount_base,
        {{ document_key('typed.company_id', 'typed.item_id') }} as item_key
    from typed
    left join types as named
        on typed.layout = named.layout
        and typed.item_sign = named.item_sign
        and coalesce(typed.their_type, '') = coalesce(named.their_type, '')
    left join types as others
        on typed.layout = others.layout
        and typed.item_sign = others.item_sign
        and others.their_type = '*'

)

select * from final
