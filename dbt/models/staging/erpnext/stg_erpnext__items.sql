{# One row per voucher of ERPNext's payment ledger: the sum of its own entries, whatever they are held against. #}

with

entries as (

    {{ erp_items(['erpnext_payment_ledger'], {
        'customer_name': 'records.customer_id',
        'document_number': 'records.document_id',
        'signed_amount': "cast(coalesce(nullif(records.amount, ''), records.amount_base) as decimal(18, 4))",
    }, "coalesce(" ~ attribute('delinked') ~ ", '0') in ('0', 'false', 'False') and coalesce("
        ~ attribute('account_type') ~ ", 'Receivable') = 'Receivable'") }}

),

vouchers as (

    select
        entries.*,
        concat_ws('|', entries.file_id, entries.version_at, entries.company_id, entries.document_id)
            as voucher_key
    from entries

),

summed as (

    select
        vouchers.* exclude (voucher_key, signed_amount, signed_amount_base),
        sum(vouchers.signed_amount) over (partition by vouchers.voucher_key) as signed_amount,
        sum(vouchers.signed_amount_base) over (
            partition by vouchers.voucher_key
        ) as signed_amount_base,
        row_number() over (
            partition by vouchers.voucher_key
            order by vouchers.record_number
        ) as place
    from vouchers

)

select * exclude (place) from summed
where place = 1
