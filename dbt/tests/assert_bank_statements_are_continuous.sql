{# What the bank states follows from what it stated before and the entries in between; it warns. #}

{{ config(severity='warn') }}

select
    bank_account_id,
    balance_date,
    balance_type,
    amount,
    computed_amount,
    difference_amount
from {{ ref('fct_bank_balances') }}
where difference_amount <> 0
