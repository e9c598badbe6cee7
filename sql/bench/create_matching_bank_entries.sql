-- The generated entries as the bank's, for the cascade. Returns nothing.
create or replace table intermediate.int_bank_entries as
select
    'BANK' as bank_account_id,
    entry_id,
    'CO' as company_id,
    booking_date,
    'EUR' as currency_code,
    cast(cast(cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as decimal(18, 4)) as amount,
    payer_name as counterparty_name,
    payer_tax_id as counterparty_tax_id,
    payer_account as counterparty_account,
    reference,
    'ABONO TRANSFERENCIA' as description,
    cast(null as varchar) as attributes
from matching_entries
