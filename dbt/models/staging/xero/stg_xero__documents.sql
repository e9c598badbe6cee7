{# One row per receivable invoice or credit note of Xero, and one per receipt derived from what an invoice says was paid. #}

with

invoices as (

    select * from {{ ref('stg_xero__invoices') }}

),

converted as (

    select
        invoices.*,
        -- half away from zero to the cent, as Xero's journals; the receipt takes the invoice's rate
        cast({{ divide_half_away(
            scaled_integer('invoices.amount', 4) ~ ' * 100000000',
            scaled_integer('invoices.document_per_base_rate', 8) ~ ' * 100'
        ) }} as decimal(18, 4)) * cast(0.01 as decimal(4, 2)) as invoiced_base,
        cast({{ divide_half_away(
            scaled_integer('invoices.paid_amount', 4) ~ ' * 100000000',
            scaled_integer('invoices.document_per_base_rate', 8) ~ ' * 100'
        ) }} as decimal(18, 4)) * cast(0.01 as decimal(4, 2)) as paid_base,
        -- an invoice whose payment was taken back must take its derived receipt back too
        max(invoices.paid_amount) over (
            partition by invoices.company_id, invoices.document_id
        ) as most_paid_amount
    from invoices

),

movements as (

    select
        converted.*,
        converted.document_id as movement_id,
        converted.document_type as movement_type,
        converted.status as movement_status,
        converted.amount as movement_amount,
        converted.invoiced_base as movement_base,
        converted.tax_amount as movement_tax,
        converted.posting_date as movement_date,
        converted.due_date as movement_due_date,
        converted.attributes as movement_attributes
    from converted

    union all

    select
        converted.*,
        'receipt:' || converted.document_id as movement_id,
        'receipt' as movement_type,
        case when converted.paid_amount > 0 then converted.status else 'void' end
            as movement_status,
        converted.paid_amount as movement_amount,
        converted.paid_base as movement_base,
        cast(null as decimal(18, 4)) as movement_tax,
        -- a part-paid invoice has no such day; it is not later than the record's last change
        coalesce(converted.fully_paid_on_date, cast(converted.version_at as date)) as movement_date,
        cast(null as date) as movement_due_date,
        case
            when converted.fully_paid_on_date is not null then '{"derived":"fully_paid_on_date"}'
            else '{"derived":"updated_date_utc"}'
        end as movement_attributes
    from converted
    where converted.most_paid_amount > 0

),

final as (

    select
        -- keys
        company_id,
        movement_id as document_id,
        1 as instalment_number,

        -- codes and text
        movement_type as document_type,
        document_number,
        customer_id,
        currency_code,
        cast(null as varchar) as control_account,
        movement_status as status,
        cast(null as varchar) as acceptance_status,
        cast(null as varchar) as assigned_to,
        cast(null as varchar) as instrument,

        -- amounts
        movement_amount as amount,
        cast(movement_base as decimal(18, 4)) as amount_base,
        movement_tax as tax_amount,

        -- dates
        movement_date as posting_date,
        cast(null as date) as issue_date,
        cast(null as date) as received_date,
        movement_due_date as due_date,
        cast(null as date) as voided_date,
        cast(null as date) as acceptance_date,
        cast(null as date) as assigned_date,
        cast(null as date) as maturity_date,

        -- flags
        cast(null as boolean) as has_recourse,

        -- provenance
        movement_attributes as attributes,
        cast(null as varchar) as recorded_by,
        version_at,
        source,
        file_id,
        file_hash,
        record_number
    from movements

)

select * from final
