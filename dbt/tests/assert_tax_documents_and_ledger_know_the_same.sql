{# The ledger and the tax office know the same documents, of the same amounts; it warns. #}

{{ config(severity='warn') }}

select
    company_id,
    finding_id,
    reason_code,
    difference_amount
from {{ ref('fct_completeness') }}
where reason_code <> 'no_payer'
