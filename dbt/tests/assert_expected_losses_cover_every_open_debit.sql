{# The exposures of the provision are the open debits, to the cent. #}

with

open_debits as (

    select
        company_id,
        sum(open_amount_base) as amount_base
    from {{ ref('fct_open_items') }}
    where aging_bucket_code <> 'unapplied'
    group by company_id

),

exposures as (

    select
        company_id,
        sum(exposure_amount_base) as amount_base
    from {{ ref('fct_expected_credit_losses') }}
    group by company_id

)

select open_debits.company_id
from open_debits
left join exposures
    on open_debits.company_id = exposures.company_id
where coalesce(open_debits.amount_base, 0) <> coalesce(exposures.amount_base, 0)
