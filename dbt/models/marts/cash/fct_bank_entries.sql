select
    bank_account_id,
    entry_id,
    company_id,
    booking_date,
    value_date,
    amount,
    currency_code,
    counterparty_name,
    counterparty_tax_id,
    counterparty_account,
    reference,
    description,
    attributes,
    {{ json_flags([
        ('unknown_account', 'is_account_unknown'),
        ('other_currency', 'is_other_currency'),
    ]) }} as flags,
    file_hash,
    record_number
from {{ ref('int_bank_entries') }}
