{# One row per invoice of Sage Intacct, and one per receipt derived from what an invoice says was paid. #}

with

invoices as (

    {{ erp_items(['sage_ar_invoices'], {
        'clearing_group': "case when cast(" ~ attribute('paid_amount') ~ " as decimal(18, 4)) > 0 then records.document_id end",
        'clearing_date': 'cast(' ~ attribute('paid_date') ~ ' as date)',
        'line_id': attribute('paid_amount'),
        'status': "case when lower(" ~ attribute('state') ~ ") in ('draft', 'submitted') then 'draft' "
            ~ "when lower(" ~ attribute('state') ~ ") in ('reversed', 'voided') then 'void' else 'posted' end",
    }, "coalesce(lower(" ~ attribute('is_deleted') ~ "), 'false') in ('false', '0')") }}

),

receipts as (

    select
        invoices.* replace (
            'receipt:' || invoices.document_id as document_id,
            'receipt' as their_type,
            -cast(invoices.line_id as decimal(18, 4)) as signed_amount,
            cast(null as decimal(18, 4)) as signed_amount_base,
            cast(null as decimal(18, 4)) as tax_amount,
            coalesce(invoices.clearing_date, cast(invoices.version_at as date)) as posting_date,
            cast(null as date) as issue_date,
            cast(null as date) as due_date,
            '{"derived":"whenpaid"}' as attributes
        )
    from invoices
    where cast(invoices.line_id as decimal(18, 4)) > 0

)

select * from invoices
union all
select * from receipts
