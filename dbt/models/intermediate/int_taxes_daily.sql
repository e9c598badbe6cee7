{#
    One row per company, customer and posting day with taxed sales: the tax in them, signed, base
    currency: each item's tax ÷ its amount × its base amount, rounded half away from zero.
#}

with

taxed_records as (

    select
        document_key,
        file_id,
        record_number,
        version_at,
        abs(tax_amount) as tax_amount
    from {{ ref('int_documents_unioned') }}
    where tax_amount <> 0

),

items as (

    select items.*
    from {{ ref('int_item_openings') }} as items
    inner join {{ ref('document_types') }} as document_types
        on items.document_type = document_types.document_type
    where document_types.is_sale

),

taxes as (

    select
        items.company_id,
        items.customer_id,
        items.posting_date,
        cast({{ divide_half_away(
            scaled_integer('items.opening_amount_base', 4)
            ~ ' * ' ~ scaled_integer('taxed_records.tax_amount', 4),
            scaled_integer('items.amount', 4)
        ) }} as decimal(38, 0)) * cast(0.0001 as decimal(5, 4)) as tax_amount_base
    from items
    inner join taxed_records
        on items.document_key = taxed_records.document_key
        and items.file_id = taxed_records.file_id
        and items.record_number = taxed_records.record_number
        and items.known_from = taxed_records.version_at
    where items.opening_amount_base is not null

),

final as (

    select
        company_id,
        customer_id,
        posting_date,
        {{ money_sum('tax_amount_base') }} as tax_amount_base
    from taxes
    where posting_date <= {{ as_of_date() }}
    group by company_id, customer_id, posting_date

)

select * from final
