{# One row per customer transaction of Dynamics 365; of a source that sends open transactions only, one per open instalment. #}

with

items as (

    {{ erp_items(['d365_cust_trans', 'd365_cust_trans_open'], {
        'company_id': "lower(coalesce(nullif(records.company_id, ''), files.source))",
        'document_number': "coalesce(nullif(records.document_number, ''), " ~ attribute('voucher') ~ ')',
        'their_type': "coalesce(nullif(records.document_type, ''), case when records.document_number <> '' then 'invoice' end)",
        'line_id': 'records.document_id',
    }, "coalesce(lower(" ~ attribute('is_deleted') ~ "), 'false') in ('false', '0', 'no')") }}

),

full_sources as (

    select distinct source from items
    where layout = 'd365_cust_trans'

)

select items.* from items
left join full_sources
    on items.source = full_sources.source
where items.layout = 'd365_cust_trans'
    or full_sources.source is null
