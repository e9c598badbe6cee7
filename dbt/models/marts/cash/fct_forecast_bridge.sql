{#
    One row per company, driver and item (billing to come: no item): what was expected a week ago of the
    thirteen weeks then ahead, and what of them came and is expected now.
#}

with

bridges as (

    select * from {{ source('computed', 'forecast_bridges') }}

),

documents as (

    select distinct
        company_id,
        document_id,
        customer_id
    from {{ ref('int_items') }}

),

final as (

    select
        bridges.company_id,
        {{ as_of_date() }} as version_date,
        {{ add_days(as_of_date(), -7) }} as previous_version_date,
        bridges.driver,
        documents.customer_id,
        bridges.document_id,
        bridges.instalment_number,
        bridges.previous_amount_base,
        bridges.current_amount_base,
        cast(bridges.current_amount_base - bridges.previous_amount_base as decimal(38, 4))
            as change_amount_base
    from bridges
    left join documents
        on bridges.company_id = documents.company_id
        and bridges.document_id = documents.document_id

)

select * from final
